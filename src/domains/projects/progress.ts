import {
  endDate,
  isProblem,
  lightBy,
  unwrap,
  YINCHUAN_2025,
  type Light,
  type StandingRules,
  type Text,
} from '../../core/measure/index.ts';

/** Investment of one month, 亿元. */
export interface MonthAmount {
  /** `2026-03` */
  month: string;
  amount: number;
}

export interface PlanProgress {
  /** Planned and done from January to the last month that should be reported, 亿元. */
  planned: number;
  done: number;
  /** The same as a share of the year's plan, 0 to 1; null where nothing is planned. */
  plannedShare: number | null;
  doneShare: number | null;
  /** Percentage points behind the plan; negative when ahead. */
  behind: number | null;
  /** Months that have ended, were planned, and have no report; their work is not counted as nothing done but named. */
  unreported: string[];
  light: Light;
  why: Text;
}

/**
 * Annual investment plan against what was done (序时进度), over the months of one year that have ended on the as-of day.
 * Light by the points rule. Where the newest ended months are not reported, plan and work are compared up to the last
 * reported month, and the rest is named; with nothing reported the light is grey.
 */
export function planProgress(
  plan: readonly MonthAmount[],
  done: readonly MonthAmount[],
  year: number,
  asOf: string,
  rules: StandingRules = YINCHUAN_2025,
): PlanProgress {
  const inYear = (rows: readonly MonthAmount[]) =>
    rows.filter((row) => row.month.startsWith(`${year}-`) && !isProblem(endDate(row.month)));
  const ended = (row: MonthAmount) => unwrap(endDate(row.month)) <= asOf;
  const months = inYear(plan);
  const reports = inYear(done).filter(ended);
  const total = sum(months);
  const last = reports
    .map((row) => row.month)
    .toSorted()
    .at(-1);
  const unreported = months
    .filter((row) => ended(row) && !reports.some((one) => one.month === row.month))
    .map((row) => row.month)
    .toSorted();
  const planned = last === undefined ? 0 : sum(months.filter((row) => row.month <= last));
  const worked = sum(reports);
  const nothing = {
    planned,
    done: worked,
    plannedShare: null,
    doneShare: null,
    behind: null,
    unreported,
    light: 'grey' as const,
  };
  if (total <= 0) return { ...nothing, why: { zh: `${year} 年没有投资计划。`, en: `No investment plan for ${year}.` } };
  if (last === undefined)
    return {
      ...nothing,
      why:
        unreported.length > 0
          ? {
              zh: `没有填报完成投资，欠 ${unreported.length} 个月。`,
              en: `No investment reported; ${unreported.length} months owed.`,
            }
          : { zh: '未到填报期。', en: 'Not due yet.' },
    };
  const behind = Math.round(((planned - worked) / total) * 100 * 1e9) / 1e9;
  const light = lightBy(rules, planned > 0 ? worked / planned : 1, -behind);
  const owed =
    unreported.length === 0
      ? { zh: '', en: '' }
      : { zh: `，另欠报 ${unreported.join('、')}`, en: `; not reported: ${unreported.join(', ')}` };
  const points = Math.abs(behind).toFixed(1).replace(/\.0$/, '');
  const slow = behind > 0 && light === 'green' ? '略慢：' : '';
  return {
    planned,
    done: worked,
    plannedShare: planned / total,
    doneShare: worked / total,
    behind,
    unreported,
    light,
    why:
      behind > 0
        ? {
            zh: `${slow}到 ${last} 落后序时进度 ${points} 个百分点${owed.zh}。`,
            en: `${points} points behind the plan up to ${last}${owed.en}.`,
          }
        : { zh: `到 ${last} 达到序时进度${owed.zh}。`, en: `On plan up to ${last}${owed.en}.` },
  };
}

function sum(rows: readonly MonthAmount[]): number {
  return rows.reduce((total, row) => total + row.amount, 0);
}
