import { type FieldKind, plain, worded, Wrong } from '../kind.ts';
import { cleanText } from '../text/index.ts';

/** What an object may be: each with the way in which it is named. */
const forms = {
  commitment: /^[^/]{1,120}$/,
  indicator: /^[^/]{1,120}$/,
  record: /^[a-z][a-z0-9-]{0,63}\/[A-Za-z0-9][A-Za-z0-9-]{0,39}$/,
  entry: /^\d{1,15}$/,
};
export type ObjectKind = keyof typeof forms;

/** An object taken apart: `record/projects/p1` is a record `projects/p1`. Null for what is none. */
export function objectOf(value: string): { kind: ObjectKind; id: string } | null {
  const [kind = '', ...rest] = value.split('/');
  const id = rest.join('/');
  return Object.hasOwn(forms, kind) && forms[kind as ObjectKind].test(id) ? { kind: kind as ObjectKind, id } : null;
}

/** Anything that the place holds: `commitment/ID`, `indicator/ID`, `record/REGISTER/ID`, `entry/NUMBER` of the ledger. */
export const object: FieldKind<string> = {
  name: { zh: '关联对象', en: 'Any object' },
  parts: ['many'],
  check(_field, raw, known) {
    const value = cleanText(raw);
    if (value instanceof Wrong) return value;
    return objectOf(value) !== null && known.object(value)
      ? value
      : new Wrong('no-such-object', `找不到关联的对象“${value}”`, `names an unknown object "${value}"`);
  },
  holds: (value) => typeof value === 'string',
  words: (value, _field, names) => plain(names.title?.('object', value) ?? value),
  compares: 'text',
  ops: worded,
  sheet: { kind: 'text', write: (value) => value, read: (cell) => cell.text(200) },
};
