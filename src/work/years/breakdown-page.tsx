import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { type Breakdown, proposed } from '../../core/breakdown/index.ts';
import { dayText, figure } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { Light } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { type BreakdownView, getBreakdown } from './api.ts';
import { Grid } from './grid.tsx';
import { Issue } from './issue.tsx';
import './years.css';

/** The task of a year of one promise: proposed, edited in a grid whose sums always hold, issued, corrected. */
export function BreakdownPage() {
  const { t, tx } = useText();
  const { jurisdiction, asOf } = usePlace();
  const reader = useReader();
  const { commitment } = useParams({ from: '/$jurisdiction/plan/years/$commitment' });
  const search = useSearch({ from: '/$jurisdiction/plan/years/$commitment' });
  const navigate = useNavigate({ from: '/$jurisdiction/plan/years/$commitment' });
  // The day of the server is there with the session.
  const year = Number(search.year ?? (asOf ?? reader.today).slice(0, 4));
  const basis = search.basis ?? 'own';
  const weights = search.weights ?? 'even';
  const query = useReading(
    getBreakdown,
    { params: { jurisdiction, commitment }, query: { ...asOfOnly(asOf), year, basis, weights } },
    { enabled: year > 0 },
  );
  const writes = reader.capabilities.includes('plan.write') && (asOf === undefined || asOf === reader.today);
  return (
    <GroupPage group="plan" title={t('年度任务分解', 'Breakdown')} className="years">
      <Await query={query}>
        {(data) => (
          <>
            <p className="trail small">
              <Link to="/$jurisdiction/plan/years" params={{ jurisdiction }} search={{ year: String(year) }}>
                {t(`${year} 年年度任务`, `Tasks of ${year}`)}
              </Link>
            </p>
            <h1>
              {data.commitment} {tx(data.title)}
            </h1>
            <p className="chips" role="group" aria-label={t('谁定的任务', 'Whose figure')}>
              {(['own', 'assigned'] as const).map((one) => (
                <button
                  key={one}
                  type="button"
                  className="chip"
                  aria-pressed={basis === one}
                  onClick={() => void navigate({ search: (s) => ({ ...s, basis: one }) })}
                >
                  {one === 'own' ? t('自定', 'Own') : t('上级下达', 'Assigned from above')}
                </button>
              ))}
            </p>
            <Issued data={data} />
            {writes && (
              <Editor
                key={`${data.task?.version ?? 0} ${year} ${basis}`}
                data={data}
                weights={weights}
                choose={(source) => void navigate({ search: (s) => ({ ...s, weights: source }) })}
              />
            )}
          </>
        )}
      </Await>
    </GroupPage>
  );
}

/** What stands: the figure, its light, its parts, its versions. */
function Issued({ data }: { data: BreakdownView }) {
  const { t, tx, lang } = useText();
  const { task } = data;
  if (!task)
    return <p className="card">{t(`${data.year} 年还没有下达。`, `Nothing is issued for ${data.year} yet.`)}</p>;
  const amount = (value: number) => `${figure(value)} ${data.indicator.unit}`;
  return (
    <section className="card">
      <h2>
        {t('已下达', 'Issued')} {amount(task.total)}
      </h2>
      {task.standing && (
        <p>
          <Light light={task.standing.light} /> {tx(task.standing.why)}
        </p>
      )}
      {task.parts.length > 0 && (
        <Table
          label={t('分解', 'Breakdown')}
          rows={task.parts}
          rowKey={(part) => `${part.by} ${part.unit.id}`}
          columns={[
            { head: t('单位', 'Unit'), cell: (part) => tx(part.unit.name) },
            { head: t('全年', 'Year'), cell: (part) => amount(part.value) },
            { head: t('一至四季度', 'Quarters'), cell: (part) => part.quarters.map((q) => figure(q)).join(' / ') },
            {
              head: t('首次下达（考核）', 'Issued first (scores)'),
              cell: (part) => (part.first === null ? t('更正时新增', 'added later') : amount(part.first)),
            },
            {
              head: t('灯', 'Light'),
              cell: (part) =>
                part.standing ? (
                  <>
                    <Light light={part.standing.light} bare />{' '}
                    <span className="soft small">{tx(part.standing.why)}</span>
                  </>
                ) : (
                  <span className="soft">{t('没有本单位的数', 'No figure of its own')}</span>
                ),
            },
          ]}
        />
      )}
      <h3>{t('版本', 'Versions')}</h3>
      <ul>
        {data.versions.map((version) => (
          <li key={version.version}>
            {t(`第 ${version.version} 版`, `Version ${version.version}`)} · {version.document} ·{' '}
            {dayText(version.issuedOn, lang)} · {amount(version.total)}
            {version.reason !== null && ` · ${version.reason}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The breakdown in force as it can be edited; without one, a proposal by the first way there is. */
function begun(data: BreakdownView): Breakdown {
  const { task } = data;
  if (task) {
    const groups = (['department', 'place'] as const).flatMap((by) => {
      const parts = task.parts.filter((part) => part.by === by);
      return parts.length === 0
        ? []
        : [{ by, parts: parts.map(({ unit, value }) => ({ unit: unit.id, value, weight: value, fixed: false })) }];
    });
    return { decimals: data.decimals, sums: data.sums, total: task.total, quarters: task.quarters, groups };
  }
  return proposal(data, data.totals[0]?.value ?? 0);
}

function proposal(data: BreakdownView, total: number): Breakdown {
  return proposed(total, {
    decimals: data.decimals,
    sums: data.sums,
    quarters: data.quarters,
    groups: (['department', 'place'] as const).flatMap((by) => {
      const parts = data.weights.filter((one) => one.by === by);
      return parts.length === 0 ? [] : [{ by, parts: parts.map(({ unit, weight }) => ({ unit: unit.id, weight })) }];
    }),
  });
}

function Editor({ data, weights, choose }: { data: BreakdownView; weights: string; choose: (source: string) => void }) {
  const { t, tx } = useText();
  const [breakdown, setBreakdown] = useState(() => begun(data));
  return (
    <section className="card">
      <h2>{data.task ? t('更正', 'Correct') : t('拟定', 'Propose')}</h2>
      <div className="years-ways">
        {data.totals.map(({ way, value, why }) => (
          <button key={way} type="button" className="button" onClick={() => setBreakdown(proposal(data, value))}>
            {t('按', 'By ')}
            {tx(why)}：{figure(value)}
          </button>
        ))}
      </div>
      <label className="years-choose">
        {t('各单位按什么分', 'Shared by')}
        <select className="field" value={weights} onChange={(event) => choose(event.target.value)}>
          {data.sources.map((source) => (
            <option key={source.id} value={source.id}>
              {tx(source.name)}
            </option>
          ))}
        </select>
        <button type="button" className="button" onClick={() => setBreakdown(proposal(data, breakdown.total))}>
          {t('重新分', 'Share again')}
        </button>
      </label>
      <Grid data={data} breakdown={breakdown} change={setBreakdown} />
      <Issue data={data} breakdown={breakdown} />
    </section>
  );
}
