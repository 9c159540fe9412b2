import { useState, type CSSProperties, type ReactNode } from 'react';
import { LightMark } from '../light.tsx';
import { TakePicture } from '../take/take.tsx';
import { useText } from '../text.tsx';
import { drawingOf } from './drawing.ts';
import './map.css';
import {
  lightPaths,
  linesOf,
  type MapLayer,
  type MapLine,
  type MapPlace,
  type MapPoint,
  placesOf,
  pointsOf,
} from './layers.ts';

const W = 900;
const H = 520;
const edge = 48;
/** A net of roads is no list. */
const mostNamed = 40;
/** More points are drawn smaller. */
const mostLarge = 80;

export type Pick = ((id: string) => void) | undefined;

/**
 * Where things are without any map: places stand as tiles (示意), points and ways on plain paper, north up, with a list beside
 * them that the keyboard goes through. Nothing is fetched.
 */
export function Schema({ layers, onPick }: { layers: readonly MapLayer[]; onPick: Pick }) {
  const [points, lines] = [pointsOf(layers), linesOf(layers)];
  return (
    <>
      {placesOf(layers).length > 0 && <Tiles places={placesOf(layers)} onPick={onPick} />}
      {points.length + lines.length > 0 && <Paper points={points} lines={lines} onPick={onPick} />}
    </>
  );
}
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
                className={`map-line${lines.length > mostNamed ? ' is-net' : ''}${marked === id ? ' is-marked' : ''}`}
                points={way.map((point) => drawing.at(point).join(',')).join(' ')}
              >
                <title>{name}</title>
              </polyline>
            ))}
            {points.map(({ id, at, name, light, note }) => (
              <g
                key={id}
                transform={`translate(${drawing.at(at).join(' ')}) scale(${points.length > mostLarge ? 0.6 : 1})`}
                className={`map-point is-${light ?? 'plain'}${marked === id ? ' is-marked' : ''}`}
                onClick={() => onPick?.(id)}
                {...marks(id)}
              >
                <path d={lightPaths[light ?? 'plain']} />
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
        {[...points, ...(lines.length > mostNamed ? [] : lines)].map((one) => (
          <li key={one.id}>
            {'light' in one && one.light && <LightMark light={one.light} />} {chosen(one.id, one.name)}
          </li>
        ))}
      </ul>
    </div>
  );
}
