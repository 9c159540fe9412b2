import type { FieldValue, RecordValues, RegisterType } from './model.ts';

/** What stands for personal data of which not even a part may be shown. */
const hidden = '***';

/** What is shown of a personal value: the first character of a name, both ends of a number as text; of all else nothing. */
export function masked(value: FieldValue): FieldValue {
  if (value === null || value === '' || value === undefined) return value;
  if (typeof value !== 'string') return hidden;
  const signs = Array.from(value);
  if (/^[\dXx]{11,18}$/.test(value))
    return `${signs.slice(0, 3).join('')}${'*'.repeat(signs.length - 7)}${signs.slice(-4).join('')}`;
  return `${signs[0]}${'*'.repeat(Math.max(2, Math.min(6, signs.length - 1)))}`;
}

/** The values with every personal field masked. */
export function maskedValues(type: RegisterType, values: RecordValues): RecordValues {
  const personal = new Set(type.fields.filter((field) => field.personal).map((field) => field.id));
  return personal.size === 0
    ? values
    : Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, personal.has(name) ? masked(value) : value]),
      );
}

/** The values with every personal field that came back masked set to what it was. */
export function unmaskedValues(
  type: RegisterType,
  values: Readonly<Record<string, unknown>>,
  before: RecordValues,
): Record<string, unknown> {
  const kept = { ...values };
  for (const field of type.fields) {
    const old = before[field.id];
    if (field.personal && old !== null && old !== undefined && kept[field.id] === masked(old)) kept[field.id] = old;
  }
  return kept;
}
