import { z } from 'zod';
import { directiveLevels, directiveStates } from '../../core/directive/index.ts';
import { actShapes, basis, level, numberOn, objectRef, step, words } from '../../evidence/delivery/shapes.ts';
import { endpoint } from '../../http/endpoint.ts';
import { dayShape, jurisdictionParams, none, organisationShape, textShape } from '../../http/shapes.ts';

/** The contract of directives (督办). */

const levelShape = z.enum(directiveLevels);
const stateShape = z.enum(directiveStates);
const person = z.object({ login: z.string(), name: z.string() });
const fileShape = z.object({ hash: z.string(), name: z.string(), bytes: z.number().int() });

/** A directive in a list. */
export const directiveRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  state: stateShape,
  level: levelShape,
  lead: organisationShape,
  support: z.array(organisationShape),
  object: z.string().nullable(),
  basis: basis.shape.kind,
  issuedOn: dayShape,
  firstDue: dayShape,
  due: dayShape,
  /** Working days to the limit, negative when it has passed; null when it is over. */
  daysLeft: z.number().int().nullable(),
  returns: z.number().int(),
  extensions: z.number().int(),
  extensionAsked: z.boolean(),
  unturned: z.boolean(),
  again: z.string().nullable(),
  closedOn: dayShape.nullable(),
  base: z.number().int(),
  demo: z.boolean(),
});
export type DirectiveRow = z.infer<typeof directiveRow>;

const params = jurisdictionParams.extend({ directive: z.string().max(60) });

export const listDirectives = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/directives',
  access: 'evidence.read',
  summary: 'Directives that concern the reader, those to be done first; with counts by state and level.',
  params: jurisdictionParams,
  query: z.object({
    show: z.enum(['open', 'late', 'answered', 'over', 'all']).default('open'),
    level: levelShape.optional(),
    lead: z.string().max(64).optional(),
    object: z.string().max(200).optional(),
    words: z.string().max(100).optional(),
    from: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  body: none,
  response: z.object({
    today: dayShape,
    rows: z.array(directiveRow),
    total: z.number().int(),
    counts: z.object({
      open: z.number().int(),
      late: z.number().int(),
      answered: z.number().int(),
      over: z.number().int(),
      unturned: z.number().int(),
      levels: z.record(levelShape, z.number().int()),
    }),
    mayIssue: z.boolean(),
  }),
});

const eventShape = z.object({
  seq: z.number().int(),
  kind: z.string(),
  on: dayShape,
  at: z.string(),
  by: person,
  organisation: organisationShape.nullable(),
  body: z.record(z.string(), z.unknown()),
});
export type DirectiveEvent = z.infer<typeof eventShape>;

/** What a reader may do now; a button for each. */
export const may = z.object({
  receive: z.boolean(),
  plan: z.boolean(),
  progress: z.boolean(),
  answer: z.boolean(),
  verify: z.boolean(),
  askExtension: z.boolean(),
  decideExtension: z.boolean(),
  escalate: z.boolean(),
  withdraw: z.boolean(),
  reply: z.boolean(),
  decideReply: z.boolean(),
});

export const getDirective = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/directives/:directive',
  access: 'evidence.read',
  summary:
    'One directive: as it was issued, how it stands, the number then and now, its thread, and what the reader may do.',
  params,
  query: none,
  body: none,
  response: directiveRow.extend({
    demand: z.string(),
    closes: z.string(),
    basisText: z.string(),
    limit: z.union([z.object({ workdays: z.number() }), z.object({ days: z.number() })]),
    certain: z.boolean(),
    person: person.nullable(),
    issuedBy: person,
    files: z.array(fileShape),
    objectName: z.string().nullable(),
    atIssue: numberOn.nullable(),
    now: numberOn.nullable(),
    trend: z.array(z.object({ period: z.string(), value: z.number() })),
    /** Closing it now would count as 销号未转绿. */
    wouldBeUnturned: z.boolean(),
    /** How often the lead unit had that this year. */
    unturnedOfLead: z.number().int(),
    steps: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        due: dayShape,
        doneOn: dayShape.nullable(),
        light: z.enum(['green', 'yellow', 'red', 'grey']),
      }),
    ),
    asked: z.object({ to: dayShape, by: z.string() }).nullable(),
    replies: z.array(
      z.object({ seq: z.number().int(), decision: z.enum(['accepted', 'partly', 'rejected']).nullable() }),
    ),
    earlier: z.array(
      z.object({ id: z.string(), number: z.string(), closedOn: dayShape.nullable(), unturned: z.boolean() }),
    ),
    events: z.array(eventShape),
    may,
    rule: z.object({ record: z.string().nullable(), since: dayShape.nullable(), text: textShape }),
  }),
});
export type DirectiveDetail = z.infer<typeof getDirective.response>;

const draft = z.object({
  title: words(200).optional(),
  demand: words(4000),
  closes: words(1000).optional(),
  basis: basis.partial({ text: true }),
  object: objectRef.nullable().default(null),
  lead: z.string().min(1).max(64).optional(),
  support: z.array(z.string().min(1).max(64)).max(30).default([]),
  person: z.string().max(100).nullable().default(null),
  workdays: z.number().int().min(1).max(500).optional(),
  days: z.number().int().min(1).max(1000).optional(),
  level: level.default('none'),
  series: z.string().trim().min(1).max(20).optional(),
  files: z.array(fileShape).max(10).default([]),
});
export type DirectiveDraft = z.input<typeof draft>;

