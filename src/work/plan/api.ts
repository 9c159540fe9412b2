import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import {
  dayShape,
  jurisdictionParams,
  judgedByShape,
  lightShape,
  none,
  opShape,
  organisationShape,
  outlookShape,
  planBriefShape,
  planKindShape,
  planQuery,
  standingShape,
  targetShape,
  textShape,
} from '../../http/shapes.ts';
import { milestoneShape } from '../milestones/api.ts';

const span = z.tuple([z.number().int(), z.number().int()]);
export const kindShape = z.enum(['theme', 'target', 'project', 'action']);

export type PlanBrief = z.infer<typeof planBriefShape>;

/** A commitment of the plan that stands, with its light. */
export const commitmentShape = z.object({
  id: z.string(),
  code: z.string(),
  kind: kindShape,
  title: textShape,
  parent: z.string().nullable(),
  indicator: z.string().nullable(),
  /** Unit that the standing's figures are in: the indicator's, which need not be the target's. */
  unit: z.string().nullable(),
  target: targetShape.nullable(),
  lead: organisationShape.nullable(),
  supporting: z.array(organisationShape),
  /** Taxonomy values, `taxonomy/value`, e.g. `four-new/rural`. */
  tags: z.array(z.string()),
  /** Why it carries each tag; by the id of a taxonomy alone: why it carries none of it. */
  tagReasons: z.array(
    z.object({ tag: z.string(), by: z.enum(['rule', 'parent', 'person', 'plan', 'nobody']), why: textShape }),
  ),
  milestones: z.array(milestoneShape),
  /** Lists that serve it, as far as the reader may open them. */
  lists: z.array(z.object({ register: z.string(), name: textShape })),
  /** The clause it came from; `document` is null until that document is imported. */
  source: z.object({ documentHash: z.string(), span, document: z.string().nullable() }).nullable(),
  /** Where it stands by the published rule alone. */
  standing: standingShape,
  /** Standing and outlook together, as it is shown and counted. */
  light: lightShape,
  outlook: outlookShape.nullable(),
  /** What each plan in force says of it, highest rank first. */
  clauses: z.array(z.object({ plan: z.string(), title: textShape, target: targetShape.nullable() })),
  /** What the light is given by: a plan, and its horizon or the task of a year. */
  judgedBy: judgedByShape.nullable(),
  /** The commitment of an earlier plan that it goes on with. */
  carried: z.object({ plan: z.string(), title: textShape, commitment: z.string() }).nullable(),
  demo: z.boolean(),
});
export type CommitmentView = z.infer<typeof commitmentShape>;

export const groupShape = z.object({
  id: z.string(),
  name: textShape,
  members: z.array(
    z.object({
      name: textShape,
      detail: textShape.nullable(),
      status: textShape.nullable(),
      commitments: z.array(z.string()),
      light: lightShape.nullable(),
      parent: z.string().nullable(),
    }),
  ),
});

export const taxonomyShape = z.object({
  id: z.string(),
  name: textShape,
  values: z.array(z.object({ id: z.string(), name: textShape })),
});

export const planShape = z.object({
  plan: z.object({
    id: z.string(),
    title: textShape,
    horizon: z.object({ start: z.number().int(), end: z.number().int() }),
    version: z.number().int(),
  }),
  /** The plans in force on the day, highest rank first; `only`: the one that is shown by itself. */
  plans: z.array(planBriefShape),
  only: z.string().nullable(),
  asOf: dayShape,
  demo: z.boolean(),
  commitments: z.array(commitmentShape),
  groups: z.array(groupShape),
  taxonomies: z.array(taxonomyShape),
  /** Documents that commitments point at and that are in the store. */
  documents: z.array(z.object({ id: z.string(), name: z.string(), hash: z.string(), characters: z.number().int() })),
});
export type PlanView = z.infer<typeof planShape>;

export const getPlan = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/plan',
  access: 'plan.read',
  summary: 'The plans in force, or one of them: tree, groups, taxonomies, lights.',
  params: jurisdictionParams,
  query: planQuery,
  body: none,
  response: planShape,
});

export const getDocument = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/documents/:document',
  access: 'plan.read',
  summary: 'An imported document as plain text; spans of commitments refer to it.',
  params: jurisdictionParams.extend({ document: z.string() }),
  query: none,
  body: none,
  response: z.object({ id: z.string(), name: z.string(), hash: z.string(), text: z.string() }),
});

/* ---- Importing a plan: document → job → draft → review → commit ---- */

/** A row of the draft as the reviewer sees it. */
export const draftItemShape = z.object({
  id: z.string(),
  kind: kindShape,
  text: z.string(),
  span,
  quantitySpan: span.nullable(),
  parent: z.string().nullable(),
  subject: z.string(),
  op: opShape.nullable(),
  value: z.number().nullable(),
  value2: z.number().nullable(),
  unit: z.string().nullable(),
  period: z.object({ start: z.string().nullable(), end: z.string().nullable(), label: z.string() }).nullable(),
  owner: z.string().nullable(),
  tags: z.array(z.string()),
  rule: z.string(),
  confidence: z.number(),
  decision: z.enum(['open', 'accepted', 'rejected', 'merged']),
  /** Item that this one was merged into. */
  mergedInto: z.string().nullable(),
  /** True when a person changed what the compiler said. */
  mended: z.boolean(),
  stretch: z.boolean().default(false),
  /** Who and by when, as the text itself says. */
  stated: z
    .object({ lead: z.array(z.string()), support: z.array(z.string()), due: z.string().nullable(), span })
    .nullable()
    .default(null),
  /** Number of the table that holds it. */
  table: z.number().int().nullable().default(null),
  /** Of a theme: what its section is about. */
  stance: z.enum(['review', 'plan', 'problem', 'background', 'mixed', 'open']).nullable().default(null),
  /** The promise of these plans that it says again, found by the pairing of `lantu compare`; `closed`: none of them is in force any more. */
  known: z
    .object({ id: z.string(), title: textShape, plans: z.array(z.string()), closed: z.boolean() })
    .nullable()
    .default(null),
  /** True where a reviewer says that it is another promise all the same. */
  apart: z.boolean().default(false),
});
export type DraftItem = z.infer<typeof draftItemShape>;

