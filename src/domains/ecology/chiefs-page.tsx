import { figure } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { DemoMark } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { getChiefs } from './api.ts';
import { faultWords, levelWords } from './words.ts';

/** How chiefs kept their duties of patrols: by period, valid ones only. */
export function ChiefsPage() {
  const { t, tx } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(getChiefs, { params: { jurisdiction }, query: asOfOnly(asOf) });
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
          data.lines.length === 0 ? (
            <Empty title={t('还没有巡查规则', 'No rule of patrols yet')}>
              <p>{t('在“巡查规则”台账写明周期、次数、时长和里程。', 'State them in the list of rules of patrols.')}</p>
            </Empty>
          ) : (
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
          )
        }
      </Await>
    </GroupPage>
  );
}
