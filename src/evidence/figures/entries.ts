import { z } from 'zod';
import { milestoneItem, observationItem } from '../../core/plan/plan-file.ts';
import { kind } from '../ledger/kind.ts';
import { file } from '../ledger/shapes.ts';
import { upsert } from '../store/upsert.ts';
import { adjustmentKinds } from './adjustment.ts';

/** Entries about what was measured and done: observations, milestones, a person's judgement of a forecast. */
export const figureEntries = {
  tables: ['observation', 'milestone', 'adjustment'],
  kinds: {
    /** Each line is a revision: an earlier number of the same period stays readable. */
    'observation.put': kind(
      z.strictObject({
        observations: z.array(observationItem).min(1),
        /** The sheet that they were read from. */
        file: file.optional(),
        /** Doubts about them that a person stood by, with the reason. */
        confirmed: z
          .array(z.strictObject({ key: z.string(), code: z.string(), reason: z.string().min(2).max(500) }))
          .optional(),
      }),
      (tx, at, { observations }) =>
        upsert(
          tx,
          'observation',
          ['jurisdiction_id', 'indicator_id', 'place', 'period', 'seq', 'line'],
          observations.map((item, line) => ({
            ...at,
            indicator_id: item.indicator,
            place: item.place,
            period: item.period,
            known_on: item.knownOn,
            line,
            value: item.value,
            missing: item.value === null ? (item.missing ?? 'no-source') : null,
            status: item.status,
            source: item.source,
            grade: item.grade,
            withdrawn_on: null,
            withdrawn_seq: null,
          })),
        ),
    ),
    /** Steps of actions and projects; a later report of the same step is a revision. */
    'milestone.put': kind(z.strictObject({ milestones: z.array(milestoneItem).min(1) }), (tx, at, { milestones }) =>
      upsert(
        tx,
        'milestone',
        ['jurisdiction_id', 'commitment_id', 'milestone_id', 'seq'],
        milestones.map((item) => ({
          ...at,
          commitment_id: item.commitment,
          milestone_id: item.id,
          title: item.title,
          due: item.due,
          done_on: item.doneOn,
          known_on: item.knownOn,
          source: item.source,
          grade: item.grade,
        })),
      ),
    ),
    ...adjustmentKinds,
  },
} as const;
