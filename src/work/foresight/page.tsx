import { expectedRange, expectedText } from '../../core/foresee/index.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Chance } from '../../ui/chance.tsx';
import { targetText } from '../../ui/format.ts';
import { DemoMark, Light } from '../../ui/light.tsx';
import { OutlookMark } from '../../ui/outlook.tsx';
import { TreePicker } from '../../ui/pickers/index.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { RunMark, usePolled } from '../../ui/run-mark.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { getBoard, type Board, type TargetResult } from './api.ts';
import { Frame, ReachNote } from './frame.tsx';

/** Will we make it: every target with its probability, what threatens the plan most first. */
export function BoardPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = usePolled(getBoard, { params: { jurisdiction }, query: asOfOnly(asOf) });
  return (
    <Frame title={t('达成概率', 'Attainment')} demo={query.data?.demo ?? false}>
      <h1>{t('目标达得成吗', 'Will the targets be reached?')}</h1>
      <Await query={query}>{(data) => <BoardView data={data} />}</Await>
    </Frame>
  );
}

function BoardView({ data }: { data: Board }) {
  const { t } = useText();
  const search = useSearch({ from: '/$jurisdiction/foresight' });
  if (data.targets.length === 0) {
    return (
      <>
        <RunMark run={data.run} />
        {!data.run.updating && (
          <Empty title={t('没有可以算概率的目标', 'There is no target to give a probability for')}>
            <p>
              {t(
                '有指标、有目标值的目标任务才能预测；先在规划里补上指标和目标值。',
                'A commitment needs an indicator and a target value; add them to the plan first.',
              )}
            </p>
          </Empty>
        )}
      </>
    );
  }
  const shown = data.targets.filter(
    (target) =>
      (search.theme === undefined || target.theme?.id === search.theme) &&
      (search.owner === undefined || target.lead?.id === search.owner),
  );
  const headline = data.targets.filter((target) => target.headline);
  return (
    <>
      <Lead data={data} />
      <RunMark run={data.run} />
      <ReachNote />
      {headline.length > 0 && (
        <section className="chance-cards" aria-label={t('主要目标', 'Main targets')}>
          {headline
            .toSorted((a, b) => (a.commitment < b.commitment ? -1 : 1))
            .map((target) => (
              <HeadlineCard key={target.commitment} target={target} />
            ))}
        </section>
      )}
      <section className="card">
        <h2>{t('各项目标，威胁最大的在前', 'All targets, the greatest threat first')}</h2>
        <p className="soft small">
          {t(
            '威胁 =（1 − 达成概率）× 权重；约束性和主要目标加倍。',
            'Threat = (1 − probability) × weight; doubled for binding and for main targets.',
          )}
        </p>
        <Filters data={data} />
        {shown.length === 0 ? (
          <p className="soft">{t('没有符合条件的。', 'Nothing matches.')}</p>
        ) : (
          <TargetTable targets={shown} />
        )}
      </section>
      {data.indices.length > 0 && <IndexTable data={data} />}
    </>
  );
}

function Lead({ data }: { data: Board }) {
  const { t } = useText();
  const of = (word: NonNullable<TargetResult['outlook']>['word']) =>
    data.targets.filter((target) => (target.outlook?.word ?? 'unknown') === word).length;
  return (
    <p className="lead">
      {t(
        `${data.targets.length} 项有数的目标中，${of('likely')} 项可望完成，${of('at-risk')} 项存在风险，${of('unlikely')} 项恐难完成，${of('unknown')} 项还算不出。另有 ${data.bySteps} 项按节点判断，不在此列。`,
        `Of ${data.targets.length} targets with figures ${of('likely')} are likely to be met, ${of('at-risk')} at risk, ${of('unlikely')} unlikely, and ${of('unknown')} cannot be told yet. ${data.bySteps} more are judged by steps and not listed.`,
      )}
    </p>
  );
}

