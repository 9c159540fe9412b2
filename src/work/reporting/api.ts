import { z } from 'zod';
import { aboutPattern } from '../../evidence/reports/about.ts';
import { endpoint } from '../../http/endpoint.ts';
import { downloadShape } from '../../http/route.ts';
import { dayShape, jurisdictionParams, none, organisationShape, textShape } from '../../http/shapes.ts';

/** How an unlikely figure is told of: what was found, by which check, and the figures that it rests on. */
export const warningShape = z.object({
  about: z.string(),
  name: textShape,
  place: z.string(),
  period: z.string(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  confirmed: z.object({ reason: z.string(), actor: z.string(), at: z.string() }).nullable(),
  owner: organisationShape.nullable(),
  demo: z.boolean(),
});

/** One report of one period: due, handed in, returned or approved. */
export const taskShape = z.object({
  about: z.string(),
  kind: z.enum(['indicator', 'milestone', 'register']),
  name: textShape,
  unit: z.string().nullable(),
  scope: textShape.nullable(),
  place: z.string(),
  period: z.string(),
  periodName: textShape,
  /** What is asked for as proof. */
  evidence: textShape.nullable(),
  organisation: organisationShape.nullable(),
  /** Login of the person who reports it; null: anybody of the organisation. */
  person: z.string().nullable(),
  due: dayShape,
  /** Working days until it is due; negative: late. */
  daysLeft: z.number().int(),
  state: z.enum(['due', 'late', 'returned', 'submitted', 'approved']),
  /** It counts in the update debt: due, and not answered by anything that stands. */
  owed: z.boolean(),
  /** Number of the entry that a new report would replace; null: none. */
  base: z.number().int().nullable(),
  value: z.number().nullable(),
  /** Of a milestone: the day on which it was done. */
  doneOn: dayShape.nullable(),
  missing: textShape.nullable(),
  note: z.string().nullable(),
  reason: z.string().nullable(),
  submittedBy: z.string().nullable(),
  submittedOn: dayShape.nullable(),
  reviewedBy: z.string().nullable(),
  /** 催报: the last time that it was asked for once more, and how often. */
  urged: z.object({ on: dayShape, by: z.string(), times: z.number().int() }).nullable(),
  file: z.object({ hash: z.string(), name: z.string(), bytes: z.number() }).nullable(),
  cell: z.object({ sheet: z.string(), row: z.number(), column: z.string().optional() }).nullable(),
  /** What was reported for the period before and a year before. */
  before: z.object({ period: z.string(), value: z.number(), demo: z.boolean() }).nullable(),
  yearBefore: z.object({ period: z.string(), value: z.number(), demo: z.boolean() }).nullable(),
  warnings: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string(), confirmed: z.string().nullable() })),
  demo: z.boolean(),
  /** The reader may hand it in. */
  mayReport: z.boolean(),
});
export type Task = z.infer<typeof taskShape>;

const owed = z.object({
  due: z.number().int(),
  onTime: z.number().int(),
  onTimeRate: z.number().nullable(),
  owed: z.number().int(),
  oldestDays: z.number().nullable(),
});

export const getReporting = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/reporting',
  access: 'evidence.read',
  summary: 'What the reader (or an organisation) has to report: due, late, returned, waiting, done.',
  params: jurisdictionParams,
  query: z.object({ organisation: z.string().max(64).optional() }),
  body: none,
  response: z.object({
    today: dayShape,
    organisation: organisationShape.nullable(),
    /** Demonstration figures are behind what is asked for and behind the debt. */
    demo: z.boolean(),
    tasks: z.array(taskShape),
    /** How many there are; one answer carries at most 500 of them, the most urgent. */
    total: z.number().int(),
    debt: z.object({
      whole: owed,
      organisations: z.array(owed.extend({ organisation: organisationShape.nullable() })),
      people: z.array(owed.extend({ person: z.string(), organisation: organisationShape.nullable() })),
    }),
    /** Reminders and escalations that concern the reader, the most urgent first. */
    notices: z.array(
      z.object({
        level: z.enum(['remind', 'urge', 'escalate']),
        text: textShape,
        about: z.string(),
        period: z.string(),
        organisation: organisationShape.nullable(),
      }),
    ),
  }),
});

const fileShape = z.object({ hash: z.string(), name: z.string(), bytes: z.number().int() });

const lineInput = z.object({
  about: z.string().regex(aboutPattern),
  place: z.string(),
  period: z.string(),
  base: z.number().int().nullable(),
  value: z.number().nullable(),
  doneOn: dayShape.optional(),
  file: fileShape.optional(),
  missing: z.enum(['refused', 'not-applicable', 'no-source']).optional(),
  source: z.string().max(300).optional(),
  note: z.string().max(2000).optional(),
  revision: z.string().min(2).max(500).optional(),
  confirmed: z.array(z.object({ code: z.string(), reason: z.string().min(2).max(500) })).default([]),
});

