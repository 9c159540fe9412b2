import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import { seasonalKendall, type Text } from '../../core/measure/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { MonthValue } from '../../evidence/streams/values.ts';
import type { getLake } from './api.ts';
import { bloomGrade } from './bloom.ts';
import { keepsClass } from './keeps-class.ts';
import { monthOfWater, withSamples } from './month-values.ts';
import { samples, stations, stretches } from './registers.ts';
import { itemName } from './stream/water.ts';
import { standingsOf } from './stream/standing.ts';
import { trophicIndex } from './trophic-index.ts';
import { waterBody } from './water-body.ts';
import { limitsOf, type WaterClass, waterClass, type WaterValues } from './water-class.ts';

const tp = 'w21011';
const years = 6;
type Lake = z.input<typeof getLake.response>;

/**
 * Water by its sections on a day: class of the newest month, what is out and by how much, the trend of phosphorus with its verdict, the
 * probability that the year keeps its class. What has no data lowers the coverage, and is never taken for good.
 */
export async function lakeOf(view: ViewAt): Promise<Lake> {
  const { rows, demo } = await view.list(stations);
  // One whose kind nobody stated is taken for a lake's: that is the stricter limit.
  const waters = rows.filter(({ kind }) => kind === null || kind === 'lake' || kind === 'river');
  const year = Number(view.asOf.slice(0, 4));
  // Every item of the newest months, and phosphorus of all years.
  const months = await view.streams.months(`${year - 1}-01`);
  const phosphorus = Map.groupBy(await view.streams.months(`${year - years + 1}-01`, tp), ({ mn }) => mn);
  const byStation = Map.groupBy(months, ({ mn }) => mn);
  const sampled = Map.groupBy((await view.list(samples)).rows, ({ station }) => station.id);
  const sections: Lake['sections'] = [];
  const ofLakes: WaterValues[] = [];
  for (const { row, standing } of await standingsOf(view, waters)) {
    // Five hundred years are drawn for each: others get their turn between.
    await setImmediate();
    const own = byStation.get(row.mn.toUpperCase()) ?? [];
    const body = row.kind === 'river' ? ('river' as const) : ('lake' as const);
    const target = Number(row.target ?? '3') as WaterClass;
    const byHand = sampled.get(row.id) ?? [];
    const newestMonth = monthOfWater(own, byHand);
    if (newestMonth && row.kind !== 'river') ofLakes.push(newestMonth.values);
    const now = own.filter(({ month }) => month === newestMonth?.month);
    const water = newestMonth && waterClass(body, newestMonth.values);
    const of = withSamples(phosphorus.get(row.mn.toUpperCase()) ?? [], byHand, 'tp');
    const triples = of.map(({ month, value }) => [Number(month.slice(0, 4)), Number(month.slice(5)), value] as const);
    const limit = limitsOf(body, 'tp')[target - 1] ?? 0.05;
    sections.push({
      id: row.id,
      mn: row.mn.toUpperCase(),
      name: row.name,
      body,
      stretch: row.stretch?.title ?? null,
      stretchId: row.stretch?.id ?? null,
      spot: row.place ? [row.place[0], row.place[1]] : null,
      target,
      light: standing.light,
      why: standing.why,
      at: standing.at,
      month: newestMonth?.month ?? null,
      manual: (newestMonth?.manual ?? []).map((item) => itemName(item)),
      class: water?.class ?? null,
      worst: (water?.worst ?? []).map((item) => itemName(item)),
      exceed: Object.entries(water?.exceed ?? {}).map(([item, times]) => ({ name: itemName(item as 'tp'), times })),
      nitrogen: water?.tn?.class ?? null,
      trend: trendOf(triples),
      keeps: keepsClass(triples, year, limit),
      limit,
      months: of.slice(-48).map(({ month, value, n }) => ({ month, value, n })),
      trophic: body === 'lake' ? trophicOf(now) : null,
      bloom: bloomOf(now),
      demo: row.held.demo || own.some((one) => one.demo),
    });
  }
  const judged = sections.filter((one) => one.class !== null);
  const whole = ofLakes.length === 0 ? null : waterBody('lake', ofLakes);
  const held = await view.list(stretches);
  return {
    asOf: view.asOf,
    coverage: { stations: waters.length, judged: judged.length },
    whole: whole?.water
      ? {
          class: whole.water.class,
          worst: whole.water.worst.map((item) => itemName(item)),
          nitrogen: whole.water.tn?.class ?? null,
        }
      : null,
    sections,
    stretches: held.rows
      .filter(({ body }) => body !== 'wood')
      .map(({ id, name, body, downstream }) => ({
        id,
        name,
        body: body === 'river' ? ('river' as const) : ('lake' as const),
        downstream: downstream?.id ?? null,
      })),
    demo: demo || sections.some((one) => one.demo),
  };
}

/** Whether phosphorus falls or rises, season by season, and whether that holds. */
function trendOf(triples: readonly (readonly [number, number, number | null])[]): Lake['sections'][number]['trend'] {
  const figures = triples.flatMap(([year, season, value]) => (value === null ? [] : [{ year, season, value }]));
  const { z, p, sen, corrected, s } = seasonalKendall(figures);
  const holds = corrected?.p ?? p;
  if (z === null || holds === null || sen === null) return null;
  const verdict: Text =
    holds >= 0.05
      ? { zh: '没有可确认的趋势', en: 'no trend that holds' }
      : s < 0
        ? { zh: '总磷确有下降', en: 'phosphorus falls' }
        : { zh: '总磷确有上升', en: 'phosphorus rises' };
  return { s, z, p: holds, sen, verdict, years: new Set(figures.map(({ year }) => year)).size };
}

function trophicOf(now: readonly MonthValue[]): number | null {
  const at = (factor: string) => now.find((one) => one.factor === factor)?.value ?? null;
  const [chla, phosphorus, nitrogen, codmn, sd] = [at('w01016'), at(tp), at('w21001'), at('w01019'), at('w01011')];
  if (chla === null || phosphorus === null || nitrogen === null || codmn === null || sd === null) return null;
  if (Math.min(chla, phosphorus, nitrogen, codmn, sd) <= 0) return null;
  return trophicIndex({ chla, tp: phosphorus, tn: nitrogen, codmn, sd }).tli;
}

/** Warned of at 20 µg/L of chlorophyll, where the density of algae is not measured. */
function bloomOf(now: readonly MonthValue[]): Lake['sections'][number]['bloom'] {
  const density = now.find(({ factor }) => factor === 'w19011')?.value;
  if (typeof density === 'number')
    return { grade: bloomGrade(density), chlorophyll: null, warns: bloomGrade(density) >= 3 };
  const chlorophyll = now.find(({ factor }) => factor === 'w01016')?.value;
  return typeof chlorophyll === 'number' ? { grade: null, chlorophyll, warns: chlorophyll >= 20 } : null;
}
