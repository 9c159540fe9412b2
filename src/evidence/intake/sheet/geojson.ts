import { cutLines, datumIn, type LngLat } from '../../../core/space/index.ts';
import { BLANK, type Cell, type SheetGrid, type SheetRow } from './grid.ts';
import { type SheetProblem, sheetProblem } from './problem.ts';

/**
 * Things on a map (GeoJSON, RFC 7946) as a table: a row for each point, and for each piece of a line between two places where
 * lines meet. Properties are its columns; 坐标, or 起点坐标, 终点坐标, 长度 and 路段编号 come from the geometry, with the datum in the head
 * where the file's `crs` names one. Of an area its middle is taken.
 */

const most = 200_000;

interface Thing {
  properties: Readonly<Record<string, unknown>>;
  id: string;
  point: LngLat | null;
  line: readonly LngLat[] | null;
}

/** Whether text may be GeoJSON: an object that names a type. */
export const isGeoJson = (text: string) =>
  text.trimStart().startsWith('{') && /"type"\s*:\s*"/u.test(text.slice(0, 5000));

/** Reads it. Problems: `geojson-broken`, `geojson-empty` with what to do. */
export function readGeoJson(text: string, name: string): SheetGrid | SheetProblem {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return broken;
  }
  const things = featuresOf(given).flatMap(thingsOf);
  if (things.length === 0)
    return sheetProblem(
      'geojson-empty',
      ['GeoJSON 里没有点、线、面', 'The GeoJSON file holds no points, lines or areas'],
      ['导出时选点或线图层', 'Export a layer of points or lines'],
    );
  const lines = things.filter(({ line }) => line !== null);
  const pieces = cutLines(lines.map(({ line }) => line ?? []));
  if (things.length + pieces.length > most)
    return sheetProblem(
      'sheet-too-large',
      ['超过 20 万个要素', 'More than 200,000 features'],
      ['拆成几份再导入', 'Split the file'],
    );
  const crs = (given as { crs?: { properties?: { name?: unknown } } }).crs?.properties?.name;
  const said = typeof crs === 'string' ? datumIn(crs) : null;
  const datum = said === null ? '' : `（${said === 'unknown' ? crs : named[said]}）`;
  const keys = [...new Set(things.flatMap(({ properties }) => Object.keys(properties)))].slice(0, 300);
  const points = things.filter(({ point }) => point !== null);
  const head = [
    ...keys,
    ...(points.length > 0 ? [`坐标${datum}`] : []),
    ...(pieces.length > 0 ? ['路段编号', `起点坐标${datum}`, `终点坐标${datum}`, '长度（公里）'] : []),
  ];
  const own = (thing: Thing) => keys.map((key) => cellOf(thing.properties[key]));
  const before = points.length > 0 ? 1 : 0;
  const counted = new Map<number, number>();
  const rows = [
    ...points.map((thing) => [...own(thing), textCell(pair(thing.point ?? [0, 0]))]),
    ...pieces.map(({ line, from, to, km }) => {
      const n = (counted.get(line) ?? 0) + 1;
      counted.set(line, n);
      const thing = lines[line]!;
      const cells = [`${thing.id}-${n}`, pair(from), pair(to), String(Number(km.toFixed(4)))].map(textCell);
      return [...own(thing), ...Array<Cell>(before).fill(BLANK), ...cells];
    }),
  ];
  const all: SheetRow[] = [head.map(textCell), ...rows].map((cells, at) => ({ row: at + 1, cells }));
  return { format: 'csv', sheets: [{ name, rows: all }], hidden: [] };
}

const named = { cgcs2000: 'CGCS2000', wgs84: 'WGS 84', gcj02: 'GCJ-02' } as const;

const broken = sheetProblem(
  'geojson-broken',
  ['GeoJSON 读不下去', 'The GeoJSON file cannot be read'],
  ['重新导出；文件可能不完整', 'Export it again: it may not be whole'],
);

const textCell = (text: string): Cell => (text === '' ? BLANK : { value: text, text });
const pair = ([lng, lat]: LngLat) => `${lng}, ${lat}`;

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return BLANK;
  if (typeof value === 'number' || typeof value === 'boolean') return { value, text: String(value) };
  return textCell(typeof value === 'string' ? value : JSON.stringify(value));
}

type Geometry = { type?: unknown; coordinates?: unknown; geometries?: unknown };

function featuresOf(given: unknown): { feature: object; at: number }[] {
  const { features, type } = given as { features?: unknown; type?: unknown };
  const all = Array.isArray(features) ? features : type === 'Feature' ? [given] : [{ geometry: given }];
  return all.flatMap((feature: unknown, at) => (typeof feature === 'object' && feature ? [{ feature, at }] : []));
}

function thingsOf({ feature, at }: { feature: object; at: number }): Thing[] {
  const { properties, geometry, id } = feature as { properties?: unknown; geometry?: Geometry | null; id?: unknown };
  const own = typeof properties === 'object' && properties ? (properties as Record<string, unknown>) : {};
  const known = id ?? own['路段编号'] ?? own['编号'] ?? own.code ?? own.id ?? at + 1;
  const thing = { properties: own, id: typeof known === 'object' ? String(at + 1) : String(known as string | number) };
  const of = (line: unknown, part: string): Thing[] => {
    const points = pointsOf(line);
    return points.length < 2 ? [] : [{ ...thing, id: `${thing.id}${part}`, point: null, line: points }];
  };
  const coordinates = geometry?.coordinates;
  switch (geometry?.type) {
    case 'Point':
      return pointsOf([coordinates]).map((point) => ({ ...thing, point, line: null }));
    case 'MultiPoint':
      return pointsOf(coordinates)
        .slice(0, 1)
        .map((point) => ({ ...thing, point, line: null }));
    case 'LineString':
      return of(coordinates, '');
    case 'MultiLineString':
      return Array.isArray(coordinates) ? coordinates.flatMap((line, n) => of(line, n === 0 ? '' : `.${n + 1}`)) : [];
    case 'Polygon':
    case 'MultiPolygon': {
      const outer = (coordinates as unknown[] | undefined)?.[0];
      const corners = pointsOf(geometry.type === 'Polygon' ? outer : (outer as unknown[] | undefined)?.[0]).slice(1);
      if (corners.length === 0) return [];
      const mean = (of: 0 | 1) => corners.reduce((sum, corner) => sum + corner[of], 0) / corners.length;
      return [{ ...thing, point: [Number(mean(0).toFixed(6)), Number(mean(1).toFixed(6))], line: null }];
    }
    default:
      return [];
  }
}

function pointsOf(given: unknown): LngLat[] {
  if (!Array.isArray(given)) return [];
  return given.flatMap((one: unknown): LngLat[] => {
    const [lng, lat] = Array.isArray(one) ? (one as unknown[]) : [];
    return typeof lng === 'number' && typeof lat === 'number' && Number.isFinite(lng) && Number.isFinite(lat)
      ? [[lng, lat]]
      : [];
  });
}
