import { z } from 'zod';
import { lightShape } from '../../http/shapes.ts';
import { day } from '../ledger/shapes.ts';
import { hintSorts, withdrawReasons, withholdReasons } from './release-reasons.ts';
import { deliveryId, words } from './shapes.ts';

/** What a release holds: all that a public page shows, as it stood on its day. Texts and lists are bounded. */

const text = z.strictObject({ zh: z.string().max(2000), en: z.string().max(2000) });
const figure = z.number().nullable();

export const releasedPoint = z.strictObject({
  period: z.string().max(40),
  /** Null: missing, and why. */
  value: figure,
  missing: z.strictObject({ reason: z.string().max(40), why: text }).nullable(),
  status: z.string().max(20),
  source: z.string().max(500),
  grade: z.string().max(20),
  knownOn: day,
  demo: z.boolean(),
});
export type ReleasedPoint = z.output<typeof releasedPoint>;

const releasedPromise = z.strictObject({
  kind: z.literal('promise'),
  id: z.string().max(100),
  title: text,
  sort: z.enum(['target', 'project', 'action']),
  theme: text.nullable(),
  plan: z.strictObject({ id: z.string().max(100), title: text }),
  /** The words of the plan, and the text that they stand in. */
  clause: z.strictObject({ text: z.string().max(4000), document: z.string().max(300) }).nullable(),
  target: z
    .strictObject({
      op: z.string().max(10),
      value: z.number(),
      value2: figure,
      unit: z.string().max(40),
      period: z.string().max(40),
    })
    .nullable(),
  lead: text.nullable(),
  asOf: day,
  light: lightShape,
  why: text,
  outlook: z
    .strictObject({
      word: z.enum(['likely', 'at-risk', 'unlikely', 'unknown']),
      probability: figure,
      expected: figure,
      low80: figure,
      high80: figure,
      sentence: text,
    })
    .nullable(),
  indicator: z
    .strictObject({ id: z.string().max(100), name: text, unit: z.string().max(40), cadence: z.string().max(10) })
    .nullable(),
  points: z.array(releasedPoint).max(1000),
  /** What is drawn: whole years of what adds up within a year, else the figures themselves. */
  drawn: z.array(z.strictObject({ period: z.string().max(40), value: z.number() })).max(200),
  /** The way to the target, by period. */
  path: z.array(z.strictObject({ period: z.string().max(40), value: z.number() })).max(200),
  steps: z.array(z.strictObject({ title: text, due: day, doneOn: day.nullable() })).max(200),
  demo: z.boolean(),
});
export type ReleasedPromise = z.output<typeof releasedPromise>;

const releasedDocument = z.strictObject({
  kind: z.literal('document'),
  id: z.string().max(60),
  title: text,
  number: z.string().max(100),
  asOf: day,
  /** The document as it was issued. */
  document: z.record(z.string(), z.unknown()),
  demo: z.boolean(),
});
export type ReleasedDocument = z.output<typeof releasedDocument>;

const releasedContent = z.discriminatedUnion('kind', [releasedPromise, releasedDocument]);
export type ReleasedContent = z.output<typeof releasedContent>;

export const releaseObject = z
  .string()
  .max(200)
  .regex(/^(commitment|document)\/[^/]+$/);

export const proposed = z.strictObject({
  id: deliveryId,
  on: day,
  object: releaseObject,
  /** SM3 over what is promised and the figures: a release is out of date where today's differs. */
  facts: z.string().regex(/^[0-9a-f]{64}$/),
  content: releasedContent,
});

export const decided = z.strictObject({
  id: deliveryId,
  on: day,
  decision: z.enum(['release', 'withhold', 'return']),
  reason: z.enum(withholdReasons).nullable().default(null),
  text: z.string().trim().max(1000).default(''),
  /** 保密审查: the name of who examined it; a release needs one. */
  examiner: words(60).nullable().default(null),
});

export const withdrawn = z.strictObject({
  object: releaseObject,
  on: day,
  reason: z.enum(withdrawReasons),
  /** What the public page says from then on. */
  note: words(500),
});

export const hintSent = z.strictObject({
  id: deliveryId,
  on: day,
  sort: z.enum(hintSorts),
  /** A released promise that it is about. */
  object: releaseObject.nullable(),
  text: z.string().trim().min(5).max(1000),
});

export const hintTriaged = z.strictObject({
  id: deliveryId,
  on: day,
  decision: z.enum(['directive', 'answer', 'decline']),
  /** What whoever sent it reads under its number. */
  reply: words(1000),
  directive: deliveryId.nullable().default(null),
});

/** The body of a release in its table. */
export interface ReleaseBody {
  content: ReleasedContent;
  facts: string;
  proposedOn: string;
  decision:
    | (Omit<z.output<typeof decided>, 'id'> & {
        by: string;
        /** The entry that decided. */
        seq: number;
      })
    | null;
  withdrawal: (Omit<z.output<typeof withdrawn>, 'object'> & { by: string; seq: number }) | null;
}

/** The body of a hint in its table. */
export interface HintBody {
  sort: (typeof hintSorts)[number];
  object: string | null;
  text: string;
  triage: (Omit<z.output<typeof hintTriaged>, 'id'> & { by: string }) | null;
}
