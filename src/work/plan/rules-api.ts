import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { asOfQuery, jurisdictionParams, none, textShape } from '../../http/shapes.ts';

const standingRulesShape = z.object({
  id: z.string(),
  name: textShape,
  source: textShape,
  by: z.enum(['points', 'ratio']),
  yellowPoints: z.number(),
  redPoints: z.number(),
  greenRatio: z.number(),
  yellowRatio: z.number(),
  tolerance: z.number(),
  staleMonths: z.number(),
  milestoneRedMonths: z.number(),
});
const judgedByRule = z.enum(['horizon', 'year']);
const likely = z.number().min(0.5).max(1);
const unlikely = z.number().min(0).max(0.5);

export const rulesShape = z.object({
  /** The plan that they stand in; null: there is none yet. */
  base: z.object({ plan: z.string(), version: z.number().int() }).nullable(),
  standing: standingRulesShape,
  /** Published rules to choose from. */
  offered: z.array(standingRulesShape),
  /** Thresholds of the words for an outlook in force, and the published ones. */
  /** What lights are given by: the end of the horizon, or the task of the year where there is one. */
  judgedBy: judgedByRule,
  outlook: z.object({ likely, unlikely }),
  published: z.object({ likely, unlikely }),
  rollup: z.object({ id: z.string(), green: z.number(), yellow: z.number(), greyShare: z.number() }),
});
export type RulesView = z.infer<typeof rulesShape>;

export const getRules = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/plan/rules',
  access: 'plan.read',
  summary: 'The rules by which lights, outlooks and roll-ups are given, with their parameters in force.',
  params: jurisdictionParams,
  query: asOfQuery,
  body: none,
  response: rulesShape,
});

export const putRules = endpoint({
  method: 'put',
  path: '/api/:jurisdiction/plan/rules',
  access: 'plan.write',
  summary:
    'Choose the published rule and the thresholds of the outlook, with a reason. It becomes an entry of the ledger.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    base: z.object({ plan: z.string(), version: z.number().int().min(1) }),
    standing: z.string().max(64),
    likely,
    unlikely,
    judgedBy: judgedByRule.optional(),
    reason: z.string().trim().min(2).max(1000),
  }),
  response: z.object({ seq: z.number().int() }),
});
