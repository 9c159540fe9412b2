import { isBlank } from '../measure/index.ts';
import { brokenBalances } from './balance.ts';
import { compute } from './compute.ts';
import type { Field, FieldValue, RecordValues } from './field.ts';
import { isMade, kindOf, type Known, Wrong } from './fields/index.ts';
import { cleanText } from './fields/text/index.ts';
import type { RegisterType } from './model.ts';
import { fieldProblem, type FieldProblem } from './problem.ts';

export interface CheckedRecord {
  values: RecordValues;
  problems: FieldProblem[];
}

/**
 * Checks a record against its register type, all fields at once. Returns the values in their stored form (trimmed text,
 * rounded money, computed fields filled) and every problem, so that a person mends them in one go. Unknown fields are
 * a problem; fields that are absent count as empty.
 */
export function checkRecord(type: RegisterType, input: Readonly<Record<string, unknown>>, known: Known): CheckedRecord {
  const problems: FieldProblem[] = [];
  const values: RecordValues = {};
  const names = new Set(type.fields.map((field) => field.id));
  for (const name of Object.keys(input)) {
    if (!names.has(name))
      problems.push(
        fieldProblem(
          'no-such-field',
          name,
          `台账“${type.name.zh}”没有字段 ${name}，请删去`,
          `The register has no field ${name}; leave it out`,
        ),
      );
  }
  for (const field of type.fields) {
    if (isMade(field)) continue;
    const value = isEmpty(input[field.id]) ? null : checkValue(field, input[field.id], known);
    values[field.id] = value instanceof Wrong ? null : value;
    if (value instanceof Wrong)
      problems.push(
        fieldProblem(value.code, field.id, `“${field.name.zh}”${value.zh}`, `${field.name.en} ${value.en}`),
      );
    else if (value === null && field.required)
      problems.push(fieldProblem('required', field.id, `“${field.name.zh}”必填`, `${field.name.en} is required`));
  }
  for (const [name, value] of Object.entries(compute(type, values))) values[name] = value;
  problems.push(...brokenBalances(type, values));
  return { values, problems };
}

function checkValue(field: Field, raw: unknown, known: Known): FieldValue | Wrong {
  return kindOf(field).check(field, raw, known);
}

function isEmpty(raw: unknown): boolean {
  return (
    raw === undefined ||
    raw === null ||
    // What nobody can see is empty, but characters that turn or hide others are a fault to be told.
    (typeof raw === 'string' && isBlank(raw) && !(cleanText(raw) instanceof Wrong)) ||
    (Array.isArray(raw) && raw.length === 0)
  );
}

/** The text by which a record is told from all others of its register; null while a part of it is empty. */
export function keyOf(type: RegisterType, values: RecordValues): string | null {
  const parts = type.identify.map((name) => values[name]);
  if (parts.some((part) => part === null || part === undefined)) return null;
  // Width and spaces do not make two names different.
  return parts.map((part) => String(part).normalize('NFKC').replace(/\s+/g, '').toLowerCase()).join('\u0001');
}
