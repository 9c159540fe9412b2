import {
  compileFormula,
  dueAfter,
  fixedText,
  isNumber,
  isProblem,
  missing,
  problem,
  type Problem,
} from '../measure/index.ts';
import { decimalsOf, kindOf } from './fields/index.ts';
import type { Field, FieldValue, RecordValues, RegisterType } from './model.ts';
import { fieldProblem, type FieldProblem } from './problem.ts';

/**
 * Values of the computed fields of a record, in the unit of each field. A formula with an empty or impossible part
 * (division by zero) gives null. Later fields may use earlier computed ones. A day is computed as the end of a limit:
 * `workdays(raised, promised)`, `days(published, 5)`, `months(issued, 36)`.
 */
export function compute(type: RegisterType, values: RecordValues): RecordValues {
  const made: Record<string, FieldValue> = {};
  for (const { field, formula } of formulasOf(type)) {
    if (!isProblem(formula) && 'from' in formula) {
      made[field.id] = endOf(formula, values);
      continue;
    }
    const result = isProblem(formula)
      ? missing('no-source')
      : formula.evaluate('', (name) => {
          const value = name in made ? made[name] : values[name];
          // The formula reader takes a number by its decimal text: of at most 15 digits nothing is lost.
          const number = typeof value === 'string' ? Number(value) : value;
          return typeof number === 'number' && Number.isFinite(number) ? number : missing('no-source');
        });
    made[field.id] = !isNumber(result) ? null : field.type === 'amount' ? fixedText(result, decimalsOf(field)) : result;
  }
  return made;
}

/** What is wrong with the formulas of a register type: unknown fields, units that do not fit. */
export function formulaProblems(type: RegisterType): FieldProblem[] {
  return formulasOf(type).flatMap(({ field, formula }) =>
    isProblem(formula)
      ? [
          fieldProblem(
            formula.code,
            field.id,
            `“${field.name.zh}”的公式：${formula.zh}`,
            `Formula of ${field.name.en}: ${formula.en}`,
          ),
        ]
      : [],
  );
}

interface Computed {
  field: Field;
  formula: ReturnType<typeof compileFormula> | LimitFormula;
}

const compiled = new WeakMap<RegisterType, Computed[]>();

function formulasOf(type: RegisterType): Computed[] {
  const known = compiled.get(type) ?? compileAll(type);
  compiled.set(type, known);
  return known;
}

function compileAll(type: RegisterType): Computed[] {
  return type.fields.flatMap((field, index): Computed[] => {
    if (field.computed === undefined) return [];
    if (field.type === 'date') return [{ field, formula: limitOf(type, field.computed) }];
    const before = new Map(
      type.fields
        .filter((other, at) => kindOf(other).compares === 'number' && (other.computed === undefined || at < index))
        .map((other) => [other.id, other.unit ?? '']),
    );
    return [{ field, formula: compileFormula(field.computed, { unitOf: (name) => before.get(name) }) }];
  });
}

/** A day that is computed: so long after the day in `from`, as a field or the formula itself says. */
interface LimitFormula {
  unit: 'workdays' | 'days' | 'months';
  from: string;
  length: string | number;
}

function limitOf(type: RegisterType, text: string): LimitFormula | Problem {
  const [, unit, from = '', length = ''] =
    /^\s*(workdays|days|months)\(\s*([\w-]+)\s*,\s*([\w-]+)\s*\)\s*$/.exec(text) ?? [];
  const known = (name: string, sort: string) =>
    type.fields.some((field) => field.id === name && field.computed === undefined && field.type === sort);
  const fixed = /^\d{1,4}$/.test(length);
  return unit === undefined || !known(from, 'date') || !(fixed || known(length, 'number'))
    ? problem(
        'formula-syntax',
        `日期的公式写成 workdays(日期字段, 天数字段)，也可用 days、months：“${text}”`,
        `A day is computed as workdays(a date, a number), also with days or months: "${text}"`,
      )
    : { unit: unit as LimitFormula['unit'], from, length: fixed ? Number(length) : length };
}

function endOf({ unit, from, length }: LimitFormula, values: RecordValues): string | null {
  const [day, n] = [values[from], typeof length === 'number' ? length : values[length]];
  if (typeof day !== 'string' || typeof n !== 'number') return null;
  const end = dueAfter(day, { [unit]: n } as Record<'workdays', number>);
  return isProblem(end) ? null : end.due;
}
