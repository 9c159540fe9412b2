import {
  annual,
  cadenceOf,
  comparePeriods,
  isNumber,
  isProblem,
  missing,
  parsePeriod,
  periodLabel,
  shift,
  ytdToFlow,
  type Missing,
  type PeriodKey,
  type Point,
  type Problem,
  type Series,
  type Text,
} from '../measure/index.ts';

/** A series laid out for forecasting: one value a period without holes, oldest first. */
export interface Grid {
  keys: PeriodKey[];
  values: Float64Array;
  /** Points a year: 1, 2, 4, 12, or 11 where January and February are one. */
  perYear: number;
  /** True where the periods themselves are cumulative (rates of 1—2月, 1—3月 …). */
  cumulative: boolean;
  demo: boolean;
  notes: Text[];
}

/** Fewest points that are forecast from: two years, and never fewer than four. */
const leastPoints = (perYear: number) => Math.max(4, 2 * perYear);

/**
 * Lays a series out. Cumulative figures become those of each period; January and February of a flow are one period
 * (Spring Festival falls into either). A short hole is filled on the line between its neighbours, or the mean of the
 * same period a year before and after, and noted; before a longer hole nothing is used. Where the cadence gives too few
 * points, whole years are tried. Missing `not-enough-points` says how many there are and what is lacking.
 */
export function gridOf(series: Series): Grid | Missing | Problem {
  if (series.cadence === 'day')
    return missing('not-applicable', {
      zh: '按日的序列先按月汇总再预测',
      en: 'sum a daily series up by month before forecasting it',
    });
  const flow = series.nature === 'ytd' ? ytdToFlow(series) : series;
  if (isProblem(flow)) return flow;
  const own = layOut(flow);
  if (!('missing' in own) || series.cadence === 'year') return own;
  const yearly = layOut(annual(series));
  return 'missing' in yearly ? own : yearly;
}

/** The period after `key` in a grid. */
export function nextKey(key: PeriodKey, grid: Pick<Grid, 'perYear' | 'cumulative'>): PeriodKey | Problem {
  if (grid.perYear !== 11 || grid.cumulative) return shift(key, 1);
  const [year = '', month = ''] = key.split('-');
  if (key.endsWith('-01..02')) return `${year}-03`;
  return month === '12' ? `${Number(year) + 1}-01..02` : shift(key, 1);
}

function isCumulative(key: PeriodKey): boolean {
  const p = parsePeriod(key);
  return !isProblem(p) && p.kind === 'ytd';
}

function layOut(series: Series): Grid | Missing {
  const points = series.nature === 'flow' && series.cadence === 'month' ? mergeSpring(series.points) : series.points;
  const monthlyFlow = series.nature === 'flow' && series.cadence === 'month';
  const cumulative = !monthlyFlow && points.filter((p) => isCumulative(p.period)).length * 2 > points.length;
  const perYear =
    monthlyFlow || cumulative
      ? 11
      : series.cadence === 'month'
        ? 12
        : series.cadence === 'quarter'
          ? 4
          : series.cadence === 'half'
            ? 2
            : 1;
  const known = new Map<PeriodKey, number>();
  let demo = false;
  for (const p of [...points].sort((a, b) => comparePeriods(a.period, b.period))) {
    const parsed = parsePeriod(p.period);
    if (isProblem(parsed) || !isNumber(p.value) || cadenceOf(p.period) !== series.cadence) continue;
    if ((parsed.kind === 'ytd') !== (cumulative || (monthlyFlow && parsed.part === 2))) continue;
    known.set(p.period, p.value);
    demo ||= p.demo;
  }
  const least = leastPoints(perYear);
  const all = [...known.keys()];
  const first = all[0];
  const last = all[all.length - 1];
  if (first === undefined || last === undefined) return tooFew(0, least, null, []);
  const keys: PeriodKey[] = [];
  for (let key: PeriodKey | Problem = first; !isProblem(key); key = nextKey(key, { perYear, cumulative })) {
    keys.push(key);
    if (comparePeriods(key, last) >= 0) break;
  }
  const longest = Math.max(1, Math.floor(perYear / 4));
  let from = 0;
  let hole = 0;
  for (const [i, key] of keys.entries()) {
    hole = known.has(key) ? 0 : hole + 1;
    if (hole > longest) from = i + 1;
  }
  const used = keys.slice(from);
  const holes = used.filter((key) => !known.has(key));
  if (used.length - holes.length < least)
    return tooFew(
      used.length - holes.length,
      least,
      last,
      from > 0 ? keys.slice(0, from).filter((key) => !known.has(key)) : holes,
    );
  const notes: Text[] = [];
  if (holes.length > 0)
    notes.push({
      zh: `补了 ${holes.length} 个缺数：${listZh(holes)}`,
      en: `${holes.length} missing figures were filled in: ${listEn(holes)}`,
    });
  if (from > 0)
    notes.push({
      zh: `只用 ${periodLabel(used[0] ?? '').zh}起的数，之前缺得太多`,
      en: `only figures from ${periodLabel(used[0] ?? '').en} on are used; too many are missing before`,
    });
  return { keys: used, values: fill(used, known, perYear), perYear, cumulative, demo, notes };
}

