import type { Field } from '../field.ts';
import type { FieldType } from '../field-types.ts';
import { choice } from './choice/view.tsx';
import { date } from './date/view.tsx';
import { file } from './file/view.tsx';
import { flag } from './flag/view.tsx';
import { number } from './number/view.tsx';
import { org } from './org/view.tsx';
import { period } from './period/view.tsx';
import { point } from './point/view.tsx';
import { reference } from './reference/view.tsx';
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
} satisfies Record<FieldType, unknown>;

/** How a field looks. Seen from outside, its values are any field values. */
export function viewOf(field: Pick<Field, 'type'>): FieldView {
  return views[field.type] as unknown as FieldView;
}

export type { ControlProps, Pieces } from './view.ts';
