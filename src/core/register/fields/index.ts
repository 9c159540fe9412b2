import type { Field } from '../field.ts';
import type { FieldType } from '../field-types.ts';
import { choice } from './choice/index.ts';
import { date } from './date/index.ts';
import { file } from './file/index.ts';
import { flag } from './flag/index.ts';
import type { FieldKind } from './kind.ts';
import { money } from './money/index.ts';
import { number } from './number/index.ts';
import { org } from './org/index.ts';
import { period } from './period/index.ts';
import { person } from './person/index.ts';
import { place } from './place/index.ts';
import { point } from './point/index.ts';
import { reference } from './reference/index.ts';
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
};

/** What a field's type knows. Seen from outside, its values are any field values. */
export function kindOf(field: Pick<Field, 'type'>): FieldKind {
  return fieldKinds[field.type as FieldType] as unknown as FieldKind;
}

export type { CellFault, CellReader, FieldKind, Known, Names, Op } from './kind.ts';
export { Wrong } from './kind.ts';
