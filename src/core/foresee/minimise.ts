/** Where a search ended and how good it is there. */
export interface Minimum {
  at: Float64Array;
  value: number;
}

/**
 * Nelder–Mead simplex search (Nelder & Mead 1965, The Computer Journal 7:308–313) inside a box: a point outside is put
 * on its border. Deterministic. `step` gives the size of the first simplex along each axis; ends after `evaluations`
 * calls or when the values of the simplex differ by less than one part in 10⁷.
 */
export function minimise(
  f: (x: Float64Array) => number,
  start: readonly number[],
  step: readonly number[],
  low: readonly number[],
  high: readonly number[],
  evaluations: number,
): Minimum {
  const d = start.length;
  const clamp = (x: Float64Array) => {
    for (let i = 0; i < d; i++) x[i] = Math.min(high[i]!, Math.max(low[i]!, x[i]!));
  };
  const cost = (x: Float64Array) => {
    clamp(x);
    const v = f(x);
    return Number.isNaN(v) ? Infinity : v;
  };
  const simplex: Minimum[] = [];
  for (let k = 0; k <= d; k++) {
    const at = Float64Array.from(start);
    if (k > 0) {
      const i = k - 1;
      at[i] = at[i]! + step[i]! <= high[i]! ? at[i]! + step[i]! : at[i]! - step[i]!;
    }
    simplex.push({ at, value: cost(at) });
  }
  let used = d + 1;
  const centre = new Float64Array(d);
  let spare = new Float64Array(d);
  let second = new Float64Array(d);
  while (used < evaluations) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0]!;
    const worst = simplex[d]!;
    if (worst.value - best.value <= 1e-7 * (Math.abs(best.value) + 1e-300)) break;
    centre.fill(0);
    for (let k = 0; k < d; k++) for (let i = 0; i < d; i++) centre[i] = centre[i]! + simplex[k]!.at[i]! / d;
    const towards = (x: Float64Array, by: number) => {
      for (let i = 0; i < d; i++) x[i] = centre[i]! + by * (worst.at[i]! - centre[i]!);
      used++;
      return cost(x);
    };
    const reflected = towards(spare, -1);
    if (reflected < best.value) {
      const expanded = towards(second, -2);
      if (expanded < reflected) {
        [second, worst.at] = [worst.at as Float64Array<ArrayBuffer>, second];
        worst.value = expanded;
      } else {
        [spare, worst.at] = [worst.at as Float64Array<ArrayBuffer>, spare];
        worst.value = reflected;
      }
      continue;
    }
    if (reflected < simplex[d - 1]!.value) {
      [spare, worst.at] = [worst.at as Float64Array<ArrayBuffer>, spare];
      worst.value = reflected;
      continue;
    }
    const contracted = towards(second, reflected < worst.value ? -0.5 : 0.5);
    if (contracted < Math.min(reflected, worst.value)) {
      [second, worst.at] = [worst.at as Float64Array<ArrayBuffer>, second];
      worst.value = contracted;
      continue;
    }
    for (let k = 1; k <= d; k++) {
      const s = simplex[k]!;
      for (let i = 0; i < d; i++) s.at[i] = best.at[i]! + 0.5 * (s.at[i]! - best.at[i]!);
      s.value = cost(s.at);
      used++;
    }
  }
  simplex.sort((a, b) => a.value - b.value);
  return simplex[0]!;
}
