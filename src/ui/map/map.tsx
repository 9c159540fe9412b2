import { lazy, Suspense, useMemo, useState } from 'react';
import { getGround, type Ground } from '../../evidence/reading/ground-api.ts';
import { ChartNumbers } from '../chart.tsx';
import { figure } from '../format.ts';
import { DemoMark, Light, LightMark, lightNames, lightWords } from '../light.tsx';
import { asOfOnly, usePlace } from '../place.ts';
import { useReading } from '../query.ts';
import { Await } from '../states.tsx';
import { Table } from '../table.tsx';
import { useText } from '../text.tsx';
import { type MapLayer, placesOf, pointsOf } from './layers.ts';
import { type Pick, Schema } from './schema.tsx';
import './map.css';

const DrawnMap = lazy(async () => ({ default: (await import('./gl-map.tsx')).DrawnMap }));

/** Whether the browser can draw a map; asked once. */
let able: boolean | null = null;
const canDraw = () => (able ??= document.createElement('canvas').getContext('webgl2') !== null);

/**
 * Where things are. One description of layers feeds a schema of tiles and points (示意), which needs nothing, and a map, which is
 * loaded when somebody asks for it; both show the same layers, and a table says the same in words. `onPick` is given the id
 * of what is chosen. Pages that work without a network show `Schema` alone.
 */
export function PlaceMap({
  layers,
  label,
  onPick,
}: {
  layers: readonly MapLayer[];
  /** What it shows, in words. */
  label: string;
  onPick?: (id: string) => void;
}) {
  const { t } = useText();
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState(false);
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const shown = useMemo(() => layers.filter(({ id }) => !hidden.includes(id)), [layers, hidden]);
  const onMap = asked && !failed && canDraw();
  const turn = (id: string) => setHidden((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  return (
    <>
      <p className="filters map-choices">
        <span role="group" aria-label={t('画法', 'Drawn as')}>
          {([false, true] as const).map((map) => (
            <button
              key={String(map)}
              type="button"
              className="chip"
              aria-pressed={onMap === map}
              onClick={() => setAsked(map)}
            >
              {map ? t('地图', 'Map') : t('示意图', 'Schema')}
            </button>
          ))}
        </span>
        {layers.length > 1 && (
          <span role="group" aria-label={t('图层', 'Layers')}>
            {layers.map(({ id, name }) => (
              <label key={id}>
                <input type="checkbox" checked={!hidden.includes(id)} onChange={() => turn(id)} /> {name}
              </label>
            ))}
          </span>
        )}
      </p>
      {asked && !onMap && (
        <p className="soft" role="status">
          {t(
            '这个浏览器画不了地图（没有 WebGL 2），下面仍是示意图，内容相同。',
            'This browser cannot draw a map (no WebGL 2); the schema below shows the same.',
          )}
        </p>
      )}
      {onMap ? (
        <OnGround layers={shown} label={label} onPick={onPick} fail={() => setFailed(true)} />
      ) : (
        <Schema layers={shown} onPick={onPick} />
      )}
    </>
  );
}

function OnGround({
  layers,
  label,
  onPick,
  fail,
}: {
  layers: readonly MapLayer[];
  label: string;
  onPick: Pick;
  fail: () => void;
}) {
  const { t, tx } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(getGround, { params: { jurisdiction }, query: asOfOnly(asOf) });
  const waits = <p className="soft">{t('正在载入地图…', 'Loading the map …')}</p>;
  return (
    <Await query={query}>
      {(ground) => (
        <>
          {ground.fault && <p role="status">{tx(ground.fault)}</p>}
          <figure className="map-figure">
            <Suspense fallback={waits}>
              <DrawnMap layers={layers} ground={ground} label={label} onPick={onPick} fail={fail} />
            </Suspense>
            <figcaption className="soft small">
              <Legend layers={layers} />
              <p>
                {groundWords(ground, t)} <DemoMark show={ground.demo} />
                {ground.tianditu !== null && ` ${t('底图：天地图', 'Base map: Tianditu')}`}
              </p>
            </figcaption>
          </figure>
          <Numbers layers={layers} label={label} onPick={onPick} />
        </>
      )}
    </Await>
  );
}

function groundWords({ source, basis }: Ground, t: (zh: string, en: string) => string): string {
  if (source === 'own') return t(`界线：${basis}`, `Boundaries: ${basis}`);
  if (source === 'drawn')
    return t(
      '虚线是围着居住点画的示意范围，不是行政界线。',
      'Dashed areas are drawn around settlements: they are no boundaries.',
    );
  return t('没有界线文件，也没有带坐标的居住点。', 'No boundary file, and no settlement with coordinates.');
}

/** What the marks mean: shapes and words, never a colour alone. */
function Legend({ layers }: { layers: readonly MapLayer[] }) {
  const { t, tx } = useText();
  return (
    <ul className="map-legend">
      {layers.map(({ id, name, unit, places = [], points = [], lines = [] }) => {
        const values = places.map(({ value }) => value);
        const lights = lightNames.filter((light) => points.some((point) => point.light === light));
        return (
          <li key={id}>
            {name}
            {values.length > 0 &&
              t('：标着数，颜色越深数越大', ': with their figures, the darker the more') +
                `（${figure(Math.min(...values))}—${figure(Math.max(...values))}${unit ?? ''}）`}
            {lights.map((light) => (
              <span key={light}>
                {' '}
                <LightMark light={light} /> {tx(lightWords[light])}
              </span>
            ))}
            {points.some(({ light }) => light === undefined) && <span aria-hidden="true"> ✚</span>}
            {lines.length > 0 && <span aria-hidden="true"> ──</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** The same figures in words, which the keyboard goes through. */
function Numbers({ layers, label, onPick }: { layers: readonly MapLayer[]; label: string; onPick: Pick }) {
  const { t } = useText();
  const named = placesOf(layers);
  const rows = [
    ...named.map(({ id, name, value }) => ({ id, name, value, light: undefined, note: undefined })),
    ...pointsOf(layers).map(({ id, name, light, note }) => ({ id, name, value: null, light, note })),
  ];
  return (
    <ChartNumbers open>
      <Table
        label={label}
        stacked
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            head: t('名称', 'Name'),
            cell: ({ id, name }) =>
              onPick ? (
                <button type="button" className="text-button record-name" onClick={() => onPick(id)}>
                  {name}
                </button>
              ) : (
                name
              ),
          },
          ...(named.length > 0
            ? [
                {
                  head: t('数', 'Figure'),
                  n: true,
                  cell: (row: (typeof rows)[number]) => (row.value === null ? '' : figure(row.value)),
                },
              ]
            : []),
          ...(named.length < rows.length
            ? [
                {
                  head: t('状态', 'State'),
                  named: true,
                  cell: ({ light, note }: (typeof rows)[number]) => (
                    <>
                      {light && <Light light={light} bare />} {note}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </ChartNumbers>
  );
}
