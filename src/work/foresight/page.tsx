import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Chance } from '../../ui/chance.tsx';
import { period, quantity, range, share, targetText } from '../../ui/format.ts';
import { DemoMark, Light } from '../../ui/light.tsx';
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
  const known = data.targets.flatMap((target) => (target.attainment ? [target.attainment.probability] : []));
  const likely = known.filter((p) => p >= 0.8).length;
  const unlikely = known.filter((p) => p < 0.2).length;
  const unknown = data.targets.length - known.length;
  return (
    <p className="lead">
      {t(
        `${data.targets.length} 项有数的目标中，${likely} 项达成概率在八成以上，${unlikely} 项不到两成，${known.length - likely - unlikely} 项在两者之间，${unknown} 项还算不出。另有 ${data.bySteps} 项按节点判断，不在此列。`,
        `Of ${data.targets.length} targets with figures, ${likely} have a probability of 80% or more, ${unlikely} of less than 20%, ${known.length - likely - unlikely} are in between, and ${unknown} cannot be told yet. ${data.bySteps} more are judged by steps and not listed.`,
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
        <Light light={target.light} />
      </div>
      <p className="soft small">
        {t('目标', 'Target')} {targetText(target.target, lang)} <DemoMark show={target.demo} />
      </p>
      <div className="chance-big">
        <Chance probability={a?.probability ?? null} decided={a?.decided ?? false} missing={target.missing} />
      </div>
      <Sentence text={a?.sentence ?? target.missing ?? { zh: '', en: '' }} />
      <div className="card-foot">
        <span>
          {t('预计', 'Expected')} <b>{a ? quantity(round(a.expected), target.unit, lang) : '—'}</b>
        </span>
        <span>
          {open !== null && open <= 0 ? t('超出', 'Beyond by') : t('还差', 'Short by')}{' '}
          <b>{open === null ? '—' : quantity(round(Math.abs(open)), target.unit, lang)}</b>
        </span>
        <Link to="/$jurisdiction/foresight/gap/$commitment" params={{ jurisdiction, commitment: target.commitment }}>
          {t('差在哪里', 'What makes the gap')}
        </Link>
      </div>
    </article>
  );
}

/** No finer than it can be known: whole numbers from 100 on, else two decimals, of small ones two digits. */
const round = (value: number) =>
  Math.abs(value) >= 100
    ? Math.round(value)
    : Math.abs(value) >= 1
      ? Math.round(value * 100) / 100
      : Number(value.toPrecision(2));

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
                {quantity(round(a.expected), unit, lang)}
                {a.low80 !== null && a.high80 !== null && !a.decided && (
                  <p className="soft small">80% {range(round(a.low80), round(a.high80), unit, lang)}</p>
                )}
              </>
            ),
        },
        {
          head: t('还需与现速', 'Needed and pace'),
          cell: (target) => (target.attainment ? paceText(target, target.attainment) : ''),
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
          cell: (target) => <Light light={target.light} bare />,
        },
      ]}
    />
  );

  function paceText(target: TargetResult, a: NonNullable<TargetResult['attainment']>) {
    const aYear = (value: number) =>
      t(`每年 ${quantity(round(value), target.unit, 'zh')}`, `${quantity(round(value), target.unit, 'en')} a year`);
    return (
      <>
        {a.requiredPerYear === null
          ? t('已在目标上', 'On target')
          : a.requiredGrowth !== null
            ? t(`还需年均 ${share(a.requiredGrowth / 100, 1)}`, `${share(a.requiredGrowth / 100, 1)} a year needed`)
            : `${t('还需', 'Needed: ')}${aYear(a.requiredPerYear)}`}
        <p className="soft small">
          {a.pacePerYear !== null && `${t('现速', 'Pace: ')}${aYear(a.pacePerYear)}`}
          {a.requiredPerYear !== null &&
            a.reachedOn !== null &&
            t(`，${period(a.reachedOn.slice(0, 7), 'zh')}达到`, `; there in ${period(a.reachedOn.slice(0, 7), 'en')}`)}
        </p>
      </>
    );
  }
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
