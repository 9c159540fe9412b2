import { isMissing, type Text } from '../../core/measure/index.ts';
import { say } from '../../evidence/judged-parts.ts';
import type { Section, Tile } from '../../evidence/judgement.ts';
import type { PromiseLine } from './promise.ts';
import { SCREENING, SCREENS, type ScreeningResult } from './screening.ts';

/** The sheet of one lead: what is said of it when it is opened. */

/** What stands where there is too little to score. */
export const tooLittle = say('佐证不足', 'too little evidence');

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
        about: say(
          `一票否决：${screening.vetoes.map((veto) => veto.name.zh).join('、')}`,
          `Vetoed: ${screening.vetoes.map((veto) => veto.name.en).join(', ')}`,
        ),
      }),
      lines: screening.screens.map((one) => ({
        name: named(one.screen),
        cells: [typeof one.score === 'number' ? Math.round(one.score) : { missing: one.score.note ?? tooLittle }],
        ...(typeof one.score === 'number' && { share: one.score / 100 }),
      })),
    },
    {
      title: say('逐项怎么得分', 'How each question scored'),
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
  tax: say('亩均税收', 'Tax per mu'),
  investment: say('亩均投入', 'Investment per mu'),
  output: say('亩均产出', 'Output per mu'),
};
const verdicts: Record<PromiseLine['verdict'], Text> = {
  meets: say('打折后仍达门槛', 'above the threshold after the discount'),
  'only-as-promised': say('只有全部兑现才达门槛', 'above the threshold only if all is delivered'),
  below: say('承诺就低于门槛', 'below the threshold as promised'),
  'no-threshold': say('园区没有定门槛', 'the park names no threshold'),
};

/** The promises of a lead, each held against its threshold and its like. */
export function promiseSection(lines: readonly PromiseLine[]): Section {
  const round = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);
  return {
    title: say('承诺值多少（万元/亩）', 'What the promises are worth (10,000 yuan per mu)'),
    ...(lines.length === 0 && {
      about: say('没有填用地或承诺数。', 'Land or promised figures are not filled in.'),
    }),
    heads: [
      say('承诺', 'Promised'),
      say('按以往兑现', 'Expected'),
      say('门槛', 'Threshold'),
      say('本地同类中位', 'Median here'),
      say('结论', 'Verdict'),
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
    title: say('可能重复', 'Perhaps the same'),
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
  return { value: rows.length, unit: '条', note: say(`总投资 ${invested} 亿元`, `${invested} × 100 m yuan`) };
}
