import { z } from 'zod';
import { runShape } from '../../evidence/run/api.ts';
import { endpoint } from '../../http/endpoint.ts';
import { downloadShape } from '../../http/route.ts';
import { jurisdictionParams, none, purposeShape, textShape } from '../../http/shapes.ts';

export const entryShape = z.object({
  seq: z.number().int(),
  kind: z.string(),
  kindName: textShape,
  actor: z.string(),
  at: z.string(),
  demo: z.boolean(),
  hash: z.string(),
  /** One line that says what the entry did. */
  what: textShape,
});

export const searchLedger = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/ledger',
  access: 'audit.read',
  summary: 'Entries of the ledger, the newest first.',
  params: jurisdictionParams,
  query: z.object({
    kind: z.string().max(40).optional(),
    actor: z.string().max(100).optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    text: z.string().max(100).optional(),
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  body: none,
  response: z.object({
    entries: z.array(entryShape),
    more: z.boolean(),
    head: z.object({ seq: z.number().int(), hash: z.string() }),
    kinds: z.array(z.object({ kind: z.string(), name: textShape })),
    actors: z.array(z.string()),
  }),
});

export const getEntry = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/ledger/:seq',
  access: 'audit.read',
  summary: 'One entry with its payload and its place in the chain.',
  params: jurisdictionParams.extend({ seq: z.coerce.number().int().min(1) }),
  query: none,
  body: none,
  response: z.object({
    entry: entryShape.extend({ prev: z.string(), payload: z.unknown() }),
    holds: z.boolean(),
    /** Personal data in the payload are masked; `openEntry` shows them to whoever says why. */
    masked: z.boolean(),
  }),
});

export const openEntry = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/ledger/:seq/open',
  access: 'audit.read',
  summary: 'The payload of an entry with its personal data. The reading is logged.',
  params: jurisdictionParams.extend({ seq: z.coerce.number().int().min(1) }),
  query: none,
  body: z.object({ purpose: purposeShape }),
  response: z.object({ payload: z.unknown() }),
});

/** The book of rights and secrets: sign-ins, accounts, roles, exports, readings. */
export const listSecurity = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/security',
  access: 'audit.read',
  summary: 'Who was given what rights, signed in, exported or read what is secret; the newest first.',
  params: jurisdictionParams,
  query: z.object({
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  body: none,
  response: z.object({
    entries: z.array(
      z.object({
        seq: z.number().int(),
        kind: z.string(),
        actor: z.string(),
        at: z.string(),
        about: z.record(z.string(), z.unknown()),
        hash: z.string(),
      }),
    ),
    more: z.boolean(),
  }),
});

const brokenShape = z.object({ seq: z.number().int(), why: z.string() });

/** What a check of the ledger found. */
const checkFound = z.object({
  ok: z.boolean(),
  /** Entries that were walked. */
  entries: z.number().int(),
  head: z.string(),
  seconds: z.number(),
  /** The first entry that does not hold, or whose sealed frames do not. */
  firstBroken: brokenShape.nullable(),
  /** Tables for reading that are not what the ledger says. */
  differing: z.array(z.object({ table: z.string(), rows: z.number().int() })),
  /** The book of rights and secrets. */
  security: z.object({ entries: z.number().int(), head: z.string(), firstBroken: brokenShape.optional() }).nullable(),
});
export type CheckFound = z.infer<typeof checkFound>;

export const beginCheck = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/ledger/checks',
  access: 'audit.read',
  summary:
    'Begin to check the ledger: what came since the last good head, or everything from the first entry on, the tables for reading too.',
  params: jurisdictionParams,
  query: none,
  body: z.strictObject({ whole: z.boolean().default(true) }),
  response: z.object({ id: z.string() }),
});

export const listChecks = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/ledger/checks',
  access: 'audit.read',
  summary: 'The newest checks of the ledger, and what they found.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({
    /** The head that a check of what is new begins at; null: there is none, everything is checked. */
    good: z.object({ seq: z.number().int(), hash: z.string() }).nullable(),
    checks: z.array(
      z.object({
        id: z.string(),
        state: runShape.shape.state,
        at: z.string(),
        by: z.string(),
        /** Entry that it went on from; null: a whole check. */
        since: z.number().int().nullable(),
        problem: textShape.nullable(),
        found: checkFound.extend({ firstBroken: brokenShape.extend({ whyName: textShape }).nullable() }).nullable(),
      }),
    ),
  }),
});
export type CheckView = z.infer<typeof listChecks.response>['checks'][number];

/** From a number to the person, the sheet and the row: every step names the entry that proves it. */
export const traceNumber = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/trace',
  access: 'audit.read',
  summary: 'Where one number comes from.',
  params: jurisdictionParams,
  query: z.object({ indicator: z.string(), period: z.string(), place: z.string().optional() }),
  body: none,
  response: z.object({
    name: textShape,
    unit: z.string(),
    period: z.string(),
    steps: z.array(
      z.object({
        what: z.enum(['preliminary', 'approved', 'revised', 'withdrawn', 'returned', 'submitted']),
        value: z.number().nullable(),
        missing: textShape.nullable(),
        day: z.string(),
        actor: z.string(),
        at: z.string(),
        seq: z.number().int(),
        hash: z.string(),
        source: z.string(),
        reason: z.string().nullable(),
        cell: z.object({ sheet: z.string(), row: z.number(), column: z.string().optional() }).nullable(),
        file: z.object({ hash: z.string(), name: z.string(), bytes: z.number() }).nullable(),
        demo: z.boolean(),
      }),
    ),
    confirmations: z.array(z.object({ code: z.string(), reason: z.string(), actor: z.string(), at: z.string() })),
  }),
});

export const exportChain = endpoint({
  method: 'get',
  heavy: true,
  path: '/api/:jurisdiction/ledger/export',
  access: 'audit.read',
  summary: 'The whole chain as one JSON object a line, for a third party to check.',
  params: jurisdictionParams,
  /** Why, where the chain holds personal data. */
  query: z.object({ purpose: purposeShape.optional() }),
  body: none,
  download: true,
  response: downloadShape,
});

export const listReadings = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/personal-readings',
  access: 'audit.read',
  summary: 'Who read whose personal data in full, when and why.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({
    readings: z.array(
      z.object({
        at: z.string(),
        login: z.string(),
        register: z.string(),
        registerName: textShape,
        record: z.string(),
        fields: z.string(),
        purpose: z.string(),
      }),
    ),
  }),
});
