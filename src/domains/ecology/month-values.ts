import type { RecordOf } from '../../core/register/index.ts';
import type { MonthValue } from '../../evidence/streams/values.ts';
import type { samples } from './registers.ts';
import { waterValues } from './stream/water.ts';
import { waterItems, type WaterItem, type WaterValues } from './water-class.ts';

const items = [...waterItems, 'tn'] as const;

/** Values of one month, and where each comes from. */
export interface MonthOfWater {
  month: string;
  values: WaterValues;
  /** Items of a station, and of samples by hand. */
  automatic: (WaterItem | 'tn')[];
  manual: (WaterItem | 'tn')[];
}

/**
 * The newest month that a section has values of: what a station measures by itself counts before samples by hand of the same month
 * (生态环境部《地表水环境质量监测数据统计技术规定（试行）》); samples of a month count as their mean. Null where there is neither.
 */
export function monthOfWater(
  automatic: readonly MonthValue[],
  sampled: readonly RecordOf<typeof samples>[],
): MonthOfWater | null {
  const months = [...automatic.map(({ month }) => month), ...sampled.map(({ on }) => on.slice(0, 7))];
  const month = months.reduce((last, one) => (one > last ? one : last), '');
  if (month === '') return null;
  const own = waterValues(automatic.filter((one) => one.month === month));
  const by = sampled.filter(({ on }) => on.startsWith(month));
  const values: Partial<Record<WaterItem | 'tn', number>> = {};
  const found: MonthOfWater = { month, values, automatic: [], manual: [] };
  for (const item of items) {
    const value = own[item];
    if (typeof value === 'number') {
      values[item] = value;
      found.automatic.push(item);
      continue;
    }
    const known = by.flatMap((row) => row[item] ?? []);
    if (known.length === 0) continue;
    values[item] = known.reduce((sum, one) => sum + one, 0) / known.length;
    found.manual.push(item);
  }
  return found;
}

/** Months of one item, the oldest first: of the station where it measures, else the mean of the samples of the month. */
export function withSamples(
  automatic: readonly Pick<MonthValue, 'month' | 'value' | 'n'>[],
  sampled: readonly RecordOf<typeof samples>[],
  item: WaterItem | 'tn',
): { month: string; value: number | null; n: number }[] {
  const months = new Map(automatic.map(({ month, value, n }) => [month, { month, value, n }]));
  for (const [month, rows] of Map.groupBy(sampled, ({ on }) => on.slice(0, 7))) {
    const known = rows.flatMap((row) => row[item] ?? []);
    if (known.length === 0 || typeof months.get(month)?.value === 'number') continue;
    months.set(month, { month, value: known.reduce((sum, one) => sum + one, 0) / known.length, n: known.length });
  }
  return [...months.values()].toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

/** The month (`2026-05`) so many months before that of a day. */
export function monthBefore(day: string, months: number): string {
  const at = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}
