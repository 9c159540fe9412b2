import type { GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Ground } from '../../evidence/reading/ground-api.ts';
import { lightPaths, linesOf, type MapLayer, placesOf, pointsOf } from './layers.ts';

/** The colours of the page. */
export interface MapPaint {
  card: string;
  edge: string;
  accent: string;
  soft: string;
  lights: Readonly<Record<keyof typeof lightPaths, string>>;
}

/** A base map needs a key; its tiles are in the projection of Web Mercator. */
const base = (key: string): StyleSpecification['sources'] =>
  Object.fromEntries(
    ['vec', 'cva'].map((layer) => [
      layer,
      {
        type: 'raster',
        tileSize: 256,
        maxzoom: 18,
        tiles: [0, 1, 2, 3].map(
          (n) => `https://t${n}.tianditu.gov.cn/DataServer?T=${layer}_w&x={x}&y={y}&l={z}&tk=${key}`,
        ),
      },
    ]),
  );

type Collection = Extract<GeoJSONSourceSpecification['data'], { type: 'FeatureCollection' }>;
type Feature = Collection['features'][number];
const collected = (features: Feature[]): GeoJSONSourceSpecification => ({
  type: 'geojson',
  data: { type: 'FeatureCollection', features },
});
const featureOf = (geometry: Feature['geometry'], properties: Feature['properties']): Feature => ({
  type: 'Feature',
  geometry,
  properties,
});

/**
 * Layers over the ground as a style of MapLibre. Areas are the darker the more is counted there; points carry the shapes of the
 * lights as images (`lightPaths`); no text is drawn, for that would need glyphs from a server.
 */
export function styleOf(layers: readonly MapLayer[], ground: Ground, paint: MapPaint): StyleSpecification {
  const values = new Map(placesOf(layers).map(({ id, value }) => [id, value]));
  const largest = Math.max(1e-9, ...values.values());
  const areas = ground.shapes.flatMap(({ id, rings }) =>
    rings.map((ring) =>
      featureOf({ type: 'Polygon', coordinates: [ring] }, { id, share: Math.max(0, values.get(id) ?? 0) / largest }),
    ),
  );
  const points = pointsOf(layers).map(({ id, at, light, name, note }) =>
    featureOf(
      { type: 'Point', coordinates: [...at] },
      { id, mark: light ?? 'plain', words: note ? `${name} ${note}` : name },
    ),
  );
  const lines = linesOf(layers).map(({ id, way, name }) =>
    featureOf({ type: 'LineString', coordinates: way.map((point) => [...point]) }, { id, words: name }),
  );
  const key = ground.tianditu;
  return {
    version: 8,
    sources: {
      ...(key !== null && base(key)),
      areas: collected(areas),
      lines: collected(lines),
      points: collected(points),
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': paint.card } },
      ...(key === null ? [] : (['vec', 'cva'] as const).map((id) => ({ id, type: 'raster' as const, source: id }))),
      {
        id: 'areas',
        type: 'fill',
        source: 'areas',
        paint: { 'fill-color': paint.accent, 'fill-opacity': ['+', 0.04, ['*', 0.56, ['get', 'share']]] },
      },
      {
        id: 'edges',
        type: 'line',
        source: 'areas',
        paint: {
          'line-color': paint.edge,
          'line-width': 1,
          // What is drawn around settlements is no boundary and does not look like one.
          ...(ground.source === 'drawn' && { 'line-dasharray': [3, 3] }),
        },
      },
      { id: 'lines', type: 'line', source: 'lines', paint: { 'line-color': paint.soft, 'line-width': 1.5 } },
      {
        id: 'points',
        type: 'symbol',
        source: 'points',
        layout: {
          'icon-image': ['get', 'mark'],
          'icon-allow-overlap': true,
          'icon-size': ['interpolate', ['linear'], ['zoom'], 9, 0.4, 12, 0.75, 14, 1],
          // What is worst lies on top.
          'symbol-sort-key': ['match', ['get', 'mark'], 'red', 3, 'yellow', 2, 'plain', -1, 0],
        },
      },
    ],
  };
}

/** Everything of the ground that is not empty, and all that lies on it: west, south, east, north; null: nothing. */
export function extentOf(layers: readonly MapLayer[], ground: Ground): [number, number, number, number] | null {
  const all = [
    ...ground.shapes.flatMap(({ rings, at }) => [at, ...rings.flat()]),
    ...pointsOf(layers).map(({ at }) => at),
    ...linesOf(layers).flatMap(({ way }) => way),
  ];
  if (all.length === 0) return null;
  return all.reduce<[number, number, number, number]>(
    ([west, south, east, north], [x, y]) => [
      Math.min(west, x),
      Math.min(south, y),
      Math.max(east, x),
      Math.max(north, y),
    ],
    [180, 90, -180, -90],
  );
}
