import {
  annual,
  convert,
  endDate,
  isNumber,
  isProblem,
  parsePeriod,
  parseUnit,
  isDimensionless,
  type Series,
} from '../../core/measure/index.ts';
import type { CommitmentItem, IndicatorItem } from '../../core/plan/plan-file.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { BreakdownView } from './api.ts';

/** What the task of a year of a promise could be, and what units could be given of it. */

type Measured = CommitmentItem & { indicator: string; target: NonNullable<CommitmentItem['target']> };

/** Whether what units have adds up to the whole: not of rates and indices, nor where the indicator says so. */
export function addsUp({ nature, places }: IndicatorItem): boolean {
  return nature === 'flow' || nature === 'ytd' || (nature === 'stock' && (!places || places.rollup === 'sum'));
}

/** Decimals of the smallest unit that a task is given in: things are counted whole. */
export function decimalsOf({ unit, nature }: Pick<IndicatorItem, 'unit' | 'nature'>): number {
  const parsed = parseUnit(unit);
  const counted = !isProblem(parsed) && !isDimensionless(parsed) && /^[家个人户条名套所件项次村]$/u.test(unit);
  return counted && nature !== 'rate' && nature !== 'index' ? 0 : 2;
}

const years = (series: Series | null) =>
  series === null
    ? []
    : annual(series).points.flatMap(({ period, value }) => (isNumber(value) ? [{ year: Number(period), value }] : []));

/** The last figure of a whole year (of a level: the last one in it) before a year. */
function before(series: Series | null, year: number): { year: number; value: number } | null {
  const adding = series && (series.nature === 'flow' || series.nature === 'ytd');
  const known = adding
    ? years(series)
    : (series?.points ?? []).flatMap(({ period, value }) => {
        const end = endDate(period);
        return isNumber(value) && !isProblem(end) ? [{ year: Number(end.slice(0, 4)), value }] : [];
      });
  return known.filter((point) => point.year < year).at(-1) ?? null;
}

/** Ways to a figure of the year: even growth to the end of the horizon, the clause of a yearly plan, what was assigned, last year's. */
export function totalsOf(view: ViewAt, id: string, indicator: IndicatorItem, year: number): BreakdownView['totals'] {
  const held = view.commitment(id)!;
  const found: BreakdownView['totals'] = [];
  const unit = indicator.unit;
  const inUnit = (value: number, from: string) => {
    const converted = from === unit ? value : convert(value, from, unit);
    return isProblem(converted) ? null : converted;
  };
  for (const clause of held.clauses) {
    const { target } = clause.item as Measured;
    const plan = view.plans.find(({ item }) => item.id === clause.plan)?.item;
    const period = target ? parsePeriod(target.period) : null;
    if (!target || !plan || !period || isProblem(period)) continue;
    const value = inUnit(target.value, target.unit);
    const at = period.kind === 'years' ? period.part : period.year;
    if (value === null || target.op === '+' || target.op === 'to') continue;
    if (plan.kind === 'yearly' && at === year)
      found.push({ way: 'clause', value, why: { zh: `《${plan.title.zh}》写明`, en: `As “${plan.title.en}” says` } });
    const last = before(view.series(indicator.id), year);
    if (plan.kind === 'yearly' || !last || at < year || found.some(({ way }) => way === 'even')) continue;
    const left = at - last.year;
    // 累计: what is still to be done, spread over the years that are left.
    const spread = target.cumulative || period.kind === 'years';
    const done = years(view.series(indicator.id))
      .filter((point) => point.year >= (period.kind === 'years' ? period.year : 0) && point.year < year)
      .reduce((sum, point) => sum + point.value, 0);
    const even = spread
      ? Math.max(0, value - done) / (at - year + 1)
      : last.value > 0 && value > 0
        ? last.value * (value / last.value) ** ((year - last.year) / left)
        : last.value + ((value - last.value) * (year - last.year)) / left;
    found.push({
      way: 'even',
      value: even,
      why: {
        zh: `由 ${last.year} 年 ${fixed(last.value)} ${unit}均匀走到 ${at} 年 ${fixed(value)} ${unit}`,
        en: `Evenly from ${fixed(last.value)} in ${last.year} to ${fixed(value)} in ${at}`,
      },
    });
  }
  const assigned = view.task(id, year, 'assigned')?.now;
  if (assigned)
    found.push({
      way: 'assigned',
      value: assigned.total,
      why: { zh: `上级下达（${assigned.document}）`, en: assigned.document },
    });
  const last = before(view.series(indicator.id), year);
  if (last)
    found.push({ way: 'last', value: last.value, why: { zh: `与 ${last.year} 年持平`, en: `As in ${last.year}` } });
  return found;
}