function HeadlineCard({ target }: { target: TargetResult }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const a = target.attainment;
  const open = a && target.level !== null ? target.level - a.expected : null;
  return (
    <article className="card chance-card">
      <div className="card-head">
        <h2>
          <Link
            to="/$jurisdiction/foresight/gap/$commitment"
            params={{ jurisdiction, commitment: target.commitment }}
            className="quiet"
          >
            {tx(target.indicator.name)}
          </Link>
        </h2>
        <span className="verdict">
          <Light light={target.light} />
          <OutlookMark outlook={target.outlook} />
        </span>
      </div>
      <p className="soft small">
        {t('目标', 'Target')} {targetText(target.target, lang)} <DemoMark show={target.demo} />
      </p>
      <div className="chance-big">
        <Chance probability={a?.probability ?? null} decided={a?.decided ?? false} missing={target.missing} />
      </div>
      <Sentence text={target.outlook?.sentence ?? target.missing ?? { zh: '', en: '' }} />
      <div className="card-foot">
        <span>
          {t('预计', 'Expected')} <b>{a ? expectedText(a.expected, target.unit, lang) : '—'}</b>
        </span>
        <span>
          {open !== null && open <= 0 ? t('超出', 'Beyond by') : t('还差', 'Short by')}{' '}
          <b>{a === null || open === null ? '—' : expectedText(Math.abs(open), target.unit, lang, a.expected)}</b>
        </span>
        <Link to="/$jurisdiction/foresight/gap/$commitment" params={{ jurisdiction, commitment: target.commitment }}>
          {t('差在哪里', 'What makes the gap')}
        </Link>
      </div>
    </article>
  );
}

function Filters({ data }: { data: Board }) {
  const { t, tx } = useText();
  const search = useSearch({ from: '/$jurisdiction/foresight' });
  const navigate = useNavigate({ from: '/$jurisdiction/foresight' });
  const themes = useMemo(
    () => [...new Map(data.targets.flatMap(({ theme }) => (theme ? [[theme.id, theme.title] as const] : [])))],
    [data.targets],
  );
  const owners = useMemo(
    () => [...new Map(data.targets.flatMap(({ lead }) => (lead ? [[lead.id, lead.name] as const] : [])))],
    [data.targets],
  );
  return (
    <div className="filters" role="search" aria-label={t('筛选目标', 'Filter targets')}>
      <select
        className="field"
        aria-label={t('主题', 'Theme')}
        value={search.theme ?? ''}
        onChange={(e) => void navigate({ search: (s) => ({ ...s, theme: e.target.value || undefined }) })}
      >
        <option value="">{t('主题：全部', 'Theme: all')}</option>
        {themes.map(([id, title]) => (
          <option key={id} value={id}>
            {tx(title)}
          </option>
        ))}
      </select>
      <TreePicker
        aria-label={t('牵头单位', 'Lead office')}
        none={t('牵头：全部', 'Lead: all')}
        value={search.owner ?? ''}
        options={owners.map(([id, name]) => ({ id, name: tx(name) }))}
        onChange={(id) => void navigate({ search: (s) => ({ ...s, owner: id || undefined }) })}
      />
    </div>
  );
}

