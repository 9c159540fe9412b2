import { z } from 'zod';
import { documentFrame } from '../../evidence/delivery/papers.ts';
import { endpoint } from '../../http/endpoint.ts';
import { downloadShape } from '../../http/route.ts';
import { dayShape, jurisdictionParams, none } from '../../http/shapes.ts';

/** The contract of documents (文书). */

const thread = z.object({
  of: z.string(),
  seq: z.number().int().nullable(),
  source: z.string(),
  grade: z.string(),
  demo: z.boolean(),
  indicator: z.string().optional(),
  period: z.string().optional(),
});
const run = z.union([z.string(), z.object({ text: z.string(), thread })]);
const runs = z.array(run);
export type RunView = z.infer<typeof run>;

const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), id: z.string(), level: z.number().int(), runs }),
  z.object({ kind: z.literal('paragraph'), id: z.string(), style: z.enum(['flush', 'note']).optional(), runs }),
  z.object({ kind: z.literal('list'), id: z.string(), items: z.array(runs) }),
  z.object({
    kind: z.literal('table'),
    id: z.string(),
    title: z.string(),
    columns: z.array(z.object({ head: z.string(), align: z.enum(['left', 'right', 'center']).optional() })),
    rows: z.array(z.array(runs)),
  }),
  z.object({ kind: z.literal('chart'), id: z.string(), title: z.string(), alt: z.string(), svg: z.string() }),
  z.object({ kind: z.literal('annex'), id: z.string(), title: z.string() }),
  z.object({ kind: z.literal('contents'), id: z.string() }),
]);
export type BlockView = z.infer<typeof block>;

const shown = z.object({
  block,
  /** What a person wrote here; `moved`: the data say something else by now. */
  edit: z.object({ text: z.string(), over: z.string(), by: z.string(), at: z.string(), moved: z.boolean() }).nullable(),
  /** Today's draft in plain words; empty where it is no text. */
  draft: z.string(),
  left: z.boolean(),
  editable: z.boolean(),
  /** Numbers written by hand that no figure stands behind. */
  unlinked: z.array(z.string()),
});
export type ShownView = z.infer<typeof shown>;

const params = jurisdictionParams.extend({ document: z.string().max(60) });
const written = z.object({ seq: z.number().int() });
const base = z.object({ base: z.number().int().min(1) });

export const listReports = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/papers',
  access: 'evidence.read',
  summary: 'Kinds of documents, those that were begun, the newest first, and the templates of the office.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({
    kinds: z.array(z.object({ name: z.string(), en: z.string(), subject: z.string().nullable() })),
    documents: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        subject: z.string().nullable(),
        asOf: dayShape.nullable(),
        number: z.string().nullable(),
        issuedOn: dayShape.nullable(),
        edits: z.number().int(),
        demo: z.boolean(),
      }),
    ),
    templates: z.array(z.object({ id: z.string(), name: z.string(), hash: z.string() })),
    mayWrite: z.boolean(),
  }),
});

export const subjectsOf = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/papers/subjects/:kind',
  access: 'evidence.read',
  summary: 'What a kind of document may be about, within the reach of the reader.',
  params: jurisdictionParams.extend({ kind: z.string().max(20) }),
  query: none,
  body: none,
  response: z.object({ subjects: z.array(z.object({ id: z.string(), name: z.string() })) }),
});

export const beginReport = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/papers',
  access: 'directive.issue',
  summary:
    'Begin a document. It is written from the data of its day; without one from those of today, whenever it is read.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    kind: z.string().max(20),
    subject: z.string().max(2000).nullable().default(null),
    asOf: dayShape.nullable().default(null),
  }),
  response: z.object({ id: z.string(), seq: z.number().int() }),
});

export const getReport = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/papers/:document',
  access: 'evidence.read',
  heavy: true,
  summary: 'A document: the draft of the data with what people wrote into it, sums that do not hold, versions.',
  params,
  query: none,
  body: none,
  response: z.object({
    id: z.string(),
    kind: z.string(),
    title: z.string(),
    asOf: dayShape,
    base: z.number().int(),
    demo: z.boolean(),
    number: z.string().nullable(),
    issuedOn: dayShape.nullable(),
    frame: documentFrame,
    blocks: z.array(shown),
    /** Sums that do not hold: as long as there are any, it is not exported and not issued. */
    faults: z.array(z.object({ block: z.string(), zh: z.string(), en: z.string() })),
    versions: z.array(z.object({ seq: z.number().int(), by: z.string(), at: z.string(), edits: z.number().int() })),
    mayWrite: z.boolean(),
  }),
});
export type ReportView = z.infer<typeof getReport.response>;

