import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { figure, period, quantity } from '../../ui/format.ts';
import { Bar, IndustryFrame, Tile } from '../../ui/industry.tsx';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getMolten, type Molten } from './api.ts';

/** Who gets the molten aluminium: the division worth most under contracts, lots, ways and a floor, beside pro-rata. */
export function MoltenPage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const [asked, setAsked] = useState({ floor: 0.7, maxMinutes: 60 });
  const query = useReading(getMolten, { params: { jurisdiction }, query: asked });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setAsked({ floor: Number(form.get('floor')) / 100, maxMinutes: Number(form.get('minutes')) });
  };
  return (
    <IndustryFrame title={t('铝水直供', 'Molten aluminium')} demo={query.data?.demo ?? false}>
      <h1>{t('铝水分给谁', 'Who gets the molten aluminium?')}</h1>
      <form className="card filters no-print" onSubmit={submit}>
        <label>
          {t('保底：不少于按比例分配的（%）', 'Floor: at least this share of pro-rata (%)')}{' '}
          <input
            className="field short"
            name="floor"
            type="number"
            min="0"
            max="100"
            step="1"
            required
            defaultValue={100 * asked.floor}
          />
        </label>
        <label>
          {t('路上最多（分钟）', 'At most on the way (minutes)')}{' '}
          <input
            className="field short"
            name="minutes"
            type="number"
            min="1"
            max="600"
            step="1"
            required
            defaultValue={asked.maxMinutes}
          />
        </label>
        <button type="submit" className="button is-main" disabled={query.isFetching}>
          {query.isFetching ? t('正在算…', 'Computing …') : t('重新分配', 'Divide again')}
        </button>
      </form>
      <Await query={query}>{(data) => <Division data={data} />}</Await>
    </IndustryFrame>
  );
}

function Division({ data }: { data: Molten }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const terms = (
    <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: 'molten-terms' }}>
      {t('直供企业台账', 'register of firms')}
    </Link>
  );
  const supply = (
    <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: 'molten-supply' }}>
      {t('供应台账', 'register of supply')}
    </Link>
  );
  if (data.status === 'nothing') {
    return (
      <Empty title={tx(data.why)}>
        <p>
          {t('录入：', 'Enter: ')}
          {supply}
          {t('、', ', ')}
          {terms}
        </p>
      </Empty>
    );
  }
  if (!data.value) {
    return (
      <div className="problem" role="alert">
        <p className="problem-title">{tx(data.why)}</p>
        <p>
          {data.status === 'infeasible'
            ? t(
                '放宽运输时间，降低保底，或改合同量、批量：',
                'Allow more minutes, lower the floor, or change contracts and lots: ',
              )
            : t('核对这里的数：', 'Check the figures here: ')}
          {terms}
          {t('、', ', ')}
          {supply}
        </p>
      </div>
    );
  }
  return <Answer data={data} value={data.value} terms={terms} />;
}

const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);

function Answer({ data, value, terms }: { data: Molten; value: NonNullable<Molten['value']>; terms: ReactNode }) {
  const { t, tx, lang } = useText();
  const tonnes = (amount: number) => quantity(Math.round(amount), '吨', lang);
  const cast = sum(data.cast);
  const arrived = sum(data.firms.flatMap((firm) => firm.best));
  return (
    <>
      <section className="tiles" aria-label={t('结果', 'Result')}>
        <Tile
          name={t('增加值：优化分配', 'Value added: best')}
          note={
            data.gap === null
              ? undefined
              : data.status === 'optimal'
                ? t('已证明最优', 'proven best')
                : t(
                    `限时停下，离最优至多 ${figure(100 * data.gap, 2)}%`,
                    `stopped by time, within ${figure(100 * data.gap, 2)}% of the best`,
                  )
          }
        >
          {quantity(Math.round(value.best), '万元', lang)}
        </Tile>
        <Tile name={t('增加值：按比例分配', 'Value added: pro-rata')}>
          {quantity(Math.round(value.proRata), '万元', lang)}
        </Tile>
        <Tile name={t('优化 ÷ 按比例', 'Best ÷ pro-rata')}>{data.ratio === null ? '—' : figure(data.ratio, 3)}</Tile>
        <Tile name={t('送到企业', 'Reaches firms')}>{tonnes(arrived)}</Tile>
        <Tile name={t('铸锭（没有直供出去的）', 'Cast into ingots')}>{tonnes(cast)}</Tile>
      </section>
      <p className="lead">
        {tx(data.why)}
        {t('；改需求、合同和批量：', '; change needs, contracts and lots: ')}
        {terms}
      </p>
      <FirmTable data={data} />
      <MonthTable data={data} />
    </>
  );
}

