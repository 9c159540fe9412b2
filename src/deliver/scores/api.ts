import { z } from 'zod';
import { scoreLine } from '../../evidence/delivery/scores.ts';
import { words } from '../../evidence/delivery/shapes.ts';
import { endpoint } from '../../http/endpoint.ts';
import { dayShape, jurisdictionParams, none, organisationShape } from '../../http/shapes.ts';

/** The contract of scores. A ranking never leaves without its rule and its day. */

const ruleShape = z.object({
  weights: z.object({ onTime: z.number(), returns: z.number(), unturned: z.number(), repeats: z.number() }),
  fewest: z.number().int(),
  appealWorkdays: z.number().int(),
});

const line = scoreLine.omit({ organisation: true }).extend({
  organisation: organisationShape,
  onTimeLow: z.number().nullable(),
  onTimeHigh: z.number().nullable(),
});
export type ScoreLine = z.infer<typeof line>;

const appeal = z.object({
  seq: z.number().int(),
  organisation: organisationShape,
  line: z.string(),
  text: z.string(),
  by: z.string(),
  on: dayShape,
  decision: z
    .object({ decision: z.enum(['accepted', 'rejected']), reason: z.string(), by: z.string(), on: dayShape })
    .nullable(),
});

export const getScores = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/scores',
  access: 'evidence.read',
  summary:
    'Scores of units by their directives in a time, with the rule, the day and the difficulty; and what was published, with its appeals.',
  params: jurisdictionParams,
  query: z.object({ from: dayShape.optional(), to: dayShape.optional() }),
  body: none,
  response: z.object({
    from: dayShape,
    to: dayShape,
    on: dayShape,
    rule: ruleShape.extend({ record: z.string().nullable(), since: dayShape.nullable() }),
    lines: z.array(line),
    published: z.array(
      z.object({
        id: z.string(),
        on: dayShape,
        from: dayShape,
        to: dayShape,
        rule: ruleShape,
        appealUntil: dayShape,
        lines: z.array(line),
        appeals: z.array(appeal),
      }),
    ),
    mayPublish: z.boolean(),
    mayAppealFor: z.string().nullable(),
    mayDecide: z.boolean(),
  }),
});
export type Scores = z.infer<typeof getScores.response>;

export const publishScores = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/scores',
  access: 'directive.issue',
  summary: 'Publish the scores of a time as they stand today, with the rule in force.',
  params: jurisdictionParams,
  query: none,
  body: z.object({ from: dayShape, to: dayShape }),
  response: z.object({ id: z.string(), appealUntil: dayShape }),
});

export const appealScore = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/scores/:score/appeals',
  access: 'directive.answer',
  summary: 'Appeal against one line of what was published, within the days for it.',
  params: jurisdictionParams.extend({ score: z.string().max(60) }),
  query: none,
  body: z.object({
    line: z.enum(['onTime', 'returns', 'unturned', 'repeats', 'difficulty', 'score']),
    text: words(2000),
  }),
  response: z.object({ seq: z.number().int() }),
});

export const decideAppeal = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/scores/:score/appeals/:appeal/decision',
  access: 'directive.verify',
  summary: 'Decide on an appeal; not by who appealed, nor by anybody of that unit. It stays to be seen.',
  params: jurisdictionParams.extend({ score: z.string().max(60), appeal: z.string().max(20) }),
  query: none,
  body: z.object({ decision: z.enum(['accepted', 'rejected']), reason: words(2000) }),
  response: z.object({ seq: z.number().int() }),
});
