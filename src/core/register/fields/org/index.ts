import { chosen, type FieldKind, plain, Wrong } from '../kind.ts';
import { cleanText } from '../text/index.ts';

/** An organisation of the jurisdiction, by id. */
export const org: FieldKind<string> = {
  name: { zh: '单位', en: 'Organisation' },
  parts: [],
  check(_field, raw, known) {
    const value = cleanText(raw);
    return value instanceof Wrong || known.organisation(value)
      ? value
      : new Wrong('no-such-organisation', `没有单位“${value}”`, `names an unknown organisation "${value}"`);
  },
  holds: (value) => typeof value === 'string',
  words: (value, _field, names) => names.organisations.get(value) ?? plain(value),
  compares: 'text',
  ops: chosen,
  options: (_field, names) => [...names.organisations].map(([id, name]) => ({ id, name })),
  sheet: { kind: 'text', read: (cell, _field, options) => cell.oneOf(options ?? []) },
};
