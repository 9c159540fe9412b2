import type { Field } from '../field.ts';
import type { FieldType } from '../field-types.ts';
import { amount } from './amount/view.tsx';
import { choice } from './choice/view.tsx';
import { date } from './date/view.tsx';
import { file } from './file/view.tsx';
import { flag } from './flag/view.tsx';
import { number } from './number/view.tsx';
import { object } from './object/view.tsx';
import { org } from './org/view.tsx';
import { period } from './period/view.tsx';
import { point } from './point/view.tsx';
import { reference } from './reference/view.tsx';
import { serial } from './serial/view.tsx';
import { severalView } from './several.tsx';
import { text } from './text/view.tsx';
import type { FieldView } from './view.ts';

/** How the types of fields look. Only pages import this door; a server never does. */
const views = {
  text,
  number,
  money: number,
  date,
  period,
  choice,
  flag,
  reference,
  person: text,
  org,
  place: org,
  point,
  file,
  amount,
  account: org,
  object,
  serial,
} satisfies Record<FieldType, unknown>;

/** How a field looks. Seen from outside, its values are any field values. */
export function viewOf(field: Pick<Field, 'type' | 'many'>): FieldView {
  const one = views[field.type] as unknown as FieldView;
  return field.many ? (severals[field.type] ?? one) : one;
}

const severals = Object.fromEntries(
  Object.entries(views).map(([type, view]) => [type, severalView(view as FieldView<string>) as unknown as FieldView]),
) as Partial<Record<FieldType, FieldView>>;

export type { ControlProps, Pieces } from './view.ts';
