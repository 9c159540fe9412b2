import type { Text } from './model.ts';
import { endWords, type Goal } from './goal.ts';
import { periodLabel } from './period.ts';
import { estimate, formatNumber, formatQuantity, THIN } from './quantity.ts';
import type { Overdue } from './overdue.ts';

/** What the sentences need; all numbers are in the indicator's unit. */
export interface Facts {
  goal: Goal;
  observed: { period: string; value: number };
  unit: string;
  /** Difference of two figures is said in 个百分点 when the unit is %. */
  isRate: boolean;
  /** Money at current prices: growth is said to be nominal. */
  isNominal: boolean;
  /** +1 more is better, −1 less is better, 0 a band. */
  sense: 1 | -1 | 0;
  aheadPoints: number | null;
  /** Value at the end of the target's period at the present pace; null where no pace is known. */
  projected: number | null;
  requiredGrowth: number | null;
  observedGrowth: number | null;
  paceYears: number;
  yearsLeft: number;
}

const COUNT_ZH = ['', '一', '两', '三', '四', '五'];

const zhQ = (v: number, unit: string) => formatQuantity(v, unit);
const enQ = (v: number, unit: string) => formatQuantity(v, unit, { lang: 'en' });
const pct = (v: number) => `${formatNumber(v, 1)}%`;

function gapUnit(f: Facts): string {
  return f.isRate && f.unit === '%' ? '个百分点' : f.unit;
}

function targetWords(f: Facts): Text {
  const { goal, unit } = f;
  if (goal.upper === undefined) return { zh: zhQ(goal.level, unit), en: enQ(goal.level, unit) };
  return {
    zh: `${formatNumber(goal.level)}—${zhQ(goal.upper, unit)}`,
    en: `${formatNumber(goal.level)} to ${enQ(goal.upper, unit)}`,
  };
}

/** The target's period is over and its figure is known. */
export function finalWords(f: Facts, met: boolean): Text {
  const at = periodLabel(f.observed.period);
  const t = targetWords(f);
  if (met)
    return {
      zh: `已达成：${at.zh} ${zhQ(f.observed.value, f.unit)}，目标 ${t.zh}。`,
      en: `Achieved: ${enQ(f.observed.value, f.unit)} in ${at.en}, target ${t.en}.`,
    };
  const gap = shortfall(f, f.observed.value);
  return {
    zh: `未达成：${at.zh} ${zhQ(f.observed.value, f.unit)}，目标 ${t.zh}，${gap.zh}。`,
    en: `Missed: ${enQ(f.observed.value, f.unit)} in ${at.en}, target ${t.en}, ${gap.en}.`,
  };
}

/** Met before its time. */
export function earlyWords(f: Facts): Text {
  const at = periodLabel(f.observed.period);
  const t = targetWords(f);
  return {
    zh: `已达成：${at.zh} ${zhQ(f.observed.value, f.unit)}，提前达到目标 ${t.zh}。`,
    en: `Achieved: ${enQ(f.observed.value, f.unit)} in ${at.en}, ahead of time (target ${t.en}).`,
  };
}

function shortfall(f: Facts, value: number): Text {
  const { level, upper } = f.goal;
  const unit = gapUnit(f);
  const below = value < level;
  const edge = !below && upper !== undefined && value > upper ? upper : level;
  const by = Math.abs(edge - value);
  if (below === f.sense < 0 && f.sense !== 0) return { zh: '已到目标', en: 'at the target' };
  return below
    ? { zh: `缺 ${zhQ(by, unit)}`, en: `${enQ(by, unit)} short` }
    : { zh: `高出 ${zhQ(by, unit)}`, en: `${enQ(by, unit)} above it` };
}

function reached(f: Facts, value: number): boolean {
  if (f.sense > 0) return value >= f.goal.level;
  if (f.sense < 0) return value <= f.goal.level;
  return f.goal.upper === undefined ? value === f.goal.level : value >= f.goal.level && value <= f.goal.upper;
}

function paceWords(f: Facts): Text {
  const end = endWords(f.goal.period, THIN);
  if (f.projected === null) return { zh: '只有一期数，看不出速度', en: 'one figure only, no pace to go by' };
  const counted = f.unit !== '' && Number.isInteger(f.observed.value) && Number.isInteger(f.goal.level);
  // Things that are counted one by one are projected one by one.
  const shown = f.isRate ? f.projected : counted ? Math.round(estimate(f.projected)) : estimate(f.projected);
  const head = {
    zh: `按现速 ${end.zh} ${zhQ(shown, f.unit)}`,
    en: `At the present pace ${enQ(shown, f.unit)} by ${end.en}`,
  };
  if (reached(f, shown))
    return {
      zh: `${head.zh}，可达目标 ${targetWords(f).zh}`,
      en: `${head.en}, enough for the target of ${targetWords(f).en}`,
    };
  const gap = shortfall(f, shown);
  return { zh: `${head.zh}，${gap.zh}`, en: `${head.en}, ${gap.en}` };
}

function growthWords(f: Facts): Text | null {
  const n = COUNT_ZH[f.paceYears] ?? String(f.paceYears);
  const years = f.paceYears === 1 ? 'the last year' : `the last ${f.paceYears} years`;
  if (!f.isRate && f.requiredGrowth !== null) {
    const need = `还需年均 ${pct(f.requiredGrowth)}`;
    const needEn = `${pct(f.requiredGrowth)} a year still needed`;
    if (f.observedGrowth === null || f.paceYears === 0) return { zh: need, en: needEn };
    const nominal = f.isNominal ? { zh: '（名义）', en: ' (nominal)' } : { zh: '', en: '' };
    return {
      zh: `${need}，近${n}年实际 ${pct(f.observedGrowth)}${nominal.zh}`,
      en: `${needEn}, ${pct(f.observedGrowth)} in ${years}${nominal.en}`,
    };
  }
  if (!(f.yearsLeft > 0)) return null;
  const step = (f.goal.level - f.observed.value) / f.yearsLeft;
  const sign = step > 0 ? '+' : '';
  return { zh: `还需每年 ${sign}${zhQ(step, gapUnit(f))}`, en: `${sign}${enQ(step, gapUnit(f))} a year still needed` };
}

