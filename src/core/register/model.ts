import { z } from 'zod';

/**
 * A register (台账) as data: which fields its records have, through which stages they pass, what each stage asks for.
 * Forms, tables, sheets, checks, filters and the figures of indicators are all made from this one description.
 */

const text = z.object({ zh: z.string().min(1).max(100), en: z.string().min(1).max(200) });
const id = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'a small letter, then small letters, digits and hyphens');
/** Field ids are names in filters and formulas, so they carry no hyphen. */
const fieldId = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'a small letter, then small letters, digits and underscores');

export const fieldTypes = [
  'text',
  'number',
  'money',
  'date',
  'period',
  'choice',
  'flag',
  'reference',
  'person',
  'org',
  'place',
  'point',
  'file',
] as const;
export type FieldType = (typeof fieldTypes)[number];

export const choiceItem = z.strictObject({ id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/), name: text });

export const fieldItem = z.strictObject({
  id: fieldId,
  name: text,
  type: z.enum(fieldTypes),
  /** Of a number or an amount of money, e.g. 亩, 万元. */
  unit: z.string().max(20).optional(),
  choices: z.array(choiceItem).max(200).optional(),
  /** Register that a reference points into. */
  register: id.optional(),
  required: z.boolean().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** At most this many decimals; 2 for money unless said otherwise. */
  decimals: z.number().int().min(0).max(6).optional(),
  /** A text with a published form and check digit: 统一社会信用代码 (GB 32100), 公民身份号码 (GB 11643), mobile number. */
  format: z.enum(['credit-code', 'id-number', 'mobile']).optional(),
  /** Text of several lines. */
  long: z.boolean().optional(),
  /** Personal data: shown masked; reading it in full is logged. */
  personal: z.boolean().optional(),
  /** Formula over number fields of the same record (see core/measure formulas); never filled in by hand. */
  computed: z.string().max(500).optional(),
  help: text.optional(),
  /** Heading under which forms show it. */
  group: text.optional(),
});

export const stageItem = z.strictObject({
  id,
  name: text,
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
    name: text,
    about: text.optional(),
    /** Fields whose values together name one record: the same thing is not entered twice. */
    identify: z.array(fieldId).min(1).max(4),
    fields: z.array(fieldItem).min(1).max(120),
    stages: z.array(stageItem).max(20).default([]),
    /** Field of type `org` that says whose record it is; absent: the owner of the register. */
    owner: fieldId.optional(),
    /** Organisation that owns the register as a whole. */
    organisation: z.string().optional(),
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
      if (field.type === 'choice' && !field.choices?.length)
        fault(['fields', index, 'choices'], '选项字段没有选项 a choice field needs choices');
      if (field.type === 'reference' && !field.register)
        fault(['fields', index, 'register'], '引用字段没有写明台账 a reference names its register');
      if (field.computed !== undefined && field.type !== 'number' && field.type !== 'money')
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
export const reserved: ReadonlySet<string> = new Set(['id', 'stage', 'and', 'or', 'not', 'in', 'is', 'none']);

export type RegisterType = z.output<typeof registerItem>;
export type Field = RegisterType['fields'][number];
export type Stage = RegisterType['stages'][number];

/** A file that a record names: its bytes are a blob of the jurisdiction under the hash. */
export interface FileRef {
  hash: string;
  name: string;
  bytes: number;
}
/** Longitude and latitude in degrees (CGCS2000, which agrees with WGS 84 to within a metre). */
export type PointValue = [number, number];
/** One value: a day, a period, an id and a name are strings. Null: not filled in. */
export type FieldValue = string | number | boolean | PointValue | FileRef[] | null;
export type RecordValues = Record<string, FieldValue>;

/** A record as the register holds it now. `passed` gives the day on which each stage was entered. */
export interface RecordState {
  id: string;
  stage: string | null;
  passed: Record<string, string>;
  values: RecordValues;
}
