import { normal, seeded } from '../../core/random/index.ts';
import {
  dayNumber,
  isoOf,
  isProblem,
  missing,
  parseDay,
  yearFraction,
  type Missing,
} from '../../core/measure/index.ts';
import { type Duration, fitDuration, type DurationFit } from './duration.ts';
import { STAGES, stageIndex, type Stage } from './stage-rules.ts';

/** One project's stay in one stage. `open`: it was still there when last looked at, so its stay is only known to be longer. */
export interface Stay {
  stage: Stage;
  /** Days in the stage so far, or until it ended; a day at least is counted. */
  days: number;
  end: 'passed' | 'dropped' | 'open';
  /** When it began, in years before (−) the day on which the history was known; left out where nobody knows. */
  at?: number;
}

/** Dates of one project: when it entered each stage, and when it was given up. Days are ISO. */
export interface Dates {
  entered: { stage: Stage; on: string }[];
  dropped?: string | null;
}

const yearDays = 365.25;

/** The stays that were known on a day, from the dates of projects. What happened later is not seen. */
export function staysOf(projects: readonly Dates[], asOf: string): Stay[] {
  const today = parseDay(asOf);
  if (isProblem(today)) return [];
  return projects.flatMap(({ entered, dropped }) => {
    const steps = entered.filter((one) => one.on <= asOf).toSorted((a, b) => stageIndex(a.stage) - stageIndex(b.stage));
    return steps.flatMap(({ stage, on }, n): Stay[] => {
      const next = steps[n + 1];
      const gone = next === undefined && typeof dropped === 'string' && dropped <= asOf;
      const from = parseDay(on);
      const to = next ? parseDay(next.on) : gone ? parseDay(dropped) : today;
      if (stage === 'producing' || isProblem(from) || isProblem(to) || to < from) return [];
      const at = (from - today) / yearDays;
      return [{ stage, days: to - from, end: next ? 'passed' : gone ? 'dropped' : 'open', at }];
    });
  });
}

interface StageModel {
  stay: DurationFit;
  /** Drops a day: a Gamma distribution of the rate (its mean is shape ÷ exposure). */
  drop: { shape: number; exposure: number };
  stays: number;
  passed: number;
}

/** How long stages last and how often projects drop out, learned from history. */
export interface PassageModel {
  stages: StageModel[];
}

/** Strength of the shrinkage of a stage's drop rate towards that of all stages: worth so many days of watching. Our choice. */
const DROP_PRIOR_DAYS = 2000;
const FEWEST_PASSED = 5;
/** How much longer stays may become in a year (as a logarithm): our choice of how far that is believed without data. */
const DRIFT_SD = 0.35;
/** Beyond so many years ahead a drift is not carried on. Our choice. */
const DRIFT_YEARS = 3;

/**
 * Learns the stays from history, stages apart. Time to pass: lognormal and Weibull by maximum posterior likelihood with
 * right-censoring (open and dropped stays count as "longer than"; Kalbfleisch and Prentice 2002, ch. 3), both kept and
 * weighted by how well they fit; location and scale are shrunk towards those of all stages together, so that a stage
 * with few cases borrows from the others, and so is the drift by which later stays are longer or shorter. Dropping out is a competing risk with a constant rate a stage (Gamma-Poisson,
 * shrunk likewise). With fewer than 5 passages in all there is nothing to learn from: a Missing that says so.
 */
export function fitPassages(history: readonly Stay[]): PassageModel | Missing {
  const passed = history.filter((stay) => stay.end === 'passed').length;
  if (passed < FEWEST_PASSED)
    return missing('not-enough-points', {
      zh: `阶段转换的历史只有 ${passed} 次，至少要 ${FEWEST_PASSED} 次。`,
      en: `Only ${passed} passages of stages are known; at least ${FEWEST_PASSED} are needed.`,
    });
  const days = (stay: Stay) => Math.max(1, stay.days);
  const durationOf = (stay: Stay): Duration => ({
    days: days(stay),
    ended: stay.end === 'passed',
    ...(stay.at !== undefined && { at: stay.at }),
  });
  const all = fitDuration(history.map(durationOf), {
    location: Math.log(180),
    locationSd: 2,
    logScale: Math.log(0.7),
    logScaleSd: 1,
    drift: 0,
    driftSd: DRIFT_SD,
  });
  const pooled = all.families.toSorted((a, b) => b.weight - a.weight)[0];
  const prior = {
    location: pooled?.location ?? Math.log(180),
    locationSd: 1,
    logScale: pooled?.logScale ?? Math.log(0.7),
    logScaleSd: 0.5,
    drift: pooled?.drift ?? 0,
    driftSd: DRIFT_SD / 2,
  };
  const watched = history.reduce((sum, stay) => sum + days(stay), 0);
  const rate = (history.filter((stay) => stay.end === 'dropped').length + 0.5) / (watched + DROP_PRIOR_DAYS);
  return {
    stages: STAGES.slice(0, -1).map(({ id }) => {
      const stays = history.filter((stay) => stay.stage === id);
      return {
        stay: fitDuration(stays.map(durationOf), prior),
        drop: {
          shape: rate * DROP_PRIOR_DAYS + stays.filter((stay) => stay.end === 'dropped').length,
          exposure: DROP_PRIOR_DAYS + stays.reduce((sum, stay) => sum + days(stay), 0),
        },
        stays: stays.length,
        passed: stays.filter((stay) => stay.end === 'passed').length,
      };
    }),
  };
}

