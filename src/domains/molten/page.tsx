import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { figure, period, quantity } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { DemoMark } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { Bar, Tile } from '../../ui/tile.tsx';
import { getMolten, type Molten } from './api.ts';

const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);

/** Who gets the molten aluminium: the division worth most under contracts, lots, ways and a floor, beside pro-rata. */
export function MoltenPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const [asked, setAsked] = useState({ floor: 0.7, maxMinutes: 60 });
  const query = useReading(getMolten, { params: { jurisdiction }, query: { ...asked, ...asOfOnly(asOf) } });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setAsked({ floor: Number(form.get('floor')) / 100, maxMinutes: Number(form.get('minutes')) });
  };
  const input = (name: string, label: string, min: number, max: number, value: number) => (
    <label>
      {label}{' '}
      <input className="field short" type="number" step="1" required {...{ name, min, max }} defaultValue={value} />
    </label>
  );
  return (
    <GroupPage group="industry" title={t('铝水直供', 'Molten aluminium')} demo={query.data?.demo ?? false}>
      <h1>{t('铝水直供', 'Molten aluminium')}</h1>
      <p className="lead">{t('铝水分给谁', 'Who gets the molten aluminium?')}</p>
      <form className="card filters no-print" onSubmit={submit}>
        {input(
          'floor',
          t('保底：不少于按比例分配的（%）', 'Floor: at least this share of pro-rata (%)'),
          0,
          100,
          100 * asked.floor,
        )}
        {input('minutes', t('路上最多（分钟）', 'At most on the way (minutes)'), 1, 600, asked.maxMinutes)}
        <button type="submit" className="button is-main" disabled={query.isFetching}>
          {query.isFetching ? t('正在算…', 'Computing …') : t('重新分配', 'Divide again')}
        </button>
      </form>
      <Await query={query}>{(data) => <Division data={data} />}</Await>
    </GroupPage>
  );
}

function Division({ data }: { data: Molten }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const register = (id: string, name: string) => (
    <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: id }}>
      {name}
    </Link>
  );
  return (
    <>
      <div className={data.value ? 'lead' : 'problem'} role={data.value ? undefined : 'alert'}>
        <p>{tx(data.why)}</p>
        {data.left && <p className="is-yellow">{tx(data.left)}</p>}
        <p>
          {data.status === 'infeasible' &&
            t('放宽运输时间，降低保底，或改合同量、批量：', 'Allow more minutes, lower the floor, or change: ')}
          {register('molten-terms', t('直供企业台账', 'register of firms'))} ·{' '}
          {register('molten-supply', t('供应台账', 'register of supply'))}
        </p>
      </div>
      {data.value && <Answer data={data} value={data.value} />}
    </>
  );
}

function Answer({ data, value }: { data: Molten; value: NonNullable<Molten['value']> }) {
  const { t, lang } = useText();
  const { gap, firms, months } = data;
  const within = gap === null ? '' : figure(100 * gap, 2);
  const proof =
    data.status === 'optimal'
      ? t('已证明最优', 'proven best')
      : t(`限时停下，离最优至多 ${within}%`, `stopped by time, within ${within}% of the best`);
  const whole = (tonnes: number) => figure(Math.round(tonnes), 0);
  const tiles: [name: string, value: string, note?: string][] = [
    [t('加权增加值：优化分配', 'Weighted value added: best'), quantity(Math.round(value.best), '万元', lang), proof],
    [t('加权增加值：按比例分配', 'Weighted value added: pro-rata'), quantity(Math.round(value.proRata), '万元', lang)],
    [
      t('比按比例分配多', 'More than pro-rata'),
      data.ratio === null ? '—' : `${figure(Math.round(1000 * (data.ratio - 1)) / 10, 1)}%`,
    ],
    [t('送到企业', 'Reaches firms'), quantity(Math.round(sum(firms.flatMap(({ best }) => best))), '吨', lang)],
    [t('铸锭（没有直供出去的）', 'Cast into ingots'), quantity(Math.round(sum(data.cast)), '吨', lang)],
  ];
  const most = Math.max(1, ...firms.map(({ demand }) => demand * months.length));
  const at = (which: 'best' | 'proRata', month: number) => sum(firms.map((firm) => firm[which][month] ?? 0));
  const byFirm = firms
    .toSorted((a, b) => sum(b.best) - sum(a.best))
    .map((firm) => {
      const [best, proRata] = [Math.round(sum(firm.best)), Math.round(sum(firm.proRata))];
      return [
        firm.name,
        figure(firm.demand * months.length, 0),
        firm.contract > 0 ? figure(firm.contract * months.length, 0) : '—',
        figure(firm.minutes, 0),
        firm.class ?? t('未评（按 B）', 'not classed (as B)'),
        figure(firm.weight, 2),
        figure(best, 0),
        <Bar key="bar" value={best} of={most} label={figure(best, 0)} />,
        figure(proRata, 0),
        `${best > proRata ? '+' : ''}${figure(best - proRata, 0)}`,
      ];
    });
  return (
    <>
      <section className="figure-row" aria-label={t('结果', 'Result')}>
        {tiles.map(([name, value, note]) => (
          <Tile key={name} name={name} note={note}>
            {value}
          </Tile>
        ))}
      </section>
      <Sheet
        title={t(`各企业 ${months.length} 个月合计（吨）`, `Firms, ${months.length} months together (tonnes)`)}
        demo={data.demo}
        heads={[
          t('企业', 'Firm'),
          t('需求', 'Demand'),
          t('合同', 'Contract'),
          t('路上（分钟）', 'Minutes'),
          t('亩均类别', 'Per-mu class'),
          t('每吨权重（万元）', 'Weight of a tonne'),
          t('优化', 'Best'),
          t('占需求', 'Of demand'),
          t('按比例', 'Pro-rata'),
          t('差', 'Difference'),
        ]}
        rows={byFirm}
      />
      <Sheet
        title={t('逐月（吨）', 'Month by month (tonnes)')}
        demo={data.demo}
        heads={[
          t('月份', 'Month'),
          t('送到：优化', 'Arrives: best'),
          t('送到：按比例', 'Arrives: pro-rata'),
          t('铸锭', 'Cast'),
        ]}
        rows={months.map((month, n) => [
          period(month, lang),
          whole(at('best', n)),
          whole(at('proRata', n)),
          whole(data.cast[n] ?? 0),
        ])}
      />
    </>
  );
}

interface SheetProps {
  title: string;
  demo: boolean;
  heads: string[];
  rows: ReactNode[][];
}

function Sheet({ title, demo, heads, rows }: SheetProps) {
  return (
    <section className="card">
      <h2>
        {title} <DemoMark show={demo} />
      </h2>
      <Table<ReactNode[]>
        label={title}
        columns={heads.map((head, at) => ({ key: head, head, n: at > 0, cell: (row) => row[at] }))}
        rows={rows}
        rowKey={(_, index) => String(index)}
      />
    </section>
  );
}
