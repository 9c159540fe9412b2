import { z } from 'zod';
import type { Span } from '../measure/index.ts';
import { aliases, fieldId, fieldItem, id, pair, type RecordValues, rightsItem } from './field.ts';
import { isMade, kindOf, mayBeMany } from './fields/index.ts';
import { reserved } from './reserved.ts';

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

const length = z.number().int().min(1).max(2500).optional();

/**
 * A limit in one unit: working days, natural days or months, from the day of entering or from a field's day; or as many
 * working days as a field of the record says. `stop` names the fields of a stop that came with the record: from, to, paper.
 */
const limitItem = z
  .strictObject({
    filter: z.string().max(500).optional(),
    from: fieldId.optional(),
    workdays: length,
    days: length,
    months: length,
    said: fieldId.optional(),
    stop: z.strictObject({ from: fieldId, to: fieldId, paper: fieldId }).optional(),
  })
  .refine(
    (limit) => (spanOf(limit) === null) !== (limit.said === undefined),
    '时限写工作日、自然日、月三者之一 a limit is in working days, natural days or months: one of them',
  );

/** The one unit in which a length is said; null where none or several are. */
export function spanOf(said: {
  workdays?: number | undefined;
  days?: number | undefined;
  months?: number | undefined;
}): Span | null {
  const { workdays, days, months } = said;
  if ([workdays, days, months].filter((one) => one !== undefined).length !== 1) return null;
  return workdays !== undefined ? { workdays } : days !== undefined ? { days } : { months: months ?? 1 };
}

export const stageItem = z.strictObject({
  id,
  name: pair,
  aliases: aliases.optional(),
  /** Fields that must be filled before a record may enter the stage: its evidence. */
  requires: z.array(fieldId).max(30).default([]),
  /** Stages that may follow; absent: the next one in the list that is not an exit, and every exit. */
  next: z.array(id).optional(),
  /** A stage off the main line (终止, 搁置). */
  exit: z.boolean().default(false),
  /** Who may enter it; `others`: nobody who did the step before (four eyes). */
  rights: rightsItem.extend({ others: z.literal(true).optional() }).optional(),
  /** How long a record may stay; the first line whose filter holds counts. */
  limits: z.array(limitItem).max(20).default([]),
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
    /** Its records come from acts of their own (directives): nobody writes them as records. */
    acts: z.literal(true).optional(),
    /**
     * What holds between the numbers of one record (`area * rate` and `output`), up to a share `within` of the larger side:
     * a record that breaks it is refused, with the column that is likely wrong.
     */
    balances: z
      .array(
        z.strictObject({
          name: pair,
          left: z.string().max(500),
          right: z.string().max(500),
          within: z.number().min(0).max(0.5),
        }),
      )
      .max(10)
      .optional(),
    /**
     * Records of `register` close it: what has the same value in `same` and a day in `day` up to their `through` is neither
     * added, changed nor removed any more. Also the closing register itself may be closed so.
     */
    closedBy: z.strictObject({ register: id, same: fieldId, day: fieldId, through: fieldId }).optional(),
    /** Commitments that the register serves. */
    commitments: z.array(z.string()).default([]),
  })
  .superRefine((register, context) => {
    const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const fields = new Map(register.fields.map((field) => [field.id, field]));
    if (fields.size !== register.fields.length) fault(['fields'], '字段代码重复 two fields have the same id');
    const stages = new Set(register.stages.map((stage) => stage.id));
    if (stages.size !== register.stages.length) fault(['stages'], '阶段代码重复 two stages have the same id');
    const orgField = (path: (string | number)[], name: string) => {
      if (fields.get(name)?.type !== 'org') fault(path, `${name} 不是单位字段 is not a field of type org`);
    };
    for (const [index, field] of register.fields.entries()) {
      if (reserved.has(field.id)) fault(['fields', index, 'id'], `字段代码 ${field.id} 是保留字 is reserved`);
      if (field.many && !mayBeMany(kindOf(field)))
        fault(['fields', index, 'many'], '这类字段不能有几个值 a field of this type holds one value');
      const wrong = kindOf(field).defined?.(field);
      if (wrong) fault(['fields', index, wrong.part], wrong.message);
      if (field.computed !== undefined && kindOf(field).compares !== 'number' && field.type !== 'date')
        fault(['fields', index, 'computed'], '只有数值和日期可以计算 only numbers and days are computed');
      if (isMade(field) && field.required)
        fault(['fields', index, 'required'], '自动生成的字段不能必填 what is made by itself cannot be required');
      for (const name of field.rights?.orgs ?? []) orgField(['fields', index, 'rights'], name);
      for (const name of [...(field.rights?.stages ?? []), ...(field.drawn === undefined ? [] : [field.drawn])])
        if (!stages.has(name)) fault(['fields', index, 'rights'], `没有阶段 ${name} there is no such stage`);
    }
    for (const name of register.identify) {
      const field = fields.get(name);
      if (!field || field.computed !== undefined)
        fault(['identify'], `没有可识别的字段 ${name} there is no such field to identify by`);
    }
    const owner = register.owner === undefined ? undefined : fields.get(register.owner);
    if (register.owner !== undefined && (owner?.type !== 'org' || owner.many))
      fault(['owner'], '责任单位字段应为单位类型，只有一个 the owner field is of type org and holds one');
    const { closedBy } = register;
    if (closedBy && (!fields.has(closedBy.same) || fields.get(closedBy.day)?.type !== 'date'))
      fault(['closedBy'], '结账要有相同栏和日期栏 a closing needs a field that is the same and a day');
    for (const [index, stage] of register.stages.entries()) {
      for (const name of stage.requires)
        if (!fields.has(name)) fault(['stages', index, 'requires'], `没有字段 ${name} there is no such field`);
      for (const name of stage.rights?.orgs ?? []) orgField(['stages', index, 'rights'], name);
      for (const limit of stage.limits)
        if (limit.from !== undefined && fields.get(limit.from)?.type !== 'date')
          fault(['stages', index, 'limits'], `起算栏 ${limit.from} 不是日期 a limit starts from a field of type date`);
      for (const { said, stop } of stage.limits) {
        if (said !== undefined && fields.get(said)?.type !== 'number')
          fault(['stages', index, 'limits'], `时限栏 ${said} 不是数值 a limit is said by a field of type number`);
        if (stop && [fields.get(stop.from)?.type, fields.get(stop.to)?.type].some((type) => type !== 'date'))
          fault(['stages', index, 'limits'], '停表起止栏应为日期 a stop begins and ends by fields of type date');
      }
      for (const name of stage.next ?? [])
        if (!stages.has(name)) fault(['stages', index, 'next'], `没有阶段 ${name} there is no such stage`);
    }
  });

export type RegisterType = z.output<typeof registerItem>;
export type Stage = RegisterType['stages'][number];

/** One entering of a stage; `back`: from a later one of the line, it was returned. */
export interface Passage {
  stage: string;
  /** ISO day. */
  on: string;
  /** Login. */
  by: string;
  back?: true;
}

/** A record as the register holds it now. `passed` gives the day on which each stage was entered last. */
export interface RecordState {
  id: string;
  stage: string | null;
  passed: Record<string, string>;
  /** Every entering of a stage, the oldest first; absent where nobody asks. */
  passages?: readonly Passage[];
  values: RecordValues;
}
