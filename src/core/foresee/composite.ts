import { composite, isMissing, isNumber, missing, type Composite, type Missing, type Value } from '../measure/index.ts';
import { DRAWS, drawFigure, SEED, type AttainmentInput } from './attain.ts';

export interface CompositeAttainment {
  /** Probability that the index is at least `level`. */
  probability: number;
  expected: number;
  low80: number;
  high80: number;
  /** Indicators whose figures could not be forecast. */
  without: string[];
}

/**
 * Probability that a weighted index reaches `level` in its parts' goal period, by joint draws of the parts. Parts are drawn
 * independently of one another: their common ups and downs are not known, so that the interval is on the narrow side. A part that
 * cannot be forecast is Missing in every draw and its weight is shared out as in `composite`; below the index's least
 * coverage the answer is Missing.
 */
export function attainmentOfComposite(
  index: Composite,
  inputs: ReadonlyMap<string, AttainmentInput>,
  level: number,
): CompositeAttainment | Missing {
  const without: string[] = [];
  const drawn = new Map<string, Float64Array>();
  for (const [k, part] of index.parts.entries()) {
    const input = inputs.get(part.indicator);
    const draws = input === undefined ? missing('no-source') : drawFigure(input, SEED + 2 * (k + 1));
    if (isMissing(draws)) without.push(part.indicator);
    else drawn.set(part.indicator, draws);
  }
  const values = new Float64Array(DRAWS);
  for (let i = 0; i < DRAWS; i++) {
    const valueOf = (indicator: string): Value => drawn.get(indicator)?.[i] ?? missing('not-enough-points');
    const { value } = composite(index, valueOf);
    if (!isNumber(value)) return value;
    values[i] = value;
  }
  values.sort();
  return {
    probability: values.filter((v) => v >= level).length / DRAWS,
    expected: values.reduce((sum, v) => sum + v / DRAWS, 0),
    low80: values[Math.floor(0.1 * DRAWS)]!,
    high80: values[Math.floor(0.9 * DRAWS)]!,
    without,
  };
}
