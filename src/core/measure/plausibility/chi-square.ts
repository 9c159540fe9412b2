/** Probability that a chi-square variable with `freedom` degrees is at least `x`: the regularised upper gamma function Q(k/2, x/2). */
export function chiSquareTail(x: number, freedom: number): number {
  if (x <= 0) return 1;
  const a = freedom / 2;
  const z = x / 2;
  // Q for whole and half a by the recurrence Q(a + 1, z) = Q(a, z) + z^a e^(−z) / Γ(a + 1) (DLMF 8.8.6).
  let at = freedom % 2 === 0 ? 1 : 0.5;
  let q = at === 1 ? Math.exp(-z) : erfc(Math.sqrt(z));
  let term = at === 1 ? z * Math.exp(-z) : (2 * Math.sqrt(z) * Math.exp(-z)) / Math.sqrt(Math.PI);
  for (; at < a; at += 1) {
    q += term;
    term *= z / (at + 1);
  }
  return Math.min(1, q);
}

/** erfc for x ≥ 0 (Abramowitz & Stegun 7.1.26, absolute error below 1.5e-7). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  return (
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-x * x)
  );
}

/** Pearson's statistic of counts against expected shares. */
export function chiSquare(counts: readonly number[], shares: readonly number[]): number {
  const n = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count, i) => sum + (count - n * (shares[i] ?? 0)) ** 2 / (n * (shares[i] ?? 1)), 0);
}
