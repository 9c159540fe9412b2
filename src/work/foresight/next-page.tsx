import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { figure, period, quantity, share, signed } from '../../ui/format.ts';
import { Light } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { Frame, ReachNote } from './frame.tsx';
import { getNextPlan, type NextPlan } from './next-api.ts';

type Row = NextPlan['rows'][number];

/** 下一规划: what can be promised, what it would take, and what of the old plan did not come and why. */
export function NextPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/foresight/next' });
  const navigate = useNavigate({ from: '/$jurisdiction/foresight/next' });
  const until = search.until ? { until: Number(search.until) } : {};
  const query = useReading(getNextPlan, { params: { jurisdiction }, query: { ...asOfOnly(asOf), ...until } });
  return (
    <Frame title={t('下一规划', 'Next plan')} demo={query.data?.demo ?? false}>
      <h1>{t('下一份规划能许什么', 'What the next plan can promise')}</h1>
      <Await query={query}>
        {(data) => (
          <>
            <p className="lead">
              {t(
                `按到 ${data.asOf} 已知的数推到 ${data.until} 年末：五成那一档是照现在走下去的数；八成那一档稳妥，两成那一档要真正加力。`,
                `From what was known on ${data.asOf}, by the end of ${data.until}: even odds is going on as now; 80 % is safe, 20 % takes real effort.`,
              )}
            </p>
            <label className="next-until">
              {t('推到哪一年', 'Up to')}{' '}
              <input
                className="field"
                type="number"
                min={Number(data.asOf.slice(0, 4))}
                max={Number(data.asOf.slice(0, 4)) + 10}
                value={data.until}
                onChange={(event) => {
                  const year = event.target.value;
                  if (/^\d{4}$/u.test(year)) void navigate({ search: (s) => ({ ...s, until: year }) });
                }}
              />
            </label>
            <ReachNote />
            <section className="card">
              <h2>{t(`到 ${data.until} 年末够得着的范围`, `Within reach by the end of ${data.until}`)}</h2>
              <Ranges rows={data.rows.filter(({ reach }) => reach !== null)} />
              <Unknown rows={data.rows.filter(({ reach }) => reach === null)} />
            </section>
            <section className="card">
              <h2>{t('现行规划里做不到的，为什么', 'What fails of the present plans, and why')}</h2>
              <Failed failed={data.failed} />
            </section>
          </>
        )}
      </Await>
    </Frame>
  );
}

function Ranges({ rows }: { rows: Row[] }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const takes = (row: Row, of: 'p20' | 'p50' | 'p80') => {
    const value = row.takes?.[of] ?? null;
    if (value === null) return null;
    return row.rate
      ? t(`每年 ${signed(value)} 个百分点`, `${signed(value)} points a year`)
      : t(`年均 ${signed(value)}%`, `${signed(value)}% a year`);
  };
  const cell = (of: 'p20' | 'p50' | 'p80') => (row: Row) => (
    <>
      {row.falling ? '≤ ' : '≥ '}
      {quantity(row.reach![of], row.indicator.unit, lang)}
      <br />
      <span className="soft small">{takes(row, of)}</span>
    </>
  );
  return (
    <Table
      label={t('够得着的范围', 'Within reach')}
      rows={rows}
      rowKey={(row) => row.indicator.id}
      columns={[
        {
          head: t('指标', 'Indicator'),
          cell: (row) => (
            <Link to="/$jurisdiction/indicators/$indicator" params={{ jurisdiction, indicator: row.indicator.id }}>
              {tx(row.indicator.name)}
            </Link>
          ),
        },
        {
          head: t('现在', 'Now'),
          cell: (row) =>
            row.now && (
              <>
                {quantity(row.now.value, row.indicator.unit, lang)}
                <br />
                <span className="soft small">{period(row.now.period, lang)}</span>
              </>
            ),
        },
        { head: t('八成把握', '80 % sure'), cell: cell('p80') },
        { head: t('五成', 'Even odds'), cell: cell('p50') },
        { head: t('两成', '20 %'), cell: cell('p20') },
        {
          head: t('近三年的步子', 'Pace of three years'),
          cell: (row) =>
            row.pace === null ? (
              <span className="soft">{t('数太少', 'too few figures')}</span>
            ) : row.rate ? (
              t(`每年 ${signed(row.pace)} 个百分点`, `${signed(row.pace)} points a year`)
            ) : (
              t(`年均 ${signed(row.pace)}%`, `${signed(row.pace)}% a year`)
            ),
        },
      ]}
    />
  );
}

/** What cannot be told, with the reason: an indicator without figures is no basis for a promise. */
function Unknown({ rows }: { rows: Row[] }) {
  const { t, tx } = useText();
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{t('推不出来的：许之前先把数报起来', 'What cannot be told: report figures before promising')}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.indicator.id}>
            {tx(row.indicator.name)}
            {t('：', ': ')}
            {row.missing && tx(row.missing)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Failed({ failed }: { failed: NextPlan['failed'] }) {
  const { t, tx } = useText();
  const causes = {
    trend: t('照趋势', 'trend'),
    project: t('在手项目', 'projects'),
    lead: t('线索', 'leads'),
    adjustment: t('人工调整', 'adjustments'),
    unexplained: t('没有着落', 'not found'),
  };
  if (failed.length === 0) return <p>{t('没有。', 'None.')}</p>;
  return (
    <Table
      label={t('做不到的', 'What fails')}
      rows={failed}
      rowKey={(row) => row.commitment}
      columns={[
        { head: t('任务', 'Commitment'), cell: (row) => `${row.commitment} ${tx(row.title)}` },
        { head: t('灯', 'Light'), cell: (row) => <Light light={row.light} bare /> },
        {
          head: t('达成概率', 'Probability'),
          cell: (row) =>
            row.probability === null ? <span className="soft">{t('不可测', 'unknown')}</span> : share(row.probability),
        },
        { head: t('为什么', 'Why'), cell: (row) => tx(row.why) },
        {
          head: t('差距由什么填', 'What fills the gap'),
          cell: (row) =>
            row.causes.length === 0 ? (
              <span className="soft">{t('按节点判', 'by its steps')}</span>
            ) : (
              row.causes
                .filter(({ amount }) => amount !== 0)
                .map(({ cause, amount }) => `${causes[cause]} ${figure(amount)} ${row.unit}`)
                .join(t('；', '; '))
            ),
        },
      ]}
    />
  );
}
