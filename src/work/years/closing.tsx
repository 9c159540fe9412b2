import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../ui/call.ts';
import { dayText, period, quantity } from '../../ui/format.ts';
import { Light } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import {
  carryOver,
  closePlan,
  type ClosingView,
  type FinalView,
  getClosing,
  type PlansView,
} from './succession-api.ts';

type Plan = PlansView['plans'][number];

/** How the promises of a plan ended; closing it; carrying over what is not finished. */
export function Closing({ plan, plans }: { plan: Plan; plans: readonly Plan[] }) {
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(getClosing, { params: { jurisdiction, plan: plan.id }, query: asOfOnly(asOf) });
  return <Await query={query}>{(data) => <Finals data={data} plans={plans} />}</Await>;
}

function Finals({ data, plans }: { data: ClosingView; plans: readonly Plan[] }) {
  const { t, tx, lang } = useText();
  const { asOf } = usePlace();
  const reader = useReader();
  const writes = reader.capabilities.includes('plan.write') && (asOf === undefined || asOf === reader.today);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [leads, setLeads] = useState<Readonly<Record<string, string>>>({});
  const of = (outcome: FinalView['outcome']) => data.finals.filter((final) => final.outcome === outcome).length;
  const open = data.finals.filter((final) => final.outcome !== 'met' && final.goesOn === null);
  const toggle = (id: string) =>
    setChosen((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]));
  const outcomes = {
    met: t('已完成', 'Kept'),
    unmet: t('未完成', 'Not kept'),
    unknown: t('证据不全', 'Evidence missing'),
  };
  return (
    <section className="card">
      <h2>
        {tx(data.plan.title)}
        {t('：', ': ')}
        {data.closed
          ? t(`${dayText(data.day, 'zh')}收官时的灯`, `lights at the closing on ${dayText(data.day, 'en')}`)
          : t(`如在 ${dayText(data.day, 'zh')}收官`, `if it were closed on ${dayText(data.day, 'en')}`)}
      </h2>
      <p>
        {t(
          `${data.finals.length} 项：已完成 ${of('met')}，未完成 ${of('unmet')}，证据不全 ${of('unknown')}。证据齐全的 ${data.complete} 项。`,
          `${data.finals.length}: ${of('met')} kept, ${of('unmet')} not kept, ${of('unknown')} without the evidence of the end. Complete evidence for ${data.complete}.`,
        )}
      </p>
      {writes && !data.closed && <Close data={data} />}
      {writes && (
        <Carry
          data={data}
          plans={plans}
          chosen={chosen}
          leads={leads}
          chooseAll={() => setChosen(new Set(open.map((final) => final.commitment)))}
          done={() => setChosen(new Set())}
        />
      )}
      <Table
        label={t('期末结果', 'How they ended')}
        rows={data.finals}
        rowKey={(final) => final.commitment}
        columns={[
          ...(writes
            ? [
                {
                  head: t('结转', 'Carry over'),
                  cell: (final: FinalView) =>
                    final.goesOn === null && final.outcome !== 'met' ? (
                      <input
                        type="checkbox"
                        aria-label={t(`结转 ${final.commitment}`, `Carry over ${final.commitment}`)}
                        checked={chosen.has(final.commitment)}
                        onChange={() => toggle(final.commitment)}
                      />
                    ) : (
                      <span className="soft">{t('不需', 'no need')}</span>
                    ),
                },
              ]
            : []),
          { head: t('任务', 'Commitment'), cell: (final) => `${final.commitment} ${tx(final.title)}` },
          { head: t('灯', 'Light'), cell: (final) => <Light light={final.light} bare /> },
          { head: t('结果', 'Outcome'), cell: (final) => outcomes[final.outcome] },
          {
            head: t('依据', 'Evidence'),
            cell: (final) => (
              <>
                {final.observed &&
                  `${period(final.observed.period, lang)} ${quantity(final.observed.value, final.unit ?? '', lang)}`}
                {final.lacks && <span className="is-yellow"> {tx(final.lacks)}</span>}
                {!final.observed && !final.lacks && tx(final.why)}
              </>
            ),
          },
          {
            head: t('牵头', 'Lead'),
            cell: (final) =>
              writes && chosen.has(final.commitment) ? (
                <NewLead
                  final={final}
                  set={(lead) => setLeads((now) => ({ ...now, [final.commitment]: lead }))}
                  finals={data.finals}
                />
              ) : (
                (final.lead && tx(final.lead.name)) || <span className="soft">{t('无主', 'nobody')}</span>
              ),
          },
          {
            head: t('去向', 'Goes on'),
            cell: (final) =>
              final.goesOn ? (
                t(`结转为 ${final.goesOn.commitment}`, `as ${final.goesOn.commitment}`)
              ) : (
                <span className="soft">{t('未结转', 'not carried over')}</span>
              ),
          },
        ]}
      />
    </section>
  );
}

