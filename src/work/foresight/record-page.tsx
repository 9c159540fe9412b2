import { Link } from '@tanstack/react-router';
import { chanceWords } from '../../core/foresee/index.ts';
import { dayText, figure, period, quantity, share } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { RunMark, usePolled } from '../../ui/run-mark.tsx';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { getRecord, type RecordView } from './api.ts';
import { Frame } from './frame.tsx';
import { ReliabilityChart } from './reliability-chart.tsx';

/** How did our forecasts do: what would have been said on earlier days against what came. */
export function RecordPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = usePolled(getRecord, { params: { jurisdiction }, query: asOfOnly(asOf) });
  return (
    <Frame title={t('预测检验', 'Track record')} demo={query.data?.record?.demo ?? false}>
      <h1>{t('以前的预测准吗', 'How did earlier forecasts do?')}</h1>
      <Await query={query}>
        {(data) => (
          <>
            <RunMark run={data.run} />
            {data.record && <Shown record={data.record} />}
          </>
        )}
      </Await>
    </Frame>
  );
}

function Shown({ record }: { record: RecordView }) {
  const { t, lang } = useText();
  const { forecasts, chances, origins } = record;
  if (forecasts.n === 0) {
    return (
      <Empty title={t('还没有可以检验的预测', 'There is no forecast to check yet')}>
        <p>
          {t(
            '要有这样的指标：当时的数够做预测，之后又有了新数。现有的真实数太少；补报历史数之后这里会自动出来。',
            'An indicator must have had enough figures to forecast from, and newer ones since. There are too few figures; this page fills by itself once past figures are handed in.',
          )}
        </p>
      </Empty>
    );
  }
  const percent = (value: number | null) => (value === null ? '—' : share(value, 1));
  return (
    <>
      <p className="lead">
        {t(
          `从 ${origins.length} 个过去的日子（${dayText(origins[0] ?? '', 'zh')}起，每季末）重做预测，只用当时已知的数，再和后来的实绩比：${record.indicators} 个指标，${figure(forecasts.n)} 次。`,
          `Forecasts were made again from ${origins.length} past days (ends of quarters since ${dayText(origins[0] ?? '', 'en')}) with what was known on each of them, and compared with what came: ${record.indicators} indicators, ${figure(forecasts.n)} forecasts.`,
        )}{' '}
        <DemoMark show={record.demo} />
      </p>
      <section className="card record-figures" aria-label={t('四个数', 'Four figures')}>
        <Figure
          name={t('落在 80% 区间', 'Inside the 80% interval')}
          value={percent(forecasts.coverage80)}
          note={t('应为 80%', 'should be 80%')}
        />
        <Figure
          name={t('落在 95% 区间', 'Inside the 95% interval')}
          value={percent(forecasts.coverage95)}
          note={t('应为 95%', 'should be 95%')}
        />
        <Figure
          name={t('比照搬上期', 'Against repeating last year')}
          value={
            forecasts.skill === null
              ? '—'
              : t(
                  `误差${forecasts.skill >= 0 ? '少' : '多'} ${share(Math.abs(forecasts.skill))}`,
                  `${share(Math.abs(forecasts.skill))} ${forecasts.skill >= 0 ? 'less' : 'more'} error`,
                )
          }
          note={
            forecasts.skill !== null && forecasts.skill < 0
              ? t('照搬上期更准', 'repeating does better')
              : t('照搬：上年同期的数', 'repeating: the same period a year before')
          }
        />
        <Figure
          name={t('概率的偏差', 'Error of probabilities')}
          value={
            chances.ece === null
              ? '—'
              : t(`${figure(chances.ece * 100, 1)} 个百分点`, `${figure(chances.ece * 100, 1)} points`)
          }
          note={t(`${chances.n} 次判断`, `${chances.n} cases`)}
        />
      </section>
      <div className="record-two">
        <section className="card">
          <h2>{t('概率校准', 'Calibration')}</h2>
          <p className="soft">{t('说有七成，结果真有七成吗？', 'Did what was given 70% come true 70% of the time?')}</p>
          <p className="soft small">
            {t(
              '判断的是：年末能否达到目标的序时要求。',
              'What is judged: whether the year ends on the trajectory of the target.',
            )}
          </p>
          <ReliabilityChart bins={chances.bins} />
        </section>
        <section className="card">
          <h2>{t('看得越远，误差越大吗', 'How far ahead was it right?')}</h2>
          <Table
            label={t('看得越远，误差越大吗', 'How far ahead was it right?')}
            rows={record.bySteps}
            rowKey={(row) => String(row.from)}
            columns={[
              {
                head: t('往前几期', 'Periods ahead'),
                cell: (row) =>
                  row.to === null
                    ? t(`${row.from} 期以上`, `${row.from} or more`)
                    : row.to === row.from
                      ? row.from
                      : `${row.from}—${row.to}`,
              },
              { head: t('次数', 'Forecasts'), n: true, cell: (row) => figure(row.n) },
              {
                head: t('80% 区间', '80% interval'),
                n: true,
                cell: (row) => percent(row.coverage80),
              },
              {
                head: t('误差少', 'Less error'),
                n: true,
                cell: (row) => (row.skill === null ? null : share(row.skill)),
              },
            ]}
          />
          <p className="soft small">
            {t(
              '“误差少”以照搬上年同期为准，负数表示照搬更准。最远看到当年末。',
              '"Less error" is against repeating the same period a year before; negative where repeating did better. The furthest is the end of the year.',
            )}
          </p>
        </section>
      </div>
      {record.cases.length > 0 && <Cases record={record} />}
    </>
  );

  function Cases({ record: { cases } }: { record: RecordView }) {
    const { tx } = useText();
    const { jurisdiction } = usePlace();
    return (
      <section className="card">
        <h2>{t('判断错得最多的在前', 'Where the probabilities were most wrong')}</h2>
        <Table
          label={t('判断错得最多的', 'Most wrong')}
          stacked
          rows={cases.slice(0, 12)}
          rowKey={(item) => `${item.commitment} ${item.origin}`}
          columns={[
            {
              head: t('目标任务', 'Commitment'),
              cell: (item) => (
                <>
                  <Link
                    to="/$jurisdiction/foresight/gap/$commitment"
                    params={{ jurisdiction, commitment: item.commitment }}
                    search={{ asOf: item.origin }}
                    className="quiet"
                  >
                    {tx(item.title)}
                  </Link>{' '}
                  <DemoMark show={item.demo} />
                </>
              ),
            },
            {
              head: t('哪天说的', 'Said on'),
              named: t('说于', 'Said on'),
              cell: (item) => dayText(item.origin, lang),
            },
            {
              head: t('当时概率', 'Probability then'),
              n: true,
              named: t('概率', 'Probability'),
              cell: (item) => chanceWords(item.probability, false),
            },
            {
              head: t('年末要求', 'Asked at the end'),
              n: true,
              named: t('要求', 'Asked'),
              cell: (item) =>
                `${quantity(item.required, item.unit, lang)}${t('（', ' (')}${period(item.period, lang)}${t('）', ')')}`,
            },
            {
              head: t('实绩', 'Came'),
              n: true,
              cell: (item) => quantity(item.came, item.unit, lang),
            },
            {
              head: t('结果', 'Outcome'),
              cell: (item) => (item.met ? t('达到', 'Reached') : t('未达到', 'Not reached')),
            },
          ]}
        />
      </section>
    );
  }
}

function Figure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div>
      <p className="soft small">{name}</p>
      <p className="record-value">{value}</p>
      <p className="soft small">{note}</p>
    </div>
  );
}
