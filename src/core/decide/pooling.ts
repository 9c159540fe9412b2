/** Sizes of pools that are looked at. */
export const POOLS = { least: 2, most: 100 } as const;

/** Tests for each person with pools of a size: E = 1/k + 1 − (1 − p)ᵏ (Dorfman 1943, doi 10.1214/aoms/1177731363). */
export function testsPerPerson(prevalence: number, pool: number): number {
  return 1 / pool + 1 - (1 - prevalence) ** pool;
}

/** The pool size with the fewest tests for each person; of equal ones the smaller. Dilution is not looked at. */
export function bestPool(prevalence: number): { pool: number; tests: number } {
  let best = { pool: POOLS.least as number, tests: testsPerPerson(prevalence, POOLS.least) };
  for (let pool = POOLS.least + 1; pool <= POOLS.most; pool++) {
    const tests = testsPerPerson(prevalence, pool);
    if (tests < best.tests) best = { pool, tests };
  }
  return best;
}