/** The lead in the next plan: the same, or another that leads something here. */
function NewLead({
  final,
  finals,
  set,
}: {
  final: FinalView;
  finals: readonly FinalView[];
  set: (lead: string) => void;
}) {
  const { t, tx } = useText();
  const offices = new Map(finals.flatMap(({ lead }) => (lead ? [[lead.id, tx(lead.name)] as const] : [])));
  return (
    <select
      className="field"
      aria-label={t(`${final.commitment} 的牵头单位`, `Lead of ${final.commitment}`)}
      defaultValue={final.lead?.id ?? ''}
      onChange={(event) => set(event.target.value)}
    >
      <option value="">{t('未定', 'open')}</option>
      {[...offices].map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

function Close({ data }: { data: ClosingView }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const [day, setDay] = useState(data.day);
  const send = useMutation({
    mutationFn: () =>
      call(closePlan, {
        params: { jurisdiction, plan: data.plan.id },
        body: { day, base: { plan: data.plan.id, version: data.plan.version } },
      }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const lacking = data.finals.length - data.complete;
  return (
    <form
      className="form-grid"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <label>
        {t('收官日期（当日仍有效）', 'Last day in force')}
        <input
          className="field"
          type="date"
          required
          max={data.day}
          value={day}
          onChange={(e) => setDay(e.target.value)}
        />
      </label>
      <label className="is-check">
        <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />{' '}
        {t(
          `确认收官：${lacking} 项证据不全，将按现状写明；收官后不能再改`,
          `Close it: ${lacking} lack evidence, which will be said; nothing can be changed afterwards`,
        )}
      </label>
      <button type="submit" className="button is-main" disabled={!sure || send.isPending}>
        {t('收官', 'Close')}
      </button>
      {send.error && <ProblemBox error={send.error} />}
    </form>
  );
}

function Carry({
  data,
  plans,
  chosen,
  leads,
  chooseAll,
  done,
}: {
  data: ClosingView;
  plans: readonly Plan[];
  chosen: ReadonlySet<string>;
  leads: Readonly<Record<string, string>>;
  chooseAll: () => void;
  done: () => void;
}) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  // The next plan of its kind before others.
  const others = plans
    .filter((plan) => plan.id !== data.plan.id && plan.state !== 'closed')
    .toSorted((a, b) => b.horizon.end - a.horizon.end);
  const [to, setTo] = useState(others[0]?.id);
  const target = others.find((plan) => plan.id === to) ?? others[0];
  const send = useMutation({
    mutationFn: (next: Plan) =>
      call(carryOver, {
        params: { jurisdiction, plan: data.plan.id },
        body: {
          to: { plan: next.id, version: next.version },
          items: [...chosen].map((commitment) => ({
            commitment,
            ...(commitment in leads && { lead: leads[commitment] || null }),
          })),
        },
      }),
    onSuccess: async () => {
      done();
      await queries.invalidateQueries();
    },
  });
  if (!target)
    return (
      <p className="soft">
        {t('没有可以结转到的规划：先导入下一份规划。', 'There is no plan to carry over to: import the next one first.')}
      </p>
    );
  return (
    <div className="years-choose">
      <button type="button" className="button" onClick={chooseAll}>
        {t('选中全部未完成的', 'Choose all that are not finished')}
      </button>
      <label>
        {t('结转到', 'To')}{' '}
        <select className="field" value={target.id} onChange={(event) => setTo(event.target.value)}>
          {others.map((plan) => (
            <option key={plan.id} value={plan.id}>
              {tx(plan.title)}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="button is-main"
        disabled={chosen.size === 0 || send.isPending}
        onClick={() => send.mutate(target)}
      >
        {t(`结转 ${chosen.size} 项`, `Carry over ${chosen.size}`)}
      </button>
      {send.isSuccess && (
        <p role="status">
          {t(
            `结转 ${send.data.carried} 项${send.data.already > 0 ? `，另有 ${send.data.already} 项已在新规划里` : ''}。`,
            `${send.data.carried} carried over${send.data.already > 0 ? `, ${send.data.already} were there already` : ''}.`,
          )}
        </p>
      )}
      {send.error && <ProblemBox error={send.error} />}
    </div>
  );
}
