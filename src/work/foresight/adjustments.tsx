import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { call } from '../../ui/call.ts';
import { dayText, period as periodText, quantity } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReader } from '../../ui/session.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { type adjustmentShape, putAdjustment, removeAdjustment } from './api.ts';

type Adjustment = z.infer<typeof adjustmentShape>;

/** Judgements of people on top of a forecast: who, how much, why; and for the plan office the way to add one. */
export function Adjustments({
  adjustments,
  indicator,
  unit,
  period,
}: {
  adjustments: readonly Adjustment[];
  indicator: string;
  unit: string;
  period: string;
}) {
  const { t, lang } = useText();
  const reader = useReader();
  const { asOf } = usePlace();
  const mayWrite = reader.capabilities.includes('plan.write') && (asOf === undefined || asOf === reader.today);
  if (adjustments.length === 0 && !mayWrite) return null;
  return (
    <section className="card">
      <h2>{t('人工调整', 'Judgemental adjustments')}</h2>
      <p className="soft small">
        {t(
          '加在预测之上，单独列出；记入账本，写明谁、为什么。',
          'Added on top of the forecast and shown apart; entered in the ledger with who and why.',
        )}
      </p>
      {adjustments.length > 0 && (
        <ul className="adjustments">
          {adjustments.map((item) => (
            <li key={item.id}>
              <p>
                <b>{`${item.amount > 0 ? '+' : ''}${quantity(item.amount, item.unit, lang)}`}</b>{' '}
                {t(`${periodText(item.period, 'zh')}起`, `from ${periodText(item.period, 'en')} on`)}
                {item.until !== null &&
                  t(`，到${periodText(item.until, 'zh')}止`, `, until ${periodText(item.until, 'en')}`)}
                {t('：', ': ')}
                {item.reason} <DemoMark show={item.demo} />
              </p>
              <p className="soft small">
                {item.actor} · {dayText(item.knownOn, lang)} · {t(`账目 ${item.seq}`, `entry ${item.seq}`)}
              </p>
              {mayWrite && <Remove id={item.id} />}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && <Add indicator={indicator} unit={unit} period={period} />}
    </section>
  );
}

/** A change of what the pages of foresight show. */
function useChange<T>(send: (input: T) => Promise<unknown>, done: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      done();
      await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).includes('/foresight') });
    },
  });
}

function Add({ indicator, unit, period }: { indicator: string; unit: string; period: string }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const empty = { amount: '', period, until: '', reason: '' };
  const [form, setForm] = useState(empty);
  const add = useChange(
    () =>
      call(putAdjustment, {
        params: { jurisdiction },
        body: {
          indicator,
          unit,
          amount: Number(form.amount),
          period: form.period.trim(),
          reason: form.reason,
          ...(form.until.trim() !== '' && { until: form.until.trim() }),
        },
      }),
    () => setForm(empty),
  );
  const ready =
    form.amount.trim() !== '' &&
    Number.isFinite(Number(form.amount)) &&
    Number(form.amount) !== 0 &&
    form.reason.trim().length >= 2;
  return (
    <details className="adjustment-add">
      <summary>{t('加一条调整', 'Add an adjustment')}</summary>
      {add.error && <ProblemBox error={add.error} />}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) add.mutate(undefined);
        }}
      >
        <label>
          {t(`加多少（${unit}，减少写负数）`, `How much (${unit}, negative to take away)`)}
          <input
            inputMode="decimal"
            value={form.amount}
            onChange={(e) => setForm({ ...form, amount: e.target.value })}
          />
        </label>
        <label>
          {t('从哪个时期起（如 2026、2026Q3、2026-03）', 'From which period on (2026, 2026Q3, 2026-03)')}
          <input value={form.period} onChange={(e) => setForm({ ...form, period: e.target.value })} />
        </label>
        <label>
          {t('到哪个时期止（可不填）', 'Until which period (may be left empty)')}
          <input value={form.until} onChange={(e) => setForm({ ...form, until: e.target.value })} />
        </label>
        <label>
          {t('理由', 'Reason')}
          <textarea
            className="field"
            rows={2}
            value={form.reason}
            onChange={(e) => setForm({ ...form, reason: e.target.value })}
          />
        </label>
        <button type="submit" className="button is-main" disabled={!ready || add.isPending}>
          {t('记入账本', 'Enter in the ledger')}
        </button>
      </form>
    </details>
  );
}

function Remove({ id }: { id: string }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const [reason, setReason] = useState('');
  const remove = useChange(
    () => call(removeAdjustment, { params: { jurisdiction, adjustment: id }, body: { reason } }),
    () => setReason(''),
  );
  return (
    <details>
      <summary className="small">{t('撤回', 'Take back')}</summary>
      {remove.error && <ProblemBox error={remove.error} />}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim().length >= 2) remove.mutate(undefined);
        }}
      >
        <label>
          {t('为什么撤回', 'Why it is taken back')}
          <input value={reason} onChange={(e) => setReason(e.target.value)} />
        </label>
        <button type="submit" className="button" disabled={reason.trim().length < 2 || remove.isPending}>
          {t('撤回', 'Take back')}
        </button>
      </form>
    </details>
  );
}
