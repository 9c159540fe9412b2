/** A row of dates on a common axis of days. */
export interface DatedRow<T> {
  item: T;
  marks: { name: string; day: string }[];
}

export interface Axis {
  /** ISO days of both ends. */
  start: string;
  end: string;
  ticks: { day: string; label: string; at: number }[];
}

const dayOf = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
const isoOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** An axis of whole months (whole years over more than three of them) around the days; null when there are none. */
export function axisOf(days: readonly string[]): Axis | null {
  const known = days.filter((day) => Number.isFinite(dayOf(day))).toSorted();
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return null;
  const years = Number(last.slice(0, 4)) - Number(first.slice(0, 4)) > 2;
  const start = years ? `${first.slice(0, 4)}-01-01` : `${first.slice(0, 7)}-01`;
  const end = years ? `${Number(last.slice(0, 4)) + 1}-01-01` : nextMonth(last);
  const ticks: Axis['ticks'] = [];
  for (let day = start; day < end; day = years ? `${Number(day.slice(0, 4)) + 1}-01-01` : nextMonth(day))
    ticks.push({ day, label: years ? day.slice(0, 4) : day.slice(0, 7), at: 0 });
  const every = Math.ceil(ticks.length / 12);
  return {
    start,
    end,
    ticks: ticks
      .filter((_, index) => index % every === 0)
      .map((tick) => ({ ...tick, at: placeOn({ start, end }, tick.day) })),
  };
}

function nextMonth(day: string): string {
  const month = Number(day.slice(5, 7));
  return month === 12
    ? `${Number(day.slice(0, 4)) + 1}-01-01`
    : `${day.slice(0, 4)}-${String(month + 1).padStart(2, '0')}-01`;
}

/** Where a day lies on the axis, 0 to 1. */
export function placeOn(axis: Pick<Axis, 'start' | 'end'>, day: string): number {
  return (dayOf(day) - dayOf(axis.start)) / (dayOf(axis.end) - dayOf(axis.start));
}

/** The last day of a period key, so that a period has a place on the axis: 2026, 2026Q1, 2026-05. Others: null. */
export function dayIn(value: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  const quarter = /^(\d{4})Q([1-4])$/.exec(value);
  const month = quarter
    ? `${quarter[1]}-${String(Number(quarter[2]) * 3).padStart(2, '0')}`
    : /^\d{4}$/.test(value)
      ? `${value}-12`
      : /^\d{4}-\d{2}$/.test(value)
        ? value
        : null;
  return month === null ? null : isoOf(dayOf(nextMonth(`${month}-01`)) - 1);
}
