import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import {
  asOfQuery,
  dayShape,
  jurisdictionParams,
  lightShape,
  none,
  organisationShape,
  planBriefShape,
  textShape,
} from '../../http/shapes.ts';

const base = z.object({ plan: z.string(), version: z.number().int().min(1) });
const planParams = jurisdictionParams.extend({ plan: z.string().max(64) });

export const finalShape = z.object({
  commitment: z.string(),
  title: textShape,
  kind: z.enum(['theme', 'target', 'project', 'action']),
  light: lightShape,
  why: textShape,
  outcome: z.enum(['met', 'unmet', 'unknown']),
  observed: z.object({ period: z.string(), value: z.number() }).nullable(),
  /** What evidence is missing; null: it is complete. */
  lacks: textShape.nullable(),
  unit: z.string().nullable(),
  lead: organisationShape.nullable(),
  /** Where it goes on; under the same number where a later plan makes the same promise. */
  goesOn: z.object({ plan: z.string(), commitment: z.string() }).nullable(),
});
export type FinalView = z.infer<typeof finalShape>;

export const listPlans = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/plans',
  access: 'plan.read',
  summary: 'All plans that stand, in force and closed, with how many lights of each sort they have or had at the end.',
  params: jurisdictionParams,
  query: asOfQuery,
  body: none,
  response: z.object({
    asOf: dayShape,
    plans: z.array(
      planBriefShape.extend({
        /** In force on the day, not yet, or closed before it. */
        state: z.enum(['in-force', 'to-come', 'closed']),
        counts: z.object({ green: z.number(), yellow: z.number(), red: z.number(), grey: z.number() }),
      }),
    ),
  }),
});
export type PlansView = z.infer<typeof listPlans.response>;

export const getClosing = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/plans/:plan/closing',
  access: 'plan.read',
  summary: 'How the promises of a plan ended, frozen at its closing; of a plan in force, how they would end today.',
  params: planParams,
  query: asOfQuery,
  body: none,
  response: z.object({
    plan: planBriefShape,
    /** Day of the last lights. */
    day: dayShape,
    closed: z.boolean(),
    /** How many have complete evidence. */
    complete: z.number().int(),
    finals: z.array(finalShape),
  }),
});
export type ClosingView = z.infer<typeof getClosing.response>;

export const closePlan = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/plans/:plan/close',
  access: 'plan.write',
  summary: 'Close a plan at the end of a day: its last lights are frozen. Closing it again changes nothing.',
  params: planParams,
  query: none,
  body: z.object({ day: dayShape, base }),
  response: z.object({ seq: z.number().int().nullable(), finals: z.number().int() }),
});

export const carryOver = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/plans/:plan/carry',
  access: 'plan.write',
  summary: 'Carry promises of a plan over into another one, with new numbers and leads. What is there already stays.',
  params: planParams,
  query: none,
  body: z.object({
    to: base,
    items: z
      .array(
        z.object({
          commitment: z.string().max(32),
          code: z
            .string()
            .regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/)
            .optional(),
          lead: z.string().max(64).nullable().optional(),
        }),
      )
      .min(1)
      .max(500),
  }),
  response: z.object({ seq: z.number().int().nullable(), carried: z.number().int(), already: z.number().int() }),
});
