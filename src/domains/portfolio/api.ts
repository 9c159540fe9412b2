import { z } from 'zod';
import { sectionShape, tileShape } from '../../evidence/judged-shape.ts';
import { endpoint } from '../../http/endpoint.ts';
import { asOfQuery, jurisdictionParams, none, textShape } from '../../http/shapes.ts';

export const choiceShape = z.object({
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
  /** What came out; empty while it is computed. */
  tiles: z.array(tileShape).readonly(),
  sections: z.array(sectionShape).readonly(),
  problem: textShape.nullable(),
});
export type ChoiceView = z.infer<typeof choiceShape>;

export const startPortfolio = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/portfolio',
  access: 'evidence.read',
  summary: 'Choose among the leads of a day under limits; runs in the background.',
  params: jurisdictionParams,
  query: asOfQuery,
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

export const listChoices = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/portfolio',
  access: 'evidence.read',
  summary: 'The latest choices.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({ runs: z.array(choiceShape.omit({ tiles: true, sections: true })) }),
});
export const getChoice = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/portfolio/:run',
  access: 'evidence.read',
  summary: 'One choice: how far it is, then what came out.',
  params: runParams,
  query: none,
  body: none,
  response: choiceShape,
});
