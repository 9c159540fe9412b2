import { z } from 'zod';
import { isPeriodKey } from '../core/measure/index.ts';
import {
  commitmentItem,
  compositeItem,
  identityItem,
  indicatorItem,
  milestoneItem,
  observationItem,
  organisationItem,
  placeItem,
  planItem,
} from '../core/plan/plan-file.ts';
import { registerItem } from '../core/register/index.ts';

const day = z.iso.date();
const grade = z.enum(['A', 'B', '计算', '演示']);
const file = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().max(200),
  bytes: z.number().int(),
});
/** Where in a sheet something stood: row from 1, column as a letter. */
const cell = z.strictObject({ sheet: z.string(), row: z.number().int(), column: z.string().optional() });
const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.tuple([z.number(), z.number()]), z.array(file)]);
/** Letters, digits and hyphens; made by the server for a new record. */
const recordId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/);

const period = z.string().refine(isPeriodKey, 'a period such as 2024, 2024Q3, 2024-03, 2022..2026');

/** What a report or a duty is about: `indicator:ID` or `register:ID`. */
const about = z.string().regex(/^(indicator|register):[a-z0-9][a-z0-9-]{0,63}$/);

export const recordLine = z.strictObject({
  id: recordId,
  /** Version that the change was made from; null for a new record. Another version in force is a conflict (409). */
  base: z.number().int().min(1).nullable(),
  /** Filled fields only, computed ones left out. */
  values: z.record(z.string(), fieldValue),
  stage: z.string().nullable(),
  passed: z.record(z.string(), day),
  cell: cell.optional(),
});

export const reportLine = z.strictObject({
  about,
  /** Place of a figure; of a register the organisation that answers for its part. */
  place: z.string(),
  period: z.string(),
  organisation: z.string(),
  /** Entry of the report that this one replaces; null for the first. Another one in force is a conflict (409). */
  base: z.number().int().min(1).nullable(),
  value: z.number().nullable(),
  missing: z.enum(['refused', 'not-applicable', 'no-source']).optional(),
  source: z.string().min(1),
  note: z.string().max(2000).optional(),
  /** Why an approved figure is changed; without it an approved period is locked. */
  revision: z.string().min(2).max(500).optional(),
  /** Warnings that the person looked at and stands by. */
  confirmed: z.array(z.strictObject({ code: z.string(), reason: z.string().min(2).max(500) })).default([]),
  cell: cell.optional(),
});

export const reviewLine = z.strictObject({
  about,
  place: z.string(),
  period: z.string(),
  /** Entry of the report that was looked at. */
  of: z.number().int().min(1),
  decision: z.enum(['approve', 'return', 'reopen']),
  reason: z.string().max(1000).default(''),
});

export const dutyLine = z.strictObject({
  about,
  organisation: z.string(),
  /** Login of the person who reports; null: anybody of the organisation. */
  person: z.string().nullable(),
  deputy: z.string().nullable().default(null),
  /** Last day on which the deputy stands in. */
  deputyUntil: day.nullable().default(null),
});

/**
 * Everything that can be submitted: one kind for each sort of change, with the shape of its payload. An entry of the
 * ledger is one of these, an actor and a time. A kind that is once in a ledger keeps its meaning for ever; a change of
 * meaning is a new kind.
 */
export const submissionKinds = {
  /** Organisations and places are added or replaced by id. */
  'organisation.put': z.strictObject({ organisations: z.array(organisationItem).min(1) }),
  'place.put': z.strictObject({ places: z.array(placeItem).min(1) }),
  /** The text itself is a blob under `textHash`. */
  'document.add': z.strictObject({
    id: z.string(),
    name: z.string(),
    textHash: z.string(),
    format: z.string(),
    characters: z.number().int(),
  }),
  /** `replace` drops the commitments that are not listed; `add` keeps them. */
  'plan.put': z.strictObject({
    plan: planItem,
    mode: z.enum(['replace', 'add']),
    commitments: z.array(commitmentItem),
  }),
  'indicator.put': z.strictObject({ indicators: z.array(indicatorItem).min(1) }),
  /** Replaces the whole set: weights are published together or not at all. */
  'composite.put': z.strictObject({ composites: z.array(compositeItem).min(1) }),
  /** Each line is a revision: an earlier number of the same period stays readable. */
  'observation.put': z.strictObject({ observations: z.array(observationItem).min(1) }),
  /** Steps of actions and projects; a later report of the same step is a revision. */
  'milestone.put': z.strictObject({ milestones: z.array(milestoneItem).min(1) }),
  'register.put': z.strictObject({ registers: z.array(registerItem).min(1) }),
  /** Adds records or lays a new version over them. */
  'record.put': z.strictObject({
    register: z.string(),
    on: day,
    source: z.string().min(1),
    grade,
    status: z.enum(['preliminary', 'approved']),
    file: file.optional(),
    records: z.array(recordLine).min(1),
  }),
  'record.remove': z.strictObject({
    register: z.string(),
    on: day,
    reason: z.string().min(2).max(1000),
    records: z.array(z.strictObject({ id: recordId, base: z.number().int().min(1) })).min(1),
  }),
  'duty.put': z.strictObject({ duties: z.array(dutyLine).min(1) }),
  /** Figures and confirmations of registers, handed in for review. */
  'report.submit': z.strictObject({ on: day, grade, file: file.optional(), lines: z.array(reportLine).min(1) }),
  'report.review': z.strictObject({ on: day, lines: z.array(reviewLine).min(1) }),
  /** Replaces the whole set of identities that figures are checked by. */
  'identity.put': z.strictObject({ identities: z.array(identityItem) }),
  /** A person stands by a figure that a check doubts. */
  'warning.confirm': z.strictObject({
    about,
    place: z.string(),
    period: z.string(),
    code: z.string(),
    reason: z.string().min(2).max(500),
  }),
  /** A person's judgement: `amount` (in `unit`) on top of the forecast of an indicator from `period` on, with the reason. */
  'adjustment.put': z.strictObject({
    id: recordId,
    on: day,
    indicator: z.string(),
    period,
    until: period.optional(),
    amount: z.number(),
    unit: z.string(),
    reason: z.string().min(2).max(1000),
  }),
  /** From the day `on` the judgement no longer counts. */
  'adjustment.remove': z.strictObject({ id: recordId, on: day, reason: z.string().min(2).max(1000) }),
  /** Takes back all that entries marked `demo` brought. The entries stay. */
  'demo.remove': z.strictObject({}),
} as const;

export type SubmissionKind = keyof typeof submissionKinds;
export type PayloadOf<K extends SubmissionKind> = z.infer<(typeof submissionKinds)[K]>;

/** What an actor hands in. */
export type Submission = {
  [K in SubmissionKind]: {
    jurisdiction: string;
    kind: K;
    actor: string;
    demo: boolean;
    payload: z.input<(typeof submissionKinds)[K]>;
  };
}[SubmissionKind];

/** A submission in its place in the chain. */
export interface Entry {
  jurisdiction: string;
  seq: number;
  kind: SubmissionKind;
  actor: string;
  at: string;
  demo: boolean;
  /** Canonical JSON. */
  payload: string;
  prev: string;
  hash: string;
}
