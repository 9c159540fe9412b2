/** Women (or men) by age groups of one width, the last one open. Lists are as long as the age groups, survival one shorter. */
export interface Cohorts {
  population: readonly number[];
  /** Share of each group that lives into the next. */
  survival: readonly number[];
  /** Share of the open group that stays in it. */
  openSurvival: number;
  /** Births a year for each member of the group. */
  fertility: readonly number[];
  /** Width of the age groups, and the step, in years. */
  years: number;
  /** Boys for each girl born. */
  sexRatio: number;
  /** Share of the born that live to the end of the step. */
  birthSurvival: number;
  /** Net migration of each group, added at the end of the step. */
  migration: readonly number[];
}

export interface CohortStep {
  births: number;
  girls: number;
  population: number[];
}

/**
 * One step of the cohort component method for one sex (Preston, Heuveline and Guillot 2001, ch. 6): each group lives into the
 * next, the last two into the open one; births are the years times fertility times the mean of the group at both ends of the
 * step (before migration); girls = births ÷ (1 + sex ratio). The youngest group has no births: its size at the end is not
 * known before them.
 */
export function cohortStep(given: Cohorts): CohortStep {
  const { population, survival, openSurvival, fertility, years, sexRatio, birthSurvival, migration } = given;
  const last = population.length - 1;
  const later = population.map((_, age) => {
    const grown = age === 0 ? 0 : population[age - 1]! * survival[age - 1]!;
    return age === last ? grown + population[last]! * openSurvival : grown;
  });
  const births = population.reduce((sum, now, age) => sum + (years * fertility[age]! * (now + later[age]!)) / 2, 0);
  const girls = births / (1 + sexRatio);
  later[0] = girls * birthSurvival + (last === 0 ? later[0]! : 0);
  return { births, girls, population: later.map((size, age) => size + migration[age]!) };
}

/**
 * The same number of people coming in each year, at its end, that brings a population from one size to another:
 * M = (P_T − P_0 (1 + r)ⁿ) r ÷ ((1 + r)ⁿ − 1), with r = 0 (P_T − P_0) ÷ n. Negative: so many may leave.
 */
export function neededInflow(from: number, to: number, years: number, naturalRate: number): number {
  if (naturalRate === 0) return (to - from) / years;
  const growth = (1 + naturalRate) ** years;
  return ((to - from * growth) * naturalRate) / (growth - 1);
}
