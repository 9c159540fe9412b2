import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import {
  dayShape,
  jurisdictionParams,
  none,
  opShape,
  organisationShape,
  targetShape,
  textShape,
} from '../../http/shapes.ts';

const params = jurisdictionParams.extend({ commitment: z.string().max(32) });

export const listVersions = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/commitments/:commitment/versions',
  access: 'plan.read',
  summary: 'What a commitment says and said: each amendment with its day, approval, reason and what it changed.',
  params,
  query: none,
  body: none,
  response: z.object({
    /** The clause that an amendment is made from. */
    base: z.object({ plan: z.string(), seq: z.number().int() }),
    now: z.object({
      title: textShape,
      target: targetShape.nullable(),
      lead: organisationShape.nullable(),
      parent: z.string().nullable(),
      tags: z.array(z.string()),
    }),
    /** The newest first. */
    versions: z.array(
      z.object({
        effective: dayShape,
        reason: z.string(),
        approval: z.object({ body: z.string(), document: z.string() }),
        changes: z.array(z.object({ name: textShape, from: z.string(), to: z.string() })),
        seq: z.number().int(),
        actor: z.string(),
      }),
    ),
  }),
});
export type Versions = z.output<(typeof listVersions)['response']>;

export const amendCommitment = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/commitments/:commitment/amendments',
  access: 'plan.write',
  summary: 'Amend a commitment from a day on, with the document that approved it and the reason. What it said stays.',
  params,
  query: none,
  body: z.object({
    base: z.object({ plan: z.string().max(64), seq: z.number().int().min(1) }),
    effective: dayShape,
    reason: z.string().trim().min(2).max(1000),
    approval: z.object({ body: z.string().trim().min(2).max(100), document: z.string().trim().min(2).max(200) }),
    change: z.object({
      title: z.string().trim().min(2).max(300).optional(),
      target: z
        .object({
          op: opShape,
          value: z.number(),
          value2: z.number().nullable().default(null),
          unit: z.string().max(20),
          period: z.string().max(20),
        })
        .optional(),
      lead: z.string().max(64).nullable().optional(),
      parent: z.string().max(32).nullable().optional(),
      tags: z.array(z.string().max(130)).max(60).optional(),
    }),
  }),
  response: z.object({ seq: z.number().int() }),
});
export type Amendment = z.input<(typeof amendCommitment)['body']>;
