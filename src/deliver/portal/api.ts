import { z } from 'zod';
import { hintSorts, withdrawReasons, withholdReasons } from '../../evidence/delivery/release-reasons.ts';
import {
  decided,
  hintTriaged,
  releasedPoint,
  releaseObject,
  withdrawn,
} from '../../evidence/delivery/release-shapes.ts';
import { words } from '../../evidence/delivery/shapes.ts';
import { endpoint } from '../../http/endpoint.ts';
import { dayShape, jurisdictionParams, lightShape, none, textShape } from '../../http/shapes.ts';
import { releaseStates } from './words.ts';

/** The contract of what the public may read (信息公开). The public pages themselves stand below /open. */

const releaseRow = z.object({
  object: z.string(),
  title: textShape,
  light: lightShape.nullable(),
  state: z.enum(releaseStates),
  /** Since when it should be public, and the day on which 20 working days from then end; null: nothing is owed. */
  since: dayShape.nullable(),
  due: dayShape.nullable(),
  late: z.boolean(),
  releasedOn: dayShape.nullable(),
  /** Of the newest decision or withdrawal. */
  reason: z.enum(withdrawReasons).nullable(),
  text: z.string(),
  demo: z.boolean(),
});
export type ReleaseRow = z.infer<typeof releaseRow>;

export const listReleases = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/releases',
  access: 'release',
  summary:
    'Promises and issued documents with what of them is public, what waits for a second person, and what should be public by when.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({
    today: dayShape,
    rows: z.array(releaseRow),
    proposals: z.array(
      z.object({
        id: z.string(),
        object: z.string(),
        title: textShape,
        by: z.string(),
        on: dayShape,
        /** Not by whoever proposed it. */
        mayDecide: z.boolean(),
        demo: z.boolean(),
      }),
    ),
    counts: z.record(z.enum(releaseStates), z.number().int()),
    hints: z.number().int(),
  }),
});
export type Releases = z.infer<typeof listReleases.response>;

export const getRelease = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/releases/:release',
  access: 'release',
  summary: 'What one proposal would show to the public: the clause, the standing, every figure with its source.',
  params: jurisdictionParams.extend({ release: z.string().max(60) }),
  query: none,
  body: none,
  response: z.object({
    id: z.string(),
    object: z.string(),
    title: textShape,
    clause: z.string().nullable(),
    light: lightShape.nullable(),
    why: textShape.nullable(),
    outlook: textShape.nullable(),
    unit: z.string(),
    points: z.array(releasedPoint),
    steps: z.array(z.object({ title: textShape, due: dayShape, doneOn: dayShape.nullable() })),
    /** Today's figures differ from those of the proposal. */
    moved: z.boolean(),
    demo: z.boolean(),
  }),
});
export type ReleaseDetail = z.infer<typeof getRelease.response>;

export const proposeReleases = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/releases',
  access: 'release',
  summary:
    'Propose promises or issued documents for the public, as they stand today by approved figures. A second person decides.',
  params: jurisdictionParams,
  query: none,
  body: z.object({ objects: z.array(releaseObject).min(1).max(100) }),
  response: z.object({ proposed: z.array(z.object({ object: z.string(), id: z.string() })) }),
});

export const decideReleases = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/releases/decisions',
  access: 'release',
  summary: 'Release, withhold (by an article of the regulation) or return what somebody else proposed; all or none.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    releases: z.array(z.string().max(60)).min(1).max(100),
    decision: decided.shape.decision,
    reason: z.enum(withholdReasons).nullable().default(null),
    text: z.string().trim().max(1000).default(''),
    examiner: words(60).nullable().default(null),
  }),
  response: z.object({ decided: z.number().int() }),
});

export const withdrawRelease = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/releases/withdrawals',
  access: 'release',
  summary: 'Take something back from the public. Its pages and files say that it was withdrawn, with the note.',
  params: jurisdictionParams,
  query: none,
  body: withdrawn.omit({ on: true }),
  response: z.object({ seq: z.number().int() }),
});

const hintRow = z.object({
  id: z.string(),
  on: dayShape,
  sort: z.enum(hintSorts),
  object: z.string().nullable(),
  title: textShape.nullable(),
  text: z.string(),
  state: z.enum(['new', 'directive', 'answered', 'declined']),
  reply: z.string().nullable(),
  directive: z.string().nullable(),
});
export type HintRow = z.infer<typeof hintRow>;

export const listHints = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/hints',
  access: 'directive.issue',
  summary: 'Hints of citizens, those that nobody has dealt with first.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({
    hints: z.array(hintRow),
    units: z.array(z.object({ id: z.string(), name: textShape })),
  }),
});
export type Hints = z.infer<typeof listHints.response>;

export const triageHint = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/hints/:hint/triage',
  access: 'directive.issue',
  summary: 'Make a directive of a hint, answer it, or decline it; the reply is read under the number of the hint.',
  params: jurisdictionParams.extend({ hint: z.string().max(60) }),
  query: none,
  body: z.object({
    decision: hintTriaged.shape.decision,
    reply: words(1000),
    /** Of a directive: who is to do it, and within how many working days. */
    lead: z.string().min(1).max(64).optional(),
    workdays: z.number().int().min(1).max(500).default(15),
  }),
  response: z.object({ directive: z.string().nullable() }),
});
