import { isProblem, problem, type Problem } from '../measure/index.ts';

/**
 * 年度目标分解: one figure of a year, by quarter, and given to units in one or two ways (by department, by town), so that
 * every way adds up to it exactly. Figures are counted in whole smallest units (0.01 亿元, 1 家), so a sum is a sum.
 */

/** What one unit is given. */
export interface Part {
  /** Organisation. */
  unit: string;
  value: number;
  /** Its share of what is not fixed, in proportion to the others; 0 or more. */
  weight: number;
  /** Settled by a person: it stays when others change. */
  fixed: boolean;
}

/** Units that share the whole figure in one way. */
export interface Group {
  by: 'department' | 'place';
  parts: readonly Part[];
}

export interface Breakdown {
  /** Decimals of the smallest unit: 2 of 亿元, 0 of things that are counted. */
  decimals: number;
  total: number;
  /** Four figures that add up to the total; empty where a figure is no sum of quarters (a level, a rate). */
  quarters: readonly number[];
  /** Whether the parts add up to the total: not of a rate, which every unit has for itself. */
  sums: boolean;
  groups: readonly Group[];
}

const whole = (b: Pick<Breakdown, 'decimals'>, value: number) => Math.round(value * 10 ** b.decimals);
const figure = (b: Pick<Breakdown, 'decimals'>, units: number) =>
  Number((units / 10 ** b.decimals).toFixed(b.decimals));

/** Shares out whole units by weight: largest remainders (Hamilton 1792); without any weight evenly, the first get more. */
function shared(units: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (units * (sum > 0 ? weight : 1)) / (sum > 0 ? sum : weights.length));
  const floors = exact.map(Math.floor);
  const left = units - floors.reduce((a, b) => a + b, 0);
  const order = exact
    .map((value, n) => ({ n, rest: value - floors[n]! }))
    .toSorted((a, b) => b.rest - a.rest || a.n - b.n);
  for (const { n } of order.slice(0, Math.round(left))) floors[n]! += 1;
  return floors;
}

/** A breakdown of a total by weights, nothing fixed. `quarters`: four weights; empty where it has none. */
export function proposed(
  total: number,
  options: {
    decimals: number;
    sums: boolean;
    quarters: readonly number[];
    groups: readonly { by: Group['by']; parts: readonly Pick<Part, 'unit' | 'weight'>[] }[];
  },
): Breakdown {
  const { decimals, sums, quarters, groups } = options;
  const of = { decimals };
  const rounded = figure(of, whole(of, total));
  return {
    decimals,
    total: rounded,
    sums,
    quarters: shared(quarters.length === 0 ? 0 : whole(of, total), quarters).map((units) => figure(of, units)),
    groups: groups.map(({ by, parts }) => {
      const values = shared(
        whole(of, total),
        parts.map(({ weight }) => weight),
      );
      return {
        by,
        parts: parts.map((part, n) => ({
          ...part,
          value: sums ? figure(of, values[n]!) : rounded,
          fixed: false,
        })),
      };
    }),
  };
}

/** What a person does to a breakdown. */
export type Edit =
  | { what: 'total'; value: number }
  | { what: 'quarter'; quarter: number; value: number }
  | { what: 'part'; by: Group['by']; unit: string; value: number }
  | { what: 'free'; by: Group['by']; unit: string }
  | { what: 'add'; by: Group['by']; unit: string; weight: number }
  | { what: 'remove'; by: Group['by']; unit: string };

/**
 * The breakdown after an edit: what was typed is fixed, the rest shares what is left by its weights, so that every sum still
 * is the parent. A Problem where that cannot be (`over`: the fixed ones alone are more; `all-fixed`: nobody is left to take
 * the difference; `no-such-unit`, `unit-twice`, `not-a-figure`); nothing is changed then.
 */
export function edited(b: Breakdown, edit: Edit): Breakdown | Problem {
  if ('value' in edit && (!Number.isFinite(edit.value) || edit.value < 0))
    return problem('not-a-figure', '要填不小于 0 的数', 'A figure of 0 or more is needed');
  if (edit.what === 'total') return withTotal(b, figure(b, whole(b, edit.value)));
  if (edit.what === 'quarter') return withQuarter(b, edit.quarter, edit.value);
  const group = b.groups.find(({ by }) => by === edit.by) ?? { by: edit.by, parts: [] };
  const known = group.parts.some(({ unit }) => unit === edit.unit);
  if (edit.what === 'add' ? known : !known)
    return known
      ? problem('unit-twice', '这个单位已在分解里', 'The unit is in the breakdown already')
      : problem('no-such-unit', '分解里没有这个单位', 'The unit is not in the breakdown');
  const parts =
    edit.what === 'add'
      ? [...group.parts, { unit: edit.unit, weight: edit.weight, value: b.sums ? 0 : b.total, fixed: false }]
      : edit.what === 'remove'
        ? group.parts.filter(({ unit }) => unit !== edit.unit)
        : group.parts.map((part) =>
            part.unit !== edit.unit
              ? part
              : edit.what === 'free'
                ? { ...part, fixed: false }
                : { ...part, fixed: true, value: figure(b, whole(b, edit.value)) },
          );
  const settled = b.sums ? balanced(b, parts, b.total) : parts;
  if (isProblem(settled)) return settled;
  const others = b.groups.filter(({ by }) => by !== edit.by);
  const groups = [...others, ...(settled.length > 0 ? [{ by: edit.by, parts: settled }] : [])];
  return { ...b, groups: groups.toSorted((x, y) => (x.by < y.by ? -1 : 1)) };
}

