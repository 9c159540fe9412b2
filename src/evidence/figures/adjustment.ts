import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { isPeriodKey } from '../../core/measure/index.ts';
import { type By, kind, type Placed } from '../ledger/kind.ts';
import { day, recordId } from '../ledger/shapes.ts';
import type { Store, StoreTransaction } from '../store/store.ts';

const period = z.string().refine(isPeriodKey, 'a period such as 2024, 2024Q3, 2024-03, 2022..2026');
const adjusted = z.strictObject({
  id: recordId,
  on: day,
  indicator: z.string(),
  period,
  until: period.optional(),
  amount: z.number(),
  unit: z.string(),
  reason: z.string().min(2).max(1000),
});
const withdrawn = z.strictObject({ id: recordId, on: day, reason: z.string().min(2).max(1000) });

/** A person's judgement on top of a forecast, as it was known on a day. */
export interface Adjustment {
  id: string;
  indicator: string;
  period: string;
  until: string | null;
  amount: number;
  unit: string;
  reason: string;
  actor: string;
  knownOn: string;
  seq: number;
  demo: boolean;
}

/** Throws a Problem (409) where the id is taken: another judgement is another entry, the old one stays readable. */
async function putAdjustment(
  tx: StoreTransaction,
  at: Placed,
  payload: z.output<typeof adjusted>,
  by: By,
): Promise<void> {
  const known = await tx
    .selectFrom('adjustment')
    .select('seq')
    .where('jurisdiction_id', '=', at.jurisdiction_id)
    .where('adjustment_id', '=', payload.id)
    .executeTakeFirst();
  if (known)
    throw new Problem({
      status: 409,
      code: 'adjustment-exists',
      zh: `调整 ${payload.id} 已经有了。`,
      en: `There is an adjustment ${payload.id} already.`,
    });
  const { id, on, indicator, until, ...rest } = payload;
  await tx
    .insertInto('adjustment')
    .values({
      ...at,
      ...rest,
      until: until ?? null,
      adjustment_id: id,
      indicator_id: indicator,
      known_on: on,
      actor: by.actor,
      at: by.at,
      removed_on: null,
      removed_by: null,
      removed_reason: null,
    })
    .execute();
}

/** Throws a Problem (404) where there is no such adjustment in force. */
async function removeAdjustment(
  tx: StoreTransaction,
  at: Placed,
  { id, on, reason }: z.output<typeof withdrawn>,
  by: By,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('adjustment')
    .set({ removed_on: on, removed_by: by.actor, removed_reason: reason })
    .where('jurisdiction_id', '=', at.jurisdiction_id)
    .where('adjustment_id', '=', id)
    .where('removed_on', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw new Problem({
      status: 404,
      code: 'no-such-adjustment',
      zh: '没有这条调整，或已经撤回。',
      en: 'There is no such adjustment, or it was taken back already.',
    });
}

export const adjustmentKinds = {
  /** A person's judgement: `amount` (in `unit`) on top of the forecast of an indicator from `period` on, with the reason. */
  'adjustment.put': kind(adjusted, putAdjustment),
  /** From the day `on` the judgement no longer counts. */
  'adjustment.remove': kind(withdrawn, removeAdjustment),
};

/** The adjustments that were in force on a day (ISO), oldest first. */
export async function adjustmentsOn(store: Store, jurisdiction: string, asOf: string): Promise<Adjustment[]> {
  const rows = await store
    .selectFrom('adjustment')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction)
    .where('known_on', '<=', asOf)
    .orderBy('seq')
    .execute();
  return rows
    .filter((row) => row.removed_on === null || row.removed_on > asOf)
    .map((row) => ({
      id: row.adjustment_id,
      indicator: row.indicator_id,
      period: row.period,
      until: row.until,
      amount: row.amount,
      unit: row.unit,
      reason: row.reason,
      actor: row.actor,
      knownOn: row.known_on,
      seq: row.seq,
      demo: row.demo,
    }));
}
