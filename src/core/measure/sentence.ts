import type { Text } from './model.ts';
import type { Goal } from './goal.ts';
import { periodLabel } from './period.ts';
import { formatNumber, formatQuantity, THIN } from './quantity.ts';
import type { StandingRules } from './rules.ts';
import { countedWhole } from './unit.ts';
import type { Way } from './way.ts';
import type { Overdue } from './overdue.ts';

/** What the sentences need; all numbers are in the indicator's unit. */
export interface Facts {
  goal: Goal;
  observed: { period: string; value: number };
  /** Where the path wants the observed figure to be. */
  required: number;
  unit: string;
  /** Difference of two figures is said in 个百分点 when the unit is %. */
  isRate: boolean;
  /** +1 more is better, −1 less is better, 0 a band. */
  sense: 1 | -1 | 0;
  aheadPoints: number | null;
  rules: StandingRules;
  /** What is still to be done; null where the level is reached. */
  way: Way | null;
}

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

/** 比序时慢 9.99 个百分点: never rounded onto the line that it has not crossed. */
function scheduleWords(f: Facts, ahead: number): Text {
  const points = pointsText(Math.abs(ahead), f.rules);
  if (points === '0') return { zh: '与序时持平', en: 'on schedule' };
  const zh =
    f.goal.counting !== 'path' && f.sense < 0
      ? `${ahead >= 0 ? '低于' : '超出'}序时 ${points}${THIN}个百分点`
      : `比序时${ahead >= 0 ? '快' : '慢'} ${points}${THIN}个百分点`;
  return { zh, en: `${points}${THIN}points ${ahead >= 0 ? 'ahead of' : 'behind'} schedule` };
}

function pointsText(behind: number, { yellowPoints, redPoints }: StandingRules): string {
  for (let decimals = 1; decimals < 4; decimals++) {
    const shown = Number(behind.toFixed(decimals));
    const crossed = [yellowPoints, redPoints].some(
      (line) => (shown === line && behind !== line) || shown > line !== behind > line,
    );
    if (!crossed) return formatNumber(behind, decimals);
  }
  return formatNumber(behind, 4);
}

/** What is left, in the words that fit the time that is left; see `Way`. */
export function wayWords(way: Way, unit: string, isRate: boolean): Text {
  const stepUnit = isRate && unit === '%' ? '个百分点' : unit;
  const signed = (v: number) => (v > 0 ? '+' : '');
  switch (way.kind) {
    case 'yearly':
      // Of 两条 nobody builds 12.2% a year.
      if (countedWhole(unit)) return { zh: `还差 ${zhQ(way.left, unit)}`, en: `${enQ(way.left, unit)} more needed` };
      return way.growth !== null && !isRate
        ? {
            zh: `还需年均${way.growth < 0 ? '下降' : '增长'} ${pct(Math.abs(way.growth))}`,
            en: `${pct(way.growth)} a year still needed`,
          }
        : {
            zh: `还需每年 ${signed(way.perYear)}${zhQ(way.perYear, stepUnit)}`,
            en: `${signed(way.perYear)}${enQ(way.perYear, stepUnit)} a year still needed`,
          };
    case 'ahead': {
      const from = periodLabel(way.from);
      const by = way.growth === null || isRate ? '' : `（${signed(way.growth)}${pct(way.growth)}）`;
      const byEn = way.growth === null || isRate ? '' : ` (${signed(way.growth)}${pct(way.growth)})`;
      return {
        zh: `比${from.zh}还需 ${signed(way.left)}${zhQ(way.left, stepUnit)}${by}`,
        en: `${signed(way.left)}${enQ(way.left, stepUnit)}${byEn} still needed over ${from.en}`,
      };
    }
    case 'this-year': {
      const rest = restWords(way, stepUnit);
      const { year, must, done, adds } = way;
      const at = done === null ? null : periodLabel(done.period);
      const so =
        done === null || at === null
          ? { zh: '还没有今年的数', en: 'no figure of the year yet' }
          : {
              zh: `${at.zh}${adds ? '已完成' : '为'} ${zhQ(done.value, unit)}`,
              en: `${enQ(done.value, unit)} ${adds ? 'done by' : 'in'} ${at.en}`,
            };
      return {
        zh: `${year}${THIN}年要${adds ? '完成' : '到'} ${zhQ(must, unit)}，${so.zh}，${rest.zh}`,
        en: `${enQ(must, unit)} ${adds ? 'to be done' : 'to be reached'} in ${year}, ${so.en}, ${rest.en}`,
      };
    }
  }
}

/** 余下 3 个月还需 207.05 亿元（上年同期 95.1 亿元）. */
function restWords({ done, left, lastYear, adds }: Extract<Way, { kind: 'this-year' }>, unit: string): Text {
  const months = done?.monthsLeft ?? 12;
  const when =
    months === 12
      ? { zh: '全年', en: 'the year' }
      : months > 0
        ? { zh: `余下 ${months}${THIN}个月`, en: months === 1 ? 'the month left' : `the ${months} months left` }
        : { zh: '年内', en: 'the year' };
  const then =
    lastYear === null
      ? { zh: '', en: '' }
      : {
          zh: `（上年同期 ${zhQ(lastYear, unit)}）`,
          en: ` (${enQ(lastYear, unit)} in the same months of last year)`,
        };
  const verb = adds ? '' : left > 0 ? '增加' : '减少';
  const amount = adds ? left : Math.abs(left);
  return {
    zh: `${when.zh}还需${verb} ${zhQ(amount, unit)}${then.zh}`,
    en: `${enQ(left, unit)} needed in ${when.en}${then.en}`,
  };
}

/** 2025年 364.24 亿元，应为 452.12 亿元，比序时慢 44.4 个百分点；2026 年要完成 500 亿元，… */
export function pathWords(f: Facts, slow: boolean): Text {
  const at = periodLabel(f.observed.period);
  const head = slow ? { zh: '略慢：', en: 'Slightly slow. ' } : { zh: '', en: '' };
  const zh = [`${head.zh}${at.zh} ${zhQ(f.observed.value, f.unit)}，应为 ${zhQ(f.required, f.unit)}`];
  const en = [`${head.en}${enQ(f.observed.value, f.unit)} in ${at.en}, ${enQ(f.required, f.unit)} was due`];
  if (f.aheadPoints !== null) {
    const words = scheduleWords(f, f.aheadPoints);
    zh.push(words.zh);
    en.push(words.en);
  }
  const way = f.way === null ? null : wayWords(f.way, f.unit, f.isRate);
  return {
    zh: `${zh.join('，')}${way === null ? '' : `；${way.zh}`}。`,
    en: `${en.join(', ')}${way === null ? '' : `; ${way.en}`}.`,
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
  const schedule = scheduleWords(f, f.aheadPoints);
  // A ceiling asks for nothing more.
  const left = f.way === null || f.sense < 0 ? null : f.way;
  const way =
    left === null ? null : left.kind === 'this-year' ? restWords(left, f.unit) : wayWords(left, f.unit, f.isRate);
  return {
    zh: `${figure.zh}，为目标 ${zhQ(level, f.unit)}的 ${pct(share)}，应为 ${pct(should)}，${schedule.zh}${way === null ? '' : `；${way.zh}`}。`,
    en: `${figure.en}: ${pct(share)} of the target of ${enQ(level, f.unit)}, ${pct(should)} was due, ${schedule.en}${way === null ? '' : `; ${way.en}`}.`,
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
