import { z } from 'zod';
import { clockAct } from '../../evidence/registers/work-entries.ts';
import { endpoint } from '../../http/endpoint.ts';
import { dayShape, jurisdictionParams, none, organisationShape } from '../../http/shapes.ts';
import { fileShape, recordParams } from './api.ts';

/** The contract of the work on one record: its steps, the clock of its stage, and what people write under it. */

const step = z.object({
  /** Version that the reader saw. */
  base: z.number().int(),
  stage: z.string(),
  /** Day of entering; today when absent. */
  stageDay: dayShape.optional(),
  /** What is filled in with it, laid over what the record holds. */
  values: z.record(z.string(), z.unknown()).default({}),
  /** Written under the record in the same act: why it is returned, say. */
  remark: z.string().trim().min(1).max(4000).optional(),
});

export const enterStage = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/registers/:register/records/:record/enter',
  access: 'remark.write',
  summary: 'Take a record into another stage, with what the step asks for; by whom the stage allows.',
  params: recordParams,
  query: none,
  body: step,
  response: z.object({ version: z.number().int(), seq: z.number().int() }),
});

export const putClock = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/registers/:register/records/:record/clock',
  access: 'evidence.write',
  summary:
    'Stop the clock of the stage on which a record stands, let it run again, or extend its limit; each by a paper.',
  params: recordParams,
  query: none,
  body: clockAct,
  response: z.object({ seq: z.number().int() }),
});

export const listRemarks = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/registers/:register/records/:record/remarks',
  access: 'evidence.read',
  summary: 'What people wrote under a record, the newest first; `before` an entry for older ones.',
  params: recordParams,
  query: z.object({
    before: z.coerce.number().int().min(1).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  body: none,
  response: z.object({
    remarks: z.array(
      z.object({
        seq: z.number().int(),
        text: z.string(),
        files: z.array(fileShape),
        by: z.object({ login: z.string(), name: z.string() }),
        organisation: organisationShape.nullable(),
        at: z.string(),
        demo: z.boolean(),
      }),
    ),
    total: z.number().int(),
    mayRemark: z.boolean(),
  }),
});
export type Remark = z.output<typeof listRemarks.response>['remarks'][number];

export const addRemark = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/registers/:register/records/:record/remarks',
  access: 'remark.write',
  summary: 'Write under a record. What is written stays.',
  params: recordParams,
  query: none,
  body: z.object({
    text: z.string().trim().min(1).max(4000),
    files: z.array(fileShape).max(10).default([]),
  }),
  response: z.object({ seq: z.number().int() }),
});

export const findObjects = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/objects',
  access: 'evidence.read',
  summary: 'What a field may be linked to: commitments, indicators and records whose name holds some words.',
  params: jurisdictionParams,
  query: z.object({
    kind: z.enum(['commitment', 'indicator', 'record']),
    /** Of records: their register. */
    register: z.string().optional(),
    words: z.string().max(100).default(''),
  }),
  body: none,
  response: z.object({ objects: z.array(z.object({ ref: z.string(), name: z.string() })), more: z.boolean() }),
});
