import { type FieldKind, plain, worded, Wrong } from '../kind.ts';
import { cleanText } from '../text/index.ts';

/** A record of another register, by id. */
export const reference: FieldKind<string> = {
  name: { zh: '引用台账', en: 'Reference' },
  parts: ['register', 'many'],
  defined: (field) =>
    field.register ? null : { part: 'register', message: '引用字段没有写明台账 a reference names its register' },
  check(field, raw, known) {
    const value = cleanText(raw);
    return value instanceof Wrong || known.record(field.register ?? '', value)
      ? value
      : new Wrong('no-such-record', `找不到引用的记录“${value}”`, `names an unknown record "${value}"`);
  },
  holds: (value) => typeof value === 'string',
  words: (value, field, names) => plain(names.title?.(field.register ?? '', value) ?? value),
  compares: 'text',
  ops: worded,
  sheet: { kind: 'text', write: (value) => value, read: (cell) => cell.text(2000) },
};
