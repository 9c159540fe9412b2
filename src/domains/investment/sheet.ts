import { isMissing, type Text } from '../../core/measure/index.ts';
import type { Section, Tile } from '../../evidence/judgement.ts';
import type { PromiseLine } from './promise.ts';
import { SCREENING, SCREENS, type ScreeningResult } from './screening.ts';

/** The sheet of one lead: what is said of it when it is opened. */

/** What stands where there is too little to score. */
export const tooLittle = { zh: '佐证不足', en: 'too little evidence' };

/** The screens of a lead, and question by question how they came about. */
export function screenSections(screening: ScreeningResult): Section[] {
  const score = isMissing(screening.total) ? null : screening.total;
  const named = (id: string): Text => SCREENS.find((one) => one.id === id) ?? { zh: id, en: id };
  return [
    {
      title: {
        zh: `五项筛选${score === null ? '' : ` ${score.toFixed(0)}`}`,
        en: `Five screens${score === null ? '' : ` ${score.toFixed(0)}`}`,
      },
      ...(screening.vetoes.length > 0 && {
        about: {
          zh: `一票否决：${screening.vetoes.map((veto) => veto.name.zh).join('、')}`,
          en: `Vetoed: ${screening.vetoes.map((veto) => veto.name.en).join(', ')}`,
        },
      }),
      lines: screening.screens.map((one) => ({
        name: named(one.screen),
        cells: [typeof one.score === 'number' ? Math.round(one.score) : { missing: one.score.note ?? tooLittle }],
        ...(typeof one.score === 'number' && { share: one.score / 100 }),
      })),
    },
    {
      title: { zh: '逐项怎么得分', en: 'How each question scored' },
      lines: screening.lines.map((line) => ({
        name: SCREENING.criteria.find((one) => one.id === line.criterion)?.name ?? {
          zh: line.criterion,
          en: line.criterion,
        },
        cells: [line.why, line.score === null ? null : Math.round(line.score)],
      })),
    },
  ];
}

const measures: Record<string, Text> = {
  tax: { zh: '亩均税收', en: 'Tax per mu' },
  investment: { zh: '亩均投入', en: 'Investment per mu' },
  output: { zh: '亩均产出', en: 'Output per mu' },
};
const verdicts: Record<PromiseLine['verdict'], Text> = {
  meets: { zh: '打折后仍达门槛', en: 'above the threshold after the discount' },
  'only-as-promised': { zh: '只有全部兑现才达门槛', en: 'above the threshold only if all is delivered' },
  below: { zh: '承诺就低于门槛', en: 'below the threshold as promised' },
  'no-threshold': { zh: '园区没有定门槛', en: 'the park names no threshold' },
};

/** The promises of a lead, each held against its threshold and its like. */
export function promiseSection(lines: readonly PromiseLine[]): Section {
  const round = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);
  return {
    title: { zh: '承诺值多少（万元/亩）', en: 'What the promises are worth (10,000 yuan per mu)' },
    ...(lines.length === 0 && {
      about: { zh: '没有填用地或承诺数。', en: 'Land or promised figures are not filled in.' },
    }),
    heads: [
      { zh: '承诺', en: 'Promised' },
      { zh: '按以往兑现', en: 'Expected' },
      { zh: '门槛', en: 'Threshold' },
      { zh: '本地同类中位', en: 'Median here' },
      { zh: '结论', en: 'Verdict' },
    ],
    lines: lines.map(({ measure, promised, expected, low, high, threshold, comparable, verdict }) => ({
      name: measures[measure] ?? { zh: measure, en: measure },
      cells: [
        round(promised),
        isMissing(expected)
          ? { missing: expected.note ?? tooLittle }
          : `${round(expected)}（${round(low) ?? '—'}—${round(high) ?? '—'}）`,
        round(threshold),
        isMissing(comparable) ? { missing: comparable.note ?? tooLittle } : round(comparable.median),
        verdicts[verdict],
      ],
    })),
  };
}

/** Leads that may be the same under another name. */
export function doubleSection(doubles: readonly { id: string; name: string; why: Text }[]): Section {
  return {
    title: { zh: '可能重复', en: 'Perhaps the same' },
    lines: doubles.map(({ id, name, why }) => ({
      name: { zh: name, en: name },
      cells: [{ register: 'leads', id, title: name }, why],
    })),
  };
}

/** How many leads there are, and what they would invest. */
export function counted(rows: readonly { investment: number | null }[]): Pick<Tile, 'value' | 'unit' | 'note'> {
  const known = rows.flatMap((row) => (row.investment === null ? [] : [row.investment]));
  const invested = known.reduce((sum, one) => sum + one, 0).toFixed(2);
  return { value: rows.length, unit: '条', note: { zh: `总投资 ${invested} 亿元`, en: `${invested} × 100 m yuan` } };
}
