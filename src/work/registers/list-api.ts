import { z } from 'zod';
import { fieldItem } from '../../core/register/model.ts';
import { endpoint } from '../../http/endpoint.ts';
import { dayShape, jurisdictionParams, none, textShape } from '../../http/shapes.ts';
import { listQuery, recordShape, withQuery } from './api.ts';
import { judgedShape, sectionShape, tileShape } from '../../evidence/judged-shape.ts';

/** The contract of judged lists: the records of a register with what its area thinks of them. */

const listParams = jurisdictionParams.extend({ list: z.string() });
const rowParams = listParams.extend({ record: z.string() });

const parameterShape = z.object({
  id: z.string(),
  name: textShape,
  value: z.string(),
  options: z.array(z.object({ id: z.string(), name: textShape })),
});

export const getList = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/lists/:list',
  access: 'plan.read',
  summary: 'A register as its area judges it on a day: columns, tiles, rows with their light, reason and scores.',
  params: listParams,
  /** `sort` also takes the id of a judged column, and `light`; `light` shows rows of these lights only. */
  query: listQuery.extend({
    light: z
      .string()
      .regex(/^(green|yellow|red|grey)(,(green|yellow|red|grey))*$/)
      .optional(),
  }),
  body: none,
  response: z.object({
    list: z.string(),
    name: textShape,
    asOf: dayShape,
    demo: z.boolean(),
    /** True where rows have lights. */
    lit: z.boolean(),
    lights: z.object({ green: z.number(), yellow: z.number(), red: z.number(), grey: z.number() }),
    columns: z.array(
      z.object({ id: z.string(), name: textShape, unit: z.string().nullable(), decimals: z.number().nullable() }),
    ),
    parameters: z.array(parameterShape),
    tiles: z.array(tileShape).readonly(),
    notes: z.array(textShape),
    /** Why there are no judgements, where they could not be made. */
    fault: textShape.nullable(),
    /** Rows that pass the filter, and those of them from `from` on. */
    total: z.number().int(),
    rows: z.array(recordShape),
    /** Records that code could not read: the field that it misses. */
    left: z.array(z.object({ id: z.string(), field: z.string() })),
  }),
});

export const getListRow = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/lists/:list/:record',
  access: 'plan.read',
  summary: 'What an area thinks of one record, and what can be done with it.',
  params: rowParams,
  query: z.object({ asOf: dayShape.optional(), with: withQuery }),
  body: none,
  response: z.object({
    record: recordShape,
    judged: judgedShape.nullable(),
    sections: z.array(sectionShape).readonly(),
    actions: z.array(
      z.object({
        id: z.string(),
        name: textShape,
        about: textShape.nullable(),
        fields: z.array(fieldItem),
        preset: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
  }),
});

export const runAction = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/lists/:list/:record/actions/:action',
  access: 'evidence.write',
  summary: 'Do something with a record of a list, in one act. The answer names the record that it leads to.',
  params: rowParams.extend({ action: z.string() }),
  query: none,
  body: z.object({ base: z.number().int(), values: z.record(z.string(), z.unknown()).default({}) }),
  response: z.object({ register: z.string(), id: z.string() }),
});
