import type { Text } from '../../core/measure/index.ts';
import { lacking, say } from '../../evidence/judged-parts.ts';
import type { Cell, Chosen, Parameter, Tile } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { Problem } from '../../http/problem.ts';
import { parks } from '../parks/registers.ts';
import { type Evaluated, evaluateFirms, usualLowTax, yearly } from './evaluation.ts';
import { taxPerMu } from './per-mu.ts';
import { methodNotes, PER_MU_METHODS, type PerMuMethod } from './per-mu-methods.ts';
import { firmFigures, firms } from './registers.ts';

/** The evaluation of the firms that a reader sees, by which firms and parks are judged alike. */

export const classes = ['A', 'B', 'C', 'D'] as const;
export const perMu = { unit: '万元/亩', decimals: 2 };
const methods = PER_MU_METHODS.map(({ id, name }) => ({ id, name }));

/** The method of an id, the first one without. Throws a Problem (404) for one that is not known. */
export function methodOf(id: string | undefined): PerMuMethod {
  const method = id === undefined ? PER_MU_METHODS[0] : PER_MU_METHODS.find((one) => one.id === id);
  if (method) return method;
  const [zh, en] = [`没有评价办法 ${id}。`, `There is no method ${id}.`];
  throw new Problem({ status: 404, code: 'no-such-method', zh, en });
}

/** Year (the newest one with figures) and method. Throws a Problem (404) for a method that is not known. */
export async function parameters(view: ViewAt, asked: Chosen): Promise<Parameter[]> {
  const years = new Set(yearly((await view.list(firmFigures)).rows).rows.map(({ year }) => year));
  const value = asked.year ?? [...years].toSorted().at(-1) ?? view.asOf.slice(0, 4);
  const options = [...years.add(value)].toSorted().map((id) => ({ id, name: say(id, id) }));
  return [
    { id: 'year', name: say('年度', 'Year'), value, options },
    { id: 'method', name: say('评价办法', 'Method'), value: methodOf(asked.method).id, options: methods },
  ];
}

/** The one evaluation by which firms and parks are judged. */
export async function evaluationOf(view: ViewAt, { year = '', method }: Chosen) {
  const [allFirms, allParks, figures] = await Promise.all([view.list(firms), view.list(parks), view.list(firmFigures)]);
  return evaluateFirms({ firms: allFirms.byId, parks: allParks.byId, figures: figures.rows }, year, methodOf(method));
}

/** What has to be known to read the evaluation: its sources, our own choices, what was left out. */
export async function notes(view: ViewAt, { year, method }: Chosen): Promise<Text[]> {
  const figures = await view.list(firmFigures);
  const lost = [...figures.left.map(({ id }) => id), ...yearly(figures.rows).odd];
  const demo = figures.rows.some((row) => row.year === year && row.held.demo);
  const saying = (when: boolean, zh: string, en: string) => (when ? [say(zh, en)] : []);
  return [
    ...methodNotes(methodOf(method)),
    say(
      `低效用地：D 类，以及亩均税收低于园区低效线（没有填的按 ${usualLowTax} 万元）或没有报税收的 C 类；不用准入门槛，口径可改。`,
      `Low-efficiency land: class D, and class C below the line of its park (else ${usualLowTax}) or without tax; not the threshold for newcomers.`,
    ),
    say(
      '分类施策为示例，可改；差别化价格须有当地依据。',
      'What a class brings is an example; prices need a legal basis.',
    ),
    ...saying(lost.length > 0, `没有计入的年度指标：${lost.join('、')}。`, `Figures left out: ${lost.join(', ')}.`),
    ...saying(demo, '年度指标含演示数据。', 'Demonstration figures are among those of the firms.'),
  ];
}

/** The land of the firms that yields little. */
export function lowTile(evaluated: readonly (Evaluated | null)[]): Tile & { value: number } {
  const low = evaluated.flatMap((one) => one?.low ?? []);
  const note = say(`${low.length} 家企业`, `${low.length} firms`);
  return {
    name: say('低效用地', 'Low-efficiency land'),
    value: low.reduce((sum, { land }) => sum + land, 0),
    unit: '亩',
    note,
  };
}

/** How many firms are in a class. */
export const countOf = (all: readonly Evaluated[], name: string) =>
  all.filter(({ result }) => result?.class === name).length;

/** What firms pay a mu together. */
export function taxOf(firms: readonly Evaluated[]): Cell {
  return taxPerMu(firms.map(({ input }) => input)).value ?? lacking('没有税收和用地', 'no tax and land');
}
