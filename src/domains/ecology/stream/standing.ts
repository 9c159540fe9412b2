import { formatNumber, type Light, type Text } from '../../../core/measure/index.ts';
import type { RecordOf } from '../../../core/register/index.ts';
import type { HourValue } from '../../../evidence/streams/values.ts';
import type { ViewAt } from '../../../evidence/reading/view.ts';
import { monthBefore, monthOfWater } from '../month-values.ts';
import { samples, type stations } from '../registers.ts';
import { type WaterBody, type WaterClass, waterClass, type WaterResult, type WaterValues } from '../water-class.ts';
import { localTime } from '../hj212/time.ts';
import { classNames, classNamesEn } from '../words.ts';
import { ruleOf } from './making.ts';
import { itemName, waterValues } from './water.ts';

export interface StationStanding {
  light: Light;
  why: Text;
  /** Begin of the newest hour (ISO). */
  at: string | null;
  /** The month of the samples that it stands by, where no hour is there. */
  month: string | null;
  water: WaterResult | null;
  values: readonly HourValue[];
  target: WaterClass;
}

/** Hours that are read together: nutrients are measured every four, others every hour. */
const together = 24 * 3_600_000;
type Row = Pick<RecordOf<typeof stations>, 'mn' | 'name' | 'kind' | 'target' | 'minutes' | 'hours' | 'counts'>;

/**
 * How stations stand by their newest valid hours: the class of the water against the one that it has to keep. A section that has sent
 * nothing for seven days stands by its samples of the newest month, if that is one of the last three.
 */
export async function standingsOf<R extends Row & { id: string }>(
  view: ViewAt,
  rows: readonly R[],
): Promise<{ row: R; standing: StationStanding }[]> {
  const newest = Map.groupBy(await view.streams.newest(), ({ mn }) => mn);
  const sampled = Map.groupBy((await view.list(samples)).rows, ({ station }) => station.id);
  return rows.map((row) => ({
    row,
    standing: standingOf(row, newest.get(row.mn.toUpperCase()) ?? [], sampled.get(row.id) ?? [], view.asOf),
  }));
}

function standingOf(
  row: Row,
  own: readonly HourValue[],
  sampled: readonly RecordOf<typeof samples>[],
  asOf: string,
): StationStanding {
  const last = own.reduce((most, { at }) => Math.max(most, at), 0);
  const target = Number(row.target ?? '3') as WaterClass;
  const base = { at: last === 0 ? null : localTime(last), month: null, values: own, target, water: null };
  if (row.kind === 'air' || row.kind === 'flue' || row.kind === 'outfall')
    return last === 0
      ? { ...base, light: 'grey', why: { zh: '近 7 天没有数据。', en: 'No data for seven days.' } }
      : { ...base, light: 'grey', why: { zh: '按日评价，见空气页。', en: 'Judged by the day.' } };
  const body = row.kind === 'river' ? 'river' : 'lake';
  const { counts } = ruleOf(row.kind, row);
  const valid = own.filter(({ at, value, flag }) => value !== null && counts.has(flag) && at > last - together);
  const hand = last === 0 ? monthOfWater([], sampled) : null;
  const recent = hand && hand.month >= monthBefore(asOf, 2) ? hand : null;
  const values = recent?.values ?? waterValues(valid);
  const water = waterClass(body, values);
  if (!water)
    return {
      ...base,
      light: 'grey',
      why:
        last > 0
          ? { zh: '没有可定类的有效小时值。', en: 'No valid hour that a class could be judged by.' }
          : hand
            ? {
                zh: `近 7 天没有数据，最近的手工监测是 ${hand.month}。`,
                en: `No data for seven days; the last samples are of ${hand.month}.`,
              }
            : { zh: '近 7 天没有数据。', en: 'No data for seven days.' },
    };
  const names = water.worst.map((item) => {
    const [value, times] = [values[item], water.exceed[item]];
    return `${itemName(item)} ${typeof value === 'number' ? formatNumber(value) : ''}${times === undefined ? '' : `（超Ⅲ类 ${formatNumber(times, 2)} 倍）`}`;
  });
  const [now, keep] = [water.class, target];
  const over = now > keep;
  const nearly = !over && near(body, values, target);
  const by = recent ? { zh: `${recent.month} 手工监测 `, en: ` by samples of ${recent.month}` } : { zh: '', en: '' };
  return {
    ...base,
    month: recent?.month ?? null,
    water,
    light: over ? 'red' : nearly ? 'yellow' : 'green',
    why: {
      zh: over
        ? `${by.zh}${classNames[now]}，超过目标${classNames[keep]}：${names.join('、')}。`
        : `${by.zh}${classNames[now]}，${now === keep ? '达到' : '优于'}目标${classNames[keep]}${nearly ? '，有项目离界线不到一成' : ''}。`,
      en: over
        ? `Water of ${classNamesEn[now]}${by.en}, beyond its target of ${classNamesEn[keep]}.`
        : `Water of ${classNamesEn[now]}${by.en}; target ${classNamesEn[keep]}${nearly ? ', with an item within a tenth of its limit' : ''}.`,
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
