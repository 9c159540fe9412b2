import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { downloadShape } from '../../http/route.ts';
import { dayShape, jurisdictionParams, none, textShape } from '../../http/shapes.ts';

/** The contract of importing a sheet. It stands here, not in a domain: the panel that calls it is shared by all of them. */

/** What a person chooses about a file: nothing of it is guessed. */
export const choicesShape = z.object({
  /** Names of the sheets that are read; absent: all that have a table. */
  sheets: z.array(z.string().max(100)).max(200).optional(),
  /**
   * By the key of a column: the field that it is of (null: of none), and the unit of its figures. By the key of a word that
   * nothing is called: what it means (null: nothing here).
   */
  ties: z
    .record(
      z.string().max(300),
      z.object({ field: z.string().max(80).nullable(), unit: z.string().max(20).optional() }),
    )
    .optional(),
  /** Rows that were left out and are data after all: `sheet!row`. */
  back: z.array(z.string().max(120)).max(5000).optional(),
  hidden: z.enum(['in', 'out']).optional(),
  /** What a blank cell does to a value that stands. */
  blank: z.enum(['leave', 'clear']).optional(),
  /** Of figures, for rows that do not say it: */
  indicator: z.string().max(80).optional(),
  place: z.string().max(40).optional(),
  period: z.string().max(40).optional(),
  source: z.string().min(1).max(500).optional(),
  grade: z.enum(['A', 'B']).optional(),
  knownOn: dayShape.optional(),
});
export type ImportChoices = z.output<typeof choicesShape>;

/** A word of a cell that nothing is called, see `Word` of the sheets; a person says what it means by its key in `ties`. */
const wordShape = z.object({
  key: z.string(),
  said: z.string(),
  maybe: z.array(z.object({ id: z.string(), name: textShape })),
});
export type ImportWord = z.output<typeof wordShape>;

/** What a row would become. */
const lineShape = z.object({
  sheet: z.string(),
  row: z.number().int(),
  what: z.enum(['added', 'changed']),
  title: z.string(),
  changes: z.array(z.object({ name: textShape, from: z.string(), to: z.string() })),
});

/** The same, or a row that was refused with what is wrong and what stands in its cells. */
const previewShape = lineShape.extend({
  what: z.enum(['added', 'changed', 'refused']),
  cells: z.array(z.string()).optional(),
  problems: z
    .array(
      z.object({ column: z.string(), header: z.string(), zh: z.string(), en: z.string(), fix: textShape.nullable() }),
    )
    .optional(),
});
export type PreviewLine = z.output<typeof previewShape>;

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
    z.object({ kind: z.literal('milestones') }),
    z.object({ kind: z.literal('observations') }),
  ]),
  /** What the person chose about the file. */
  choices: choicesShape,
  /** The fields that a column may be tied to. */
  fields: z.array(z.object({ id: z.string(), name: textShape, unit: z.string().nullable() })),
  /** What words may mean, by what they are words for: the indicator, the place, a field. */
  meanings: z.record(z.string(), z.array(z.object({ id: z.string(), name: textShape }))),
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
      whole: z.boolean().optional(),
      word: wordShape.optional(),
    }),
  ),
  problemCount: z.number().int(),
  /** What a few of the rows would become. */
  sample: z.array(lineShape),
  /** Rows that are no data, with the reason; the first few hundred, `leftCount` says how many there are. */
  left: z.array(
    z.object({
      sheet: z.string(),
      row: z.number().int(),
      text: z.string(),
      why: z.string(),
      word: wordShape.optional(),
    }),
  ),
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
          name: z.string(),
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
  summary:
    'Upload a sheet (or paste one) for a register, the reports that are due, the steps of the plan, or the figures of the city.',
  params: jurisdictionParams,
  query: none,
  /** `text`: what was copied from a spreadsheet, instead of a file. */
  body: z.object({
    register: z.string().optional(),
    /** Without a register: reports, unless it says otherwise. */
    kind: z.enum(['reports', 'observations', 'milestones']).optional(),
    text: z.string().max(1_000_000).optional(),
  }),
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

export const readImportAgain = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/imports/:draft/read',
  access: 'evidence.write',
  summary:
    'Read the sheet of an import anew with other choices: columns tied by hand, sheets, hidden rows, rows taken back.',
  params: importParams,
  query: none,
  body: z.object({ choices: choicesShape }),
  response: none,
});

export const importRows = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/imports/:draft/rows',
  access: 'evidence.write',
  summary:
    'The rows of an import, a hundred to a page: those that are new, those that change something, those that were refused.',
  params: importParams,
  query: z.object({
    what: z.enum(['added', 'changed', 'refused']),
    page: z.coerce.number().int().min(0).default(0),
    /** Only rows that hold this text. */
    text: z.string().max(100).optional(),
  }),
  body: none,
  response: z.object({ pages: z.number().int(), lines: z.array(previewShape) }),
});

export const refusedRows = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/imports/:draft/refused',
  access: 'evidence.write',
  summary: 'The refused rows of an import as a sheet to mend and bring back.',
  params: importParams,
  query: none,
  body: none,
  download: true,
  response: downloadShape,
});

export const commitImport = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/imports/:draft/commit',
  access: 'evidence.write',
  summary: 'Write the rows of an import, in one entry.',
  params: importParams,
  query: none,
  /** Warnings that the person stands by, each with the reason. */
  body: z.object({
    confirmed: z.array(z.object({ key: z.string(), reason: z.string().min(2).max(500) })).default([]),
    /** The good rows go in, those that were refused stay behind. */
    partial: z.boolean().default(false),
  }),
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
