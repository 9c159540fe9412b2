import { z } from 'zod';
import { observationItem } from '../../core/plan/plan-file.ts';
import { rowsKind } from '../ledger/kind.ts';
import { file } from '../ledger/shapes.ts';
import { upsert } from '../store/upsert.ts';
import { adjustmentKinds } from './adjustment.ts';
import { milestoneKinds } from './milestones.ts';

/** Entries about what was measured and done: observations, milestones, a person's judgement of a forecast. */
export const figureEntries = {
  tables: ['observation', 'milestone', 'adjustment'],
  kinds: {
    /** Each line is a revision: an earlier number of the same period stays readable. */
    'observation.put': rowsKind(
      z.strictObject({
        observations: z.array(observationItem).min(1),
        /** The sheet that they were read from. */
        file: file.optional(),
        /** Doubts about them that a person stood by, with the reason. */
        confirmed: z
          .array(z.strictObject({ key: z.string(), code: z.string(), reason: z.string().min(2).max(500) }))
          .optional(),
      }),
      (tx, entries) =>
        upsert(
          tx,
          'observation',
          ['jurisdiction_id', 'indicator_id', 'place', 'period', 'seq', 'line'],
          entries.flatMap(({ at, payload: { observations } }) =>
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
    ),
    ...milestoneKinds,
    ...adjustmentKinds,
  },
} as const;
