import { z } from 'zod';
import { fieldTypes } from './field-types.ts';

/** A field as data: what people define, what is stored and sent. What each type means stands in `fields/<type>`. */

export const pair = z.object({ zh: z.string().min(1).max(100), en: z.string().min(1).max(200) });
export const id = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'a small letter, then small letters, digits and hyphens');
/** Field ids are names in filters and formulas, so they carry no hyphen. */
export const fieldId = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'a small letter, then small letters, digits and underscores');

/** Other words that sheets use for a thing. */
export const aliases = z.array(z.string().min(1).max(60)).max(20);

export const choiceItem = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: pair,
  aliases: aliases.optional(),
});

/** Who may do a step or fill in a field, beside whose the record is. What is not said is not asked. */
export const rightsItem = z.strictObject({
  /** Roles of persons, see http/access.ts. */
  roles: z.array(z.string().max(40)).min(1).max(9).optional(),
  /** Fields of type `org`: people of an organisation that one of them names, or of one above it. */
  orgs: z.array(fieldId).min(1).max(8).optional(),
});

export const fieldItem = z.strictObject({
  id: fieldId,
  name: pair,
  /** Of its head. */
  aliases: aliases.optional(),
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
  /** Several of them: organisations, places, records, accounts, objects. */
  many: z.literal(true).optional(),
  /** Of a serial number: numbers are drawn by series and year, without gaps. */
  series: id.optional(),
  /** How it is written: `〔{year}〕{n}号`. */
  form: z.string().max(60).regex(/\{n\}/, '编号样式里要有 {n} the form of a number holds {n}').optional(),
  /** The stage at which it is drawn; absent: when the record is written first. */
  drawn: id.optional(),
  /** Who may fill it in, and while the record stands on which stages. */
  rights: rightsItem.extend({ stages: z.array(id).min(1).max(20).optional() }).optional(),
  help: pair.optional(),
  /** Heading under which forms show it. */
  group: pair.optional(),
});

export type Field = z.output<typeof fieldItem>;
export type Choice = z.output<typeof choiceItem>;

/** A file that a record names: its bytes are a blob of the jurisdiction under the hash. */
export interface FileRef {
  hash: string;
  name: string;
  bytes: number;
}
/** Longitude and latitude in degrees (CGCS2000, which agrees with WGS 84 to within a metre). */
export type PointValue = [number, number];
/** One value: a day, a period, an id, a name and an exact amount are strings. Null: not filled in. */
export type FieldValue = string | number | boolean | PointValue | FileRef[] | string[] | null;
export type RecordValues = Record<string, FieldValue>;
