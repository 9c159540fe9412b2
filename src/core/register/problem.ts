import type { Text } from '../measure/model.ts';

/** What is wrong with one field of a record, in words that say what to do. */
export interface FieldProblem extends Text {
  /** Stable code, e.g. `required`, `not-a-number`. */
  code: string;
  /** Field id, or `stage`. */
  field: string;
}

export function fieldProblem(code: string, field: string, zh: string, en: string): FieldProblem {
  return { code, field, zh, en };
}