/** 按现速 2026 年末 431 亿元，缺 69 亿元；还需年均 14.6%，近三年实际 6.9%（名义）。 */
export function pathWords(f: Facts, slow: boolean): Text {
  const pace = paceWords(f);
  const growth = reached(f, f.observed.value) ? null : growthWords(f);
  const head = slow ? { zh: '略慢：', en: 'Slightly slow. ' } : { zh: '', en: '' };
  return {
    zh: `${head.zh}${pace.zh}${growth === null ? '' : `；${growth.zh}`}。`,
    en: `${head.en}${pace.en}${growth === null ? '' : `; ${growth.en}`}.`,
  };
}

/** A sum runs from the first year of its period: 2022年至2024年3月. */
function sinceWords(f: Facts): Text {
  const first = f.goal.period.year;
  const m = /^(\d{4})-01\.\.(\d{2})$/.exec(f.observed.period);
  const end = periodLabel(m === null ? f.observed.period : `${m[1]}-${m[2]}`);
  if (m === null && f.observed.period === String(first)) return end;
  return { zh: `${first}年至${end.zh}`, en: `${end.en} (since ${first})` };
}

/** 1—5月完成 40 亿元，为目标的 38.1%，应完成 41.7%，慢 3.6 个百分点。 */
export function doneWords(f: Facts, required: number, slow: boolean): Text {
  const at = f.goal.counting === 'sum' ? sinceWords(f) : periodLabel(f.observed.period);
  const level = f.goal.level;
  const share = level === 0 ? null : (f.observed.value / level) * 100;
  const should = level === 0 ? null : (required / level) * 100;
  const head = slow ? { zh: '略慢：', en: 'Slightly slow: ' } : { zh: '', en: '' };
  const since = f.goal.counting === 'sum' ? '累计' : '';
  const figure = {
    zh: `${head.zh}${at.zh}${since}完成 ${zhQ(f.observed.value, f.unit)}`,
    en: `${head.en}${enQ(f.observed.value, f.unit)} done by ${at.en}`,
  };
  if (share === null || should === null || f.aheadPoints === null) return { zh: `${figure.zh}。`, en: `${figure.en}.` };
  const points = formatNumber(Math.abs(f.aheadPoints), 1);
  const ahead = f.aheadPoints >= 0;
  const wordZh =
    points === '0'
      ? '与序时持平'
      : f.sense < 0
        ? ahead
          ? `低于序时 ${points}${THIN}个百分点`
          : `超出序时 ${points}${THIN}个百分点`
        : `比序时${ahead ? '快' : '慢'} ${points}${THIN}个百分点`;
  const wordEn = points === '0' ? 'on schedule' : `${points}${THIN}points ${ahead ? 'ahead of' : 'behind'} schedule`;
  return {
    zh: `${figure.zh}，为目标 ${zhQ(level, f.unit)}的 ${pct(share)}，应为 ${pct(should)}，${wordZh}。`,
    en: `${figure.en}: ${pct(share)} of the target of ${enQ(level, f.unit)}, ${pct(should)} was due, ${wordEn}.`,
  };
}

/** A level that is to be held: within or outside its limit. */
export function holdWords(f: Facts, low: number | null, high: number | null): Text {
  const at = periodLabel(f.observed.period);
  const v = f.observed.value;
  const zh = `${at.zh} ${zhQ(v, f.unit)}`;
  const en = `${enQ(v, f.unit)} in ${at.en}`;
  const over = high !== null && v > high ? high : null;
  const under = low !== null && v < low ? low : null;
  if (over !== null)
    return { zh: `${zh}，超过上限 ${zhQ(over, f.unit)}。`, en: `${en}, above the limit of ${enQ(over, f.unit)}.` };
  if (under !== null)
    return { zh: `${zh}，低于下限 ${zhQ(under, f.unit)}。`, en: `${en}, below the limit of ${enQ(under, f.unit)}.` };
  const limit =
    high !== null && low !== null
      ? `${formatNumber(low)}—${zhQ(high, f.unit)}`
      : high !== null
        ? `上限 ${zhQ(high, f.unit)}`
        : `下限 ${zhQ(low ?? v, f.unit)}`;
  const limitEn =
    high !== null && low !== null
      ? `${formatNumber(low)} to ${enQ(high, f.unit)}`
      : `limit ${enQ(high ?? low ?? v, f.unit)}`;
  return { zh: `保持稳定：${zh}，在允许范围内（${limit}）。`, en: `Held: ${en}, within ${limitEn}.` };
}

/** Said after the sentence when a later figure is due but not yet too old. */
export function withOverdue(why: Text, o: Overdue | null): Text {
  if (o === null) return why;
  const at = periodLabel(o.period);
  const age = ageWords(o);
  return {
    zh: `${why.zh.slice(0, -1)}；${at.zh}的数已欠报 ${age.zh}。`,
    en: `${why.en} The figure for ${at.en} is ${age.en} overdue.`,
  };
}

export function ageWords(o: { days: number; months: number }): Text {
  if (o.months >= 1) return { zh: `${o.months}${THIN}个月`, en: o.months === 1 ? 'one month' : `${o.months} months` };
  return { zh: `${o.days}${THIN}天`, en: o.days === 1 ? 'one day' : `${o.days} days` };
}