/** When a project will produce, as a sample of equally likely courses. */
export interface PassageForecast {
  /** Probability that it drops out before. */
  drop: number;
  /** Days of 投产 in ascending order, as day numbers: those of the courses that get there, out of `paths`. */
  days: Float64Array;
  paths: number;
}

export interface ForecastOptions {
  paths?: number;
  seed?: number;
}

/**
 * Simulates a project from its present stage, given that it has been there since `since` and still is on `asOf` (ISO
 * days). Each course draws its own parameters from what history leaves open, so few cases give wide intervals.
 */
export function forecastPassage(
  model: PassageModel,
  stage: Stage,
  since: string,
  asOf: string,
  options: ForecastOptions = {},
): PassageForecast | Missing {
  const from = parseDay(since);
  const now = parseDay(asOf);
  if (isProblem(from) || isProblem(now) || now < from)
    return missing('not-applicable', {
      zh: `进入阶段的日期 ${since} 不对。`,
      en: `The day ${since} on which the stage was entered is wrong.`,
    });
  const paths = options.paths ?? 2000;
  const random = seeded(options.seed ?? 1);
  const days: number[] = [];
  for (let path = 0; path < paths; path++) {
    let at: number = now;
    let elapsed = now - from;
    let dropped = false;
    for (const one of model.stages.slice(stageIndex(stage))) {
      const began = Math.min(DRIFT_YEARS, (at - elapsed - now) / yearDays);
      const stay = one.stay.draw(random, elapsed, began) - elapsed;
      const drop = -Math.log(1 - random()) / (gamma(one.drop.shape, random) / one.drop.exposure);
      if (drop < stay) {
        dropped = true;
        break;
      }
      at += stay;
      elapsed = 0;
    }
    if (!dropped) days.push(at);
  }
  return { drop: 1 - days.length / paths, days: Float64Array.from(days).sort(), paths };
}

/** Probability that the project produces on or before an ISO day. */
export function reachBy(forecast: PassageForecast, day: string): number {
  const n = parseDay(day);
  return isProblem(n) ? 0 : countUpTo(forecast.days, n) / forecast.paths;
}

/** The day by which a share of the courses that get there have done so (0.1 and 0.9 bound the 80 % interval); null where none does. */
export function dayAt(forecast: PassageForecast, share: number): string | null {
  const { days } = forecast;
  const at = days[Math.min(days.length - 1, Math.max(0, Math.ceil(share * days.length) - 1))];
  return at === undefined ? null : isoOf(Math.round(at));
}

export interface RunningProject {
  id: string;
  forecast: PassageForecast;
  /** Output by year after 投产, 亿元; the last figure stays. */
  output: number[];
  /** 万元 a year when running. */
  tax: number;
  jobs: number;
}

export interface Entry {
  id: string;
  /** Probability that the project produces within the year or before. */
  probability: number;
  /** What it then adds on average, in the measure's unit. */
  amount: number;
  /** Median day of 投产 among the courses that get there by then. */
  from: string;
}

/**
 * What projects in hand add to a calendar year, weighted by stage: probability × amount is the expected addition.
 * Output (亿元) and tax (万元) count the part of the year after 投产; jobs are those at the end of the year. Projects that
 * cannot get there are left out.
 */
export function contributions(
  projects: readonly RunningProject[],
  measure: 'output' | 'tax' | 'jobs',
  year: number,
): Entry[] {
  return projects.flatMap((project): Entry[] => {
    const { forecast } = project;
    const inTime = forecast.days.subarray(0, countUpTo(forecast.days, dayNumber(year, 12, 31)));
    if (inTime.length === 0) return [];
    let sum = 0;
    for (const day of inTime) sum += amountIn(project, measure, year, yearFraction(Math.floor(day) - 1));
    return [
      {
        id: project.id,
        probability: inTime.length / forecast.paths,
        amount: sum / inTime.length,
        from: isoOf(Math.round(inTime[Math.floor((inTime.length - 1) / 2)] ?? 0)),
      },
    ];
  });
}

/** The forecast of a project that began to produce on an ISO day; null where that is no day. */
export function certain(on: string): PassageForecast | null {
  const day = parseDay(on);
  return isProblem(day) ? null : { drop: 0, days: Float64Array.of(day), paths: 1 };
}

/** Addition of a project that begins to produce at `start` (a year with its fraction) to a calendar year. */
function amountIn(project: RunningProject, measure: 'output' | 'tax' | 'jobs', year: number, start: number): number {
  if (measure === 'jobs') return project.jobs;
  const running = Math.min(1, Math.max(0, year + 1 - start));
  if (measure === 'tax') return project.tax * running;
  const first = Math.floor(Math.max(0, year - start));
  let sum = 0;
  for (let age = first; age <= first + 1; age++) {
    const overlap = Math.max(0, Math.min(start + age + 1, year + 1) - Math.max(start + age, year));
    sum += overlap * (project.output[Math.min(age, project.output.length - 1)] ?? 0);
  }
  return sum;
}

function countUpTo(days: Float64Array, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) < day + 1) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A Gamma number of unit rate (Marsaglia and Tsang 2000, doi 10.1145/358407.358414). */
function gamma(shape: number, random: () => number): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const z = normal(random);
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}
