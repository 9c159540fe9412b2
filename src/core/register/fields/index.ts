import type { Field } from '../field.ts';
import type { FieldType } from '../field-types.ts';
import { account } from './account/index.ts';
import { amount } from './amount/index.ts';
import { choice } from './choice/index.ts';
import { date } from './date/index.ts';
import { file } from './file/index.ts';
import { flag } from './flag/index.ts';
import type { FieldKind } from './kind.ts';
import { manyOf } from './many.ts';
import { money } from './money/index.ts';
import { number } from './number/index.ts';
import { object } from './object/index.ts';
import { org } from './org/index.ts';
import { period } from './period/index.ts';
import { person } from './person/index.ts';
import { place } from './place/index.ts';
import { point } from './point/index.ts';
import { reference } from './reference/index.ts';
import { serial } from './serial/index.ts';
import { text } from './text/index.ts';

/** The types of fields: one folder each. */
export const fieldKinds = {
  text,
  number,
  money,
  date,
  period,
  choice,
  flag,
  reference,
  person,
  org,
  place,
  point,
  file,
  amount,
  account,
  object,
  serial,
};

/** What a field's type knows. Seen from outside, its values are any field values. */
export function kindOf(field: Pick<Field, 'type' | 'many'>): FieldKind {
  const one = fieldKinds[field.type as FieldType] as unknown as FieldKind;
  return field.many ? manyOf(one) : one;
}

/** What nobody fills in: computed from other fields, or drawn by the ledger. */
export function isMade(field: Field): boolean {
  return field.computed !== undefined || kindOf(field).made === true;
}

export type { CellFault, CellReader, FieldKind, Known, Names, Op } from './kind.ts';
export { decimalsOf, groupedAmount, sumAmounts } from './amount/index.ts';
export { idsIn, mayBeMany } from './many.ts';
export { objectOf, type ObjectKind } from './object/index.ts';
export { serialText } from './serial/index.ts';
export { Wrong } from './kind.ts';
