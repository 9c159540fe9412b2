import { z } from 'zod';
import { evidenceItem } from '../../core/plan/plan-file.ts';
import { endpoint } from '../../http/endpoint.ts';
import {
  asOfQuery,
  dayShape,
  jurisdictionParams,
  lightShape,
  none,
  organisationShape,
  outlookShape,
  growthShape,
  readingShape,
  standingShape,
  targetShape,
  textShape,
} from '../../http/shapes.ts';

export const indicatorSummary = z.object({
  id: z.string(),
  name: textShape,
  unit: z.string(),
  nature: z.enum(['flow', 'stock', 'ytd', 'index', 'rate']),
  cadence: z.enum(['year', 'half', 'quarter', 'month', 'day']),
  binding: z.boolean(),
  denominator: textShape.nullable(),
  owner: organisationShape.nullable(),
  latest: z.object({ period: z.string(), value: z.number(), status: z.string(), demo: z.boolean() }).nullable(),
  missing: textShape.nullable(),
  light: lightShape.nullable(),
  outlook: outlookShape.nullable(),
  reading: readingShape.nullable(),
  demo: z.boolean(),
});

export const listIndicators = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/indicators',
  access: 'plan.read',
  summary: 'All indicators with their latest value.',
  params: jurisdictionParams,
  query: asOfQuery,
  body: none,
  response: z.object({ asOf: dayShape, demo: z.boolean(), indicators: z.array(indicatorSummary) }),
});

/** One number with the thread to where it came from. */
export const pointShape = z.object({
  period: z.string(),
  value: z.number().nullable(),
  missing: textShape.nullable(),
  status: z.enum(['preliminary', 'approved', 'revised']),
  knownOn: dayShape,
  source: z.string(),
  grade: z.enum(['A', 'B', '计算', '演示']),
  demo: z.boolean(),
  /** The ledger entry that holds it and who submitted it. */
  submission: z.object({ seq: z.number().int(), actor: z.string(), at: z.string(), hash: z.string() }).nullable(),
});

export const indicatorShape = z.object({
  id: z.string(),
  name: textShape,
  unit: z.string(),
  nature: z.enum(['flow', 'stock', 'ytd', 'index', 'rate']),
  cadence: z.enum(['year', 'half', 'quarter', 'month', 'day']),
  direction: z.enum(['up', 'down', 'hold']),
  binding: z.boolean(),
  scope: textShape.nullable(),
  /** What a share or a rate is taken of; null where nothing is said. */
  denominator: textShape.nullable(),
  evidence: z.object({
    kind: z.enum(['observations', 'register', 'stream', 'formula']),
    text: textShape,
    item: evidenceItem,
    /** The list that it is counted over, and which of its records count. */
    counted: z.object({ register: z.string(), name: textShape, filter: z.string().nullable() }).nullable(),
  }),
  owner: organisationShape.nullable(),
  due: textShape,
  asOf: dayShape,
  demo: z.boolean(),
  reading: readingShape.nullable(),
  /** 同比 of every period, oldest first. */
  growths: z.array(z.object({ period: z.string(), growth: growthShape, demo: z.boolean() })),
  /** Whole years of what adds up, else every period, oldest first. */
  history: z.array(z.object({ period: z.string(), value: z.number(), demo: z.boolean() })),
  /** Every revision of every period known on the as-of day, newest period first. */
  points: z.array(pointShape),
  /** The commitments that are judged by this indicator. */
  commitments: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      title: textShape,
      target: targetShape,
      standing: standingShape,
      light: lightShape,
      outlook: outlookShape.nullable(),
      trajectory: z.array(z.object({ period: z.string(), value: z.number() })),
    }),
  ),
  /** Composite indices that this indicator is part of, with its published weight (0 to 1). */
  /** It has figures of places. */
  byPlace: z.boolean(),
  partOf: z.array(z.object({ id: z.string(), name: textShape, weight: z.number() })),
});
export type IndicatorView = z.infer<typeof indicatorShape>;

