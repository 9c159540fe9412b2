import { chosen, type FieldKind, type Known, type Names, plain, Wrong } from './kind.ts';
import { cleanText } from './text/index.ts';

/** A type of field whose value is the id of something that the jurisdiction names: an organisation, a place. */
export function namedKind(of: {
  name: { zh: string; en: string };
  known: (known: Known, id: string) => boolean;
  names: (names: Names) => ReadonlyMap<string, { zh: string; en: string }>;
  wrong: (value: string) => Wrong;
}): FieldKind<string> {
  return {
    name: of.name,
    parts: ['many'],
    check(_field, raw, known) {
      const value = cleanText(raw);
      return value instanceof Wrong || of.known(known, value) ? value : of.wrong(value);
    },
    holds: (value) => typeof value === 'string',
    words: (value, _field, names) => of.names(names).get(value) ?? plain(value),
    compares: 'text',
    ops: chosen,
    options: (_field, names) => [...of.names(names)].map(([id, name]) => ({ id, name })),
    sheet: { kind: 'text', read: (cell, _field, options) => cell.oneOf(options ?? []) },
  };
}
