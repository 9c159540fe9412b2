import { figure, share } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { Tile, Tiles } from '../../ui/tile.tsx';
import { getAir } from './api.ts';
import { Begin } from './begin.tsx';

const items = [
  ['pm25', 'PM2.5'],
  ['pm10', 'PM10'],
  ['so2', 'SO₂'],
  ['no2', 'NO₂'],
] as const;

const names: Readonly<Record<string, string>> = { ...Object.fromEntries(items), co: 'CO', o3_8h: 'O₃-8h' };
const named = (ids: readonly string[]) => ids.map((id) => names[id] ?? id).join('、') || '—';

/** Air by the day, by the standard of 2012 and by that of 2026 beside each other. */
export function AirPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(getAir, { params: { jurisdiction }, query: asOfOnly(asOf) });
  const ratio = ({ days, good }: { days: number; good: number }) => (days === 0 ? '—' : share(good / days, 1));
  return (
    <GroupPage group="ecology" title={t('空气', 'Air')} demo={query.data?.demo ?? false}>
      <h1>{t('环境空气', 'Air')}</h1>
      <Await query={query}>
        {(air) =>
          air.stations.length === 0 ? (
            <Begin
              title={t('还没有空气站', 'No station of air yet')}
              about={t(
                '登记类型为空气站的站点，按 HJ 212 上传小时值。',
                'Register a station of that kind; it sends hours by HJ 212.',
              )}
              stations={t('登记空气站', 'Register stations')}
              lists={{ stations: t('站点表（导入）', 'Stations by sheet') }}
            />
          ) : (
            <>
              <p className="lead">
                {t(
                  `2026-03-01 起执行 GB 3095-2026；换标准当天优良天数会少，不等于空气变差。2026 年前定的目标按旧标准判，新标准并列。`,
                  `GB 3095-2026 holds from 2026-03-01: good days are fewer from that day on, though the air is not worse. Targets set before are judged by the old standard; the new one stands beside it.`,
                )}
              </p>
              <Tiles label={t('今年', 'This year')}>
                <Tile name={t('优良率，2012 标准', 'Good days, 2012')} note={`${air.old.good} / ${air.old.days}`}>
                  {ratio(air.old)}
                </Tile>
                <Tile name={t('优良率，2026 标准', 'Good days, 2026')} note={`${air.now.good} / ${air.now.days}`}>
                  {ratio(air.now)}
                </Tile>
                <Tile name={t('有日值的天数', 'Days with values')} note={air.inForce ?? ''}>
                  {air.old.days} / {air.expected}
                </Tile>
              </Tiles>
              <section className="card" aria-labelledby="air-year">
                <h2 id="air-year">{t('年均值与各版二级限值', 'Means of the year and the limits of each version')}</h2>
                <Table
                  label={t('年均值', 'Means of the year')}
                  rows={items}
                  rowKey={([id]) => id}
                  columns={[
                    { head: t('项目', 'Item'), cell: ([, name]) => name },
                    {
                      head: t('年均', 'Mean'),
                      n: true,
                      cell: ([id]) => (air.means[id] === null ? null : figure(air.means[id], 1)),
                    },
                    ...air.versions.map((version) => ({
                      head: `${version.name} ${version.from}`,
                      n: true,
                      cell: ([id]: readonly [(typeof items)[number][0], string]) =>
                        `${version.limits[id]}${version.exceed[id] === undefined ? '' : ` ${t('超', 'over by')} ${figure(version.exceed[id], 2)}`}`,
                    })),
                  ]}
                />
              </section>
              <section className="card" aria-labelledby="air-days">
                <h2 id="air-days">{t('近 31 天', 'The last 31 days')}</h2>
                <Table
                  label={t('逐日', 'By day')}
                  rows={air.days}
                  rowKey={({ day }) => day}
                  columns={[
                    { head: t('日期', 'Day'), cell: ({ day }) => day },
                    { head: t('AQI（2012）', 'AQI (2012)'), n: true, cell: ({ old }) => old ?? 'NA' },
                    { head: t('AQI（2026）', 'AQI (2026)'), n: true, cell: ({ now }) => now ?? 'NA' },
                    { head: t('首要污染物', 'Primary'), cell: ({ primary }) => named(primary) },
                    { head: t('缺项', 'Missing'), cell: ({ lacking }) => named(lacking) },
                  ]}
                />
              </section>
            </>
          )
        }
      </Await>
    </GroupPage>
  );
}