export const submitReports = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/reports',
  access: 'evidence.write',
  summary: 'Hand in reports. Warnings that nobody confirmed come back and nothing is written.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    lines: z.array(lineInput).min(1).max(500),
    file: fileShape.optional(),
  }),
  response: z.object({ seq: z.number().int().nullable(), warnings: z.array(warningShape) }),
});

export const urgeReports = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/reports/urge',
  access: 'directive.issue',
  summary: '催报: ask once more for what is late or returned. It is told to the units and kept.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    note: z.string().trim().max(500).default(''),
    lines: z
      .array(z.object({ about: z.string(), place: z.string(), period: z.string() }))
      .min(1)
      .max(2000),
  }),
  response: z.object({ seq: z.number().int(), organisations: z.number().int() }),
});

export const getForm = endpoint({
  method: 'get',
  heavy: true,
  path: '/api/:jurisdiction/reporting/form',
  access: 'evidence.write',
  summary: 'The reports that are due as a sheet to fill in.',
  params: jurisdictionParams,
  query: z.object({ organisation: z.string().max(64).optional() }),
  body: none,
  download: true,
  response: downloadShape,
});

export const listReviews = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/reviews',
  access: 'evidence.review',
  summary: 'Reports that wait for review, and those reviewed lately.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({ waiting: z.array(taskShape), reviewed: z.array(taskShape) }),
});

export const review = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/reviews',
  access: 'evidence.review',
  summary: 'Approve, return with a reason, or reopen.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    lines: z
      .array(
        z.object({
          about: z.string(),
          place: z.string(),
          period: z.string(),
          of: z.number().int(),
          decision: z.enum(['approve', 'return', 'reopen']),
          reason: z.string().max(1000).default(''),
        }),
      )
      .min(1)
      .max(500),
  }),
  response: z.object({ seq: z.number().int() }),
});

export const listDuties = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/duties',
  access: 'evidence.read',
  summary: 'Who reports what, and what nobody reports yet with a suggestion.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({
    duties: z.array(
      z.object({
        about: z.string(),
        name: textShape,
        organisation: organisationShape.nullable(),
        cadence: z.string().nullable(),
        due: textShape,
        person: z.string().nullable(),
        deputy: z.string().nullable(),
        deputyUntil: dayShape.nullable(),
        /** What is due of it and not answered. */
        owed: z.number().int(),
        suggestion: z.object({ organisation: organisationShape, why: textShape }).nullable(),
        mayAssign: z.boolean(),
      }),
    ),
    /** Commitments without a lead. */
    commitments: z.array(
      z.object({
        id: z.string(),
        title: textShape,
        suggestion: z.object({ organisation: organisationShape, why: textShape }).nullable(),
      }),
    ),
    organisations: z.array(organisationShape.extend({ parent: z.string().nullable() })),
    people: z.array(z.object({ login: z.string(), name: z.string(), organisation: z.string().nullable() })),
    mayOwn: z.boolean(),
  }),
});

export const putDuties = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/duties',
  access: 'duty.assign',
  summary: 'Say which person reports, and who stands in until when.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    duties: z
      .array(
        z.object({
          about: z.string(),
          organisation: z.string(),
          person: z.string().nullable(),
          deputy: z.string().nullable().default(null),
          deputyUntil: dayShape.nullable().default(null),
        }),
      )
      .min(1)
      .max(500),
  }),
  response: none,
});

/** `was`: the owner that the person saw; absent: whoever it is now. */
const owned = z.object({ id: z.string(), organisation: z.string(), was: z.string().nullable().optional() });

export const putOwners = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/owners',
  access: 'plan.write',
  summary: 'Give indicators and commitments the organisation that answers for them.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    indicators: z.array(owned).max(500).default([]),
    commitments: z.array(owned).max(2000).default([]),
  }),
  response: none,
});

export const listWarnings = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/warnings',
  access: 'evidence.read',
  summary: 'Figures and registers that a check doubts, confirmed and unconfirmed.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({
    warnings: z.array(warningShape) /** `raises`: how the codes of its warnings begin. */,
    checks: z.array(z.object({ code: z.string(), name: textShape, about: textShape, raises: z.array(z.string()) })),
  }),
});

export const confirmWarning = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/warnings/confirm',
  access: 'evidence.write',
  summary: 'Stand by a figure that a check doubts.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    about: z.string(),
    place: z.string(),
    period: z.string(),
    code: z.string(),
    reason: z.string().min(2).max(500),
  }),
  response: none,
});

export type Duties = z.output<(typeof listDuties)['response']>;
export type Duty = Duties['duties'][number];

/** What a reviewer makes of a report. */
export type Decision = 'approve' | 'return' | 'reopen';
