/** Seeded uniform numbers in [0, 1) (mulberry32). The only randomness of this folder: same seed, same numbers. */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Seeded standard normal numbers (Box & Muller 1958). */
export function seededNormal(seed: number): () => number {
  const uniform = seeded(seed);
  let kept: number | null = null;
  return () => {
    if (kept !== null) {
      const z = kept;
      kept = null;
      return z;
    }
    const r = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    kept = r * Math.sin(angle);
    return r * Math.cos(angle);
  };
}

/** Standard normal distribution function; error below 1.5e-7 (Abramowitz & Stegun 7.1.26). */
export function normalBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    0.5 *
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return z > 0 ? 1 - tail : tail;
}
