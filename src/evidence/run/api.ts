import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { jurisdictionParams, none, textShape } from '../../http/shapes.ts';

/** The contract of watching a run. It stands here, not in an area: the page that watches is the same for all of them. */

export const runProblemShape = z.object({ code: z.string(), title: textShape, hint: textShape.nullable() });

export const runShape = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  /** 0 to 1. */
  progress: z.number(),
  step: textShape,
  problem: runProblemShape.nullable(),
  createdAt: z.string(),
  /** Whether the reader may call it off. */
  mine: z.boolean(),
});
export type RunView = z.infer<typeof runShape>;

const runParams = jurisdictionParams.extend({ run: z.string() });

export const getRun = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/runs/:run',
  access: 'evidence.read',
  summary: 'How far long work is: what oneself began, and what is shared.',
  params: runParams,
  query: none,
  body: none,
  response: runShape,
});

export const cancelRun = endpoint({
  method: 'delete',
  path: '/api/:jurisdiction/runs/:run',
  access: 'evidence.read',
  summary: 'Call off long work that oneself began.',
  params: runParams,
  query: none,
  body: none,
  response: none,
});
