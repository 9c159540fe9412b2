import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import {
  asOfQuery,
  dayShape,
  jurisdictionParams,
  lightShape,
  none,
  organisationShape,
  textShape,
} from '../../http/shapes.ts';

const stageShape = z.object({ id: z.string(), name: textShape });

/** When a project will produce: days by which 10, 50 and 90 % of the simulated courses do. */
export const productionShape = z.object({
  low: dayShape.nullable(),
  median: dayShape.nullable(),
  high: dayShape.nullable(),
  drop: z.number(),
  byYearEnd: z.number(),
  missing: textShape.nullable(),
});

export const projectShape = z.object({
  id: z.string(),
  name: z.string(),
  stage: z.string(),
  since: dayShape.nullable(),
  /** Last day for the next gate, and the working days left (negative: late). */
  due: dayShape.nullable(),
  daysLeft: z.number().int().nullable(),
  light: lightShape,
  why: textShape,
  investment: z.number(),
  output: z.number().nullable(),
  park: textShape.nullable(),
  node: textShape.nullable(),
  place: textShape.nullable(),
  bureau: organisationShape.nullable(),
  leader: z.string().nullable(),
  team: z.string().nullable(),
  /** Investment plan of the year and what was done of it, 亿元; points behind the plan. */
  year: z.object({ planned: z.number(), done: z.number(), behind: z.number().nullable(), why: textShape }),
  production: productionShape,
  problems: z.number().int(),
  demo: z.boolean(),
});
export type ProjectView = z.infer<typeof projectShape>;

export const getProjects = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/projects',
  access: 'plan.read',
  summary: 'Projects with their lights, the investment plan of the year and when they will produce.',
  params: jurisdictionParams,
  query: asOfQuery.extend({ rule: z.string().max(40).optional() }),
  body: none,
  response: z.object({
    asOf: dayShape,
    demo: z.boolean(),
    rule: z.object({ id: z.string(), name: z.string(), source: z.string() }),
    rules: z.array(z.object({ id: z.string(), name: z.string() })),
    stages: z.array(stageShape.extend({ count: z.number().int(), investment: z.number() })),
    projects: z.array(projectShape),
    /** The whole of the year, 亿元. */
    year: z.object({ planned: z.number(), done: z.number(), behind: z.number().nullable() }),
    /** What the estimate of 投产 has learned from. */
    learned: z.object({ passages: z.number().int(), missing: textShape.nullable() }),
  }),
});

export const getProject = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/projects/:project',
  access: 'plan.read',
  summary: 'One project on one page: stages and gates, months, problems, when it will produce.',
  params: jurisdictionParams.extend({ project: z.string() }),
  query: asOfQuery.extend({ rule: z.string().max(40).optional() }),
  body: none,
  response: z.object({
    asOf: dayShape,
    project: projectShape,
    firm: z.string().nullable(),
    land: z.number().nullable(),
    tax: z.number().nullable(),
    jobs: z.number().nullable(),
    stages: z.array(
      stageShape.extend({
        entered: dayShape.nullable(),
        evidence: z.array(
          z.object({ field: z.string(), name: textShape, value: z.string().nullable(), required: z.boolean() }),
        ),
      }),
    ),
    months: z.array(
      z.object({
        month: z.string(),
        planned: z.number().nullable(),
        done: z.number().nullable(),
        physical: z.number().nullable(),
      }),
    ),
    problems: z.array(
      z.object({
        id: z.string(),
        problem: z.string(),
        solver: textShape.nullable(),
        raised: dayShape.nullable(),
        due: dayShape.nullable(),
        stage: z.string(),
        answer: z.string().nullable(),
      }),
    ),
    /** Chance of 投产 by the end of each month to come. */
    chances: z.array(z.object({ month: z.string(), chance: z.number() })),
  }),
});
