import type { z } from 'zod';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { figure } from '../../ui/format.ts';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { type AddedPlan, getAddedSites } from './api.ts';

const from = '/$jurisdiction/services/access';
/** What the page looks at, without where. */
type Asked = Omit<z.input<(typeof getAddedSites)['query']>, 'asOf' | 'more'>;

/** Where the next ones go, when those that stand are kept: two questions, the best of each and the next best. */
export function Added({ asked }: { asked: Asked }) {
  const { t } = useText();
  const { more } = useSearch({ from });
  const navigate = useNavigate({ from });
  return (
    <section className="card" aria-label={t('再建几处，放哪里', 'Some more: where')}>
      <h2>{t('再建几处，放哪里', 'Some more: where')}</h2>
      <div className="form form-grid is-two">
        <label>
          {t('再建', 'How many more')}
          <select
            className="field"
            value={more ?? ''}
            onChange={({ target: { value } }) =>
              void navigate({ search: (before) => ({ ...before, more: value === '' ? undefined : value }) })
            }
          >
            <option value="">{t('不算', 'not asked')}</option>
            {[1, 2, 3, 4, 5].map((n) => (
              <option key={n} value={n}>
                {t(`${n} 处`, String(n))}
              </option>
            ))}
          </select>
        </label>
      </div>
      {more !== undefined && <Best asked={asked} more={Number(more)} />}
    </section>
  );
}

function Best({ asked, more }: { asked: Asked; more: number }) {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(getAddedSites, { params: { jurisdiction }, query: { ...asOfOnly(asOf), ...asked, more } });
  return (
    <Await query={query}>
      {({ now, cutOff, shortest, most }) => {
        const rows = [
          ...shortest.map((plan, n) => ({ plan, asks: t('路程合计最短', 'Shortest ways'), n })),
          ...most.map((plan, n) => ({ plan, asks: t('到得了的人最多', 'Most reached'), n })),
        ];
        return (
          <>
            <p className="soft small">
              {t(
                `现有的都保留。现在平均 ${figure(now.minutes ?? 0, 1)} 分钟，${figure(100 * now.covered, 1)}% 到得了；${figure(cutOff, 0)} 人无路可到，按 240 分钟计。`,
                `Those that stand are kept. Now ${figure(now.minutes ?? 0, 1)} min on average, ${figure(100 * now.covered, 1)}% reached; ${figure(cutOff, 0)} without any way count as 240 min.`,
              )}
            </p>
            <Table
              label={t('再建方案', 'Plans')}
              stacked
              rows={rows}
              rowKey={({ asks, n }) => `${asks} ${n}`}
              columns={[
                {
                  head: t('按什么选', 'Chosen by'),
                  cell: ({ asks, n }) => (n === 0 ? asks : `${asks}${t('（次优）', ' (next best)')}`),
                },
                {
                  head: t('放在', 'At'),
                  cell: ({ plan }) => plan.sites.map(({ name, town }) => `${town}${name}`).join('、'),
                },
                {
                  head: t('平均（分钟）', 'Mean, min'),
                  n: true,
                  cell: ({ plan }) => (plan.minutes === null ? '—' : figure(plan.minutes, 1)),
                },
                { head: t('到得了', 'Reached'), n: true, cell: ({ plan }) => `${figure(100 * plan.covered, 1)}%` },
                {
                  head: t('基尼系数', 'Gini'),
                  n: true,
                  cell: ({ plan }) => (plan.gini === null ? '—' : figure(plan.gini, 4)),
                },
                { head: t('验算', 'Proven'), named: true, cell: ({ plan }) => proof(plan, t) },
              ]}
            />
          </>
        );
      }}
    </Await>
  );
}

const proof = ({ gap }: AddedPlan, t: (zh: string, en: string) => string) =>
  gap === 0
    ? t('回代一致，没有更好的', 'worked out anew; none is better')
    : t(
        `限时内最好，离最优最多 ${figure(100 * gap, 1)}%`,
        `best in time, at most ${figure(100 * gap, 1)}% from the best`,
      );
