import { z } from 'zod';
import { commitmentItem, compositeItem, indicatorItem, milestoneItem, observationItem, organisationItem, placeItem, planItem } from '../core/plan/plan-file.ts';

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
  'document.add': z.strictObject({ id: z.string(), name: z.string(), textHash: z.string(), format: z.string(), characters: z.number().int() }),
  /** `replace` drops the commitments that are not listed; `add` keeps them. */
  'plan.put': z.strictObject({ plan: planItem, mode: z.enum(['replace', 'add']), commitments: z.array(commitmentItem) }),
  'indicator.put': z.strictObject({ indicators: z.array(indicatorItem).min(1) }),
  /** Replaces the whole set: weights are published together or not at all. */
  'composite.put': z.strictObject({ composites: z.array(compositeItem).min(1) }),
  /** Each line is a revision: an earlier number of the same period stays readable. */
  'observation.put': z.strictObject({ observations: z.array(observationItem).min(1) }),
  /** Steps of actions and projects; a later report of the same step is a revision. */
  'milestone.put': z.strictObject({ milestones: z.array(milestoneItem).min(1) }),
  /** Takes back all that entries marked `demo` brought. The entries stay. */
  'demo.remove': z.strictObject({}),
} as const;

export type SubmissionKind = keyof typeof submissionKinds;
export type PayloadOf<K extends SubmissionKind> = z.infer<(typeof submissionKinds)[K]>;

/** What an actor hands in. */
export type Submission = {
  [K in SubmissionKind]: { jurisdiction: string; kind: K; actor: string; demo: boolean; payload: z.input<(typeof submissionKinds)[K]> };
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
