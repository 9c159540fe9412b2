import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { RESOURCES } from '../../core/decide/model.ts';
import { call } from '../../ui/call.ts';
import { figure, moment, quantity, share } from '../../ui/format.ts';
import { Bar, IndustryFrame, Tile } from '../../ui/industry.tsx';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { Progress } from '../../ui/progress.tsx';
import { reading, useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, Empty, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { cancelRun, getRun, listRuns, type RunView, startPortfolio } from './api.ts';

/** Which leads to take, and when, under what is limited. */
export function PortfolioPage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const { run } = useSearch({ from: '/$jurisdiction/industry/portfolio' });
  const runs = useReading(listRuns, { params: { jurisdiction } });
  const open = run ?? runs.data?.runs[0]?.id;
  return (
    <IndustryFrame title={t('择优组合', 'Portfolio')} demo={runs.data?.runs.some((one) => one.demo) ?? false}>
      <h1>
        {t('地、能耗、环境有限，先要哪些项目', 'With land, energy and environment limited: which projects first?')}
      </h1>
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
    </IndustryFrame>
  );
}

const limited = ['count', 'land', 'energy', 'emission', 'water', 'labour', 'budget'] as const;

function Request() {
  const { t, lang } = useText();
  const { jurisdiction } = usePlace();
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
      await queries.invalidateQueries({ queryKey: [listRuns.path] });
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
        className="gate-form is-two"
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
            resource ? `${resource[lang]}（${resource.unit}）` : t('项目数', 'Number of projects'),
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

function Runs({ runs, open }: { runs: readonly Omit<RunView, 'answer'>[]; open: string | undefined }) {
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
  const query = useQuery({
    ...reading(getRun, { params: { jurisdiction, run: id } }),
    refetchInterval: (held) =>
      held.state.data && ['waiting', 'running'].includes(held.state.data.state) ? 500 : false,
    staleTime: 0,
  });
  const cancel = useMutation({
    mutationFn: () => call(cancelRun, { params: { jurisdiction, run: id } }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Await query={query}>
      {(run) => {
        if (run.state === 'waiting' || run.state === 'running') {
          return (
            <section className="card">
              <Progress
                value={run.progress}
                step={`${tx(run.step)}${run.value === null ? '' : t(`：目前 ${figure(run.value)}，上界 ${run.bound === null ? '—' : figure(run.bound)}`, `: ${figure(run.value)} so far, bound ${run.bound === null ? '—' : figure(run.bound)}`)}`}
                onCancel={() => cancel.mutate()}
              />
            </section>
          );
        }
        if (run.state === 'cancelled') return <Empty title={t('这次测算已取消', 'This choice was cancelled')} />;
        if (!run.answer) return <Empty title={run.problem ? tx(run.problem) : t('没有结果', 'There is no result')} />;
        return <Answer run={run} answer={run.answer} />;
      }}
    </Await>
  );
}

function Answer({ run, answer }: { run: RunView; answer: NonNullable<RunView['answer']> }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  if (answer.status === 'infeasible') {
    return (
      <Empty title={t('这些限制不能同时满足', 'These limits cannot be met together')}>
        <ul>
          {answer.clash.map((rule) => (
            <li key={rule.name.zh}>
              {tx(rule.name)}
              {rule.give === null
                ? ''
                : t(`（放宽 ${figure(rule.give)} 即可）`, ` (enough if loosened by ${figure(rule.give)})`)}
            </li>
          ))}
        </ul>
      </Empty>
    );
  }
  const { best, greedy } = answer;
  if (!best || !greedy) return <Empty title={t('限时内没有算出方案', 'No plan was found in the time allowed')} />;
  const probable = run.request.objective === 'probability';
  const worth = (value: number) => (probable ? share(value) : quantity(Math.round(value * 100) / 100, '亿元', lang));
  const widest = Math.max(...answer.frontier.map((point) => point.output), 1);
  return (
    <>
      <section className="tiles" aria-label={t('结果', 'Result')}>
        <Tile
          name={probable ? t('达成可能', 'Chance') : t('目标年期望产值', 'Expected output')}
          note={
            answer.gap === null
              ? undefined
              : t(`证明离最优不超过 ${share(answer.gap, 2)}`, `proven within ${share(answer.gap, 2)} of the best`)
          }
        >
          {worth(answer.value ?? 0)} <DemoMark show={run.demo} />
        </Tile>
        <Tile
          name={t('按亩均税收排队（现行做法）', 'Greedy by tax per mu (practice today)')}
          note={
            greedy.breaks.length > 0
              ? t(`违反：${greedy.breaks.join('、')}`, `breaks: ${greedy.breaks.join(', ')}`)
              : undefined
          }
        >
          {worth(greedy.value)}
        </Tile>
        <Tile name={t('比现行做法', 'Against practice')}>
          {greedy.ratio === null ? '—' : t(`${figure(greedy.ratio)} 倍`, `${figure(greedy.ratio)}×`)}
        </Tile>
        <Tile name={t('项目 / 用地', 'Projects / land')}>
          {best.picks.length} / {quantity(best.land, '亩', lang)}
        </Tile>
        <Tile name={t('年税收 / 用工', 'Tax / jobs')}>
          {quantity(best.tax, '万元', lang)} / {quantity(best.jobs, '人', lang)}
        </Tile>
      </section>
      <div className="two">
        <section className="card">
          <h2>{t('选中的', 'Chosen')}</h2>
          <div className="scroll-x" tabIndex={0} role="region" aria-label={t('选中的', 'Chosen')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('线索', 'Lead')}</th>
                  <th scope="col">{t('开工年', 'Start')}</th>
                  <th scope="col" className="n">
                    {t('达产产值（亿元）', 'Output')}
                  </th>
                  <th scope="col" className="n">
                    {t('用地（亩）', 'Land')}
                  </th>
                  <th scope="col">{t('排队法', 'Greedy')}</th>
                </tr>
              </thead>
              <tbody>
                {best.picks.map((pick) => (
                  <tr key={pick.lead}>
                    <th scope="row">
                      <Link to="/$jurisdiction/industry/leads" params={{ jurisdiction }} search={{ lead: pick.lead }}>
                        {pick.name}
                      </Link>
                      {pick.plot !== null && <span className="soft small"> {pick.plot}</span>}
                    </th>
                    <td>{pick.year}</td>
                    <td className="n">{figure(pick.output)}</td>
                    <td className="n">{figure(pick.land, 0)}</td>
                    <td>
                      {greedy.picks.some((other) => other.lead === pick.lead) ? (
                        t('也选', 'too')
                      ) : (
                        <span className="soft">{t('未选', 'not')}</span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
        <div>
          <section className="card">
            <h2>{t('多给一点限额值多少', 'What a little more of a limit is worth')}</h2>
            {answer.worth.length === 0 ? (
              <p className="soft">{t('没有限制卡住。', 'No limit binds.')}</p>
            ) : (
              <ul>
                {answer.worth.map((one) => (
                  <li key={one.limit}>
                    {one.name}：
                    {t(
                      `多 ${figure(one.added)}，多 ${worth(one.gain)}`,
                      `${figure(one.added)} more brings ${worth(one.gain)}`,
                    )}
                    {one.open > 1e-6 ? `（±${worth(one.open)}）` : ''}
                  </li>
                ))}
              </ul>
            )}
          </section>
          <section className="card">
            <h2>{t('用地与产值', 'Land against output')}</h2>
            <table>
              <tbody>
                {answer.frontier.map((point) => (
                  <tr key={point.land}>
                    <th scope="row" className="n">
                      {quantity(Math.round(point.land), '亩', lang)}
                    </th>
                    <td>
                      <Bar value={point.output} of={widest} label={figure(point.output)} />
                    </td>
                    <td className="n">{quantity(Math.round(point.output * 10) / 10, '亿元', lang)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
      </div>
      <section className="card">
        <h2>{t('为什么没选', 'Why the others were left out')}</h2>
        <ul>
          {answer.leftOut.slice(0, 60).map((left) => (
            <li key={left.lead}>
              <b>{left.name}</b>：{tx(left.why)}
              {left.cut.length > 0 && (
                <span className="soft small">
                  {' '}
                  {t(
                    `要入选：${left.cut
                      .slice(0, 3)
                      .map((one) => `${one.label} 少 ${share(one.cut)}`)
                      .join('，或 ')}`,
                    `to be in: ${left.cut
                      .slice(0, 3)
                      .map((one) => `${one.label} less by ${share(one.cut)}`)
                      .join(', or ')}`,
                  )}
                </span>
              )}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
