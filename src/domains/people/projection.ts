import { cohortStep, neededInflow } from '../../core/foresee/index.ts';

/** One sex by age groups of one width, the last one open; lists as long as the groups, `survival` its share into the next (of the last: that stays). */
export interface Sex {
  population: readonly number[];
  survival: readonly number[];
  migration: readonly number[];
}
export interface TwoSexes {
  women: Sex;
  men: Sex;
  /** Births a year for each woman of the group. */
  fertility: readonly number[];
  years: number;
  sexRatio: number;
  birthSurvival: number;
}
export interface Projected {
  births: number;
  women: number[];
  men: number[];
  /** Deaths of the step, those of the born included: people before + births + migration − people after. */
  deaths: number;
}

/** One step of both sexes (Preston, Heuveline and Guillot 2001, ch. 6): births are those of women, boys are what girls are not. */
export function projectStep({ women, men, fertility, years, sexRatio, birthSurvival }: TwoSexes): Projected {
  const step = (sex: Sex, births: readonly number[]) =>
    cohortStep({
      population: sex.population,
      survival: sex.survival.slice(0, -1),
      openSurvival: sex.survival.at(-1) ?? 0,
      fertility: births,
      years,
      sexRatio,
      birthSurvival,
      migration: sex.migration,
    });
  const own = step(women, fertility);
  const other = step(
    men,
    men.population.map(() => 0),
  );
  other.population[0] = (other.population[0] ?? 0) + (own.births - own.girls) * birthSurvival;
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
  const before = sum(women.population) + sum(men.population) + sum(women.migration) + sum(men.migration);
  const after = sum(own.population) + sum(other.population);
  return { births: own.births, women: own.population, men: other.population, deaths: before + own.births - after };
}

/** Steps of both sexes, one after another. */
export function project(given: TwoSexes, steps: number): Projected[] {
  const made: Projected[] = [];
  let now = given;
  for (let n = 0; n < steps; n += 1) {
    const step = projectStep(now);
    made.push(step);
    now = { ...now, women: { ...now.women, population: step.women }, men: { ...now.men, population: step.men } };
  }
  return made;
}

/** The natural growth a year of a closed population over one step. */
export function naturalRate(given: TwoSexes): number {
  const none = (sex: Sex): Sex => ({ ...sex, migration: sex.migration.map(() => 0) });
  const { women, men } = projectStep({ ...given, women: none(given.women), men: none(given.men) });
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
  const before = sum(given.women.population) + sum(given.men.population);
  return ((sum(women) + sum(men)) / before) ** (1 / given.years) - 1;
}

export interface Inflow {
  perYear: number;
  /** With fertility a tenth higher and lower. */
  low: number;
  high: number;
  rate: number;
}

/** Net inflow a year that a target needs, with what a tenth more and less of births makes of it. `apart`: people who are neither born nor die here (students). */
export function inflowFor(given: TwoSexes, target: number, years: number, apart = 0): Inflow {
  const from = [...given.women.population, ...given.men.population].reduce((sum, one) => sum + one, 0);
  const at = (factor: number) => {
    const rate = naturalRate({ ...given, fertility: given.fertility.map((one) => one * factor) });
    return { rate, perYear: neededInflow(from, target - apart, years, rate) };
  };
  const [middle, more, less] = [at(1), at(1.1), at(0.9)];
  return { perYear: middle.perYear, rate: middle.rate, low: more.perYear, high: less.perYear };
}