function withTotal(b: Breakdown, total: number): Breakdown | Problem {
  const groups: Group[] = [];
  for (const group of b.groups) {
    const parts = b.sums ? balanced(b, group.parts, total) : group.parts;
    if (isProblem(parts)) return parts;
    groups.push({ ...group, parts });
  }
  const quarters = shared(b.quarters.length === 0 ? 0 : whole(b, total), b.quarters);
  return { ...b, total, groups, quarters: quarters.map((units) => figure(b, units)) };
}

/** The quarters after one are what is left, in their proportion; those before it stand. */
function withQuarter(b: Breakdown, quarter: number, value: number): Breakdown | Problem {
  if (!(quarter in b.quarters)) return problem('no-such-quarter', '没有这个季度', 'There is no such quarter');
  const before = b.quarters.slice(0, quarter);
  const rest = whole(b, b.total) - [...before, value].reduce((sum, one) => sum + whole(b, one), 0);
  const after = b.quarters.slice(quarter + 1);
  if (rest < 0) return over(b, rest);
  if (after.length === 0 && rest !== 0) return allFixed(b, rest);
  const shares = shared(rest, after).map((units) => figure(b, units));
  return { ...b, quarters: [...before, figure(b, whole(b, value)), ...shares] };
}

const over = (b: Breakdown, rest: number): Problem =>
  problem('over', `已定的数超出 ${figure(b, -rest)}`, `What is fixed is ${figure(b, -rest)} too much`);
const allFixed = (b: Breakdown, rest: number): Problem =>
  problem(
    'all-fixed',
    `各数都已定，还差 ${figure(b, rest)} 没有着落：放开一个单位再改`,
    `All are fixed and ${figure(b, rest)} is left over: free one of them first`,
  );

function balanced(b: Breakdown, parts: readonly Part[], total: number): Part[] | Problem {
  const free = parts.filter(({ fixed }) => !fixed);
  const rest =
    whole(b, total) - parts.filter(({ fixed }) => fixed).reduce((sum, { value }) => sum + whole(b, value), 0);
  if (rest < 0) return over(b, rest);
  if (free.length === 0 && parts.length > 0 && rest !== 0) return allFixed(b, rest);
  const shares = shared(
    rest,
    free.map(({ weight }) => weight),
  );
  let next = 0;
  return parts.map((part) => (part.fixed ? part : { ...part, value: figure(b, shares[next++]!) }));
}

/**
 * Quarters of the parts of a group: rows add up to the parts, columns to the quarters of the whole. Proportional, rows
 * rounded by largest remainders; where a column then holds a unit too many, a row gives it to a column that lacks one.
 */
export function quartersOf(b: Breakdown, group: Group): number[][] {
  if (b.quarters.length === 0 || !b.sums) return group.parts.map(() => []);
  const rows = group.parts.map(({ value }) => shared(whole(b, value), b.quarters));
  const wanted = b.quarters.map((value) => whole(b, value));
  const off = () => wanted.map((want, q) => rows.reduce((sum, row) => sum + row[q]!, 0) - want);
  for (let left = off(); left.some((much) => much !== 0); left = off()) {
    const from = left.findIndex((much) => much > 0);
    const to = left.findIndex((much) => much < 0);
    const row = rows.find((one) => one[from]! > 0)!;
    row[from]! -= 1;
    row[to]! += 1;
  }
  return rows.map((row) => row.map((units) => figure(b, units)));
}

/** What does not add up, in words; empty: every sum is its parent. Whoever issues a breakdown proves it first. */
export function unproven(b: Breakdown): { zh: string; en: string }[] {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + whole(b, value), 0);
  const found: { zh: string; en: string }[] = [];
  const check = (values: readonly number[], zh: string, en: string) => {
    const is = sum(values);
    if (is !== whole(b, b.total))
      found.push({
        zh: `${zh}合计 ${figure(b, is)}，应为 ${b.total}`,
        en: `${en} add up to ${figure(b, is)} instead of ${b.total}`,
      });
  };
  if (b.quarters.length > 0) check(b.quarters, '四个季度', 'The quarters');
  for (const group of b.sums ? b.groups : []) {
    const values = group.parts.map(({ value }) => value);
    if (group.by === 'department') check(values, '各部门', 'The departments');
    else check(values, '各镇街园区', 'The towns and parks');
  }
  return found;
}