/** Which plan a person saw standing. */
const planBase = z.object({ plan: z.string(), version: z.number().int() });

export const draftShape = z.object({
  id: z.string(),
  /** The plan that stands while the draft is looked at; null: none yet. */
  standing: planBase.extend({ title: textShape }).nullable(),
  /** All plans in force, highest rank first. */
  plans: z.array(planBriefShape).default([]),
  /** There was a plan before, in force or closed: what comes in has its own first day. */
  follows: z.boolean().default(false),
  /** What sort of plan it is by its title. */
  kind: planKindShape.default('outline'),
  version: z.number().int(),
  state: z.enum(['reading', 'compiling', 'review', 'committed', 'failed', 'cancelled']),
  /** 0 to 1. */
  progress: z.number(),
  step: textShape,
  problem: z.object({ code: z.string(), title: textShape, hint: textShape.nullable() }).nullable(),
  file: z.object({
    name: z.string(),
    bytes: z.number().int(),
    format: z.string().nullable(),
    encoding: z.string().nullable(),
  }),
  plan: z
    .object({
      title: z.string(),
      jurisdiction: z.string().nullable(),
      horizon: z.object({ start: z.number().nullable(), end: z.number().nullable() }),
    })
    .nullable(),
  text: z.string().nullable(),
  items: z.array(draftItemShape),
  facts: z.array(draftItemShape),
  groups: z.array(
    z.object({
      name: z.string(),
      span,
      members: z.array(
        z.object({ name: z.string(), detail: z.string().nullable(), status: z.string().nullable(), span }),
      ),
    }),
  ),
  warnings: z.array(z.object({ code: z.string(), message: z.string(), span: span.nullable() })),
});
export type PlanDraftView = z.infer<typeof draftShape>;

const draftParams = jurisdictionParams.extend({ draft: z.string() });

export const createDraft = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/drafts',
  access: 'plan.write',
  summary: 'Upload a plan document (multipart `file`) or paste its text; compiling goes on as a job.',
  params: jurisdictionParams,
  query: none,
  body: z.object({ text: z.string().optional(), name: z.string().max(200).optional(), asOf: dayShape.optional() }),
  upload: true,
  response: z.object({ id: z.string() }),
});

export const listDrafts = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/drafts',
  access: 'plan.write',
  summary: 'Drafts that are open for review.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      state: draftShape.shape.state,
      createdAt: z.string(),
      items: z.number().int(),
      open: z.number().int(),
    }),
  ),
});

export const getDraft = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/drafts/:draft',
  access: 'plan.write',
  summary: 'A draft: its progress while it is read, then its items for review.',
  params: draftParams,
  query: none,
  body: none,
  response: draftShape,
});

export const cancelDraft = endpoint({
  method: 'delete',
  path: '/api/:jurisdiction/drafts/:draft',
  access: 'plan.write',
  summary: 'Stop reading a document, or throw its draft away.',
  params: draftParams,
  query: none,
  body: none,
  response: none,
});

export const mendDraft = endpoint({
  method: 'patch',
  path: '/api/:jurisdiction/drafts/:draft',
  access: 'plan.write',
  summary: 'Accept, mend, reject, merge or assign items. 409 with the present version when somebody else was faster.',
  params: draftParams,
  query: none,
  body: z.object({
    version: z.number().int(),
    plan: z
      .object({
        title: z.string().min(1).max(200),
        start: z.number().int().min(1949).max(2100),
        end: z.number().int().min(1949).max(2100),
      })
      .optional(),
    items: z.array(
      z.object({
        id: z.string(),
        decision: z.enum(['open', 'accepted', 'rejected', 'merged']).optional(),
        mergedInto: z.string().nullable().optional(),
        change: z
          .object({
            kind: kindShape,
            subject: z.string().min(1).max(200),
            op: opShape.nullable(),
            value: z.number().nullable(),
            value2: z.number().nullable(),
            unit: z.string().max(40).nullable(),
            period: z
              .object({ start: z.string().nullable(), end: z.string().nullable(), label: z.string() })
              .nullable(),
            owner: z.string().max(100).nullable(),
            tags: z.array(z.string()),
            apart: z.boolean(),
          })
          .partial()
          .optional(),
      }),
    ),
  }),
  response: draftShape,
});

export const commitDraft = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/drafts/:draft/commit',
  access: 'plan.write',
  summary:
    'Make the accepted items a plan beside those in force, add them to one of them, or put them in its place, in one submission.',
  params: draftParams,
  query: none,
  /** `base`: the plan that the person saw standing, and which is added to or replaced. 409 where another one stands by now. */
  body: z.object({
    version: z.number().int(),
    mode: z.enum(['replace', 'add', 'beside']),
    base: planBase.nullable(),
    /** Of a plan beside others. */
    kind: planKindShape.optional(),
    from: dayShape.optional(),
    document: z.string().trim().max(80).optional(),
  }),
  /** `known`: those of them that stood already, in another plan. */
  response: z.object({
    plan: z.string(),
    seq: z.number().int(),
    commitments: z.number().int(),
    known: z.number().int(),
  }),
});
