import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { asOfQuery, jurisdictionParams, none, textShape } from '../../http/shapes.ts';

const tonnes = z.array(z.number());

export const getMolten = endpoint({
  method: 'get',
  heavy: true,
  path: '/api/:jurisdiction/molten',
  access: 'evidence.read',
  summary:
    'Molten aluminium to firms, month by month: by value and per-mu class under contracts, lots, ways and a floor, beside pro-rata.',
  params: jurisdictionParams,
  query: asOfQuery.extend({
    floor: z.coerce.number().min(0).max(1).default(0.7),
    maxMinutes: z.coerce.number().min(1).max(600).default(60),
  }),
  body: none,
  response: z.object({
    demo: z.boolean(),
    months: z.array(z.string()),
    status: z.enum(['optimal', 'time-limit', 'infeasible', 'no-answer', 'nothing']),
    why: textShape,
    /** Records that could not be used, and the field that each lacks. */
    left: textShape.nullable(),
    gap: z.number().nullable(),
    ratio: z.number().nullable(),
    /** 万元, weighted by the classes */
    value: z.object({ best: z.number(), proRata: z.number() }).nullable(),
    firms: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        /** 吨 a month; `best` and `proRata` are what arrives in each month. */
        demand: z.number(),
        contract: z.number(),
        minutes: z.number(),
        /** Of the per-mu evaluation; null: not evaluated, counts as B. */
        class: z.enum(['A', 'B', 'C', 'D']).nullable(),
        /** 万元 that a tonne weighs: its value added times the factor of the class. */
        weight: z.number(),
        best: tonnes,
        proRata: tonnes,
      }),
    ),
    cast: tonnes,
  }),
});

export type Molten = z.infer<(typeof getMolten)['response']>;
