import { z } from 'zod';
import { comparePlans } from '../../core/plan/index.ts';
import { field, method, type Method } from '../../evidence/method.ts';

/** A report of a national government has 20,000 characters, a five-year plan 80,000. */
const MOST = 400_000;
const text = z.string().min(1).max(MOST);
const passage = z
  .object({
    text: field(z.string(), '原文', 'Text'),
    span: field(z.array(z.int()), '位置', 'Span'),
    subject: field(z.string(), '指标', 'Subject'),
    op: field(z.string().nullable(), '比较', 'Comparator'),
    value: field(z.number().nullable(), '数值', 'Value'),
    value2: field(z.number().nullable(), '上限', 'Upper end'),
    unit: field(z.string().nullable(), '单位', 'Unit'),
    period: field(
      z.object({ start: z.string().nullable(), end: z.string().nullable(), label: z.string() }).nullable(),
      '时期',
      'Period',
    ),
    owner: field(z.string().nullable(), '写明的责任单位', 'Stated owner'),
  })
  .nullable();

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'compare-plans',
    name: { zh: '两份规划对照', en: 'Plan against plan' },
    answers: {
      zh: '新的一份比旧的保留了什么，改了哪个数、哪种口径、哪个期限，删去和新增了什么？文中说的增减对不对？',
      en: 'What did the new text keep, which number, comparator or date did it change, what went and what came; and is what it says of the change right?',
    },
    formula: [
      {
        zh: '相似度 = 2 × 共有的相邻字对 ÷ 两边字对之和；不低于 0.6 才算同一条，从最像的配起',
        en: 'likeness = 2 × shared pairs of characters ÷ pairs of both; one commitment from 0.6 on, the most alike first',
      },
      {
        zh: '“比去年增加 N”：新数 − 旧数 与 N 相差不过末位的一半',
        en: '“N more than last year”: new − old differs from N by no more than half of its last digit',
      },
    ],
    sources: [
      { zh: 'Dice，Ecology 26，1945', en: 'L. R. Dice, Ecology 26, 1945', grade: 'M' },
      { zh: '配对的门槛 0.6', en: 'The threshold of 0.6', grade: 'own' },
    ],
    parameters: [],
    input: z.strictObject({ old: field(text, '旧文本', 'Old text'), new: field(text, '新文本', 'New text') }),
    output: z.object({
      findings: field(
        z.array(
          z.object({
            verdict: field(z.string(), '结论', 'Verdict'),
            direction: field(z.string().optional(), '松紧', 'Direction'),
            kind: field(z.string(), '种类', 'Kind'),
            subject: field(z.string(), '指标', 'Subject'),
            old: field(passage, '旧', 'Old'),
            new: field(passage, '新', 'New'),
            stated: field(
              z
                .object({
                  says: field(z.string(), '文中说', 'Says'),
                  agrees: field(z.boolean().nullable(), '相符', 'Agrees'),
                })
                .nullable(),
              '文中所说的增减',
              'Stated difference',
            ),
          }),
        ),
        '逐条',
        'By commitment',
      ),
    }),
    example: {
      old: '2025年工作要点\n2025年，新增高标准农田2万亩以上，城镇新增就业5000人以上，改造老旧小区12个。',
      new: '2026年工作要点\n2026年，新增高标准农田3万亩左右，城镇新增就业5000人以上，新建口袋公园4个。',
    },
    run: ({ old, new: fresh }) => comparePlans(old, fresh) as never,
  }),
];
