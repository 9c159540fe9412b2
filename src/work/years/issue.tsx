import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Breakdown, quartersOf, unproven } from '../../core/breakdown/index.ts';
import { call } from '../../ui/call.ts';
import { usePlace } from '../../ui/place.ts';
import { useReader } from '../../ui/session.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { type BreakdownView, issueTask } from './api.ts';

/** 下达: under a document number; a correction says why, and keeps what was issued first for the scores. */
export function Issue({ data, breakdown: b }: { data: BreakdownView; breakdown: Breakdown }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const reader = useReader();
  const queries = useQueryClient();
  const places = new Map(data.weights.map((one) => [one.unit.id, one.place]));
  for (const part of data.task?.parts ?? []) places.set(part.unit.id, part.place);
  // A department is judged by an indicator of the same unit that it answers for, where it has one beside the whole's own.
  const own = new Map(
    data.indicators.flatMap(({ id, owner }) => (owner && id !== data.indicator.id ? [[owner, id] as const] : [])),
  );
  const [measured, setMeasured] = useState(false);
  const send = useMutation({
    mutationFn: (form: FormData) =>
      call(issueTask, {
        params: { jurisdiction },
        body: {
          commitment: data.commitment,
          year: data.year,
          basis: data.basis,
          ...(data.basis === 'assigned' && { by: String(form.get('by') ?? '').trim() }),
          document: String(form.get('document') ?? '').trim(),
          issuedOn: String(form.get('issuedOn') ?? ''),
          unit: data.indicator.unit,
          decimals: b.decimals,
          total: b.total,
          quarters: [...b.quarters],
          sums: b.sums,
          groups: b.groups.map((group) => {
            const rows = quartersOf(b, group);
            return {
              by: group.by,
              parts: group.parts.map(({ unit, value }, n) => ({
                unit,
                value,
                quarters: rows[n] ?? [],
                ...(places.get(unit) && { place: places.get(unit)! }),
                ...(measured && own.has(unit) && { indicator: own.get(unit)! }),
              })),
            };
          }),
          ...(data.task && { reason: String(form.get('reason') ?? '').trim() }),
          base: data.task?.version ?? null,
        },
      }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const faults = unproven(b);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send.mutate(new FormData(event.currentTarget));
  };
  return (
    <form className="form-grid" onSubmit={submit}>
      {data.basis === 'assigned' && (
        <label>
          {t('下达单位', 'Assigned by')}
          <input className="field" name="by" required maxLength={100} />
        </label>
      )}
      <label>
        {t('文号', 'Document number')}
        <input className="field" name="document" required minLength={2} maxLength={80} />
      </label>
      <label>
        {t('下达日期', 'Date')}
        <input className="field" name="issuedOn" type="date" required defaultValue={reader.today} />
      </label>
      {data.task && (
        <label>
          {t('更正理由', 'Reason of the correction')}
          <input className="field" name="reason" required minLength={2} maxLength={1000} />
        </label>
      )}
      {b.groups.some(({ by, parts }) => by === 'department' && parts.some(({ unit }) => own.has(unit))) && (
        <label className="is-check">
          <input type="checkbox" checked={measured} onChange={(event) => setMeasured(event.target.checked)} />{' '}
          {t('部门按自己负责的同单位指标亮灯', 'Judge departments by an indicator of their own in the same unit')}
        </label>
      )}
      {faults.map((fault) => (
        <p key={fault.zh} role="alert" className="is-red">
          {t(fault.zh, fault.en)}
        </p>
      ))}
      <button type="submit" className="button is-main" disabled={faults.length > 0 || send.isPending}>
        {data.task ? t('更正并下达', 'Correct') : t('下达', 'Issue')}
      </button>
      {send.isSuccess && <p role="status">{t(`已记入账本第 ${send.data.seq} 号。`, `Entry ${send.data.seq}.`)}</p>}
      {send.error && <ProblemBox error={send.error} />}
    </form>
  );
}
