import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Chance } from '../../ui/chance.tsx';
import { targetLine } from '../../ui/chart-model.ts';
import { TrendChart } from '../../ui/chart.tsx';
import { figure, quantity, share, targetText } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { RunMark, usePolled } from '../../ui/run-mark.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { Await, Loading } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { getForecast, type ForecastView, type IndicatorForecastView } from '../foresight/api.ts';
import './forecast-section.css';

/** 预测 of one indicator: the fan with the target line, the sentence, how the method did before, and whether its targets will be met. */
export function ForecastSection({ indicator, target }: { indicator: string; target: string | undefined }) {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = usePolled(getForecast, { params: { jurisdiction, indicator }, query: asOfOnly(asOf) });
  return (
    <section className="card forecast-section" aria-label={t('预测', 'Forecast')}>
      <Await query={query} skeleton={<Loading lines={3} />}>
        {(data) => <Shown data={data} target={target} />}
      </Await>
    </section>
  );
}

function Shown({ data, target }: { data: ForecastView; target: string | undefined }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const { forecast: f, targets } = data;
  const judged = targets.find((item) => item.commitment === target) ?? targets[0];
  const told = useMemo(() => toldBy(judged), [judged]);
  const trend = useMemo(
    () => ({
      history: f?.history ?? [],
      band: (f?.steps ?? []).map((step) => bandPoint(step.period, told?.period === step.period ? told.outlook : step)),
      target:
        judged && judged.level !== null && !judged.target.cumulative
          ? {
              period: judged.target.period,
              value: judged.level,
              value2: judged.target.value2 === null ? null : (targetLine(judged.target, data.unit, [])?.value2 ?? null),
            }
          : null,
    }),
    [f, judged, told, data.unit],
  );
  return (
    <>
      <h2>
        {f && f.steps.length > 0
          ? t(`预测：到${last(f)}会是多少`, `Forecast: what will it be by ${last(f)}`)
          : t('预测', 'Forecast')}{' '}
        <DemoMark show={f?.demo ?? false} />
      </h2>
      <RunMark run={data.run} />
      {f?.missing && (
        <p>
          <span className="is-grey">◇ {t('还不能预测', 'No forecast yet')}</span> {tx(f.missing)}
        </p>
      )}
      {f?.sentence && told === null && <Sentence text={f.sentence} />}
      {f?.naiveWins && (
        <p className="is-yellow">
          ▲{' '}
          {t(
            '这个序列照搬上期更准，预测仅供参考。',
            'For this series repeating the last figures did better; take the forecast with caution.',
          )}
        </p>
      )}
      {f && f.steps.length > 0 && (
        <TrendChart
          wide
          trend={trend}
          unit={data.unit}
          label={t(
            `${data.name.zh}：实绩和预测，深色为 80% 区间，浅色为 95% 区间`,
            `${data.name.en}: observed and forecast, 80% interval dark, 95% light`,
          )}
          targetLabel={
            judged ? t(`目标 ${targetText(judged.target, 'zh')}`, `Target ${targetText(judged.target, 'en')}`) : ''
          }
        />
      )}
      {targets.length > 0 && (
        <ul className="forecast-targets">
          {targets.map((item) => (
            <li key={item.commitment}>
              <Chance
                probability={item.attainment?.probability ?? null}
                decided={item.attainment?.decided ?? false}
                missing={item.missing}
              />
              <div>
                <Link
                  to="/$jurisdiction/foresight/gap/$commitment"
                  params={{ jurisdiction, commitment: item.commitment }}
                  className="row-name"
                >
                  {tx(item.title)}
                </Link>
                <Sentence text={item.outlook?.sentence ?? item.missing ?? { zh: '', en: '' }} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {f && f.steps.length > 0 && <Backtest forecast={f} />}
      {data.adjustments.length > 0 && (
        <ul className="forecast-notes">
          {data.adjustments.map((item) => (
            <li key={item.id}>
              {t('人工调整', 'Adjustment')}{' '}
              <b>{`${item.amount > 0 ? '+' : ''}${quantity(item.amount, item.unit, lang)}`}</b>
              {t('：', ': ')}
              {item.reason} <span className="soft">{item.actor}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );

  function last(shown: IndicatorForecastView): string {
    const year = shown.steps.at(-1)?.period.slice(0, 4) ?? '';
    return t(` ${year} 年末`, `the end of ${year}`);
  }
}

type Interval = { expected: number; low80: number; high80: number; low95: number; high95: number };

/** The outlook of a target where it says what a period of the forecast comes to: with all that is in hand, as on every other page. */
function toldBy(judged: ForecastView['targets'][number] | undefined): { period: string; outlook: Interval } | null {
  if (!judged?.outlook || judged.target.cumulative || judged.outlook.decided) return null;
  const { expected, low80, high80, low95, high95 } = judged.outlook;
  return expected === null || low80 === null || high80 === null || low95 === null || high95 === null
    ? null
    : { period: judged.target.period, outlook: { expected, low80, high80, low95, high95 } };
}

const bandPoint = (period: string, { expected, low80, high80, low95, high95 }: Interval) => ({
  period,
  low: low80,
  middle: expected,
  high: high80,
  outer: [low95, high95] as const,
});

/** How the method did on the series' own past, beside the naive forecast. */
function Backtest({ forecast: { backtest, notes, methods, by } }: { forecast: IndicatorForecastView }) {
  const { t, tx } = useText();
  return (
    <details className="chart-table">
      <summary>{t('回测和方法', 'Backtest and method')}</summary>
      {backtest && backtest.mase !== null && backtest.naiveMase !== null ? (
        <Table
          label={t('回测', 'Backtest')}
          rows={[
            {
              name: t(
                `误差（MASE，${backtest.origins} 个起点、${backtest.steps} 次）`,
                `Error (MASE, ${backtest.origins} origins, ${backtest.steps} forecasts)`,
              ),
              own: figure(backtest.mase),
              naive: figure(backtest.naiveMase),
            },
            {
              name: t('落在 80% / 95% 区间', 'Inside the 80% / 95% interval'),
              own: [backtest.coverage80, backtest.coverage95]
                .map((part) => (part === null ? '—' : share(part)))
                .join(' / '),
              naive: '—',
            },
          ]}
          rowKey={(row) => row.name}
          columns={[
            { head: t('在这个序列的过去', 'On this series’ own past'), cell: (row) => row.name },
            { head: t('本法', 'This method'), n: true, cell: (row) => row.own },
            { head: t('照搬上期', 'Repeating'), n: true, cell: (row) => row.naive },
          ]}
        />
      ) : (
        <p className="soft">{t('历史太短，没有回测。', 'The history is too short for a backtest.')}</p>
      )}
      <p className="soft small">
        {t(`方法：${methods.join('、')} 的平均`, `Method: mean of ${methods.join(', ')}`)}
        {by === 'year' && t('；按年显示，分期预测后相加', '; shown by year, summed from the periods')}
      </p>
      {notes.map((note) => (
        <p key={note.zh} className="soft small">
          {tx(note)}
        </p>
      ))}
    </details>
  );
}
