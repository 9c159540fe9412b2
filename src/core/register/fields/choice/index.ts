import { chosen, type FieldKind, plain, Wrong } from '../kind.ts';
import { cleanText } from '../text/index.ts';

/** One of the field's own choices, by id. */
export const choice: FieldKind<string> = {
  name: { zh: '选项', en: 'Choice' },
  parts: ['choices'],
  defined: (field) =>
    field.choices?.length ? null : { part: 'choices', message: '选项字段没有选项 a choice field needs choices' },
  check(field, raw) {
    const value = cleanText(raw);
    if (value instanceof Wrong || field.choices?.some((one) => one.id === value)) return value;
    const some = (field.choices ?? []).slice(0, 12);
    return new Wrong(
      'no-such-choice',
      `没有选项“${value}”，可选：${some.map((one) => one.name.zh).join('、')}`,
      `has no choice "${value}"; choose one of: ${some.map((one) => one.name.en).join(', ')}`,
    );
  },
  holds: (value, field): value is string => field.choices?.some((one) => one.id === value) ?? false,
  words: (value, field) => field.choices?.find((one) => one.id === value)?.name ?? plain(value),
  compares: 'text',
  ops: chosen,
  wanted: (field, word, op) =>
    op === '~' || field.choices?.some((one) => one.id === word)
      ? null
      : new Wrong('filter-value', `没有选项 ${word}`, `has no choice ${word}`),
  options: (field) => field.choices ?? [],
  sheet: { kind: 'text', read: (cell, _field, options) => cell.oneOf(options ?? []) },
};
