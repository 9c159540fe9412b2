import type { HourValue } from '../../../evidence/streams/values.ts';
import type { WaterItem, WaterValues } from '../water-class.ts';
import { namedFactor } from './readings.ts';

/** Factors that GB 3838 judges by; what stations send of metals may be in µg/L. */
const ITEMS: Readonly<Record<string, WaterItem | 'tn'>> = {
  w01001: 'ph',
  w01009: 'do',
  w01019: 'codmn',
  w01018: 'cod',
  w01017: 'bod5',
  w21003: 'nh3n',
  w21011: 'tp',
  w21001: 'tn',
  w20122: 'cu',
  w20138: 'cu',
  w20123: 'zn',
  w20139: 'zn',
  w21017: 'f',
  w20128: 'se',
  w20140: 'se',
  w20119: 'as',
  w20141: 'as',
  w20111: 'hg',
  w20142: 'hg',
  w20115: 'cd',
  w20143: 'cd',
  w20117: 'cr6',
  w20120: 'pb',
  w20144: 'pb',
  w21016: 'cn',
  w23002: 'phenol',
  w22001: 'oil',
  w19002: 'las',
  w21019: 'sulfide',
};
const items = new Map(Object.entries(ITEMS).map(([code, item]) => [item, code]));

export const itemOf = (factor: string): WaterItem | 'tn' | null => ITEMS[factor] ?? null;

/** What an item of GB 3838 is called. */
export const itemName = (item: WaterItem | 'tn'): string => namedFactor(items.get(item) ?? item).name;

/** Values by item in mg/L, of factors with their values in the unit of the table. */
export function waterValues(values: readonly Pick<HourValue, 'factor' | 'value'>[]): WaterValues {
  const found: Partial<Record<WaterItem | 'tn', number>> = {};
  for (const { factor, value } of values) {
    const item = ITEMS[factor];
    if (item === undefined || value === null) continue;
    found[item] = namedFactor(factor).unit === 'µg/L' ? value / 1000 : value;
  }
  return found;
}
