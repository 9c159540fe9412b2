import { chosen, type FieldKind, plain, Wrong } from '../kind.ts';
import { cleanText } from '../text/index.ts';

/** A place of the jurisdiction, by id. */
export const place: FieldKind<string> = {
  name: { zh: '地点', en: 'Place' },
  parts: [],
  check(_field, raw, known) {
    const value = cleanText(raw);
    return value instanceof Wrong || known.place(value)
      ? value
      : new Wrong('no-such-place', `没有地点“${value}”`, `names an unknown place "${value}"`);
  },
  holds: (value) => typeof value === 'string',
  words: (value, _field, names) => names.places.get(value) ?? plain(value),
  compares: 'text',
  ops: chosen,
  options: (_field, names) => [...names.places].map(([id, name]) => ({ id, name })),
  sheet: { kind: 'text', read: (cell, _field, options) => cell.oneOf(options ?? []) },
};