const fixed = (value: number) => Number(value.toFixed(2));

/** Shares of the quarters in the last whole year of a figure that adds up. */
export function quarterShares(series: Series | null, year: number): number[] {
  const even = [1, 1, 1, 1];
  for (let at = year - 1; series && at >= year - 3; at -= 1) {
    const ends = ['01..03', '01..06', '01..09'].map((part) => {
      const point = series.points.find(({ period }) => period === `${at}-${part}`);
      return point && isNumber(point.value) ? point.value : null;
    });
    const whole = years(series).find((point) => point.year === at)?.value;
    if (whole === undefined || ends.some((value) => value === null)) continue;
    const [a, b, c] = ends as number[];
    const quarters = [a!, b! - a!, c! - b!, whole - c!];
    if (quarters.every((value) => value >= 0)) return quarters;
  }
  return even;
}

/** Kinds of places whose organisations are given parts. */
const TOWNS = ['street', 'town', 'township', 'park'];

/** What weights may be taken from: even, figures of places in the last year, registers that say where things are. */
export function sourcesOf(view: ViewAt): BreakdownView['sources'] {
  const { indicators, registers } = view.snapshot;
  return [
    { id: 'even', name: { zh: '平均', en: 'Even' } },
    ...[...indicators.values()].flatMap(({ item }) =>
      item.places && item.nature !== 'rate' && item.nature !== 'index'
        ? [{ id: `indicator:${item.id}`, name: { zh: `上年占比：${item.name.zh}`, en: `Last year: ${item.name.en}` } }]
        : [],
    ),
    ...[...registers.values()].flatMap(({ type }) => {
      if (!type.fields.some((field) => field.type === 'place')) return [];
      const count = {
        id: `register:${type.id}`,
        name: { zh: `台账能力：${type.name.zh}（条数）`, en: `Register: ${type.name.en} (records)` },
      };
      const sums = type.fields
        .filter((field) => field.type === 'number' || field.type === 'money')
        .map((field) => ({
          id: `register:${type.id}.${field.id}`,
          name: { zh: `台账能力：${type.name.zh}·${field.name.zh}`, en: `Register: ${type.name.en}, ${field.name.en}` },
        }));
      return [count, ...sums];
    }),
  ];
}

/** Departments of the promise and organisations of towns and parks, each with its weight by a source. */
export async function weightsOf(
  view: ViewAt,
  item: CommitmentItem,
  year: number,
  source: string,
): Promise<BreakdownView['weights']> {
  const { inCharge, placeKinds } = view.snapshot;
  const towns = [...inCharge].filter(([place]) => TOWNS.includes(placeKinds.get(place) ?? ''));
  const [kind, what = ''] = source.split(':');
  const byPlace = new Map<string, number>();
  const byUnit = new Map<string, number>();
  if (kind === 'indicator')
    for (const [place] of towns) byPlace.set(place, before(view.series(what, place), year)?.value ?? 0);
  if (kind === 'register') {
    const [register = '', field] = what.split('.');
    const type = view.snapshot.registers.get(register)?.type;
    const at = type?.fields.find((one) => one.type === 'place')?.id;
    for (const { values, organisation } of type ? (await view.records(register)).records : []) {
      const amount = field === undefined ? 1 : values[field];
      const weight = typeof amount === 'number' && amount > 0 ? amount : 0;
      const place = at === undefined ? undefined : values[at];
      if (typeof place === 'string') byPlace.set(place, (byPlace.get(place) ?? 0) + weight);
      if (organisation !== null) byUnit.set(organisation, (byUnit.get(organisation) ?? 0) + weight);
    }
  }
  const departments = [...new Set([item.lead, ...item.supporting])].flatMap((id) => id ?? []);
  return [
    ...departments.map((id) => ({
      unit: view.organisation(id)!,
      by: 'department' as const,
      place: null,
      weight: byUnit.get(id) ?? (kind === 'register' ? 0 : 1),
    })),
    ...towns.map(([place, id]) => ({
      unit: view.organisation(id)!,
      by: 'place' as const,
      place,
      weight: kind === 'even' ? 1 : (byPlace.get(place) ?? 0),
    })),
  ];
}
