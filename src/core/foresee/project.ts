import { addSeason, seasonOf, withoutSeason, type Season } from './season.ts';
import { complexSmooth, smooth, type Form, type Smoothed } from './smoothing.ts';
import { dynamicTheta, theta } from './theta.ts';

export type MemberName = 'Theta' | 'DOTM' | 'drift' | 'CES' | 'damped Holt' | 'ETS' | 'naive';

export interface Member {
  name: MemberName;
  path: Float64Array;
}

/** Point forecasts of one series: the members and their mean. */
export interface Projection {
  path: Float64Array;
  members: Member[];
  /** In the unit of the series. */
  season: Season;
}

/** Seasons longer than this are only taken off beforehand; estimating them inside the smoothing needs too many points. */
const LONGEST_INNER_SEASON = 24;
/** Yearly points from which on the damping of a trend can be told from noise. */
const LONG = 40;
/** Fineness of the values that are fitted, against their mean size: seven digits, more than a reported figure has. */
const GRAIN = 2 ** -24;

/**
 * Point forecasts of `y` for the next `horizon` steps: the plain mean of Theta, DOTM, ETS and, for yearly figures,
 * drift, else CES and damped Holt (also for yearly ones from 40 points on), each fitted anew; with too few points for any, the last value. The mean of unlike
 * simple methods beats the choice of one (Petropoulos & Svetunkov 2020, International Journal of Forecasting 36:110–115).
 *
 * `m` is the number of points a year (1: no season). With `form` 'multiply' (all values positive) the result is
 * equivariant to scale; with 'add' to scale and shift.
 */
export function project(y: Float64Array, m: number, horizon: number, form: 'add' | 'multiply'): Projection {
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
  const add = (name: MemberName, path: Float64Array | null, seasoned = false) => {
    if (path === null || !path.every(Number.isFinite)) return;
    members.push({ name, path: (seasoned ? path : addSeason(path, season, n)).map((v) => v * size + centre) });
  };
  if (n >= 4) {
    add('Theta', theta(plain, horizon));
    add('DOTM', dynamicTheta(plain, horizon));
  }
  if (m === 1 && n >= 8) add('drift', drift(plain, horizon));
  if (m > 1 && n >= 6) add('CES', complexSmooth(plain, horizon));
  if (m > 1 || n >= LONG)
    add(
      'damped Holt',
      smooth(plain, 1, { error: form === 'multiply' ? 'M' : 'A', trend: 'D', season: 'N' }, horizon)?.forecast ?? null,
    );
  if (n >= 8) add('ETS', weightedSmooth(x, season.kind === 'none' ? 1 : m, form, horizon), true);
  setAsideStrays(members, y, horizon);
  if (members.length === 0) add('naive', new Float64Array(horizon).fill(withoutSeason(exact, season)[n - 1]!));
  const path = new Float64Array(horizon);
  for (const member of members) for (let h = 0; h < horizon; h++) path[h] = path[h]! + member.path[h]! / members.length;
  return { path, members, season: form === 'add' ? { ...season, index: season.index.map((x) => x * size) } : season };
}

/** The last value and the mean change of the whole history. */
function drift(y: Float64Array, horizon: number): Float64Array {
  const n = y.length;
  const slope = (y[n - 1]! - y[0]!) / (n - 1);
  return Float64Array.from({ length: horizon }, (_, h) => y[n - 1]! + slope * (h + 1));
}

/**
 * Sets aside a member that ends farther from the middle member than twice the range of the history, more for a horizon that
 * is long against it: on a handful of points an optimum can be an explosion.
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

/** Every form of exponential smoothing that the series allows, weighted by exp(−AICc/2) (Kolassa 2011, IJF 27:238–251). */
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

function mean(y: Float64Array): number {
  let sum = 0;
  for (const v of y) sum += v;
  return sum / y.length;
}
