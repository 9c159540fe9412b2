import { mom, yoy, type Change } from './growth.ts';
import { isNumber } from './missing.ts';
import type { PeriodKey, Text } from './model.ts';
import { endDate, periodLabel, yearBefore } from './period.ts';
import { isProblem } from './problem.ts';
import { formatNumber, formatQuantity } from './quantity.ts';
import { latest, type Series } from './series.ts';
import { isMoney, parseUnit } from './unit.ts';

/** At which prices a growth is counted: `comparable` 可比价, `current` 名义; null where the figure is not money. */
export type Prices = 'comparable' | 'current' | null;

/** A change against an earlier period, in % or (of rates) 个百分点. */
export interface Growth {
  value: number;
  unit: '%' | '个百分点';
  /** Period that it is counted from. */
  base: PeriodKey;
  /** True where the office published the rate; a published rate comes first. */
  reported: boolean;
  prices: Prices;
  /** Ratio of the two figures as they are known today, where it differs from the published rate; else null. */
  computed: number | null;
}

/** The newest figure as it is read first: figure, 同比, 环比, share of the year's task. */
export interface Reading {
  period: PeriodKey;
  value: number;
  knownOn: string;
  demo: boolean;
  /** 同比: against the same period of last year; null where there is none. */
  yoy: Growth | null;
  /** 环比: against the period before; null for cumulative and yearly figures, where it says nothing. */
  mom: Growth | null;
  /** What the year is to bring by the trajectory, and how much of it is there (%, may exceed 100). */
  task: { year: number; value: number; share: number } | null;
}

/** Published growth rates of an indicator: a series in %, by the same periods, and their prices. */
export interface ReportedGrowth {
  series: Series;
  prices: Exclude<Prices, null>;
}

/** Two rates that differ by less are one: published rates have one decimal. */
const SAME = 0.05 + 1e-9;

function grown(change: Change, money: boolean): Growth | null {
  if (!isNumber(change.value) || change.base === null) return null;
  return {
    value: change.value,
    unit: change.unit === '%' ? '%' : '个百分点',
    base: change.base,
    reported: false,
    prices: money && change.unit === '%' ? 'current' : null,
    computed: null,
  };
}

/** The published rate whose period ends with this one: a rate of a quarter is that of the year so far where figures are. */
function publishedAt(rates: Series, period: PeriodKey): number | null {
  const end = endDate(period);
  const found =
    rates.points.find((point) => point.period === period) ??
    rates.points.find((point) => endDate(point.period) === end);
  return found !== undefined && isNumber(found.value) ? found.value : null;
}

/** 同比 of a period: the published rate where there is one, with the computed one beside it where they differ. */
export function growthOf(series: Series, period: PeriodKey, published?: ReportedGrowth): Growth | null {
  const unit = parseUnit(series.unit);
  const own = grown(yoy(series, period), !isProblem(unit) && isMoney(unit));
  const rate = published === undefined ? null : publishedAt(published.series, period);
  const base = yearBefore(period);
  if (rate === null || published === undefined || isProblem(base)) return own;
  const differs = own !== null && Math.abs(own.value - rate) > SAME;
  return {
    value: rate,
    unit: '%',
    base,
    reported: true,
    prices: published.prices,
    computed: differs ? own.value : null,
  };
}

/** The newest figure of a series; null where it has none. `taskOf` gives what a year is to bring, in the same unit. */
export function readingOf(
  series: Series,
  options: { published?: ReportedGrowth | undefined; taskOf?: (year: number) => number | null } = {},
): Reading | null {
  const newest = latest(series);
  if (newest === undefined) return null;
  const { period, value, knownOn, demo } = newest;
  const year = Number(period.slice(0, 4));
  const due = series.nature === 'rate' || series.nature === 'index' ? null : (options.taskOf?.(year) ?? null);
  const unit = parseUnit(series.unit);
  return {
    period,
    value,
    knownOn,
    demo,
    yoy: growthOf(series, period, options.published),
    mom: series.cadence === 'year' ? null : grown(mom(series, period), !isProblem(unit) && isMoney(unit)),
    task: due !== null && due > 0 ? { year, value: due, share: (value / due) * 100 } : null,
  };
}

const PRICES: Record<Exclude<Prices, null>, Text> = {
  comparable: { zh: '可比价', en: 'comparable prices' },
  current: { zh: '名义', en: 'nominal' },
};

/** +7.2%（名义）; +1.5 个百分点; with the computed rate beside a published one that differs. */
export function growthWords(g: Growth): Text {
  const signed = (v: number) => `${v > 0 ? '+' : ''}${formatNumber(v, g.unit === '%' ? 1 : 2)}`;
  const figure = (v: number) => (g.unit === '%' ? `${signed(v)}%` : `${signed(v)} 个百分点`);
  const figureEn = (v: number) => (g.unit === '%' ? `${signed(v)}%` : `${signed(v)} points`);
  const zh = [g.prices && PRICES[g.prices].zh, g.computed !== null && `按两期数相除 ${figure(g.computed)}`];
  const en = [g.prices && PRICES[g.prices].en, g.computed !== null && `${figureEn(g.computed)} by the two figures`];
  const inside = (parts: (string | null | false)[], sep: string) => parts.filter(Boolean).join(sep);
  const [a, b] = [inside(zh, '；'), inside(en, '; ')];
  return { zh: `${figure(g.value)}${a && `（${a}）`}`, en: `${figureEn(g.value)}${b && ` (${b})`}` };
}

/** 2026年1—9月 292.95 亿元，同比 +7.2%（名义）. */
export function readingWords(r: Reading, unit: string): Text {
  const at = periodLabel(r.period);
  const by = r.yoy && growthWords(r.yoy);
  return {
    zh: `${at.zh} ${formatQuantity(r.value, unit)}${by ? `，同比 ${by.zh}` : ''}`,
    en: `${formatQuantity(r.value, unit, { lang: 'en' })} in ${at.en}${by ? `, ${by.en} on the year before` : ''}`,
  };
}
