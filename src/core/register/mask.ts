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

const personal = new WeakMap<RegisterType, ReadonlySet<string>>();

/** Fields that say something about a person: those marked so, and those computed from one of them. */
export function personalFields(type: RegisterType): ReadonlySet<string> {
  const known = personal.get(type);
  if (known) return known;
  const found = new Set(type.fields.filter((field) => field.personal).map((field) => field.id));
  // A field is computed from earlier ones, so one pass finds what is computed from what is computed.
  if (found.size > 0)
    for (const field of type.fields)
      if (field.computed !== undefined && field.computed.split(/[^\p{L}\p{N}_-]+/u).some((word) => found.has(word)))
        found.add(field.id);
  personal.set(type, found);
  return found;
}

/** The values with every personal field masked. */
export function maskedValues(type: RegisterType, values: RecordValues): RecordValues {
  return withoutPersonal(type, values, masked);
}

/** The values without anything personal, not even masked, and without who works on it: what the public sees. */
export function publicValues(type: RegisterType, values: RecordValues): RecordValues {
  const shown = withoutPersonal(type, values, () => null);
  const workers = type.fields.filter((field) => field.type === 'account').map((field) => field.id);
  return workers.length === 0 ? shown : { ...shown, ...Object.fromEntries(workers.map((name) => [name, null])) };
}

function withoutPersonal(type: RegisterType, values: RecordValues, shown: (value: FieldValue) => FieldValue) {
  const fields = personalFields(type);
  return fields.size === 0
    ? values
    : Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, fields.has(name) ? shown(value) : value]),
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