/** Single months of January and February become one 1—2月. */
function mergeSpring(points: readonly Point[]): Point[] {
  const out: Point[] = [];
  const january = new Map(points.filter((p) => /^\d{4}-01$/.test(p.period)).map((p) => [p.period.slice(0, 4), p]));
  const merged = new Set(points.filter((p) => p.period.endsWith('-01..02')).map((p) => p.period));
  for (const p of points) {
    if (/^\d{4}-01$/.test(p.period)) continue;
    if (!/^\d{4}-02$/.test(p.period)) {
      out.push(p);
      continue;
    }
    const first = january.get(p.period.slice(0, 4));
    const key = `${p.period.slice(0, 4)}-01..02`;
    if (!merged.has(key) && first !== undefined && isNumber(first.value) && isNumber(p.value))
      out.push({ ...p, period: key, value: first.value + p.value, demo: p.demo || first.demo });
  }
  return out;
}

function fill(keys: readonly PeriodKey[], known: ReadonlyMap<PeriodKey, number>, perYear: number): Float64Array {
  const raw = keys.map((key) => known.get(key));
  return Float64Array.from(raw, (value, i) => {
    if (value !== undefined) return value;
    const before = raw[i - perYear];
    const after = raw[i + perYear];
    if (perYear > 1 && before !== undefined && after !== undefined) return (before + after) / 2;
    let a = i;
    let b = i;
    while (raw[a] === undefined) a--;
    while (raw[b] === undefined) b++;
    return raw[a]! + ((raw[b]! - raw[a]!) * (i - a)) / (b - a);
  });
}

function tooFew(have: number, least: number, last: PeriodKey | null, lacking: readonly PeriodKey[]): Missing {
  const label = last === null ? null : periodLabel(last);
  return missing('not-enough-points', {
    zh: `连续的数有 ${have} 个，至少要 ${least} 个，还差 ${least - have} 个${label === null ? '' : `；最新到${label.zh}`}${lacking.length === 0 ? '' : `；缺 ${listZh(lacking)}`}`,
    en: `figures in a row: ${have} of at least ${least}, ${least - have} more are needed${label === null ? '' : `; the newest is ${label.en}`}${lacking.length === 0 ? '' : `; missing ${listEn(lacking)}`}`,
  });
}

const SHOWN = 6;
const listZh = (keys: readonly PeriodKey[]) =>
  keys
    .slice(0, SHOWN)
    .map((key) => periodLabel(key).zh)
    .join('、') + (keys.length > SHOWN ? '等' : '');
const listEn = (keys: readonly PeriodKey[]) =>
  keys
    .slice(0, SHOWN)
    .map((key) => periodLabel(key).en)
    .join(', ') + (keys.length > SHOWN ? ' …' : '');