export const issueDirectives = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/directives',
  access: 'directive.issue',
  summary:
    'Issue directives, one matter and one number each, all or none. What they are issued with never changes. Born from a light, the number of that moment is kept.',
  params: jurisdictionParams,
  query: none,
  body: z.object({ directives: z.array(draft).min(1).max(200) }),
  response: z.object({
    directives: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        level: levelShape,
        due: dayShape,
        certain: z.boolean(),
        again: z.string().nullable(),
      }),
    ),
    seq: z.number().int(),
  }),
});

export const draftDirectives = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/directives/drafts',
  access: 'directive.issue',
  summary:
    'What directives about some objects would be: title, lead unit, the number now, and whether the matter comes again.',
  params: jurisdictionParams,
  query: none,
  body: z.object({ objects: z.array(objectRef).min(1).max(200) }),
  response: z.object({
    drafts: z.array(
      z.object({
        object: z.string(),
        title: z.string(),
        lead: organisationShape.nullable(),
        now: numberOn,
        again: z.object({ id: z.string(), number: z.string(), closedOn: dayShape.nullable() }).nullable(),
        open: z.object({ id: z.string(), number: z.string() }).nullable(),
      }),
    ),
    missing: z.array(z.string()),
  }),
});

const candidate = z.object({
  object: z.string(),
  title: z.string(),
  /** The list that it stands in: the plan, or a register. */
  list: textShape,
  light: z.enum(['red', 'yellow']),
  why: textShape,
  lead: organisationShape.nullable(),
  /** A directive about it that is not over. */
  open: z.object({ id: z.string(), number: z.string() }).nullable(),
  demo: z.boolean(),
});
export type Candidate = z.infer<typeof candidate>;

export const listCandidates = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/directives/candidates',
  access: 'directive.issue',
  summary: 'What is red or yellow today, in the plan and in every judged list: what directives may be issued about.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({
    candidates: z.array(candidate),
    /** Rows that are not given: their lists have more than forty. */
    left: z.number().int(),
    today: dayShape,
  }),
});

const written = z.object({ seq: z.number().int(), state: stateShape, level: levelShape, due: dayShape });
const base = { base: z.number().int().min(1).nullable().default(null) };
const act = <P extends string, B extends z.ZodType>(
  path: P,
  access: 'directive.issue' | 'directive.answer' | 'directive.verify',
  summary: string,
  body: B,
) =>
  endpoint({
    method: 'post',
    path: `/api/:jurisdiction/directives/:directive/${path}`,
    access,
    summary,
    params,
    query: none,
    body,
    response: written,
  });

const files = { files: z.array(fileShape).max(10).default([]) };
const text = words(4000);

export const receiveDirective = act(
  'receive',
  'directive.answer',
  'The lead unit has received it, and says who has it in hand.',
  z.object({ ...base, person: z.string().max(100).nullable().default(null) }),
);
export const planDirective = act(
  'plan',
  'directive.answer',
  'Plan of rectification: steps, each with its day.',
  z.object({
    ...base,
    text,
    steps: z
      .array(step.partial({ id: true }))
      .min(1)
      .max(30),
    ...files,
  }),
);
export const progressDirective = act(
  'progress',
  'directive.answer',
  'What was done; steps that are done.',
  z.object({ ...base, text, done: actShapes.progress.shape.done, ...files }),
);
export const answerDirective = act(
  'answer',
  'directive.answer',
  'The answer, with its evidence: files, records, commitments, indicators.',
  z.object({ ...base, text, evidence: actShapes.answer.shape.evidence, ...files }),
);
export const verifyDirective = act(
  'verify',
  'directive.verify',
  'Close it or return it, beside the number. Not by who answered, nor by anybody of the lead unit. Closing while the number has not turned asks for a reason and is counted.',
  z.object({
    ...base,
    decision: z.enum(['close', 'return']),
    reason: z.string().trim().max(2000).default(''),
    ...files,
  }),
);
export const askExtension = act(
  'extension',
  'directive.answer',
  'Ask for a later limit, before the present one ends. The first limit stays for scoring.',
  z.object({ ...base, to: dayShape, reason: words(2000), ...files }),
);
export const decideExtension = act(
  'extension/decision',
  'directive.verify',
  'Grant an extension, or refuse it; not by who asked.',
  z.object({
    ...base,
    grant: z.boolean(),
    /** The new limit; absent: the one that was asked for. */
    to: dayShape.optional(),
    reason: z.string().trim().max(2000).default(''),
  }),
);
export const escalateDirective = act(
  'escalate',
  'directive.issue',
  'Raise its level by hand; levels only rise.',
  z.object({ ...base, to: level, reason: words(500) }),
);
export const withdrawDirective = act(
  'withdraw',
  'directive.issue',
  'Withdraw it, with the reason. Its number stays taken.',
  z.object({ ...base, reason: words(2000) }),
);
export const replyDirective = act(
  'reply',
  'directive.answer',
  'Right of reply (申辩) of a unit that it is for; also after it is over.',
  z.object({ ...base, text, ...files }),
);
export const decideReply = act(
  'reply/decision',
  'directive.verify',
  'Decide on a reply; not by who replied, nor by anybody of the lead unit.',
  z.object({
    ...base,
    of: z.number().int().min(1),
    decision: z.enum(['accepted', 'partly', 'rejected']),
    reason: words(2000),
  }),
);
