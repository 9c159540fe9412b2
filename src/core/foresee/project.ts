import { airline } from './airline.ts';
import { addSeason, seasonOf, withoutSeason, type Season } from './season.ts';
import { complexSmooth, smooth, type Form, type Smoothed } from './smoothing.ts';
import { dynamicTheta, theta } from './theta.ts';

export type MemberName =
  | 'Theta'
  | 'DOTM'
  | 'drift'
  | 'recent drift'
  | 'CES'
  | 'damped Holt'
  | 'ETS'
  | 'airline'
  | 'naive';

export interface Member {
  name: MemberName;
  path: Float64Array;
  /** Share in the mean; all together 1. */
  share: number;
}

/** What a member counts in the mean, against the others; 1 where nothing is said. */
export type Weights = Partial<Record<MemberName, number>>;

/** Point forecasts of one series: the members and their weighted mean. */
export interface Projection {
  path: Float64Array;
  members: Member[];
  form: 'add' | 'multiply';
  /** In the unit of the series. */
  season: Season;
}

/**
 * Seasons longer than this are only taken off beforehand; estimating them inside the smoothing needs too many points.
 */
const LONGEST_INNER_SEASON = 24;
/** Yearly points from which on the damping of a trend can be told from noise. */
const LONG = 40;
/** Changes that the recent drift is the mean of. */
const RECENT = 8;
/**
 * Share of the season in the variance from which on its changes over the year are modelled by the airline model instead
 * of the trend alone by damped Holt: where nsdiffs of R's forecast takes seasonal differences (Wang, Smith & Hyndman
 * 2006).
 */
const STRONG = 0.64;
/** Fineness of the values that are fitted, against their mean size: seven digits, more than a reported figure has. */
const GRAIN = 2 ** -24;

/**
 * Point forecasts of `y` for the next `horizon` steps: the mean of Theta, DOTM, ETS and, for yearly figures, the drift
 * of all years and of the last ones, else CES and, where the season is strong, the airline model, where not (and for
 * yearly ones from 40 points on) damped Holt, each fitted anew; with too few points for any, the last value. The mean
 * of unlike simple methods beats the choice of one (Petropoulos & Svetunkov 2020, International Journal of Forecasting
 * 36:110–115).
 *
 * `m` is the number of points a year (1: no season). With `form` 'multiply' (all values positive) the result is
 * equivariant to scale; with 'add' to scale and shift.
 */
export function project(
  y: Float64Array,
  m: number,
  horizon: number,
  form: 'add' | 'multiply',
  weights: Weights = {},
): Projection {
  const n = y.length;
  const centre = form === 'add' ? mean(y) : 0;
  let size = 0;
  for (const v of y) size += Math.abs(v - centre) / n;
  if (!(size > 0)) size = 1;
  const exact = y.map((v) => (v - centre) / size);
  // A search meets points of equal worth; which one it takes must not hang on how a change of unit rounded the last bit.
  const x = exact.map((v) => Math.round(v / GRAIN) * GRAIN || (form === 'multiply' ? GRAIN : 0));
  const season = seasonOf(x, m, form);
  const plain = withoutSeason(x, season);
  const members: Member[] = [];
  const add = (name: MemberName, path: Float64Array | null, seasoned = false): boolean => {
    if (path === null || !path.every(Number.isFinite)) return false;
    members.push({
      name,
      share: weights[name] ?? 1,
      path: (seasoned ? path : addSeason(path, season, n)).map((v) => v * size + centre),
    });
    return true;
  };
  if (n >= 4) {
    add('Theta', theta(plain, horizon));
    add('DOTM', dynamicTheta(plain, horizon));
  }
  if (m === 1 && n >= 8) add('drift', drift(plain, n - 1, horizon));
  if (m === 1 && n >= RECENT + 2) add('recent drift', drift(plain, RECENT, horizon));
  if (m > 1 && n >= 6) add('CES', complexSmooth(plain, horizon));
  const airborne =
    season.strength > STRONG && add('airline', unlogged(airline(logged(x, form), m, horizon), form), true);
  if (!airborne && (m > 1 || n >= LONG))
    add(
      'damped Holt',
      smooth(plain, 1, { error: form === 'multiply' ? 'M' : 'A', trend: 'D', season: 'N' }, horizon)?.forecast ?? null,
    );
  if (n >= 8) add('ETS', weightedSmooth(x, season.kind === 'none' ? 1 : m, form, horizon), true);
  setAsideStrays(members, y, horizon);
  if (members.length === 0) add('naive', new Float64Array(horizon).fill(withoutSeason(exact, season)[n - 1]!));
  const total = members.reduce((sum, member) => sum + member.share, 0);
  const path = new Float64Array(horizon);
  for (const member of members) {
    member.share /= total;
    for (let h = 0; h < horizon; h++) path[h] = path[h]! + member.share * member.path[h]!;
  }
  return {
    path,
    members,
    form,
    season: form === 'add' ? { ...season, index: season.index.map((x) => x * size) } : season,
  };
}

