import { sumExact } from '../measure/index.ts';
import type { LantuDocument, Sum } from './model.ts';

/**
 * Shares of a whole in percent with one decimal that add up to 100.0, by the largest remainder (Hamilton): each is rounded
 * down to a tenth, the tenths that are left go to the largest remainders, the earlier one first. All 0 where the whole is 0.
 */
export function sharesOf(parts: readonly number[]): number[] {
  const whole = sumExact(parts);
  if (whole === 0) return parts.map(() => 0);
  const exact = parts.map((n) => (1000 * n) / whole);
  const floors = exact.map(Math.floor);
  const left = 1000 - floors.reduce((sum, n) => sum + n, 0);
  const first = exact
    .map((value, at) => ({ at, rest: value - Math.floor(value) }))
    .toSorted((a, b) => b.rest - a.rest || a.at - b.at)
    .slice(0, left);
  for (const { at } of first) floors[at] = (floors[at] ?? 0) + 1;
  return floors.map((tenths) => tenths / 10);
}

/** A sum that does not hold, in words. */
export interface Unproven {
  block: string;
  zh: string;
  en: string;
}

/** The sums of a document that do not hold: parts that do not make the whole, shares that do not make 100.0 %. */
export function unproven({ sums }: Pick<LantuDocument, 'sums'>): Unproven[] {
  return sums.flatMap(sumFaults);
}

function sumFaults({ block, name, whole, parts, shares }: Sum): Unproven[] {
  const total = sumExact(parts.map(({ value }) => value));
  const listed = parts.map((part) => `${part.name} ${part.value}`).join('、');
  const percent = shares ? sumExact(shares) : 100;
  return [
    ...(total === whole
      ? []
      : [
          {
            block,
            zh: `“${name}”各项合计 ${total}（${listed}），与总数 ${whole} 不符`,
            en: `“${name}”: the parts add up to ${total} (${listed}), not to ${whole}`,
          },
        ]),
    ...(percent === 100
      ? []
      : [
          {
            block,
            zh: `“${name}”各项占比合计 ${percent}%，不是 100.0%`,
            en: `“${name}”: the shares add up to ${percent} %, not to 100.0 %`,
          },
        ]),
  ];
}