export const getIndicator = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/indicators/:indicator',
  access: 'plan.read',
  summary: 'One indicator: definition, series, trajectory, standing, the source of every point.',
  params: jurisdictionParams.extend({ indicator: z.string() }),
  query: asOfQuery,
  body: none,
  response: indicatorShape,
});

/** A composite index with its parts: published weight, normalised value, contribution. */
export const compositeShape = z.object({
  id: z.string(),
  name: textShape,
  asOf: dayShape,
  demo: z.boolean(),
  value: z.number().nullable(),
  missing: textShape.nullable(),
  coverage: z.number(),
  method: textShape,
  parts: z.array(
    z.object({
      indicator: z.string(),
      name: textShape,
      weight: z.number(),
      period: z.string().nullable(),
      raw: z.number().nullable(),
      unit: z.string(),
      normalised: z.number().nullable(),
      contribution: z.number().nullable(),
      missing: textShape.nullable(),
      goalposts: z.tuple([z.number(), z.number()]).nullable(),
    }),
  ),
  /** Roll-up of the commitments of its theme, with their weights and veto, and why it is so. */
  light: lightShape,
  why: textShape,
  commitments: z.array(z.object({ id: z.string(), code: z.string(), title: textShape, light: lightShape })),
});

export const getPlaces = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/indicators/:indicator/places',
  access: 'plan.read',
  summary: 'The figures of an indicator place by place in one period, and what they make of the whole.',
  params: jurisdictionParams.extend({ indicator: z.string() }),
  query: asOfQuery.extend({ period: z.string().max(20).optional() }),
  body: none,
  response: z.object({
    asOf: dayShape,
    /** The period that is shown; null: no place has a figure. The newest first. */
    period: z.string().nullable(),
    periods: z.array(z.string()),
    places: z.array(
      z.object({
        id: z.string(),
        name: textShape,
        value: z.number().nullable(),
        missing: textShape.nullable(),
        status: z.enum(['preliminary', 'approved', 'revised']).nullable(),
        before: z.number().nullable(),
        rank: z.number().int().nullable(),
        demo: z.boolean(),
      }),
    ),
    rollup: z.object({
      rule: textShape,
      value: z.number().nullable(),
      missing: textShape.nullable(),
      reported: z.number().nullable(),
      gap: z.number().nullable(),
    }),
  }),
});

export const getComposite = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/indices/:index',
  access: 'plan.read',
  summary: 'One composite index: weights, normalisation, contribution of each indicator, its commitments.',
  params: jurisdictionParams.extend({ index: z.string() }),
  query: asOfQuery,
  body: none,
  response: compositeShape,
});

const sourceParams = jurisdictionParams.extend({ indicator: z.string().max(64) });
/** 单位填报, a register or a station; a formula comes with the plan. */
const sourceShape = evidenceItem.refine(
  ({ kind }) => kind !== 'formula',
  '公式随规划定义 a formula comes with the plan',
);

export const trySource = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/indicators/:indicator/source/trial',
  access: 'plan.write',
  summary: 'The figures that an indicator would have of a register or a station; nothing is written.',
  params: sourceParams,
  query: none,
  body: z.object({ evidence: sourceShape, cadence: indicatorShape.shape.cadence.optional() }),
  response: z.object({
    /** The newest six periods, the newest first. */
    points: z.array(z.object({ period: z.string(), value: z.number().nullable(), missing: textShape.nullable() })),
    periods: z.number().int(),
    problem: textShape.nullable(),
    /** Figures that were reported: they stay in the ledger and are shown no more where the source is another. */
    reported: z.number().int(),
  }),
});

export const putSource = endpoint({
  method: 'put',
  path: '/api/:jurisdiction/indicators/:indicator/source',
  access: 'plan.write',
  summary: 'Where the figures of an indicator come from: reported, counted over a register, or sent by a station.',
  params: sourceParams,
  query: none,
  body: z.object({
    was: evidenceItem,
    evidence: sourceShape,
    /** How often it has a figure; absent: as before. */
    cadence: indicatorShape.shape.cadence.optional(),
    reason: z.string().trim().min(2).max(500),
  }),
  response: z.object({ seq: z.number().int() }),
});