export const getReportVersion = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/papers/:document/versions/:seq',
  access: 'evidence.read',
  summary: 'What people had written into a document at one version.',
  params: params.extend({ seq: z.coerce.number().int().min(1) }),
  query: none,
  body: none,
  response: z.object({
    seq: z.number().int(),
    by: z.string(),
    at: z.string(),
    edits: z.record(z.string(), z.object({ text: z.string(), over: z.string(), by: z.string(), at: z.string() })),
  }),
});

export const writeReport = endpoint({
  method: 'put',
  path: '/api/:jurisdiction/papers/:document',
  access: 'directive.issue',
  summary: 'Write passages of a document by hand (null takes the draft again), or set its frame.',
  params,
  query: none,
  body: base.extend({
    edits: z.record(z.string().max(100), z.string().max(20_000).nullable()).default({}),
    frame: documentFrame.nullable().default(null),
  }),
  response: written,
});

export const issueReport = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/papers/:document/issue',
  access: 'directive.issue',
  summary: 'Issue a document: its sums are proven, its number is taken, and it stands as it is.',
  params,
  query: none,
  body: base.extend({ /** 机关代字. */ code: z.string().trim().min(1).max(20) }),
  response: written.extend({ number: z.string() }),
});

export const exportReport = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/papers/:document/export',
  access: 'evidence.read',
  heavy: true,
  summary:
    'Write a document as Word and PDF, by GB/T 9704 or into a template of the office. A run; its sums are proven first.',
  params,
  query: none,
  body: z.object({ template: z.string().max(60).nullable().default(null) }),
  response: z.object({ run: z.string() }),
});

export const getReportFile = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/papers/files/:run',
  access: 'evidence.read',
  summary: 'What an export made, for whoever asked for it.',
  params: jurisdictionParams.extend({ run: z.string().max(60) }),
  query: z.object({ as: z.enum(['docx', 'pdf']).default('docx') }),
  body: none,
  download: true,
  response: downloadShape,
});

export const putTemplate = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/papers/templates',
  access: 'directive.issue',
  summary: 'Keep a .docx of the office with placeholders.',
  params: jurisdictionParams,
  query: none,
  body: z.object({ name: z.string().trim().min(2).max(100) }),
  upload: true,
  response: z.object({ id: z.string(), tags: z.array(z.string()) }),
});

export const dropTemplate = endpoint({
  method: 'delete',
  path: '/api/:jurisdiction/papers/templates/:template',
  access: 'directive.issue',
  summary: 'Offer a template no more.',
  params: jurisdictionParams.extend({ template: z.string().max(60) }),
  query: none,
  body: none,
  response: written,
});

const passage = z.object({ text: z.string(), span: z.array(z.number()) }).nullable();
const text = z.string().min(1).max(400_000);

export const comparePlanTexts = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/comparison',
  access: 'evidence.read',
  heavy: true,
  summary: 'Two texts of a plan, commitment by commitment, as `lantu compare` does.',
  params: jurisdictionParams,
  query: none,
  body: z.object({ old: text, new: text }),
  response: z.object({
    findings: z.array(
      z.object({
        verdict: z.string(),
        verdictName: z.string(),
        direction: z.enum(['tightened', 'loosened']).nullable(),
        kind: z.enum(['target', 'action', 'fact']),
        subject: z.string(),
        old: passage,
        new: passage,
        stated: z.object({ says: z.string(), agrees: z.boolean().nullable() }).nullable(),
      }),
    ),
  }),
});
export type ComparisonView = z.infer<typeof comparePlanTexts.response>;

export const compareAnnex = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/comparison/annex',
  access: 'evidence.read',
  heavy: true,
  summary: 'The same as a Word annex.',
  params: jurisdictionParams,
  query: none,
  body: z.object({ old: text, new: text, oldName: z.string().max(200), newName: z.string().max(200) }),
  download: true,
  response: downloadShape,
});

export const readPlanText = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/comparison/text',
  access: 'evidence.read',
  heavy: true,
  summary: 'The text of a document (.docx, .pdf, .txt, .html), to be compared. Nothing is kept.',
  params: jurisdictionParams,
  query: none,
  body: none,
  upload: true,
  response: z.object({ name: z.string(), text: z.string() }),
});
