import { z } from 'zod';
import { yearTask } from '../../core/plan/plan-file.ts';
import { endpoint } from '../../http/endpoint.ts';
import {
  asOfQuery,
  dayShape,
  jurisdictionParams,
  none,
  organisationShape,
  standingShape,
  textShape,
} from '../../http/shapes.ts';

const year = z.coerce.number().int().min(1949).max(2100);
const basis = z.enum(['own', 'assigned']);
const decidedBy = z.enum(['department', 'place']);

/** What one unit was given, and how it does; `first`: what it was given first, which scores go by. */
const partShape = z.object({
  unit: organisationShape,
  by: decidedBy,
  value: z.number(),
  first: z.number().nullable(),
  quarters: z.array(z.number()),
  place: z.string().nullable(),
  indicator: z.string().nullable(),
  /** Null: no figure of the unit's own is there to judge it by. */
  standing: standingShape.nullable(),
  /** Observed over what was given first; null without a figure. */
  scored: z.number().nullable(),
});

export const taskShape = z.object({
  basis,
  by: z.string().nullable(),
  version: z.number().int(),
  document: z.string(),
  issuedOn: dayShape,
  total: z.number(),
  first: z.number(),
  quarters: z.array(z.number()),
  /** Of the whole. */
  standing: standingShape.nullable(),
  scored: z.number().nullable(),
  /** Those that the reader sees: all, those of his own unit, or none. */
  parts: z.array(partShape),
  given: z.number().int(),
});
export type TaskView = z.infer<typeof taskShape>;

const rowShape = z.object({
  commitment: z.string(),
  title: textShape,
  indicator: z.object({ id: z.string(), name: textShape, unit: z.string() }),
  lead: organisationShape.nullable(),
  /** 自定 and 下达, each with its light. */
  own: taskShape.nullable(),
  assigned: taskShape.nullable(),
});
export type YearRow = z.infer<typeof rowShape>;

export const getYear = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/years',
  access: 'plan.read',
  summary:
    'What a year is to bring of each measured promise: own and assigned, with lights; a unit sees its own parts.',
  params: jurisdictionParams,
  query: asOfQuery.extend({ year: year.optional() }),
  body: none,
  response: z.object({
    year: z.number().int(),
    asOf: dayShape,
    /** By what lights of commitments are given: the published rule of the leading plan. */
    rule: z.enum(['horizon', 'year']),
    sees: z.enum(['all', 'own', 'none']),
    rows: z.array(rowShape),
  }),
});

const weightShape = z.object({
  unit: organisationShape,
  by: decidedBy,
  place: z.string().nullable(),
  weight: z.number(),
});

export const breakdownShape = z.object({
  commitment: z.string(),
  title: textShape,
  indicator: z.object({ id: z.string(), name: textShape, unit: z.string() }),
  year: z.number().int(),
  basis,
  asOf: dayShape,
  decimals: z.number().int(),
  /** Whether figures of parts add up, and whether those of quarters do. */
  sums: z.boolean(),
  flows: z.boolean(),
  /** What the year could be, each by its way; null where there is nothing to tell it by. */
  totals: z.array(z.object({ way: z.enum(['even', 'clause', 'assigned', 'last']), value: z.number(), why: textShape })),
  /** Shares of the quarters in the last whole year; even ones where they are not known. */
  quarters: z.array(z.number()),
  /** Sources of weights: even, last year's figures of places, or what a register holds. */
  sources: z.array(z.object({ id: z.string(), name: textShape })),
  weights: z.array(weightShape),
  /** Indicators that a unit answers for, by which its part may be judged. */
  indicators: z.array(z.object({ id: z.string(), name: textShape, owner: z.string().nullable(), unit: z.string() })),
  task: taskShape.nullable(),
  versions: z.array(
    z.object({
      version: z.number().int(),
      document: z.string(),
      issuedOn: dayShape,
      total: z.number(),
      reason: z.string().nullable(),
    }),
  ),
});
export type BreakdownView = z.infer<typeof breakdownShape>;

const one = jurisdictionParams.extend({ commitment: z.string().max(32) });

export const getBreakdown = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/years/:commitment',
  access: 'plan.read',
  summary:
    'The task of a year of one promise: what it could be, what units could be given, what was issued, every version.',
  params: one,
  query: asOfQuery.extend({ year, basis: basis.default('own'), weights: z.string().max(120).default('even') }),
  body: none,
  response: breakdownShape,
});

export const issueTask = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/years',
  access: 'plan.write',
  summary:
    'Issue the task of a year under a document number, or correct it with a reason. Refused where a sum differs.',
  params: jurisdictionParams,
  query: none,
  body: yearTask,
  response: z.object({ seq: z.number().int(), version: z.number().int() }),
});
