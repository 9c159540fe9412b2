import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { jurisdictionParams, none, textShape } from '../../http/shapes.ts';

export const getChain = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/chains/:chain',
  access: 'plan.read',
  summary:
    'One industry chain: links, who makes them, what is missing or weak, what would mend it, who could buy from whom.',
  params: jurisdictionParams.extend({ chain: z.string() }),
  query: none,
  body: none,
  response: z.object({
    chain: z.object({ id: z.string(), name: textShape }),
    chains: z.array(z.object({ id: z.string(), name: textShape })),
    demo: z.boolean(),
    nodes: z.array(
      z.object({
        id: z.string(),
        name: textShape,
        tier: z.string().nullable(),
        unit: z.string(),
        industry: z.string().nullable(),
        source: z.string(),
        asOf: z.string().nullable(),
        state: z.enum(['missing', 'weak', 'sound', 'strong', 'absent']),
        why: textShape,
        output: z.number(),
        capacity: z.number(),
        demand: z.number(),
        ratio: z.number().nullable(),
        firms: z.array(z.object({ id: z.string(), name: z.string() })),
        singleSupplier: z.string().nullable(),
      }),
    ),
    edges: z.array(z.object({ from: z.string(), to: z.string(), source: z.string(), asOf: z.string().nullable() })),
    targets: z.array(
      z.object({
        customer: z.string(),
        node: z.string(),
        steps: z.number().nullable(),
        path: z.array(z.string()),
        missing: textShape.nullable(),
      }),
    ),
    candidates: z.array(
      z.object({
        node: z.string(),
        kind: z.enum(['fill', 'strengthen', 'extend']),
        gap: z.number(),
        neighbours: z.number().int(),
        why: textShape,
        leads: z.array(z.object({ id: z.string(), name: z.string() })),
      }),
    ),
    matches: z.array(
      z.object({ supplier: z.string(), buyer: z.string(), node: z.string(), amount: z.number(), value: z.number() }),
    ),
  }),
});

export type Chain = z.infer<(typeof getChain)['response']>;
export type ChainLink = Chain['nodes'][number];

export const getMolten = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/molten',
  access: 'evidence.read',
  summary:
    'Molten aluminium to firms, month by month: by value under contracts, lots, ways and a floor, beside pro-rata.',
  params: jurisdictionParams,
  query: z.object({
    floor: z.coerce.number().min(0).max(1).default(0.7),
    maxMinutes: z.coerce.number().min(1).max(600).default(60),
  }),
  body: none,
  response: z.object({
    demo: z.boolean(),
    months: z.array(z.string()),
    status: z.enum(['optimal', 'time-limit', 'infeasible', 'no-answer', 'nothing']),
    why: textShape,
    gap: z.number().nullable(),
    ratio: z.number().nullable(),
    value: z.object({ best: z.number(), proRata: z.number() }).nullable(),
    firms: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        demand: z.number(),
        contract: z.number(),
        minutes: z.number(),
        best: z.array(z.number()),
        proRata: z.array(z.number()),
      }),
    ),
    cast: z.array(z.number()),
  }),
});

export type Molten = z.infer<(typeof getMolten)['response']>;
