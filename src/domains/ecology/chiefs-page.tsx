import type { ResponseOf } from '../../ui/call.ts';
import { figure } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { DemoMark, Light } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { Tile, Tiles } from '../../ui/tile.tsx';
import { getChiefs } from './api.ts';
import { Begin } from './begin.tsx';
import { faultWords, levelWords } from './words.ts';

/** How chiefs kept their duties of patrols: by period, valid ones only. */
export function ChiefsPage() {
  const { t, tx } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(getChiefs, { params: { jurisdiction }, query: asOfOnly(asOf) });
  /** What is judged, and of how much; what is said of the rest. */
  const coveredOf = ({ ruled, stretches, manned, duties }: ResponseOf<typeof getChiefs>['coverage']) =>
    [
      [
        t('有巡查规则的河湖段、林地', 'Stretches that a rule names'),
        ruled,
        stretches,
        t('没有规则的不判', 'others are not judged'),
      ],
      [
        t('登记了河湖长的职责', 'Duties whose chief is registered'),
        manned,
        duties,
        t('没有登记的照样应巡', 'others are owed all the same'),
      ],
    ] as const;
  return (
    <GroupPage group="ecology" title={t('河湖长履职', 'Chiefs')} demo={query.data?.demo ?? false}>
      <h1>{t('河湖长、林长履职', 'Chiefs of rivers, lakes and woods')}</h1>
      <p className="soft">
        {t(
          '只计有效巡查，按周、月、季分别算：一周巡十次仍是一周。',
          'Only valid patrols count, period by period: ten in one week are one week.',
        )}
      </p>
      <Await query={query}>
        {(data) =>
          data.coverage.stretches === 0 || data.rules === 0 ? (
            <Begin
              title={
                data.coverage.stretches === 0
                  ? t('还没有河湖段、林地', 'No stretch yet')
                  : t('还没有巡查规则', 'No rule of patrols yet')
              }
              about={t(
                '先登记河湖段和三级河湖长，再写明每类每级的周期、次数、时长和里程，巡查记录可导入或用手机填。',
                'Register stretches with their chiefs, state how often and how far each level patrols; patrols come by sheet or by phone.',
              )}
              lists={{
                stretches: t('河湖段与林地', 'Stretches and woods'),
                'patrol-rules': t('巡查规则', 'Rules of patrols'),
                patrols: t('巡查记录', 'Patrols'),
              }}
            />
          ) : (
            <>
              <Tiles label={t('概况', 'At a glance')}>
                <Tile
                  name={t('应巡完成（今年过完的周期）', 'Done of what was owed this year')}
                  note={`${data.done} / ${data.due}`}
                >
                  {data.due === 0 ? '—' : `${figure((100 * data.done) / data.due, 1)}%`}
                </Tile>
                {coveredOf(data.coverage).map(([name, some, all, otherwise]) => (
                  <Tile key={name} name={name} note={some < all ? otherwise : undefined}>
                    {some} / {all}
                  </Tile>
                ))}
              </Tiles>
              <section className="card" aria-label={t('履职', 'Duties')}>
                <Table
                  label={t('履职', 'Duties')}
                  stacked
                  rows={data.lines}
                  rowKey={({ stretch, level }) => `${stretch} ${level}`}
                  columns={[
                    {
                      head: t('河湖段', 'Stretch'),
                      cell: ({ name, demo }) => (
                        <>
                          {name} <DemoMark show={demo} />
                        </>
                      ),
                    },
                    { head: t('状态', 'Standing'), cell: ({ light }) => <Light light={light} bare /> },
                    { head: t('级别', 'Level'), cell: ({ level }) => tx(levelWords[level]) },
                    {
                      head: t('河长', 'Chief'),
                      named: true,
                      cell: ({ chief }) => chief ?? t('未登记', 'not registered'),
                    },
                    {
                      head: t('履职率', 'Rate'),
                      n: true,
                      cell: ({ rate, done, due }) => (rate === null ? null : `${figure(rate, 1)}%（${done}/${due}）`),
                    },
                    {
                      head: t('有效 / 记录', 'Valid / records'),
                      n: true,
                      cell: ({ valid, records }) => `${valid} / ${records}`,
                    },
                    {
                      head: t('不算数的原因', 'Why some do not count'),
                      named: true,
                      cell: ({ faults }) =>
                        faults
                          .map(({ code, n }) => `${tx(faultWords[code] ?? { zh: code, en: code })} ${n}`)
                          .join('、') || '—',
                    },
                    {
                      head: t('最长间隔', 'Longest gap'),
                      n: true,
                      cell: ({ longestGap }) => (longestGap === null ? null : `${longestGap} ${t('天', 'days')}`),
                    },
                    {
                      head: t('最近缺巡', 'Missed last'),
                      named: true,
                      text: true,
                      cell: ({ missed }) => missed.join('、') || '—',
                    },
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
