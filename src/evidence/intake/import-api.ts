import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { jurisdictionParams, none, textShape } from '../../http/shapes.ts';

/** The contract of importing a sheet. It stands here, not in a domain: the panel that calls it is shared by all of them. */

/** What a row would become. */
const lineShape = z.object({
  sheet: z.string(),
  row: z.number().int(),
  what: z.enum(['added', 'changed']),
  title: z.string(),
  changes: z.array(z.object({ name: textShape, from: z.string(), to: z.string() })),
});

/** What an uploaded sheet became: read and checked, then written on demand. */
const importShape = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'reading', 'review', 'writing', 'done', 'failed', 'cancelled']),
  /** 0 to 1. */
  progress: z.number(),
  step: textShape,
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('register'), register: z.string() }),
    z.object({ kind: z.literal('reports') }),
  ]),
  file: z.object({ name: z.string(), bytes: z.number().int() }),
  /** Rows by what would happen to them. */
  rows: z.object({
    read: z.number().int(),
    added: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    refused: z.number().int(),
  }),
  /** The first few hundred; `problemCount` says how many there are. */
  problems: z.array(
    z.object({
      sheet: z.string(),
      row: z.number().int(),
      column: z.string(),
      header: z.string(),
      code: z.string(),
      zh: z.string(),
      en: z.string(),
      fix: textShape.nullable(),
      severity: z.enum(['error', 'warning']),
      key: z.string().nullable(),
    }),
  ),
  problemCount: z.number().int(),
  /** What a few of the rows would become. */
  sample: z.array(lineShape),
  /** Rows that are no data, with the reason; the first few hundred, `leftCount` says how many there are. */
  left: z.array(z.object({ sheet: z.string(), row: z.number().int(), text: z.string(), why: z.string() })),
  leftCount: z.number().int(),
  /** The sheets of the file: which columns are read as what, which are not, and what those may be. */
  sheets: z.array(
    z.object({
      name: z.string(),
      rows: z.number().int(),
      read: z.boolean(),
      columns: z.array(
        z.object({
          column: z.number().int(),
          header: z.string(),
          key: z.string(),
          field: z.string(),
          unit: z.string().nullable(),
        }),
      ),
      unknown: z.array(
        z.object({ column: z.string(), header: z.string(), key: z.string(), maybe: z.array(z.string()) }),
      ),
    }),
  ),
  /** Cells that show another figure than they hold. */
  shown: z.array(
    z.object({
      sheet: z.string(),
      row: z.number().int(),
      column: z.string(),
      header: z.string(),
      shown: z.string(),
      read: z.string(),
    }),
  ),
  problem: z.object({ code: z.string(), title: textShape, hint: textShape.nullable() }).nullable(),
  /** Entry of the ledger, once written. */
  seq: z.number().int().nullable(),
});
export type ImportView = z.infer<typeof importShape>;

export const startImport = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/imports',
  access: 'evidence.write',
  summary: 'Upload a sheet (or paste one) for a register or for the reports that are due.',
  params: jurisdictionParams,
  query: none,
  /** `text`: what was copied from a spreadsheet, instead of a file. */
  body: z.object({ register: z.string().optional(), text: z.string().max(1_000_000).optional() }),
  upload: true,
  response: z.object({ id: z.string() }),
});

const importParams = jurisdictionParams.extend({ draft: z.string() });

export const getImport = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/imports/:draft',
  access: 'evidence.write',
  summary: 'Where an import stands and what was found.',
  params: importParams,
  query: none,
  body: none,
  response: importShape,
});

export const commitImport = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/imports/:draft/commit',
  access: 'evidence.write',
  summary: 'Write the rows of an import, in one entry.',
  params: importParams,
  query: none,
  /** Warnings that the person stands by, each with the reason. */
  body: z.object({ confirmed: z.array(z.object({ key: z.string(), reason: z.string().min(2).max(500) })).default([]) }),
  response: none,
});

export const cancelImport = endpoint({
  method: 'delete',
  path: '/api/:jurisdiction/imports/:draft',
  access: 'evidence.write',
  summary: 'Stop an import and forget what was read.',
  params: importParams,
  query: none,
  body: none,
  response: none,
});
