import { useState, type CSSProperties, type ReactNode } from 'react';
import { LightMark, type LightName } from './light.tsx';
import { drawingOf } from './map-draw.ts';
import { TakePicture } from './take/take.tsx';
import { useText } from './text.tsx';
import './map.css';

/** A place, as a tile of a schema: nothing is known of its shape. */
export interface MapPlace {
  id: string;
  name: string;
  /** What is counted there. */
  value: number;
}
/** Something at a longitude and a latitude (degrees). */
export interface MapPoint {
  id: string;
  at: readonly [number, number];
  name: string;
  light?: LightName | undefined;
  note?: string | undefined;
}
/** A way through longitudes and latitudes. */
export interface MapLine {
  id: string;
  way: readonly (readonly [number, number])[];
  name: string;
}

const W = 900;
const H = 520;
const edge = 48;

/**
 * Where things are. Places stand as tiles (示意: no boundary is loaded); points and ways on plain paper, north up, with a
 * list beside them that the keyboard goes through. Nothing is fetched from outside. `onPick` is given the id of what is
 * chosen.
 */
export function PlaceMap({
  places = [],
  points = [],
  lines = [],
  onPick,
}: {
  places?: readonly MapPlace[];
  points?: readonly MapPoint[];
  lines?: readonly MapLine[];
  onPick?: (id: string) => void;
}) {
  return (
    <>
      {places.length > 0 && <Tiles places={places} onPick={onPick} />}
      {points.length + lines.length > 0 && <Paper points={points} lines={lines} onPick={onPick} />}
    </>
  );
}

type Pick = ((id: string) => void) | undefined;

function Tiles({ places, onPick }: { places: readonly MapPlace[]; onPick: Pick }) {
  const { t } = useText();
  const largest = Math.max(1, ...places.map(({ value }) => value));
  return (
    <>
      <p className="soft table-line">
        {t(
          '示意：一块代表一个镇街，大小和位置不代表真实形状；颜色越深，数越大。',
          'Schematic: one tile a town, not its true shape or position; the darker, the more.',
        )}
      </p>
      <ul className="map-tiles">
        {places.map(({ id, name, value }) => (
          <li key={id}>
            <button
              type="button"
              className="map-tile"
              style={{ '--share': value / largest } as CSSProperties}
              disabled={!onPick}
              onClick={() => onPick?.(id)}
            >
              <span>{name}</span>
              <b>{value}</b>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Paper({ points, lines, onPick }: { points: readonly MapPoint[]; lines: readonly MapLine[]; onPick: Pick }) {
  const { t } = useText();
  const [marked, setMarked] = useState('');
  const drawing = drawingOf([...points.map(({ at }) => at), ...lines.flatMap(({ way }) => way)], W, H, edge);
  if (!drawing) return null;
  const { west, east, south, north } = drawing;
  const marks = (id: string) => ({
    onFocus: () => setMarked(id),
    onBlur: () => setMarked(''),
    onPointerEnter: () => setMarked(id),
    onPointerLeave: () => setMarked(''),
  });
  const chosen = (id: string, name: ReactNode) =>
    onPick ? (
      <button type="button" className="text-button record-name" {...marks(id)} onClick={() => onPick(id)}>
        {name}
      </button>
    ) : (
      <span {...marks(id)}>{name}</span>
    );
  return (
    <div className="map-paper">
      <figure>
        <TakePicture label={t('地图', 'Map')}>
          <svg
            viewBox={`0 0 ${W} ${H}`}
            role="img"
            aria-label={t(
              `${points.length} 个点、${lines.length} 条线，经度 ${west} 到 ${east}，纬度 ${south} 到 ${north}`,
              `${points.length} points and ${lines.length} lines, longitude ${west} to ${east}, latitude ${south} to ${north}`,
            )}
          >
            <rect x="0.5" y="0.5" width={W - 1} height={H - 1} className="map-frame" />
            {lines.map(({ id, way, name }) => (
              <polyline
                key={id}
                className={`map-line${marked === id ? ' is-marked' : ''}`}
                points={way.map((point) => drawing.at(point).join(',')).join(' ')}
              >
                <title>{name}</title>
              </polyline>
            ))}
            {points.map(({ id, at, name, light, note }) => (
              <g
                key={id}
                transform={`translate(${drawing.at(at).join(' ')})`}
                className={`map-point is-${light ?? 'plain'}${marked === id ? ' is-marked' : ''}`}
                onClick={() => onPick?.(id)}
                {...marks(id)}
              >
                {shapes[light ?? 'plain']}
                <title>
                  {name} {note}
                </title>
              </g>
            ))}
          </svg>
        </TakePicture>
        <figcaption className="soft small">
          {t(
            `上北下南；经度 ${west.toFixed(3)}—${east.toFixed(3)}，纬度 ${south.toFixed(3)}—${north.toFixed(3)}`,
            `North is up; ${west.toFixed(3)}–${east.toFixed(3)} E, ${south.toFixed(3)}–${north.toFixed(3)} N`,
          )}
        </figcaption>
      </figure>
      <ul className="map-list">
        {[...points, ...lines].map((one) => (
          <li key={one.id}>
            {'light' in one && one.light && <LightMark light={one.light} />} {chosen(one.id, one.name)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The shapes of the lights, as everywhere: their colour alone says nothing. */
const shapes = {
  green: <circle r="8" />,
  yellow: <path d="M0 -10 L9.5 7 L-9.5 7 Z" />,
  red: <rect x="-8" y="-8" width="16" height="16" />,
  grey: <path d="M0 -10 L10 0 L0 10 L-10 0 Z" />,
  plain: <circle r="8" />,
} as const;
