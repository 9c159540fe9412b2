import {
  convert,
  endDate,
  isProblem,
  lastFinishedPeriod,
  missing,
  periodsBetween,
  type Indicator,
  type Point,
  type Series,
  startDate,
  type Value,
} from '../../core/measure/index.ts';
import { type DayValue, daysIn, type HourValue, type MonthValue, monthsIn, newestHours } from '../streams/values.ts';
import { noteRead } from '../store/reads.ts';
import type { Store } from '../store/store.ts';
import type { Snapshot } from './snapshot.ts';

/** What stations sent up to the end of a day, for judgements and pages. */
export interface StreamReader {
  /** What was read by it, see `Reading`. */
  parts?: Set<string>;
  /** The newest hour of each factor of each station, at most seven days back. */
  newest(): Promise<readonly HourValue[]>;
  /** Of all stations; of one factor, or all. */
  months(from: string, factor?: string): Promise<readonly MonthValue[]>;
  days(mns: readonly string[], from: string, factor?: string): Promise<readonly DayValue[]>;
}

export function streamReader(store: Store, jurisdiction: string, asOf: string): StreamReader {
  let newest: Promise<HourValue[]> | null = null;
  const kept = new Map<string, Promise<MonthValue[]>>();
  const end = Date.parse(`${asOf}T00:00:00+08:00`) + 86_400_000;
  const parts = new Set<string>();
  /** Values of stations stand there before an entry seals what they were made of. */
  const read = () => {
    parts.add('head');
    noteRead('head');
  };
  return {
    parts,
    newest: () => {
      read();
      return (newest ??= newestHours(store, jurisdiction, end));
    },
    months: (from, factor) => {
      read();
      const key = `${from} ${factor ?? ''}`;
      const made = kept.get(key) ?? monthsIn(store, jurisdiction, { from, to: asOf.slice(0, 7), factor });
      kept.set(key, made);
      return made;
    },
    days: (mns, from, factor) => {
      read();
      return daysIn(store, jurisdiction, mns, { from, to: asOf, factor, most: 200_000 });
    },
  };
}

export const noStreams: StreamReader = { newest: async () => [], months: async () => [], days: async () => [] };

/**
 * Figures of indicators that a stream feeds (`stream: MN-FACTOR`): mean, largest, smallest or last of the valid days of a period, or
 * the share of them within a limit (good days of air).
 */
export async function streamFigures(store: Store, snapshot: Snapshot, asOf: string): Promise<Map<string, Series>> {
  const made = new Map<string, Series>();
  for (const { model } of snapshot.indicators.values())
    if (model.evidence.kind === 'stream')
      made.set(model.id, await figureOf(store, snapshot, model, model.evidence, asOf));
  return made;
}

async function figureOf(
  store: Store,
  { jurisdiction }: Snapshot,
  { id, unit, nature, cadence }: Indicator,
  { stream, fn, limit, unit: sent = unit }: Extract<Indicator['evidence'], { kind: 'stream' }>,
  asOf: string,
): Promise<Series> {
  const empty: Series = { indicator: id, place: jurisdiction, unit, nature, cadence, asOf, points: [], problems: [] };
  const [mn = '', ...rest] = stream.split('-');
  const days = await daysIn(store, jurisdiction, [mn.toUpperCase()], {
    from: '1990-01-01',
    to: asOf,
    factor: rest.join('-'),
    most: 20_000,
  });
  const [first] = days;
  const finished = lastFinishedPeriod(cadence, asOf, nature);
  const to = isProblem(finished) ? finished : endDate(finished);
  if (!first || isProblem(to)) return empty;
  const periods = periodsBetween(cadence, `${first.day.slice(0, 4)}-01-01`, to, nature);
  if (isProblem(periods)) return empty;
  const points = periods.flatMap((period): Point[] => {
    const [from, end] = [startDate(period), endDate(period)];
    if (isProblem(from) || isProblem(end) || end < first.day) return [];
    const within = days.filter(({ day }) => day >= from && day <= end);
    const values = within.flatMap(({ value }) => value ?? []);
    return [
      {
        period,
        value:
          values.length === 0
            ? missing('not-enough-points', { zh: '没有有效日均值', en: 'no valid daily mean' })
            : fn === 'within'
              ? inUnit(shareWithin(values, limit), '%', unit)
              : inUnit(of(fn, values), sent, unit),
        knownOn: end,
        status: 'approved',
        source: `监测站 ${mn.toUpperCase()}`,
        grade: within.some(({ demo }) => demo) ? '演示' : '计算',
        demo: within.some(({ demo }) => demo),
      },
    ];
  });
  return { ...empty, points };
}

/** A value of the factor in the unit of the indicator. */
function inUnit(value: number, from: string, to: string): Value {
  if (from === to) return value;
  const converted = convert(value, from, to);
  return isProblem(converted)
    ? missing('not-applicable', { zh: `单位 ${from} 不能换算成 ${to}`, en: `${from} cannot be converted to ${to}` })
    : converted;
}

/** Per cent of the days that are at most the limit; one that is not said is kept by none. */
const shareWithin = (values: readonly number[], limit = Number.NEGATIVE_INFINITY): number =>
  Number(((100 * values.filter((one) => one <= limit).length) / values.length).toPrecision(12));

function of(fn: 'mean' | 'max' | 'min' | 'last', values: readonly number[]): number {
  if (fn === 'max') return Math.max(...values);
  if (fn === 'min') return Math.min(...values);
  if (fn === 'last') return values.at(-1) ?? Number.NaN;
  return Number((values.reduce((sum, one) => sum + one, 0) / values.length).toPrecision(12));
}
