import { z } from 'zod';
import { directiveLevels } from '../../core/directive/index.ts';
import { day, file } from '../ledger/shapes.ts';

/** Shapes that payloads about directives, meetings and alerts share. Texts are bounded: what is longer belongs in a paper. */

const pair = z.strictObject({ zh: z.string().max(1000), en: z.string().max(1000) });
export const words = (most: number) => z.string().trim().min(2).max(most);
export const deliveryId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
export const organisationId = z.string().min(1).max(64);
export const files = z.array(file).max(10).default([]);
export const level = z.enum(directiveLevels);
/** What somebody points at: commitment/A-03, indicator/gdp, record/projects/p1. */
export const objectRef = z
  .string()
  .max(200)
  .regex(/^(commitment\/[^/]+|indicator\/[^/]+|record\/[a-z0-9-]+\/[A-Za-z0-9-]+)$/);

export const numberOn = z.strictObject({
  light: z.enum(['green', 'yellow', 'red', 'grey']),
  why: pair,
  value: z.number().nullable(),
  unit: z.string().max(40),
  period: z.string().max(40).nullable(),
  probability: z.number().min(0).max(1).nullable(),
  on: day,
  demo: z.boolean(),
});

export const basis = z.strictObject({
  kind: z.enum(['light', 'meeting', 'instruction', 'alert', 'hint', 'project', 'other']),
  text: words(1000),
  /** Of a meeting: its id, and the item of the agenda. */
  meeting: deliveryId.nullable().default(null),
  /** Of an alert: the entry that fired it. */
  alert: z.number().int().min(1).nullable().default(null),
});

export const issuedLine = z.strictObject({
  id: deliveryId,
  /** 清督办: numbers are drawn by series and year. */
  series: z.string().trim().min(1).max(20),
  title: words(200),
  /** What is to be done. */
  demand: words(4000),
  /** What evidence closes it. */
  closes: words(1000),
  basis,
  object: objectRef.nullable(),
  /** What the number said when it was issued; null: there is none. */
  atIssue: numberOn.nullable(),
  lead: organisationId,
  support: z.array(organisationId).max(30),
  /** Login of who answers for it in the lead unit. */
  person: z.string().max(100).nullable(),
  limit: z.union([
    z.strictObject({ workdays: z.number().int().min(1).max(500) }),
    z.strictObject({ days: z.number().int().min(1).max(1000) }),
  ]),
  /** The day on which the limit ends, and whether the holidays up to it were known. */
  due: day,
  certain: z.boolean(),
  level,
  /** The level that was chosen; `level` is higher where the matter comes again. */
  chosen: level,
  /** The directive about the same matter that was closed within the months of the rule. */
  again: deliveryId.nullable(),
  /** A number of the demonstration stands behind it. */
  files,
});
export type IssuedLine = z.output<typeof issuedLine>;

/** What every act on a directive names. `base`: the entry that it was made from; null: whatever stands. */
const act = {
  directive: deliveryId,
  base: z.number().int().min(1).nullable(),
  on: day,
  organisation: organisationId.nullable(),
};

export const step = z.strictObject({ id: deliveryId, title: words(200), due: day });

const proof = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), hash: z.string().max(64), name: z.string().max(200) }),
  z.strictObject({ kind: z.literal('object'), object: objectRef, text: z.string().max(200).default('') }),
]);

/** Payloads of the acts, by kind. */
export const actShapes = {
  receive: z.strictObject({ ...act, person: z.string().max(100).nullable().default(null) }),
  plan: z.strictObject({ ...act, text: words(4000), steps: z.array(step).min(1).max(30), files }),
  progress: z.strictObject({
    ...act,
    text: words(4000),
    done: z
      .array(z.strictObject({ step: deliveryId, on: day }))
      .max(30)
      .default([]),
    files,
  }),
  answer: z.strictObject({ ...act, text: words(4000), evidence: z.array(proof).max(20).default([]), files }),
  verify: z.strictObject({
    ...act,
    decision: z.enum(['close', 'return']),
    reason: z.string().trim().max(2000).default(''),
    /** What the number said at that moment. */
    now: numberOn.nullable(),
    files,
  }),
  extend: z.discriminatedUnion('act', [
    z.strictObject({ ...act, act: z.literal('ask'), to: day, reason: words(2000), files }),
    z.strictObject({ ...act, act: z.literal('grant'), to: day, reason: z.string().trim().max(2000).default('') }),
    z.strictObject({ ...act, act: z.literal('refuse'), reason: words(2000) }),
  ]),
  escalate: z.strictObject({
    ...act,
    to: level,
    why: pair,
    /** The record of the rule, and whom it tells; a person names himself. */
    by: z.enum(['rule', 'person']),
    tells: z.enum(['lead', 'office', 'leaders']),
  }),
  withdraw: z.strictObject({ ...act, reason: words(2000) }),
  reply: z.discriminatedUnion('act', [
    z.strictObject({ ...act, act: z.literal('state'), text: words(4000), files }),
    z.strictObject({
      ...act,
      act: z.literal('decide'),
      of: z.number().int().min(1),
      decision: z.enum(['accepted', 'partly', 'rejected']),
      reason: words(2000),
    }),
  ]),
} as const;
export type ActKind = keyof typeof actShapes;
