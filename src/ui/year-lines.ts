import { parsePeriod } from '../core/measure/index.ts';

interface Point {
  period: string;
  value: number;
}

/** One year of a series, its figures by the same slots as every other year; null where there is none. */
export interface YearLine {
  year: number;
  values: (number | null)[];
}

/** Years that are shown over each other: more cannot be told apart. */
const MOST = 5;

/**
 * A series cut by years so that the same months stand above each other, the oldest year first. Null where less than two
 * years or less than two periods a year are known: there is nothing to lay over each other.
 */
export function yearLines(points: readonly Point[]): { slots: string[]; lines: YearLine[] } | null {
  const years = new Map<number, Map<string, number>>();
  const slots = new Map<string, number>();
  for (const { period, value } of points) {
    const parsed = parsePeriod(period);
    if (!('last' in parsed) || parsed.kind === 'year' || parsed.kind === 'years' || parsed.kind === 'day') continue;
    // 1—12月 is where the line of a cumulative year ends.
    const slot = period.slice(4);
    const year = years.get(parsed.year) ?? new Map<string, number>();
    years.set(parsed.year, year.set(slot, value));
    slots.set(slot, parsed.last - Date.UTC(parsed.year, 0, 1) / 86_400_000);
  }
  const order = [...slots].toSorted((a, b) => a[1] - b[1]).map(([slot]) => slot);
  if (order.length < 2 || years.size < 2) return null;
  const shown = [...years.keys()].toSorted((a, b) => a - b).slice(-MOST);
  return {
    slots: order,
    lines: shown.map((year) => ({ year, values: order.map((slot) => years.get(year)?.get(slot) ?? null) })),
  };
}

/** Words of a slot: 1—9月, 三季度, 3月. */
export function slotWords(slot: string, lang: 'zh' | 'en'): string {
  const months = /^-(\d{2})(?:\.\.(\d{2}))?$/.exec(slot);
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  if (months) {
    const [from, to] = [Number(months[1]), months[2] === undefined ? null : Number(months[2])];
    if (lang === 'zh') return to === null ? `${from}月` : `${from}—${to}月`;
    return to === null ? (names[from - 1] ?? slot) : `${names[from - 1]}–${names[to - 1]}`;
  }
  return slot;
}
