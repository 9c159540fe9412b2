import type { Field } from '../../core/register/model.ts';
import { LightMark } from '../../ui/light.tsx';
import { useText } from '../../ui/text.tsx';
import type { RecordView } from './api.ts';
import { useRegister } from './use-register.ts';
import { titleOf } from './title.ts';

const W = 900;
const H = 520;
const EDGE = 48;

/** Points by longitude and latitude on plain paper, with the records beside it; nothing is fetched from outside. */
export function PointMap({ field, records }: { field: Field; records: RecordView[] }) {
  const { t, tx } = useText();
  const { data, openRecord } = useRegister();
  const points = records.flatMap((record) => {
    const value = record.values[field.id];
    return Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number'
      ? [{ record, x: value[0], y: value[1] }]
      : [];
  });
  const [west, east, south, north] = [
    Math.min(...points.map((p) => p.x)),
    Math.max(...points.map((p) => p.x)),
    Math.min(...points.map((p) => p.y)),
    Math.max(...points.map((p) => p.y)),
  ];
  // A degree of longitude is shorter the farther north: both axes get the same scale on the ground.
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (W - 2 * EDGE) / Math.max((east - west) * shrink, 0.001),
    (H - 2 * EDGE) / Math.max(north - south, 0.001),
  );
  const at = (x: number, y: number): [number, number] => [
    W / 2 + (x - (west + east) / 2) * shrink * scale,
    H / 2 - (y - (south + north) / 2) * scale,
  ];
  return (
    <div className="point-map">
      <figure>
        <svg
          viewBox={`0 0 ${W} ${H}`}
          role="img"
          aria-label={t(
            `${points.length} 个点，经度 ${west} 到 ${east}，纬度 ${south} 到 ${north}`,
            `${points.length} points, longitude ${west} to ${east}, latitude ${south} to ${north}`,
          )}
        >
          <rect x="0.5" y="0.5" width={W - 1} height={H - 1} className="point-frame" />
          {points.map(({ record, x, y }) => {
            const [px, py] = at(x, y);
            return (
              <circle
                key={record.id}
                cx={px}
                cy={py}
                r="8"
                className={`point is-${record.judged?.light ?? 'plain'}`}
                onClick={() => openRecord(record.id)}
              >
                <title>
                  {titleOf(data.type, record, tx)} {record.judged?.why && tx(record.judged.why)}
                </title>
              </circle>
            );
          })}
        </svg>
        <figcaption className="soft small">
          {t(
            `上北下南；经度 ${west.toFixed(3)}—${east.toFixed(3)}，纬度 ${south.toFixed(3)}—${north.toFixed(3)}`,
            `North is up; ${west.toFixed(3)}–${east.toFixed(3)} E, ${south.toFixed(3)}–${north.toFixed(3)} N`,
          )}
        </figcaption>
      </figure>
      <ul className="point-list">
        {points.map(({ record }) => (
          <li key={record.id}>
            {record.judged?.light && <LightMark light={record.judged.light} />}{' '}
            <button type="button" className="text-button record-name" onClick={() => openRecord(record.id)}>
              {titleOf(data.type, record, tx)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
