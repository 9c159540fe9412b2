import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { dayShape, jurisdictionParams, none, organisationShape, textShape } from '../../http/shapes.ts';

const scored = z.object({
  screen: z.string(),
  name: textShape,
  score: z.number().nullable(),
  missing: textShape.nullable(),
});

export const leadShape = z.object({
  id: z.string(),
  name: z.string(),
  firm: z.string(),
  stage: z.string(),
  since: dayShape.nullable(),
  due: dayShape.nullable(),
  channel: z.string(),
  bureau: organisationShape.nullable(),
  park: textShape.nullable(),
  node: textShape.nullable(),
  investment: z.number().nullable(),
  output: z.number().nullable(),
  land: z.number().nullable(),
  taxPerMu: z.number().nullable(),
  score: z.number().nullable(),
  scoreMissing: textShape.nullable(),
  screens: z.array(scored),
  vetoes: z.array(textShape),
  duplicates: z.array(
    z.object({ id: z.string(), name: z.string(), certainty: z.enum(['same', 'likely', 'possible']), why: textShape }),
  ),
  project: z.string().nullable(),
  demo: z.boolean(),
});
export type LeadView = z.infer<typeof leadShape>;

export const getLeads = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/leads',
  access: 'evidence.read',
  summary: 'The pipeline of leads: stage, screens, vetoes, doubles.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({
    demo: z.boolean(),
    stages: z.array(z.object({ id: z.string(), name: textShape, count: z.number().int(), investment: z.number() })),
    channels: z.array(
      z.object({
        id: z.string(),
        name: textShape,
        count: z.number().int(),
        signed: z.number().int(),
        investment: z.number(),
      }),
    ),
    leads: z.array(leadShape),
    mayWrite: z.boolean(),
  }),
});

const missingOr = <T extends z.ZodType>(shape: T) =>
  z.union([shape, z.object({ missing: z.string(), note: textShape.optional() })]);

export const getLead = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/leads/:lead',
  access: 'evidence.read',
  summary: 'One lead: every question of the screens, and what its promises per mu are worth.',
  params: jurisdictionParams.extend({ lead: z.string() }),
  query: none,
  body: none,
  response: z.object({
    lead: leadShape,
    lines: z.array(
      z.object({
        criterion: z.string(),
        name: textShape,
        screen: z.string(),
        unit: z.string(),
        value: z.number().nullable(),
        score: z.number().nullable(),
        evidence: z.string().nullable(),
        why: textShape,
      }),
    ),
    promises: z.array(
      z.object({
        measure: z.enum(['tax', 'investment', 'output']),
        promised: z.number(),
        expected: missingOr(z.number()),
        low: z.number().nullable(),
        high: z.number().nullable(),
        threshold: z.number().nullable(),
        comparable: missingOr(z.object({ median: z.number(), firms: z.number().int(), reached: z.number() })),
        verdict: z.enum(['meets', 'only-as-promised', 'below', 'no-threshold']),
      }),
    ),
    next: z.array(z.string()),
  }),
});

export const convertLead = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/leads/:lead/project',
  access: 'evidence.write',
  summary: 'A signed lead becomes a project: the contract opens its first gate.',
  params: jurisdictionParams.extend({ lead: z.string() }),
  query: none,
  body: z.object({ base: z.number().int(), contract: z.string().min(2).max(200), name: z.string().min(2).max(100) }),
  response: z.object({ project: z.string() }),
});

const pick = z.object({
  lead: z.string(),
  name: z.string(),
  year: z.number().int(),
  plot: z.string().nullable(),
  output: z.number(),
  land: z.number(),
});
const portfolioShape = z.object({
  picks: z.array(pick),
  output: z.number(),
  probability: z.number().nullable(),
  tax: z.number(),
  jobs: z.number(),
  land: z.number(),
});

export const runShape = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  progress: z.number(),
  step: textShape,
  /** Best value and bound so far. */
  value: z.number().nullable(),
  bound: z.number().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
  request: z.object({
    objective: z.enum(['output', 'probability']),
    from: z.number().int(),
    to: z.number().int(),
    target: z.number().nullable(),
    limits: z.record(z.string(), z.number().nullable()),
    plots: z.boolean(),
  }),
  demo: z.boolean(),
  answer: z
    .object({
      status: z.enum(['optimal', 'time-limit', 'infeasible', 'no-answer']),
      value: z.number().nullable(),
      bound: z.number().nullable(),
      gap: z.number().nullable(),
      seconds: z.number().nullable(),
      best: portfolioShape.nullable(),
      greedy: portfolioShape
        .extend({ value: z.number(), ratio: z.number().nullable(), breaks: z.array(z.string()) })
        .nullable(),
      limits: z.array(
        z.object({
          limit: z.string(),
          name: z.string(),
          year: z.number().int(),
          used: z.number(),
          max: z.number().nullable(),
          price: z.number(),
        }),
      ),
      worth: z.array(
        z.object({ limit: z.string(), name: z.string(), added: z.number(), gain: z.number(), open: z.number() }),
      ),
      frontier: z.array(z.object({ land: z.number(), used: z.number(), output: z.number(), gap: z.number() })),
      leftOut: z.array(
        z.object({
          lead: z.string(),
          name: z.string(),
          reason: z.string(),
          why: textShape,
          surplus: z.number().nullable(),
          cut: z.array(z.object({ label: z.string(), cut: z.number() })),
        }),
      ),
      clash: z.array(z.object({ name: textShape, give: z.number().nullable() })),
    })
    .nullable(),
  problem: textShape.nullable(),
});
export type RunView = z.infer<typeof runShape>;

export const startPortfolio = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/portfolio',
  access: 'evidence.read',
  summary: 'Choose among the leads under limits; runs in the background.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    objective: z.enum(['output', 'probability']).default('output'),
    from: z.number().int().min(2020).max(2100),
    to: z.number().int().min(2020).max(2100),
    /** Output that the leads have to bring in the last year, 亿元; needed for the objective `probability`. */
    target: z.number().positive().nullable().default(null),
    /** By resource (land 亩, energy 吨标准煤, emission 吨, water 万立方米, labour 人, budget 万元) and `count`; null or absent: what the parks' register says, or none. */
    limits: z.record(z.string(), z.number().nonnegative().nullable()).default({}),
    /** Also give each lead a vacant plot. */
    plots: z.boolean().default(false),
  }),
  response: z.object({ id: z.string() }),
});

const runParams = jurisdictionParams.extend({ run: z.string() });

export const listRuns = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/portfolio',
  access: 'evidence.read',
  summary: 'The latest choices.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({ runs: z.array(runShape.omit({ answer: true })) }),
});
export const getRun = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/portfolio/:run',
  access: 'evidence.read',
  summary: 'One choice: how far it is, then what came out.',
  params: runParams,
  query: none,
  body: none,
  response: runShape,
});
export const cancelRun = endpoint({
  method: 'delete',
  path: '/api/:jurisdiction/portfolio/:run',
  access: 'evidence.read',
  summary: 'Stop a choice that is being computed.',
  params: runParams,
  query: none,
  body: none,
  response: none,
});
