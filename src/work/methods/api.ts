import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { none, textShape } from '../../http/shapes.ts';

const schema = z.record(z.string(), z.unknown());
const source = textShape.extend({ grade: z.enum(['A', 'B', 'M', 'own']) });

const methodShape = z.object({
  id: z.string(),
  name: textShape,
  answers: textShape,
  formula: z.array(z.union([z.string(), textShape])).readonly(),
  sources: z.array(source).readonly(),
  parameters: z
    .array(
      z.object({
        name: textShape,
        value: z.union([z.number(), z.string()]),
        unit: z.string(),
        from: z.string().nullable(),
        source,
        field: z.string().nullable(),
      }),
    )
    .readonly(),
  /** JSON Schema, draft 2020-12. */
  input: schema,
  output: schema,
  example: z.unknown(),
});
export type MethodView = z.infer<typeof methodShape>;

export const listMethods = endpoint({
  method: 'get',
  path: '/api/methods',
  access: 'plan.read',
  summary: 'The methods that anybody may rerun: question, formula, sources, parameters, shapes as JSON Schema.',
  params: none,
  query: none,
  body: none,
  response: z.object({ methods: z.array(methodShape) }),
});

/**
 * Reads nothing of any place: what it answers follows from the body alone. So whoever may read a published plan here,
 * which is everybody, may compute.
 */
export const computeMethod = endpoint({
  method: 'post',
  path: '/api/methods/:method',
  access: 'plan.read',
  summary: 'Compute a method on the numbers of the body; at most 1 MB, at most 30 s, two at once for a person.',
  params: z.object({ method: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  query: none,
  /** The input of the method: checked in the worker, where a large one holds nobody up. */
  body: z.unknown(),
  heavy: true,
  response: z.unknown(),
});
