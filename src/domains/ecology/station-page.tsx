import { useParams, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { figure, moment, share } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { getFrame, getHealth, listReadings, listStations, type Station } from './api.ts';
import { whyWords } from './words.ts';
import './ecology.css';

/** One station: its values hour by hour, and each of them back to the frame that it came in. */
export function StationPage() {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const { mn } = useParams({ from: '/$jurisdiction/ecology/stations/$mn' });
  const [factor, setFactor] = useState<string | null>(null);
  const [frame, setFrame] = useState<number | null>(null);
  const all = useReading(listStations, { params: { jurisdiction } });
  const station = all.data?.stations.find((one) => one.mn === mn.toUpperCase());
  const chosen = factor ?? station?.values.find((one) => one.factor === 'w21011')?.factor ?? station?.values[0]?.factor;
  const asOf = all.data?.asOf;
  const from = asOf && new Date(Date.parse(asOf) - 6 * 86_400_000).toISOString().slice(0, 10);
  const query = useReading(
    listReadings,
    {
      params: { jurisdiction, mn },
      query: { level: 'hour', ...(from !== undefined && { from }), ...(chosen !== undefined && { factor: chosen }) },
    },
    { enabled: all.data !== undefined },
  );
  return (
    <GroupPage group="ecology" title={station?.name ?? mn} demo={station?.demo ?? false} className="ecology">
      <p>
        <Link to="/$jurisdiction/ecology/stations" params={{ jurisdiction }}>
          ‹ {t('监测站点', 'Stations')}
        </Link>
      </p>
      <h1>{station?.name ?? mn}</h1>
      {station && <p className="lead">{tx(station.why)}</p>}
      <Health mn={mn} />
      {station && <Conformity station={station} framesFrom={all.data?.framesFrom ?? null} />}
      {station && station.values.length > 0 && (
        <p>
          <label>
            {t('因子', 'Factor')}{' '}
            <select className="field" value={chosen} onChange={(event) => setFactor(event.target.value)}>
              {station.values.map((one) => (
                <option key={one.factor} value={one.factor}>
                  {one.name} {one.unit}
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
      {frame !== null && <Thread mn={mn} frame={frame} />}
      <Await query={query}>
        {({ readings }) =>
          readings.length === 0 ? (
            <Empty title={t('近 7 天没有小时值', 'No hour in seven days')} />
          ) : (
            <section className="card" aria-labelledby="hours">
              <h2 id="hours">{t('近 7 天小时值', 'Hours of seven days')}</h2>
              <Table
                label={t('小时值', 'Hours')}
                tall
                rows={readings.toReversed()}
                rowKey={({ at, factor: of }) => `${at} ${of}`}
                columns={[
                  { head: t('时刻', 'Time'), cell: ({ at }) => moment(at, lang) },
                  {
                    head: t('数值', 'Value'),
                    n: true,
                    cell: ({ value, why, unit }) =>
                      value === null ? tx(whyWords[why ?? ''] ?? { zh: '无', en: 'none' }) : `${figure(value)} ${unit}`,
                  },
                  { head: t('标记', 'Mark'), cell: ({ flag }) => flag },
                  {
                    head: t('来历', 'Thread'),
                    cell: ({ frame: n }) =>
                      n === null ? null : (
                        <button type="button" className="text-button" onClick={() => setFrame(n)}>
                          {t(`第 ${n} 帧`, `frame ${n}`)}
                        </button>
                      ),
                  },
                ]}
              />
            </section>
          )
        }
      </Await>
    </GroupPage>
  );
}

/** What the values say of the devices, each with its rule. */
function Health({ mn }: { mn: string }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(getHealth, { params: { jurisdiction, mn } });
  const names = { gap: t('断线', 'Gap'), stuck: t('恒值', 'Stuck'), drift: t('漂移', 'Drift') };
  return (
    <section className="card" aria-labelledby="health">
      <h2 id="health">{t('设备状况', 'Health of devices')}</h2>
      <Await query={query}>
        {({ signs }) =>
          signs.length === 0 ? (
            <p>
              {t(
                '按规则没有断线、恒值或漂移；没有数据的不判。',
                'No gap, stuck value or drift by the rules; what has no data is not judged.',
              )}
            </p>
          ) : (
            <Table
              label={t('设备状况', 'Health of devices')}
              stacked
              rows={signs}
              rowKey={({ sign, factor }) => `${sign} ${factor}`}
              columns={[
                { head: t('状况', 'Sign'), className: 'nowrap', cell: ({ sign }) => names[sign] },
                { head: t('说明', 'What'), text: true, cell: ({ why }) => tx(why) },
                {
                  head: t('起于', 'Since'),
                  className: 'nowrap',
                  named: true,
                  cell: ({ since }) => moment(since, lang),
                },
                { head: t('规则', 'Rule'), named: true, text: true, cell: ({ rule }) => tx(rule) },
              ]}
            />
          )
        }
      </Await>
    </section>
  );
}

/** How well it keeps to the standard: each fault with its rule, and how long its frames are kept. */
function Conformity({ station, framesFrom }: { station: Station; framesFrom: string | null }) {
  const { t, tx } = useText();
  const { frames, clean, repeated, late, faults } = station.conformity;
  return (
    <section className="card" aria-labelledby="conformity">
      <h2 id="conformity">{t('报文合规（30 天）', 'Frames against the standard (30 days)')}</h2>
      <p>
        {frames === 0
          ? t('30 天内没有收到报文。', 'No frame came in 30 days.')
          : t(
              `收到 ${figure(frames)} 帧，合规 ${figure(clean)} 帧（${share(clean / frames, 1)}），重复 ${figure(repeated)}，迟到 ${figure(late)}。`,
              `${figure(frames)} frames, ${figure(clean)} without fault (${share(clean / frames, 1)}), ${figure(repeated)} repeated, ${figure(late)} late.`,
            )}{' '}
        {framesFrom === null
          ? t('原始报文永久保存。', 'Raw frames are kept for ever.')
          : t(
              `原始报文自 ${framesFrom} 起保存；更早的按规定清除，数值与批次封存仍在，清除记入账本。`,
              `Raw frames are kept from ${framesFrom}; earlier ones were let go by rule, values and seals stay, and the ledger says so.`,
            )}
      </p>
      {faults.length > 0 && (
        <Table
          label={t('不合规项', 'Against the standard')}
          stacked
          rows={faults}
          rowKey={({ code }) => code}
          columns={[
            { head: t('不合规项', 'Against the standard'), cell: ({ name }) => tx(name) },
            { head: t('次数', 'Times'), n: true, named: true, cell: ({ n }) => figure(n) },
            {
              head: t('规则（HJ 212-2017，另注明的除外）', 'Rule (HJ 212-2017 unless said)'),
              text: true,
              named: true,
              cell: ({ rule }) => tx(rule),
            },
          ]}
        />
      )}
    </section>
  );
}

/** Value → frame → batch → entry of the ledger. */
function Thread({ mn, frame }: { mn: string; frame: number }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(getFrame, { params: { jurisdiction, mn, frame } });
  const held = (holds: boolean | null) =>
    holds === null
      ? t('其中有帧已过保存期，不再核对', 'some of its frames are not kept any more')
      : holds
        ? t('与原字节相符', 'holds')
        : t('不相符', 'does not hold');
  return (
    <section className="card" aria-labelledby="thread">
      <h2 id="thread">{t('数从哪里来', 'Where the value comes from')}</h2>
      <Await query={query}>
        {(found) => (
          <ol className="thread-list">
            <li>
              {t('报文', 'Frame')} {found.frame}，{moment(found.received, lang)} {t('收到', 'received')}
              {found.encrypted && t('，加密', ', encrypted')}
              <p className="frame-text">{found.text}</p>
            </li>
            <li>
              SM3 <span className="frame-text">{found.hash}</span>（{held(found.holds)}）
              {found.faults.length > 0 && (
                <span>
                  ；{t('不合规', 'against the standard')}：{found.faults.map(({ name }) => tx(name)).join('、')}
                </span>
              )}
            </li>
            {found.batch ? (
              <>
                <li>
                  {t('批次', 'Batch')}：{found.batch.frames} {t('帧', 'frames')}，
                  <span className="frame-text">{found.batch.hash}</span>（{held(found.batch.holds)}）
                </li>
                <li>
                  {t(`账本第 ${found.batch.seq} 条`, `Entry ${found.batch.seq} of the ledger`)}，
                  {moment(found.batch.at, lang)}，<span className="frame-text">{found.batch.entry}</span>
                </li>
              </>
            ) : (
              <li>{t('还没有封存：这个小时还没过完', 'Not sealed yet: its hour is not over')}</li>
            )}
          </ol>
        )}
      </Await>
    </section>
  );
}