function TargetTable({ targets }: { targets: readonly TargetResult[] }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  return (
    <Table
      label={t('各项目标', 'All targets')}
      stacked
      className="chance-table"
      rows={targets}
      rowKey={(target) => target.commitment}
      columns={[
        {
          head: t('目标任务', 'Commitment'),
          by: (target) => tx(target.title),
          cell: (target) => (
            <>
              <Link
                to="/$jurisdiction/foresight/gap/$commitment"
                params={{ jurisdiction, commitment: target.commitment }}
                className="row-name quiet"
              >
                {tx(target.title)}
              </Link>{' '}
              <DemoMark show={target.demo} />
              <p className="soft small">
                {target.commitment} · {targetText(target.target, lang)}
                {target.binding && ` · ${t('约束性', 'binding')}`}
              </p>
              {target.missing && <p className="soft small">{tx(target.missing)}</p>}
            </>
          ),
        },
        {
          head: t('达成概率', 'Probability'),
          by: ({ attainment }) => attainment?.probability ?? null,
          cell: ({ attainment: a, missing }) => (
            <Chance probability={a?.probability ?? null} decided={a?.decided ?? false} missing={missing} />
          ),
        },
        {
          head: t('预计', 'Expected'),
          n: true,
          cell: ({ attainment: a, unit }) =>
            a && (
              <>
                {expectedText(a.expected, unit, lang)}
                {!a.decided && (
                  <p className="soft small">80% {expectedRange(a.low80, a.high80, unit, lang, a.expected)}</p>
                )}
              </>
            ),
        },
        {
          head: t('还要做多少', 'Still to be done'),
          cell: ({ remaining }) => remaining && <span className="small">{tx(remaining)}</span>,
        },
        {
          head: t('牵头', 'Lead'),
          named: true,
          by: ({ lead }) => lead && tx(lead.name),
          cell: ({ lead }) => (lead ? tx(lead.name) : <span className="is-red">{t('无主', 'No owner')}</span>),
        },
        {
          head: t('亮灯', 'Light'),
          className: 'is-light',
          cell: (target) => (
            <span className="verdict">
              <Light light={target.light} bare />
              <OutlookMark outlook={target.outlook} />
            </span>
          ),
        },
      ]}
    />
  );
}

function IndexTable({ data }: { data: Board }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  return (
    <section className="card">
      <h2>{t('指数到规划期末会比规划开始时高吗', 'Will the indices end the plan higher than they began?')}</h2>
      <p className="soft small">
        {t(
          '“更加”按高于规划开始时的指数算；各组成指标分别抽样，区间偏窄。',
          '"More" is counted as above the index at the start of the plan; the parts are drawn independently, so the interval is on the narrow side.',
        )}
      </p>
      <Table
        label={t('指数', 'Indices')}
        stacked
        rows={data.indices}
        rowKey={(index) => index.id}
        columns={[
          {
            head: t('指数', 'Index'),
            cell: (index) => (
              <>
                <Link
                  to="/$jurisdiction/indices/$index"
                  params={{ jurisdiction, index: index.id }}
                  className="row-name quiet"
                >
                  {tx(index.name)}
                </Link>{' '}
                <DemoMark show={index.demo} />
                {index.missing && <p className="soft small">{tx(index.missing)}</p>}
                {index.without.length > 0 && (
                  <p className="soft small">
                    {t(
                      `没有预测：${index.without.map((name) => name.zh).join('、')}`,
                      `Without a forecast: ${index.without.map((name) => name.en).join(', ')}`,
                    )}
                  </p>
                )}
              </>
            ),
          },
          {
            head: t('规划开始时', 'At the start'),
            n: true,
            named: t('开始时', 'At the start'),
            by: (index) => index.base,
            cell: (index) => index.base?.toFixed(1),
          },
          {
            head: t('现在', 'Now'),
            n: true,
            by: (index) => index.now,
            cell: (index) => index.now?.toFixed(1),
          },
          {
            head: t('期末预计（80%）', 'Expected at the end (80%)'),
            n: true,
            named: t('期末', 'At the end'),
            by: (index) => index.expected,
            cell: (index) =>
              index.expected === null
                ? null
                : `${index.expected.toFixed(1)}${t('（', ' (')}${index.low80?.toFixed(1)}—${index.high80?.toFixed(1)}${t('）', ')')}`,
          },
          {
            head: t('更高的概率', 'Probability of higher'),
            by: (index) => index.probability,
            cell: (index) => <Chance probability={index.probability} missing={index.missing} />,
          },
        ]}
      />
    </section>
  );
}
