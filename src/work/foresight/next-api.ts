import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { asOfQuery, dayShape, jurisdictionParams, lightShape, none, textShape } from '../../http/shapes.ts';

const three = <T extends z.ZodType>(of: T) => z.object({ p20: of, p50: of, p80: of });

export const nextPlanShape = z.object({
  /** Last year of the next plan. */
  until: z.number().int(),
  asOf: dayShape,
  rows: z.array(
    z.object({
      indicator: z.object({ id: z.string(), name: textShape, unit: z.string() }),
      rate: z.boolean(),
      falling: z.boolean(),
      now: z.object({ period: z.string(), value: z.number() }).nullable(),
      /** What is reached with a probability of 20, 50 and 80 %. */
      reach: three(z.number()).nullable(),
      /** Growth a year that each of them takes, in %; of rates points a year. `pace`: that of the last three years. */
      takes: three(z.number().nullable()).nullable(),
      pace: z.number().nullable(),
      missing: textShape.nullable(),
      demo: z.boolean(),
    }),
  ),
  failed: z.array(
    z.object({
      commitment: z.string(),
      title: textShape,
      light: lightShape,
      probability: z.number().nullable(),
      why: textShape,
      lacks: textShape.nullable(),
      causes: z.array(
        z.object({ cause: z.enum(['trend', 'project', 'lead', 'adjustment', 'unexplained']), amount: z.number() }),
      ),
      unit: z.string(),
    }),
  ),
  demo: z.boolean(),
});
export type NextPlan = z.infer<typeof nextPlanShape>;

export const getNextPlan = endpoint({
  method: 'get',
  heavy: true,
  path: '/api/:jurisdiction/foresight/next',
  access: 'evidence.read',
  summary:
    'For who drafts the next plan: what is reachable by its end with 20, 50, 80 %, what it takes, what failed and why.',
  params: jurisdictionParams,
  query: asOfQuery.extend({ until: z.coerce.number().int().min(1949).max(2100).optional() }),
  body: none,
  response: nextPlanShape,
});
