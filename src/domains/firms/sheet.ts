import { lacking, related, say } from '../../evidence/judged-parts.ts';
import type { Section } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { Evaluated } from './evaluation.ts';
import { byPlace, type PerMuResult } from './per-mu.ts';
import { policyOf } from './per-mu-methods.ts';
import { appeals, firms } from './registers.ts';

/** What is said of a park or a firm when it is opened. */

export const sized = { above: say('规上', 'larger'), below: say('规下', 'smaller') };

/** The firms of a park that were evaluated, the best first. */
export function firmsSection(evaluated: readonly Evaluated[]): Section {
  return {
    title: say('参评企业', 'Firms evaluated'),
    heads: [say('组别', 'Group'), say('类别', 'Class'), say('得分', 'Score'), say('低效用地', 'Low-efficiency land')],
    lines: evaluated
      .toSorted((a, b) => byPlace(a.result, b.result))
      .map(({ input, result, low }) => ({
        name: { register: firms.id, id: input.id, title: input.name },
        cells: [sized[input.above ? 'above' : 'below'], result?.class ?? null, result?.score ?? null, low?.why ?? null],
      })),
  };
}

/** How a firm came to its score, what its class brings, and how the firm disputes it. */
export async function firmSections(
  view: ViewAt,
  id: string,
  result: PerMuResult | null | undefined,
  year: string,
): Promise<Section[]> {
  if (!result) return [];
  return [
    {
      title: say('逐项计算：值 ÷ 基准 × 权重', 'Line by line: value ÷ baseline × weight'),
      about: say(`${year} 年度，${sized[result.group].zh}`, `${year}, ${sized[result.group].en}`),
      heads: [
        say('得分', 'Score'),
        say('权重', 'Weight'),
        say('本企业', 'Firm'),
        say('基准', 'Base'),
        say('算法', 'Step'),
      ],
      lines: [
        ...result.lines.map(({ name, unit, score, weight, ratio, baseline, step }) => ({
          name: unit === '' ? name : say(`${name.zh}（${unit}）`, `${name.en} (${unit})`),
          cells: [score, weight, ratio ?? lacking('缺数', 'not reported'), baseline, step],
          share: Math.min(1, score / weight),
        })),
        { name: say('合计', 'Total'), cells: [result.score, null, null, null, result.why] },
      ],
    },
    { title: say('这一类的政策', 'What the class brings'), about: policyOf(result.class), lines: [] },
    ...(await related(view, appeals, 'firm', id, ['stage', 'finding'], {
      about: say('在“亩均评价申诉”台账提出、登记结论。', 'Raised and settled in the register of appeals.'),
      of: (appeal) => appeal.year === year,
    })),
  ];
}
