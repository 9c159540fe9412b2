import type { Text } from '../../core/measure/index.ts';
import { column, say } from '../../evidence/judged-parts.ts';
import { type Cell, type Judgement, list } from '../../evidence/judgement.ts';
import { classes, countOf, evaluationOf, lowTile, methodOf, notes, parameters, perMu, taxOf } from './evaluated.ts';
import type { Evaluated } from './evaluation.ts';
import { byPlace, type PerMuResult } from './per-mu.ts';
import { policyOf } from './per-mu-methods.ts';
import { firms } from './registers.ts';
import { firmSections, sized } from './sheet.ts';

interface FirmJudgement extends Judgement {
  why: Text;
  evaluated: Evaluated | null;
}

/** A column of what was evaluated; where a firm was not, why. */
function firm(
  id: string,
  zh: string,
  en: string,
  of: (result: PerMuResult, all: Evaluated) => Cell,
  more: object = {},
) {
  const cell = ({ evaluated, why }: FirmJudgement) =>
    evaluated?.result ? of(evaluated.result, evaluated) : { missing: why };
  return column(id, zh, en, cell, more);
}

/** What a mu of a firm's land brings, and in which class that puts it. */
export const firmList = list<typeof firms, FirmJudgement>({
  register: firms,
  parameters,
  async judge(view, rows, chosen) {
    const { evaluated, absent } = await evaluationOf(view, chosen);
    const judged = (one: Evaluated | undefined) => ({ evaluated: one ?? null, why: one?.result?.why ?? absent });
    return new Map(rows.map(({ id }) => [id, judged(evaluated.get(id))]));
  },
  columns: [
    firm('class', '类别', 'Class', (result) => result.class),
    firm('score', '得分', 'Score', (result) => result.score, { decimals: 2 }),
    firm('group', '组别', 'Group', (result) => sized[result.group]),
    firm('rank', '名次', 'Place', (result) => result.rank ?? { missing: result.why }),
    firm('of', '同组家数', 'Firms in its group', (result) => result.of),
    firm('why', '为什么', 'Why', (result) => result.why),
    firm('tax-per-mu', '亩均税收', 'Tax per mu', (_, one) => taxOf([one]), perMu),
    firm('low', '低效用地', 'Low-efficiency land', (_, { low }) => low?.why ?? null),
  ],
  async tiles(_view, _rows, judged, { method }) {
    const all = [...judged.values()].flatMap(({ evaluated }) => evaluated ?? []);
    const tile = (name: Text, value: number, note: Text) => ({ name, value, unit: '家', note });
    return [
      tile(say('参评企业', 'Firms evaluated'), all.length, methodOf(method).name),
      ...classes.map((name) => tile(say(`${name} 类`, `Class ${name}`), countOf(all, name), policyOf(name))),
      lowTile(all),
    ];
  },
  notes,
  sections: async (view, { id }, judged, { year = '' }) => firmSections(view, id, judged?.evaluated?.result, year),
  order: ({ judged: one }, { judged: other }) => byPlace(one?.evaluated?.result, other?.evaluated?.result),
});
