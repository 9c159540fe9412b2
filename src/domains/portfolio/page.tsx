import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { RESOURCES } from '../../core/decide/model.ts';
import { call } from '../../ui/call.ts';
import { moment } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { DemoMark } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { RunProgress } from '../../ui/run.tsx';
import { useReader } from '../../ui/session.ts';
import { Await, Empty, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { SectionTable, TileRow } from '../../work/registers/glance.tsx';
import { type ChoiceView, getChoice, listChoices, startPortfolio } from './api.ts';

/** Which leads to take, and when, under what is limited. */
export function PortfolioPage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const { run } = useSearch({ from: '/$jurisdiction/industry/portfolio' });
  const runs = useReading(listChoices, { params: { jurisdiction } });
  const open = run ?? runs.data?.runs[0]?.id;
  return (
    <GroupPage
      group="industry"
      title={t('择优组合', 'Portfolio')}
      demo={runs.data?.runs.some((one) => one.demo) ?? false}
    >
      <h1>{t('择优组合', 'Portfolio')}</h1>
      <p className="lead">
        {t('地、能耗、环境有限，先要哪些项目', 'With land, energy and environment limited: which projects first?')}
      </p>
      <div className="two">
        <Request />
        <section className="card">
          <h2>{t('测算过的', 'Earlier choices')}</h2>
          <Await query={runs}>
            {(data) =>
              data.runs.length === 0 ? (
                <p className="soft">
                  {t('还没有测算过。填好限制，按“测算”。', 'None yet. Fill in the limits and choose.')}
                </p>
              ) : (
                <Runs runs={data.runs} open={open} />
              )
            }
          </Await>
        </section>
      </div>
      {open !== undefined && <Run id={open} />}
    </GroupPage>
  );
}

const limited = ['count', 'land', 'energy', 'emission', 'water', 'labour', 'budget'] as const;

function Request() {
  const { t, lang, brackets, unitOf } = useText();
  const { jurisdiction, asOf } = usePlace();
  const reader = useReader();
  const navigate = useNavigate({ from: '/$jurisdiction/industry/portfolio' });
  const queries = useQueryClient();
  const now = Number(reader.today.slice(0, 4)) || 2026;
  const [form, setForm] = useState<Record<string, string>>({});
  const [objective, setObjective] = useState<'output' | 'probability'>('output');
  const [plots, setPlots] = useState(false);
  const number = (name: string) => (form[name] === undefined || form[name].trim() === '' ? null : Number(form[name]));
  const start = useMutation({
    mutationFn: () =>
      call(startPortfolio, {
        params: { jurisdiction },
        query: asOfOnly(asOf),
        body: {
          objective,
          from: number('from') ?? now + 1,
          to: number('to') ?? now + 4,
          target: number('target'),
          limits: Object.fromEntries(limited.flatMap((of) => (number(of) === null ? [] : [[of, number(of)]]))),
          plots,
        },
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: [listChoices.path] });
      await navigate({ search: { run: id } });
    },
  });
  const input = (name: string, label: string, hint: string) => (
    <label key={name}>
      <span>{label}</span>
      <input
        className="field"
        type="number"
        min="0"
        step="any"
        inputMode="decimal"
        value={form[name] ?? ''}
        placeholder={hint}
        onChange={(event) => setForm({ ...form, [name]: event.target.value })}
      />
    </label>
  );
  return (
    <section className="card">
      <h2>{t('限制', 'Limits')}</h2>
      <form
        className="form-grid is-two"
        onSubmit={(event) => {
          event.preventDefault();
          start.mutate();
        }}
      >
        <label>
          <span>{t('按什么择优', 'Objective')}</span>
          <select
            className="field"
            value={objective}
            onChange={(event) => setObjective(event.target.value === 'probability' ? 'probability' : 'output')}
          >
            <option value="output">{t('目标年期望产值最大', 'Greatest expected output in the last year')}</option>
            <option value="probability">{t('达到产值目标的可能最大', 'Greatest chance to reach a target')}</option>
          </select>
        </label>
        {objective === 'probability' && input('target', t('要带来的产值（亿元）', 'Output to reach (100 m yuan)'), '')}
        {input('from', t('最早开工年', 'First year'), String(now + 1))}
        {input('to', t('目标年', 'Last year'), String(now + 4))}
        {limited.map((of) => {
          const resource = RESOURCES.find((one) => one.id === of);
          return input(
            of,
            resource ? `${resource[lang]}${brackets(unitOf(resource.unit))}` : t('项目数', 'Number of projects'),
            t('不限（园区自有限制仍在）', 'no limit beyond those of the parks'),
          );
        })}
        <label className="is-check">
          <span>
            <input type="checkbox" checked={plots} onChange={(event) => setPlots(event.target.checked)} />{' '}
            {t('落到具体空地块', 'Give each a vacant plot')}
          </span>
        </label>
        {start.error && <ProblemBox error={start.error} />}
        <p>
          <button type="submit" className="button is-main" disabled={start.isPending}>
            {t('测算', 'Choose')}
          </button>
        </p>
      </form>
      <p className="soft small">
        {t(
          '空地、能耗、排放剩余指标取自园区和地块台账；兑现打折和推迟从以往线索的兑现情况学来。',
          'Vacant land and quotas come from the registers of parks and plots; discounts and delays are learned from what earlier leads delivered.',
        )}
      </p>
    </section>
  );
}

function Runs({ runs, open }: { runs: readonly Omit<ChoiceView, 'tiles' | 'sections'>[]; open: string | undefined }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  return (
    <ul className="plain">
      {runs.map((run) => (
        <li key={run.id}>
          <Link
            to="/$jurisdiction/industry/portfolio"
            params={{ jurisdiction }}
            search={{ run: run.id }}
            aria-current={run.id === open ? 'true' : undefined}
          >
            {moment(run.createdAt, lang)}
          </Link>{' '}
          <span className="soft small">
            {run.request.from}–{run.request.to} ·{' '}
            {run.request.objective === 'output' ? t('期望产值', 'expected output') : t('达成可能', 'chance')} ·{' '}
            {tx(run.step)}
          </span>{' '}
          <DemoMark show={run.demo} />
        </li>
      ))}
    </ul>
  );
}

function Run({ id }: { id: string }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const query = useReading(getChoice, { params: { jurisdiction, run: id } });
  return (
    <Await query={query}>
      {(run) => {
        if (run.state === 'waiting' || run.state === 'running') {
          return (
            <section className="card">
              <RunProgress
                run={id}
                onEnd={() => {
                  void queries.invalidateQueries({ queryKey: [listChoices.path] });
                  void query.refetch();
                }}
              />
            </section>
          );
        }
        if (run.state === 'cancelled') return <Empty title={t('这次测算已取消', 'This choice was cancelled')} />;
        if (run.sections.length === 0)
          return <Empty title={run.problem ? tx(run.problem) : t('没有结果', 'There is no result')} />;
        return (
          <>
            <TileRow label={t('结果', 'Result')} tiles={run.tiles} />
            {run.sections.map((section) => (
              <div key={section.title.zh} className="card">
                <SectionTable section={section} />
              </div>
            ))}
          </>
        );
      }}
    </Await>
  );
}