function FirmTable({ data }: { data: Molten }) {
  const { t } = useText();
  const most = Math.max(1, ...data.firms.map((firm) => firm.demand * data.months.length));
  return (
    <section className="card">
      <h2>
        {t(`各企业 ${data.months.length} 个月合计（吨）`, `Firms, ${data.months.length} months together (tonnes)`)}
      </h2>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t('企业分配表', 'Firms')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('企业', 'Firm')}</th>
              <th scope="col" className="n">
                {t('需求', 'Demand')}
              </th>
              <th scope="col" className="n">
                {t('合同', 'Contract')}
              </th>
              <th scope="col" className="n">
                {t('路上（分钟）', 'Minutes')}
              </th>
              <th scope="col" className="n">
                {t('优化', 'Best')}
              </th>
              <th scope="col">
                <span className="sr">{t('占需求', 'Share of demand')}</span>
              </th>
              <th scope="col" className="n">
                {t('按比例', 'Pro-rata')}
              </th>
              <th scope="col" className="n">
                {t('差', 'Difference')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.firms
              .toSorted((a, b) => sum(b.best) - sum(a.best))
              .map((firm) => {
                const [best, proRata] = [Math.round(sum(firm.best)), Math.round(sum(firm.proRata))];
                return (
                  <tr key={firm.id}>
                    <th scope="row">
                      {firm.name} <DemoMark show={data.demo} />
                    </th>
                    <td className="n">{figure(firm.demand * data.months.length, 0)}</td>
                    <td className="n">{firm.contract > 0 ? figure(firm.contract * data.months.length, 0) : '—'}</td>
                    <td className="n">{figure(firm.minutes, 0)}</td>
                    <td className="n">{figure(best, 0)}</td>
                    <td>
                      <Bar value={best} of={most} label={figure(best, 0)} />
                    </td>
                    <td className="n">{figure(proRata, 0)}</td>
                    <td className="n">
                      {best > proRata ? `+${figure(best - proRata, 0)}` : figure(best - proRata, 0)}
                    </td>
                  </tr>
                );
              })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function MonthTable({ data }: { data: Molten }) {
  const { t, lang } = useText();
  const at = (which: 'best' | 'proRata', month: number) => sum(data.firms.map((firm) => firm[which][month] ?? 0));
  return (
    <section className="card">
      <h2>{t('逐月（吨）', 'Month by month (tonnes)')}</h2>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t('逐月表', 'Months')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('月份', 'Month')}</th>
              <th scope="col" className="n">
                {t('送到：优化', 'Arrives: best')}
              </th>
              <th scope="col" className="n">
                {t('送到：按比例', 'Arrives: pro-rata')}
              </th>
              <th scope="col" className="n">
                {t('铸锭', 'Cast')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.months.map((month, n) => (
              <tr key={month}>
                <th scope="row">{period(month, lang)}</th>
                <td className="n">{figure(Math.round(at('best', n)), 0)}</td>
                <td className="n">{figure(Math.round(at('proRata', n)), 0)}</td>
                <td className="n">{figure(Math.round(data.cast[n] ?? 0), 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
