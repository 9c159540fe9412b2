import { compileFormula, fixedText, isNumber, isProblem, missing } from '../measure/index.ts';
import { decimalsOf, kindOf } from './fields/index.ts';
import type { FieldValue, RecordValues, RegisterType } from './model.ts';
import { fieldProblem, type FieldProblem } from './problem.ts';

/**
 * Values of the computed fields of a record, in the unit of each field. A formula with an empty or impossible part
 * (division by zero) gives null. Later fields may use earlier computed ones.
 */
export function compute(type: RegisterType, values: RecordValues): RecordValues {
  const made: Record<string, FieldValue> = {};
  for (const { field, formula } of formulasOf(type)) {
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

const compiled = new WeakMap<RegisterType, ReturnType<typeof compileAll>>();

function formulasOf(type: RegisterType) {
  const known = compiled.get(type) ?? compileAll(type);
  compiled.set(type, known);
  return known;
}

function compileAll(type: RegisterType) {
  return type.fields.flatMap((field, index) => {
    if (field.computed === undefined) return [];
    const before = new Map(
      type.fields
        .filter((other, at) => kindOf(other).compares === 'number' && (other.computed === undefined || at < index))
        .map((other) => [other.id, other.unit ?? '']),
    );
    return [{ field, formula: compileFormula(field.computed, { unitOf: (name) => before.get(name) }) }];
  });
}
