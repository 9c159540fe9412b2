import type { z } from 'zod';
import { framesIn } from '../../../evidence/streams/frames.ts';
import { daysIn, hoursIn } from '../../../evidence/streams/values.ts';
import type { Store } from '../../../evidence/store/store.ts';
import type { levels, listReadings } from '../api.ts';
import { factorOf } from '../hj212/factors.ts';
import { localTime } from '../hj212/time.ts';
import { indexFactors, ozone8 } from './air-day.ts';
import { samplesIn } from './samples.ts';

/** Values of one answer, and frames that are read for one. */
const most = 20_000;
const mostFrames = 10_000;

type Reading = z.input<typeof listReadings.response>['readings'][number];

/** The name and unit of a factor; a code that the table does not have is its own name. */
export function namedFactor(code: string): { name: string; unit: string; known: boolean } {
  if (code === ozone8) return { name: '臭氧日最大 8 小时', unit: 'µg/m³', known: true };
  const standard = Object.entries(indexFactors).find(([, own]) => own === code)?.[0];
  if (standard !== undefined) return { name: `空气质量指数（${standard} 标准）`, unit: '', known: true };
  const factor = factorOf(code);
  return { name: factor?.name ?? code, unit: factor?.unit ?? '', known: factor !== null };
}

/** Begin and end (milliseconds, the end out) of a span that a person wrote: days with both ends in, instants likewise. */
export function spanOf(from: string | undefined, to: string | undefined, now: number): { from: number; to: number } {
  const instant = (text: string) => Date.parse(/[zZ]$|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}+08:00`);
  const day = /^\d{4}-\d{2}-\d{2}$/;
  const end =
    to === undefined ? now + 86_400_000 : day.test(to) ? instant(`${to}T00:00:00`) + 86_400_000 : instant(to) + 1;
  const begin =
    from === undefined
      ? to === undefined
        ? 0
        : end - 366 * 86_400_000
      : instant(day.test(from) ? `${from}T00:00:00` : from);
  return { from: begin, to: end };
}

/** Values of a station at a level, the oldest first; `more` where the answer does not hold all. */
export async function readingsOf(
  store: Store,
  jurisdiction: string,
  mn: string,
  level: (typeof levels)[number],
  factor: string | undefined,
  span: { from: number; to: number },
): Promise<{ readings: Reading[]; demo: boolean; more: boolean }> {
  if (level === 'hour') {
    const rows = await hoursIn(store, jurisdiction, [mn], { ...span, factor, most: most + 1 });
    const readings = rows.slice(0, most).map(({ at, demo: _demo, mn: _mn, ...rest }) => ({
      ...rest,
      at: localTime(at),
      unit: namedFactor(rest.factor).unit,
    }));
    return { readings, demo: rows.some(({ demo }) => demo), more: rows.length > most };
  }
  if (level === 'day') {
    const days = { from: localTime(Math.max(span.from, 0)).slice(0, 10), to: localTime(span.to - 1).slice(0, 10) };
    const rows = await daysIn(store, jurisdiction, [mn], { ...days, factor, most: most + 1 });
    const readings = rows.slice(0, most).map(({ day, demo: _demo, mn: _mn, ...rest }) => ({
      ...rest,
      at: `${day}T00:00:00+08:00`,
      flag: 'N',
      frame: null,
      unit: namedFactor(rest.factor).unit,
    }));
    return { readings, demo: rows.some(({ demo }) => demo), more: rows.length > most };
  }
  const frames = await framesIn(store, jurisdiction, [mn], { ...span, kinds: [level], most: mostFrames + 1 });
  const newest = new Map<string, Reading>();
  for (const one of await samplesIn(frames.slice(0, mostFrames)))
    if (factor === undefined || one.factor === factor)
      // A later frame for the same time revises.
      newest.set(`${one.at} ${one.factor}`, {
        at: localTime(one.at),
        value: one.value,
        flag: one.flag,
        unit: namedFactor(one.factor).unit,
        factor: one.factor,
        low: one.low,
        high: one.high,
        made: 'device',
        n: 1,
        why: one.value === null ? 'no-value' : null,
        frame: one.n,
      });
  const readings = [...newest.values()].toSorted((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : a.factor < b.factor ? -1 : 1,
  );
  return {
    readings: readings.slice(0, most),
    demo: frames.some(({ demo }) => demo),
    more: frames.length > mostFrames || readings.length > most,
  };
}
