import { z } from 'zod';
import { registerItem } from '../../core/register/index.ts';
import { endpoint } from '../../http/endpoint.ts';
import { downloadShape } from '../../http/route.ts';
import { judgedShape } from '../../evidence/judged-shape.ts';
import { dayShape, jurisdictionParams, none, organisationShape, purposeShape, textShape } from '../../http/shapes.ts';

const registerParams = jurisdictionParams.extend({ register: z.string() });
export const recordParams = registerParams.extend({ record: z.string() });

export const registerSummary = z.object({
  id: z.string(),
  name: textShape,
  about: textShape.nullable(),
  /** Records that the reader sees; counted up to 10,001. */
  total: z.number().int(),
  open: z.boolean(),
  organisation: organisationShape.nullable(),
  commitments: z.array(z.string()),
});

export const listRegisters = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/registers',
  access: 'plan.read',
  summary: 'The registers that the reader may see.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({ registers: z.array(registerSummary), mayDefine: z.boolean() }),
});

export const fileShape = z.object({ hash: z.string(), name: z.string(), bytes: z.number().int() });
export const valueShape = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.tuple([z.number(), z.number()]),
  z.array(z.string()),
  z.array(fileShape),
  z.null(),
]);

const spanShape = z.union([
  z.object({ workdays: z.number().int() }),
  z.object({ days: z.number().int() }),
  z.object({ months: z.number().int() }),
]);
const dueShape = z.object({ due: dayShape.nullable(), certain: z.boolean() });
const paperShape = { stage: z.string(), document: z.string(), reason: z.string() };

const clockShape = z.object({
  from: dayShape,
  /** The field that holds the day; null: the day of entering the stage. */
  by: z.string().nullable(),
  span: spanShape,
  first: dueShape,
  due: dueShape,
  stopped: z.boolean(),
  acts: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('stop'), ...paperShape, from: dayShape, to: dayShape.nullable() }),
      z.object({ kind: z.literal('extend'), ...paperShape, span: spanShape }),
    ]),
  ),
});

/** A record as lists show it. Personal fields are masked; `labels` spells out organisations, places and references. */
export const recordShape = z.object({
  id: z.string(),
  version: z.number().int(),
  stage: z.string().nullable(),
  /** Day on which each stage was entered. */
  passed: z.record(z.string(), z.string()),
  /** Every entering of a stage, the oldest first; `by` is empty for the public. `back`: it was returned. */
  passages: z.array(z.object({ stage: z.string(), on: dayShape, by: z.string(), back: z.boolean() })),
  returns: z.number().int(),
  values: z.record(z.string(), valueShape),
  labels: z.record(z.string(), textShape),
  organisation: organisationShape.nullable(),
  status: z.enum(['preliminary', 'approved']),
  knownOn: dayShape,
  source: z.string(),
  grade: z.string(),
  demo: z.boolean(),
  /** The reader may change something of it, and what he may not: fields that are kept for others or for another stage. */
  mayWrite: z.boolean(),
  fixed: z.array(z.string()),
  /** Day by which it has to leave its stage; null: no limit, or its clock stands. */
  stageDue: dayShape.nullable(),
  /** The limit of its stage: without and with extensions, and what stopped it. */
  clock: clockShape.nullable(),
  /** What the area of the register thinks of it; null where none does. */
  judged: judgedShape.nullable(),
});
export type RecordView = z.infer<typeof recordShape>;

export const getRegister = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/registers/:register',
  access: 'plan.read',
  summary: 'One register: its fields, stages and what the reader may do.',
  params: registerParams,
  query: none,
  body: none,
  response: z.object({
    type: registerItem,
    /** Entry of the definition: what a change of it names as its base. */
    base: z.number().int(),
    /** An area judges its records: see the lists endpoint. */
    judged: z.boolean(),
    /** What belongs to the program and cannot be taken out. */
    locked: z.object({ fields: z.array(z.string()), stages: z.array(z.string()) }),
    /** Records by stage, of those that the reader sees. */
    stages: z.array(z.object({ stage: z.string().nullable(), count: z.number().int() })),
    total: z.number().int(),
    demo: z.boolean(),
    mayWrite: z.boolean(),
    mayDefine: z.boolean(),
    /** A change that would show more about people and waits for a second person; for whoever may define lists. */
    pending: z
      .object({ by: z.string(), at: z.string(), mine: z.boolean(), shows: z.array(z.string()) })
      .nullable()
      .optional(),
    mayReadPersonal: z.boolean(),
    /** What fields of type org and place may be set to. */
    organisations: z.array(organisationShape.extend({ parent: z.string().nullable() })),
    places: z.array(organisationShape),
    /** What fields of type account may be set to; empty where there is no such field, and for the public. */
    people: z.array(z.object({ login: z.string(), name: z.string() })),
    /** Indicators that are counted over it. */
    indicators: z.array(z.object({ id: z.string(), name: textShape })),
  }),
});

/** What the reader chose, by parameter of a judged list: `rule:points,year:2025`. */
export const withQuery = z
  .string()
  .max(300)
  .regex(/^[a-z0-9-]+:[^,:]+(,[a-z0-9-]+:[^,:]+)*$/)
  .optional();

export const listQuery = z.object({
  /** See the filter language of registers. */
  filter: z.string().max(2000).optional(),
  /** Field id, `id`, `stage` or `seq`, with a minus sign for the other direction. */
  sort: z.string().max(60).optional(),
  from: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  asOf: dayShape.optional(),
  with: withQuery,
});

