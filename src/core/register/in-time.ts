import type { Field } from './field.ts';
import { kindOf } from './fields/index.ts';

/** Whether a field says when: a day, a period, or a whole number between years of four digits. */
export function placesInTime(field: Field): boolean {
  const { type, unit, decimals, min, max } = field;
  const years =
    type === 'number' && unit === undefined && decimals === 0 && (min ?? 0) >= 1000 && (max ?? 10_000) <= 9999;
  return years || kindOf(field).inTime === true;
}
