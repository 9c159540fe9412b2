import { formatNumber, type Light, type Text } from '../../../core/measure/index.ts';
import type { RecordOf } from '../../../core/register/index.ts';
import type { HourValue } from '../../../evidence/streams/values.ts';
import type { stations } from '../registers.ts';
import { type WaterBody, type WaterClass, waterClass, type WaterResult, type WaterValues } from '../water-class.ts';
import { localTime } from '../hj212/time.ts';
import { classNames, classNamesEn } from '../words.ts';
import { ruleOf } from './making.ts';
import { itemName, itemOf, waterValues } from './water.ts';

export interface StationStanding {
  light: Light;
  why: Text;
  /** Begin of the newest hour (ISO). */
  at: string | null;
  water: WaterResult | null;
  values: readonly HourValue[];
  target: WaterClass;
}

/** Hours that are read together: nutrients are measured every four, others every hour. */
const together = 24 * 3_600_000;
type Row = Pick<RecordOf<typeof stations>, 'mn' | 'name' | 'kind' | 'target' | 'minutes' | 'hours' | 'counts'>;

/** How a station stands by its newest valid hours: the class of its water against the one that it has to keep. */
export function stationStanding(row: Row, newest: readonly HourValue[]): StationStanding {
  const own = newest.filter(({ mn }) => mn === row.mn.toUpperCase());
  const last = own.reduce((most, { at }) => Math.max(most, at), 0);
  const target = Number(row.target ?? '3') as WaterClass;
  const base = { at: last === 0 ? null : localTime(last), values: own, target, water: null };
  if (last === 0) return { ...base, light: 'grey', why: { zh: '近 7 天没有数据。', en: 'No data for seven days.' } };
  const { counts } = ruleOf(row.kind, row);
  const valid = own.filter(({ at, value, flag }) => value !== null && counts.has(flag) && at > last - together);
  if (row.kind === 'air' || row.kind === 'flue' || row.kind === 'outfall')
    return { ...base, light: 'grey', why: { zh: '按日评价，见空气页。', en: 'Judged by the day.' } };
  const body = row.kind === 'river' ? 'river' : 'lake';
  const water = waterClass(body, waterValues(valid));
  if (!water)
    return {
      ...base,
      light: 'grey',
      why: { zh: '没有可定类的有效小时值。', en: 'No valid hour that a class could be judged by.' },
    };
  const names = water.worst.map((item) => {
    const value = valid.find(({ factor }) => itemOf(factor) === item)?.value;
    const times = water.exceed[item];
    return `${itemName(item)} ${value === null || value === undefined ? '' : formatNumber(value)}${times === undefined ? '' : `（超Ⅲ类 ${formatNumber(times, 2)} 倍）`}`;
  });
  const [now, keep] = [water.class, target];
  const over = now > keep;
  const nearly = !over && near(body, waterValues(valid), target);
  return {
    ...base,
    water,
    light: over ? 'red' : nearly ? 'yellow' : 'green',
    why: {
      zh: over
        ? `${classNames[now]}，超过目标${classNames[keep]}：${names.join('、')}。`
        : `${classNames[now]}，${now === keep ? '达到' : '优于'}目标${classNames[keep]}${nearly ? '，有项目离界线不到一成' : ''}。`,
      en: over
        ? `Water of ${classNamesEn[now]}, beyond its target of ${classNamesEn[keep]}.`
        : `Water of ${classNamesEn[now]}; target ${classNamesEn[keep]}${nearly ? ', with an item within a tenth of its limit' : ''}.`,
    },
  };
}

/** Whether the water would leave its class if every item were worse by a tenth. */
function near(body: WaterBody, values: WaterValues, target: WaterClass): boolean {
  const { ph: _acidity, ...others } = values;
  const worse = Object.entries(others).flatMap(([item, value]) =>
    typeof value === 'number' ? [[item, item === 'do' ? value / 1.1 : value * 1.1] as const] : [],
  );
  return (waterClass(body, Object.fromEntries(worse))?.class ?? 1) > target;
}
