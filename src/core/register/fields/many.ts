import type { Field, FieldValue } from '../field.ts';
import { type FieldKind, Wrong } from './kind.ts';

/** More are a list of their own, not a field. */
const most = 50;

/** The types that a field may hold several of. */
export function mayBeMany(kind: FieldKind): boolean {
  return kind.parts.includes('many');
}

/** The ids that a value of one or several names. */
export function idsIn(value: unknown): string[] {
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter((one) => typeof one === 'string');
}

const kept = new WeakMap<FieldKind, FieldKind>();

/** The type of a field that holds several values of another one: a list without doubles, in the order given. */
export function manyOf(one: FieldKind): FieldKind {
  const known = kept.get(one) ?? (several(one as FieldKind<string>) as unknown as FieldKind);
  kept.set(one, known);
  return known;
}

function several(one: FieldKind<string>): FieldKind<string[]> {
  return {
    name: one.name,
    parts: one.parts,
    ...(one.defined && { defined: (field: Field) => one.defined?.(field) ?? null }),
    check(field, raw, known) {
      if (!Array.isArray(raw)) return new Wrong('not-a-list', '应为一列（可以有几个）', 'is a list');
      if (raw.length > most) return new Wrong('too-many', `最多 ${most} 个`, `holds at most ${most}`);
      const values = new Set<string>();
      for (const part of raw) {
        const value = one.check(field, part, known);
        if (value instanceof Wrong) return value;
        values.add(value);
      }
      return [...values];
    },
    holds: (value, field): value is string[] =>
      Array.isArray(value) && value.every((part: FieldValue | object) => one.holds(part as FieldValue, field)),
    words(value, field, names) {
      const all = value.map((part) => one.words(part, field, names));
      return { zh: all.map(({ zh }) => zh).join('、'), en: all.map(({ en }) => en).join(', ') };
    },
    compares: 'text',
    ops: ['=', 'is none', 'is not none'],
    wanted: (_field, _word, op) =>
      op === '=' || op === '!=' || op === 'in'
        ? null
        : new Wrong('filter-value', '有几个值，只能用 = != in 比较', 'holds several values: compare with =, != or in'),
    ...(one.options && { options: one.options }),
    sheet: one.sheet && {
      kind: 'text',
      read: (cell, _field, options) =>
        cell.text(5000, (text) => {
          const found: string[] = [];
          for (const word of text.split(/[、,，;；\n]/).map((part) => part.trim())) {
            if (word === '') continue;
            const choice = options?.find(({ id, name }) => id === word || name.zh === word || name.en === word);
            if (options && !choice)
              return {
                code: 'no-such-choice',
                says: [`没有“${word}”`, `There is no "${word}"`],
                fix: ['按名单上的名称写，几个之间用顿号', 'Write the names as they are listed, with commas between'],
              };
            found.push(choice?.id ?? word);
          }
          return found;
        }),
    },
  };
}
