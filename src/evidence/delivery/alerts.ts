import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { kind, type Placed } from '../ledger/kind.ts';
import { day } from '../ledger/shapes.ts';
import { json, type StoreTransaction } from '../store/store.ts';
import { upsert } from '../store/upsert.ts';
import { deliveryId, objectRef, words } from './shapes.ts';

/**
 * Entries about alerts. One fires on the edge and is armed again when its value came back by the hysteresis; both are entries,
 * so that neither a crash nor a restore can make one tell the same thing twice.
 */

const number = z.number().refine(Number.isFinite);

export const alertRule = z.strictObject({
  id: deliveryId,
  name: words(100),
  /** What is watched: an indicator, a commitment, or a whole list. */
  about: z.union([objectRef, z.string().regex(/^list\/[a-z0-9-]{1,64}$/)]),
  when: z.discriminatedUnion('kind', [
    /** The newest value is above or below; back by `hysteresis` arms it again. In the unit of the indicator. */
    z.strictObject({
      kind: z.literal('threshold'),
      is: z.enum(['above', 'below']),
      value: number,
      hysteresis: number.min(0),
    }),
    /** The newest value against the one before, in percent. */
    z.strictObject({
      kind: z.literal('change'),
      is: z.enum(['above', 'below']),
      percent: number,
      hysteresis: number.min(0),
    }),
    /** The probability that the promise is kept falls below, 0 to 1. */
    z.strictObject({ kind: z.literal('outlook'), below: number.min(0).max(1), hysteresis: number.min(0).max(1) }),
    /** The light is red, or at least yellow. */
    z.strictObject({ kind: z.literal('light'), worst: z.enum(['red', 'yellow']) }),
    /** Nothing new for so many days. */
    z.strictObject({ kind: z.literal('stale'), days: z.number().int().min(1).max(3660) }),
    /** So many working days or fewer to a limit: of directives, or of the stages of a list. */
    z.strictObject({ kind: z.literal('limit'), workdays: z.number().int().min(0).max(250) }),
  ]),
  /** Whom it tells: who answers for the thing, the office, the leaders. */
  tells: z.enum(['lead', 'office', 'leaders']),
  active: z.boolean(),
});
export type AlertRule = z.output<typeof alertRule>;

const state = { rule: deliveryId, object: z.string().min(1).max(200), on: day };
const edge = z.strictObject({
  ...state,
  /** Position of the chain at which the value was seen. */
  position: z.number().int().min(0),
  value: number.nullable(),
  why: z.strictObject({ zh: z.string().max(500), en: z.string().max(500) }),
  organisation: z.string().max(64).nullable(),
});

interface Key {
  rule: string;
  object: string;
}

function stateOf(tx: StoreTransaction, jurisdiction: string, { rule, object }: Key) {
  return tx
    .selectFrom('alert_state')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction)
    .where('alert_id', '=', rule)
    .where('object', '=', object)
    .executeTakeFirst();
}

async function turn(
  tx: StoreTransaction,
  at: Placed,
  to: 'fired' | 'armed',
  said: z.output<typeof edge>,
): Promise<void> {
  const before = await stateOf(tx, at.jurisdiction_id, said);
  // What was seen further back than what is known by now says nothing any more.
  if (before && said.position < before.position)
    throw new Problem({
      status: 409,
      code: 'alert-older',
      zh: '之后的数已经看过。',
      en: 'Later figures were looked at already.',
    });
  if ((before?.state ?? 'armed') === to)
    throw new Problem({
      status: 409,
      code: 'alert-state',
      zh: to === 'fired' ? '这个预警已经报过，还没有恢复。' : '这个预警没有报过。',
      en: to === 'fired' ? 'The alert has fired and is not back yet.' : 'The alert has not fired.',
    });
  await upsert(
    tx,
    'alert_state',
    ['jurisdiction_id', 'alert_id', 'object'],
    [
      {
        ...at,
        alert_id: said.rule,
        object: said.object,
        state: to,
        position: said.position,
        on_day: said.on,
        value: said.value,
        why: said.why,
        times: (before?.times ?? 0) + (to === 'fired' ? 1 : 0),
        acknowledged: null,
        snoozed: before?.snoozed ?? null,
      },
    ],
  );
}

async function mark(tx: StoreTransaction, at: Placed, key: Key, what: object): Promise<void> {
  const before = await stateOf(tx, at.jurisdiction_id, key);
  if (!before)
    throw new Problem({
      status: 404,
      code: 'no-such-alert',
      zh: '这个预警没有报过。',
      en: 'That alert has not fired.',
    });
  await tx
    .updateTable('alert_state')
    .set({ seq: at.seq, ...what })
    .where('jurisdiction_id', '=', at.jurisdiction_id)
    .where('alert_id', '=', key.rule)
    .where('object', '=', key.object)
    .execute();
}

async function layRule(
  tx: StoreTransaction,
  at: Placed,
  base: number | null,
  id: string,
  row: { body: unknown; removed: boolean },
) {
  const before = await tx
    .selectFrom('alert')
    .select(['seq', 'removed', 'body'])
    .where('jurisdiction_id', '=', at.jurisdiction_id)
    .where('alert_id', '=', id)
    .executeTakeFirst();
  const standing = before && !before.removed ? before.seq : null;
  if (standing !== base)
    throw new Problem({
      status: 409,
      code: 'alert-changed',
      zh: '预警规则已被别人改过。',
      en: 'The rule was changed by somebody else.',
      where: 'base',
      current: before && { base: before.seq, rule: before.body },
    });
  await upsert(tx, 'alert', ['jurisdiction_id', 'alert_id'], [{ ...at, alert_id: id, ...row }]);
}

export const alertKinds = {
  'alert.put': kind(
    z.strictObject({ base: z.number().int().min(1).nullable(), rule: alertRule }),
    async (tx, at, { base, rule }) => layRule(tx, at, base, rule.id, { body: rule, removed: false }),
  ),
  'alert.remove': kind(
    z.strictObject({ base: z.number().int().min(1), rule: deliveryId }),
    async (tx, at, { base, rule }) => {
      await layRule(tx, at, base, rule, { body: {}, removed: true });
      await tx
        .deleteFrom('alert_state')
        .where('jurisdiction_id', '=', at.jurisdiction_id)
        .where('alert_id', '=', rule)
        .execute();
    },
  ),
  'alert.fire': kind(edge, (tx, at, said) => turn(tx, at, 'fired', said)),
  'alert.arm': kind(edge, (tx, at, said) => turn(tx, at, 'armed', said)),
  'alert.acknowledge': kind(z.strictObject({ ...state, note: z.string().trim().max(500) }), (tx, at, said, by) =>
    mark(tx, at, said, { acknowledged: json({ by: by.actor, at: by.at, note: said.note }) }),
  ),
  /** No notices until a day, with the reason; what fires meanwhile is still listed. */
  'alert.snooze': kind(z.strictObject({ ...state, until: day.nullable(), reason: words(500) }), (tx, at, said, by) =>
    mark(tx, at, said, {
      snoozed: said.until === null ? null : json({ by: by.actor, at: by.at, until: said.until, reason: said.reason }),
    }),
  ),
} as const;
