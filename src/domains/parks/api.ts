import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { jurisdictionParams, none, organisationShape, textShape } from '../../http/shapes.ts';

const classShape = z.enum(['A', 'B', 'C', 'D']);

export const getParks = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/parks',
  access: 'plan.read',
  summary: 'Parks with their land, firms, tax per mu and low-efficiency land.',
  params: jurisdictionParams,
  query: z.object({
    year: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    method: z.string().max(40).optional(),
  }),
  body: none,
  response: z.object({
    year: z.string().nullable(),
    years: z.array(z.string()),
    demo: z.boolean(),
    method: z.object({
      id: z.string(),
      name: textShape,
      source: z.string(),
      ours: z.array(textShape),
      cuts: z.array(z.object({ class: classShape, upTo: z.number() })),
    }),
    methods: z.array(z.object({ id: z.string(), name: textShape })),
    parks: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        bureau: organisationShape.nullable(),
        area: z.number().nullable(),
        built: z.number(),
        vacant: z.number(),
        idle: z.number(),
        firms: z.number().int(),
        taxPerMu: z.number().nullable(),
        threshold: z.number().nullable(),
        classes: z.record(classShape, z.number().int()),
      }),
    ),
    firms: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        park: z.string().nullable(),
        group: z.enum(['above', 'below']),
        score: z.number(),
        rank: z.number().int().nullable(),
        of: z.number().int(),
        class: classShape,
        why: textShape,
      }),
    ),
    low: z.array(
      z.object({
        firm: z.string(),
        name: z.string(),
        land: z.number(),
        taxPerMu: z.number().nullable(),
        class: classShape,
        why: textShape,
      }),
    ),
    policies: z.array(z.object({ class: classShape, measures: z.array(textShape) })),
    missing: textShape.nullable(),
  }),
});

export type Parks = z.infer<(typeof getParks)['response']>;

export const getFirmSheet = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/per-mu/:firm',
  access: 'plan.read',
  summary: 'The sheet that a firm gets: every step of its score, to be followed by hand.',
  params: jurisdictionParams.extend({ firm: z.string() }),
  query: z.object({ year: z.string().regex(/^\d{4}$/), method: z.string().max(40).optional() }),
  body: none,
  response: z.object({
    firm: z.string(),
    name: z.string(),
    year: z.string(),
    demo: z.boolean(),
    method: z.object({ id: z.string(), name: textShape, source: z.string() }),
    group: z.enum(['above', 'below']),
    lines: z.array(
      z.object({
        criterion: z.string(),
        name: textShape,
        unit: z.string(),
        of: z.number().nullable(),
        by: z.number().nullable(),
        ratio: z.number().nullable(),
        baseline: z.number(),
        weight: z.number(),
        score: z.number(),
        how: z.enum(['computed', 'capped', 'average', 'zero']),
        step: textShape,
      }),
    ),
    score: z.number(),
    rank: z.number().int().nullable(),
    of: z.number().int(),
    class: classShape,
    why: textShape,
    measures: z.array(textShape),
    appeals: z.array(
      z.object({ id: z.string(), matter: z.string(), stage: z.string(), finding: z.string().nullable() }),
    ),
  }),
});
