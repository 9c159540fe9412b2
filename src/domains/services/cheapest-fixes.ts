import { weightedVariation } from '../../core/measure/index.ts';

export interface School {
  students: number;
  total: number;
}
export interface Fixes {
  /** Coefficient of variation as it is and with the fixes; null where the mean is 0. */
  before: number | null;
  after: number | null;
  /** What is added to each school, in the order given; 0: nothing. */
  add: number[];
  added: number;
  cost: number;
  /** Whether the line is reached. */
  reached: boolean;
}

/**
 * The cheapest additions that bring the variation between schools (weighted by students) under a line, where one unit costs the
 * same everywhere: the schools with least for a student are filled up to one level, as low as does it. Filling up the lowest
 * alone lowers the spread most for each unit added: at a given sum the variance is least where the lowest are level (each unit
 * lowers the squares by twice the distance from the mean, and that is largest at the lowest). The level is found by bisection;
 * additions are rounded up to whole units, and the result is worked out anew.
 */
export function cheapestFixes(schools: readonly School[], line: number, unitCost: number, whole = true): Fixes {
  const all = schools.map(({ students, total }) => ({ weight: students, total }));
  const before = schools.length === 0 ? null : weightedVariation(all).cv;
  const each = schools.map(({ students, total }) => total / students);
  const filled = (level: number) =>
    schools.map(({ students, total }, at) => {
      const more = Math.max(0, level * students - total);
      return each[at]! >= level ? 0 : whole ? Math.ceil(more - 1e-9) : more;
    });
  const cvWith = (add: readonly number[]) =>
    weightedVariation(all.map(({ weight, total }, at) => ({ weight, total: total + add[at]! }))).cv;
  if (schools.length === 0 || (before !== null && before <= line))
    return { before, after: before, add: schools.map(() => 0), added: 0, cost: 0, reached: before !== null };
  let [low, high] = [Math.min(...each), Math.max(...each)];
  for (let n = 0; n < 60; n += 1) {
    const middle = (low + high) / 2;
    if ((cvWith(filled(middle)) ?? Infinity) <= line) high = middle;
    else low = middle;
  }
  const add = filled(high);
  const after = cvWith(add);
  const added = add.reduce((sum, one) => sum + one, 0);
  return { before, after, add, added, cost: added * unitCost, reached: after !== null && after <= line };
}
