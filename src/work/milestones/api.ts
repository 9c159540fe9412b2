import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { downloadShape } from '../../http/route.ts';
import { dayShape, jurisdictionParams, none, organisationShape, textShape } from '../../http/shapes.ts';

/** A step of a commitment. */
export const milestoneShape = z.object({
  /** The commitment that it was set for: of one that was carried over, the one of the plan before. */
  commitment: z.string(),
  id: z.string(),
  title: textShape,
  due: dayShape,
  weight: z.number(),
  /** What is asked for as proof. */
  evidence: textShape.nullable(),
  /** Who reports it, where it is not the lead. */
  organisation: organisationShape.nullable(),
  doneOn: dayShape.nullable(),
  /** It was reported as done and waits for approval. */
  preliminary: z.boolean(),
  /** The entry that a change of it is made from. */
  base: z.number().int(),
  demo: z.boolean(),
});
export type MilestoneView = z.infer<typeof milestoneShape>;

const code = z.string().max(32);
const said = z.object({ zh: z.string().trim().min(2).max(200), en: z.string().trim().min(1).max(300) });

const stepInput = z.object({
  commitment: code,
  /** Null: a new step. */
  id: z.string().max(64).nullable(),
  /** The entry that the change was made from; null for a new step. */
  base: z.number().int().min(1).nullable(),
  title: said,
  due: dayShape,
  weight: z.number().positive().max(100).default(1),
  evidence: said.nullable().default(null),
  organisation: z.string().max(64).nullable().default(null),
  dropped: z.boolean().default(false),
});
/** A step as a page sends it, and as it is once checked. */
export type StepInput = z.input<typeof stepInput>;
export type StepGiven = z.output<typeof stepInput>;

export const setMilestones = endpoint({
  method: 'put',
  path: '/api/:jurisdiction/milestones',
  access: 'plan.write',
  summary: 'Set, change or drop steps of commitments. What stood is changed with a reason.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    reason: z.string().trim().max(1000).default(''),
    steps: z.array(stepInput).min(1).max(2000),
  }),
  response: z.object({ seq: z.number().int() }),
});

export const proposeMilestones = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/milestones/proposal',
  access: 'plan.write',
  summary: 'A first set of steps for each commitment that is judged by steps and has none, or for one commitment.',
  params: jurisdictionParams,
  query: z.object({ commitment: code.optional() }),
  body: none,
  response: z.object({
    commitments: z.array(
      z.object({
        id: z.string(),
        title: textShape,
        lead: organisationShape.nullable(),
        steps: z.array(z.object({ title: textShape, due: dayShape, evidence: textShape.nullable() })),
      }),
    ),
    /** Commitments that are judged by steps, and how many of them have some. */
    judged: z.number().int(),
    having: z.number().int(),
  }),
});

export const milestonesSheet = endpoint({
  method: 'get',
  heavy: true,
  path: '/api/:jurisdiction/milestones/sheet',
  access: 'evidence.read',
  summary: 'The steps of an organisation (or of all) as a sheet that can be filled in and sent back.',
  params: jurisdictionParams,
  query: z.object({ organisation: z.string().max(64).optional() }),
  body: none,
  download: true,
  response: downloadShape,
});

export const traceMilestone = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/milestones/:commitment/:milestone',
  access: 'evidence.read',
  summary: 'One step, entry by entry: who set it, reported it with which file, approved or returned it, and why.',
  params: jurisdictionParams.extend({ commitment: code, milestone: z.string().max(64) }),
  query: none,
  body: none,
  response: z.object({
    commitment: z.object({ id: z.string(), title: textShape }),
    title: textShape,
    steps: z.array(
      z.object({
        what: z.enum(['set', 'changed', 'dropped', 'stated', 'submitted', 'approved', 'returned', 'reopened']),
        title: textShape,
        due: dayShape,
        doneOn: dayShape.nullable(),
        /** What was said about it, or why it was changed or returned. */
        note: z.string().nullable(),
        file: z.object({ hash: z.string(), name: z.string(), bytes: z.number() }).nullable(),
        day: dayShape,
        actor: z.string(),
        at: z.string(),
        seq: z.number().int(),
        hash: z.string(),
        source: z.string(),
        demo: z.boolean(),
      }),
    ),
  }),
});
export type MilestoneTrace = z.output<(typeof traceMilestone)['response']>;