export const listRecords = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/registers/:register/records',
  access: 'plan.read',
  summary: 'Records of a register, filtered and ordered.',
  params: registerParams,
  query: listQuery,
  body: none,
  response: z.object({ records: z.array(recordShape), total: z.number().int(), more: z.boolean() }),
});

export const getRecord = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/registers/:register/records/:record',
  access: 'plan.read',
  summary: 'One record with every version of it.',
  params: recordParams,
  query: none,
  body: none,
  response: z.object({
    record: recordShape.nullable(),
    /** `refused`: why the reader may not take it there. */
    next: z.array(
      z.object({ id: z.string(), name: textShape, missing: z.array(z.string()), refused: textShape.nullable() }),
    ),
    history: z.array(
      z.object({
        version: z.number().int(),
        stage: z.string().nullable(),
        values: z.record(z.string(), valueShape),
        removed: z.boolean(),
        reason: z.string().nullable(),
        status: z.string(),
        knownOn: dayShape,
        source: z.string(),
        cell: z.object({ sheet: z.string(), row: z.number() }).nullable(),
        actor: z.string(),
        at: z.string(),
        seq: z.number().int(),
        demo: z.boolean(),
      }),
    ),
    /** Records of other registers that refer to this one. */
    referred: z.array(z.object({ register: z.string(), name: textShape, filter: z.string(), count: z.number().int() })),
  }),
});

const recordInput = z.object({
  /** Null: a new record. */
  id: z.string().nullable(),
  /** Version that the change was made from. */
  base: z.number().int().nullable(),
  /** All filled fields. A personal field that is sent back masked keeps its value. */
  values: z.record(z.string(), z.unknown()),
  /** Stage to enter; absent: it stays where it is (a new record enters the first one). */
  stage: z.string().optional(),
  /** Day of entering the stage; today when absent. */
  stageDay: dayShape.optional(),
});

export const problemShape = z.object({
  row: z.number().int(),
  field: z.string(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
});

export const putRecords = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/registers/:register/records',
  access: 'evidence.write',
  summary: 'Add and change records: all of them or, when one is refused, none. `dry` only checks.',
  params: registerParams,
  query: none,
  body: z.object({
    dry: z.boolean().default(false),
    source: z.string().min(1).max(300).optional(),
    records: z.array(recordInput).min(1).max(500),
  }),
  response: z.object({
    problems: z.array(problemShape),
    records: z.array(z.object({ id: z.string(), version: z.number().int() })),
    seq: z.number().int().nullable(),
  }),
});

export const removeRecord = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/registers/:register/records/:record/remove',
  access: 'evidence.write',
  summary: 'Take a record out of its register; its history stays.',
  params: recordParams,
  query: none,
  body: z.object({ base: z.number().int(), reason: z.string().min(2).max(1000) }),
  response: none,
});

export const revealRecord = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/registers/:register/records/:record/reveal',
  access: 'personal.read',
  summary: 'Read the personal data of a record in full. The reading is logged.',
  params: recordParams,
  query: none,
  body: z.object({ purpose: purposeShape }),
  response: z.object({ values: z.record(z.string(), valueShape) }),
});

export const countRecords = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/registers/:register/counts',
  access: 'plan.read',
  summary: 'Records by stage or by the values of a field.',
  params: registerParams,
  query: z.object({ by: z.string().max(60), filter: z.string().max(2000).optional() }),
  body: none,
  response: z.object({ counts: z.array(z.object({ value: z.string().nullable(), count: z.number().int() })) }),
});

export const putRegister = endpoint({
  method: 'put',
  path: '/api/:jurisdiction/registers/:register',
  access: 'register.define',
  summary: 'Add a type of register, or change one.',
  params: registerParams,
  query: none,
  /** `base`: the entry of the definition that the change was made from; absent only for a new register. */
  body: z.object({ type: z.unknown(), base: z.number().int().min(1).optional() }),
  /** `pending`: the change shows more than before, and waits for a second person (`releaseRegister`). */
  response: z.object({ id: z.string(), base: z.number().int(), pending: z.boolean().optional() }),
});

export const releaseRegister = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/registers/:register/release',
  access: 'register.define',
  summary: 'Release a change of a type that shows more than before; never by whoever proposed it.',
  params: registerParams,
  query: none,
  body: none,
  response: z.object({ id: z.string() }),
});

export const exportRecords = endpoint({
  method: 'get',
  heavy: true,
  path: '/api/:jurisdiction/registers/:register/export',
  access: 'evidence.read',
  summary: 'The register as a sheet that can be filled in and read back (.xlsx, or .csv).',
  params: registerParams,
  query: z.object({
    format: z.enum(['xlsx', 'csv']).default('xlsx'),
    filter: z.string().max(2000).optional(),
    /** The empty form: heads, units and choices, without records. */
    template: z.stringbool().default(false),
  }),
  body: none,
  download: true,
  response: downloadShape,
});

export {
  cancelImport,
  commitImport,
  getImport,
  importRows,
  readImportAgain,
  refusedRows,
  startImport,
  type ImportView,
} from '../../evidence/intake/import-api.ts';

export const uploadFile = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/files',
  access: 'remark.write',
  summary: 'Keep a file as evidence; the answer goes into a file field or a report.',
  params: jurisdictionParams,
  query: none,
  body: none,
  upload: true,
  response: fileShape,
});

export const getFile = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/files/:hash',
  access: 'evidence.read',
  summary: 'A file that was kept as evidence.',
  params: jurisdictionParams.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  query: z.object({ name: z.string().max(200).default('file') }),
  body: none,
  download: true,
  response: downloadShape,
});
