import { Link, useParams } from '@tanstack/react-router';
import type { z } from 'zod';
import { figure, period, quantity, share } from '../../ui/format.ts';
import { DemoMark, Light } from '../../ui/light.tsx';
import { Page } from '../../ui/page.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { getComposite, type compositeShape } from './api.ts';
import './indicators.css';

type Composite = z.infer<typeof compositeShape>;

/** One composite index: its value, its published weights, what each part adds, and what is missing. */
export function IndexPage() {
  const { t, tx } = useText();
  const { asOf } = usePlace();
  const params = useParams({ from: '/$jurisdiction/indices/$index' });
  const query = useReading(getComposite, { params, query: asOfOnly(asOf) });
  return (
    <Page
      title={query.data ? tx(query.data.name) : t('指数', 'Index')}
      demo={query.data?.demo ?? false}
      className="indicator"
    >
      <p className="trail">
        <Link to="/$jurisdiction/overview" params={{ jurisdiction: params.jurisdiction }}>
          {t('总览', 'Overview')}
        </Link>
      </p>
      <Await query={query}>{(data) => <Detail data={data} />}</Await>
    </Page>
  );
}

function Detail({ data }: { data: Composite }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  return (
    <>
      <h1>{tx(data.name)}</h1>
      <div className="indicator-top">
        <p className="big">
          {data.value === null ? '—' : data.value.toFixed(1)}
          <small>
            {data.missing ? tx(data.missing) : t('满分 100', 'of 100')} <DemoMark show={data.demo} />
          </small>
        </p>
        <div>
          <p>
            {t('有数的权重', 'Weight with evidence')} <b>{share(data.coverage)}</b>
          </p>
          <p className="soft">{tx(data.method)}</p>
        </div>
      </div>
      <section className="card">
        <h2>{t('组成', 'Parts')}</h2>
        <Table
          label={t('组成', 'Parts')}
          stacked
          rows={data.parts}
          rowKey={(part) => part.indicator}
          columns={[
            {
              head: t('指标', 'Indicator'),
              by: (part) => tx(part.name),
              cell: (part) => (
                <Link
                  to="/$jurisdiction/indicators/$indicator"
                  params={{ jurisdiction, indicator: part.indicator }}
                  className="row-name quiet"
                >
                  {tx(part.name)}
                </Link>
              ),
            },
            {
              head: t('权重', 'Weight'),
              n: true,
              by: (part) => part.weight,
              cell: (part) => share(part.weight, 1),
            },
            {
              head: t('原值', 'Raw'),
              n: true,
              cell: (part) =>
                part.raw === null ? (
                  <span className="is-red">{part.missing ? tx(part.missing) : t('无数', 'none')}</span>
                ) : (
                  quantity(part.raw, part.unit, lang)
                ),
            },
            {
              head: t('时期', 'Period'),
              cell: (part) => (part.period === null ? null : period(part.period, lang)),
            },
            {
              head: t('上下限', 'Goalposts'),
              n: true,
              className: 'soft',
              cell: ({ goalposts }) => goalposts && `${figure(goalposts[0])}—${figure(goalposts[1])}`,
            },
            {
              head: t('归一值', 'Normalised'),
              by: (part) => part.normalised,
              cell: ({ normalised }) =>
                normalised === null ? null : (
                  <span className="normalised">
                    <span className="bar" aria-hidden="true">
                      <i style={{ width: `${Math.max(0, Math.min(100, normalised))}%` }} />
                    </span>
                    {normalised.toFixed(1)}
                  </span>
                ),
            },
            {
              head: t('贡献', 'Contribution'),
              n: true,
              by: (part) => part.contribution,
              cell: (part) => part.contribution?.toFixed(1),
            },
          ]}
        />
      </section>
      <section className="card index-commitments">
        <h2>{t('相关目标任务', 'Its commitments')}</h2>
        {data.commitments.length === 0 ? (
          <p className="soft">{t('没有归到这里的目标任务。', 'No commitment belongs here.')}</p>
        ) : (
          <ul>
            {data.commitments.map((c) => (
              <li key={c.id}>
                <span className="soft">{c.code}</span>
                <Link to="/$jurisdiction/plan" params={{ jurisdiction }} search={{ c: c.id }} className="quiet">
                  {tx(c.title)}
                </Link>
                <Light light={c.light} bare />
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