/** The last value and the mean of the last `changes` changes. */
function drift(y: Float64Array, changes: number, horizon: number): Float64Array {
  const n = y.length;
  const slope = (y[n - 1]! - y[n - 1 - changes]!) / changes;
  return Float64Array.from({ length: horizon }, (_, h) => y[n - 1]! + slope * (h + 1));
}

/**
 * Sets aside a member that ends farther from the middle member than twice the range of the history, more for a horizon
 * that is long against it: on a handful of points an optimum can be an explosion.
 */
function setAsideStrays(members: Member[], y: Float64Array, horizon: number): void {
  if (members.length < 3) return;
  const ends = members.map((member) => member.path[horizon - 1]!).sort((a, b) => a - b);
  const middle = ends[ends.length >> 1]!;
  let low = Infinity;
  let high = -Infinity;
  for (const v of y) {
    low = Math.min(low, v);
    high = Math.max(high, v);
  }
  const limit = 2 * (high - low) * (1 + horizon / y.length);
  const kept = members.filter((member) => Math.abs(member.path[horizon - 1]! - middle) <= limit);
  members.splice(0, members.length, ...kept);
}

/**
 * Every form of exponential smoothing that the series allows, weighted by exp(−AICc/2) (Kolassa 2011, IJF 27:238–251).
 */
function weightedSmooth(y: Float64Array, m: number, form: 'add' | 'multiply', horizon: number): Float64Array | null {
  const fits: Smoothed[] = [];
  const seasons: Form['season'][] =
    m < 2 || m > LONGEST_INNER_SEASON ? ['N'] : form === 'multiply' ? ['N', 'A', 'M'] : ['N', 'A'];
  for (const trend of ['N', 'A', 'D'] as const) {
    for (const season of seasons) {
      for (const error of form === 'multiply' ? (['A', 'M'] as const) : (['A'] as const)) {
        // An additive error with a multiplied season is unstable (Hyndman et al. 2008, Forecasting with Exponential Smoothing,
        // §4.3); the reverse was left out for time, it changed nothing on the choosing half.
        const fit =
          season !== 'N' && (error === 'M') !== (season === 'M')
            ? null
            : smooth(y, m, { error, trend, season }, horizon);
        if (fit !== null && fit.forecast.every(Number.isFinite)) fits.push(fit);
      }
    }
  }
  if (fits.length === 0) return null;
  const best = Math.min(...fits.map((fit) => fit.aicc));
  const path = new Float64Array(horizon);
  let total = 0;
  for (const fit of fits) {
    const weight = Math.exp((best - fit.aicc) / 2);
    total += weight;
    for (let h = 0; h < horizon; h++) path[h] = path[h]! + weight * fit.forecast[h]!;
  }
  return path.map((v) => v / total);
}

const logged = (y: Float64Array, form: 'add' | 'multiply') => (form === 'multiply' ? y.map(Math.log) : y);
const unlogged = (y: Float64Array | null, form: 'add' | 'multiply') =>
  y !== null && form === 'multiply' ? y.map(Math.exp) : y;

function mean(y: Float64Array): number {
  let sum = 0;
  for (const v of y) sum += v;
  return sum / y.length;
}
