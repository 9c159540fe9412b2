import { z } from 'zod';
import { fieldId, fieldItem, id, pair, type RecordValues } from './field.ts';
import { kindOf } from './fields/index.ts';

export {
  type Choice,
  type Field,
  fieldItem,
  type FieldValue,
  type FileRef,
  type PointValue,
  type RecordValues,
} from './field.ts';
export { type FieldType, fieldTypes } from './field-types.ts';

/**
 * A register (台账) as data: which fields its records have, through which stages they pass, what each stage asks for.
 * Forms, tables, sheets, checks, filters and the figures of indicators are all made from this one description.
 */

export const stageItem = z.strictObject({
  id,
  name: pair,
  /** Fields that must be filled before a record may enter the stage: its evidence. */
  requires: z.array(fieldId).max(30).default([]),
  /** Stages that may follow; absent: the next one in the list that is not an exit, and every exit. */
  next: z.array(id).optional(),
  /** A stage off the main line (终止, 搁置). */
  exit: z.boolean().default(false),
  /** Working days that a record may stay; the first line whose filter holds counts. */
  limits: z
    .array(z.strictObject({ filter: z.string().max(500).optional(), workdays: z.number().int().min(1).max(2500) }))
    .max(20)
    .default([]),
});

export const registerItem = z
  .strictObject({
    id,
    name: pair,
    about: pair.optional(),
    /** Fields whose values together name one record: the same thing is not entered twice. */
    identify: z.array(fieldId).min(1).max(4),
    fields: z.array(fieldItem).min(1).max(120),
    stages: z.array(stageItem).max(20).default([]),
    /** Field of type `org` that says whose record it is; absent: the owner of the register. */
    owner: fieldId.optional(),
    /** Organisation that owns the register as a whole. */
    organisation: z.string().optional(),
    /** Role of the organisation that owns it, where the program writes the register: every place has its own. */
    role: z.string().max(40).optional(),
    /** How often the owner confirms that the register is up to date, and by which working day after the period. */
    cadence: z.enum(['year', 'half', 'quarter', 'month']).optional(),
    dueWorkdays: z.number().int().min(0).max(250).optional(),
    /** Everyone may read approved records (without personal fields); else only those inside. */
    open: z.boolean().default(false),
    /** Commitments that the register serves. */
    commitments: z.array(z.string()).default([]),
  })
  .superRefine((register, context) => {
    const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const fields = new Map(register.fields.map((field) => [field.id, field]));
    if (fields.size !== register.fields.length) fault(['fields'], '字段代码重复 two fields have the same id');
    const stages = new Set(register.stages.map((stage) => stage.id));
    if (stages.size !== register.stages.length) fault(['stages'], '阶段代码重复 two stages have the same id');
    for (const [index, field] of register.fields.entries()) {
      if (reserved.has(field.id)) fault(['fields', index, 'id'], `字段代码 ${field.id} 是保留字 is reserved`);
      const wrong = kindOf(field).defined?.(field);
      if (wrong) fault(['fields', index, wrong.part], wrong.message);
      if (field.computed !== undefined && kindOf(field).compares !== 'number')
        fault(['fields', index, 'computed'], '只有数值字段可以计算 only number fields are computed');
      if (field.computed !== undefined && field.required)
        fault(['fields', index, 'required'], '计算字段不能必填 a computed field cannot be required');
    }
    for (const name of register.identify) {
      const field = fields.get(name);
      if (!field || field.computed !== undefined)
        fault(['identify'], `没有可识别的字段 ${name} there is no such field to identify by`);
    }
    if (register.owner !== undefined && fields.get(register.owner)?.type !== 'org')
      fault(['owner'], '责任单位字段应为单位类型 the owner field is of type org');
    for (const [index, stage] of register.stages.entries()) {
      for (const name of stage.requires)
        if (!fields.has(name)) fault(['stages', index, 'requires'], `没有字段 ${name} there is no such field`);
      for (const name of stage.next ?? [])
        if (!stages.has(name)) fault(['stages', index, 'next'], `没有阶段 ${name} there is no such stage`);
    }
  });

/** Names that filters use beside the fields. */
export const reserved: ReadonlySet<string> = new Set([
  'id',
  'stage',
  'passed',
  'held',
  'and',
  'or',
  'not',
  'in',
  'is',
  'none',
]);

export type RegisterType = z.output<typeof registerItem>;
export type Stage = RegisterType['stages'][number];

/** A record as the register holds it now. `passed` gives the day on which each stage was entered. */
export interface RecordState {
  id: string;
  stage: string | null;
  passed: Record<string, string>;
  values: RecordValues;
}
