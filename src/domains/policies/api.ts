import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { asOfQuery, jurisdictionParams, none } from '../../http/shapes.ts';

const value = z.union([z.string(), z.number()]);
const bound = z.number().optional();
const condition = z.object({ lt: bound, lte: bound, gt: bound, gte: bound, in: z.array(value).readonly().optional() });
const input = z.union([
  z.object({ kind: z.literal('number') }),
  z.object({ kind: z.literal('choice'), of: z.array(value).readonly() }),
]);

/** The tables of the policies in force on the day: whoever reads them checks himself, and nothing of him is sent. */
export const getPolicies = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/policies',
  access: 'plan.read',
  summary: 'Policies in force as decision tables, for a reader to check what he is given and what is missing.',
  params: jurisdictionParams,
  query: asOfQuery,
  body: none,
  response: z.object({
    policies: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        term: z.string(),
        bureau: z.string().nullable(),
        paper: z.string().nullable(),
        /** Of a group a person takes one. */
        group: z.string().nullable(),
        demo: z.boolean(),
        questions: z.array(z.object({ name: z.string(), unit: z.string(), input })).readonly(),
        rules: z.array(z.object({ when: z.record(z.string(), condition), gives: z.string().nullable() })).readonly(),
      }),
    ),
    /** In force, and not shown: their tables cannot be read, or have gaps or overlaps. */
    left: z.array(z.string()),
  }),
});

export type PolicyView = z.infer<(typeof getPolicies)['response']>['policies'][number];
