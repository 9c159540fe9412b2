import { z } from 'zod';
import { field, method, type Method, refuse } from '../../evidence/method.ts';
import { faultsOf, readTable, regionWords } from './table.ts';
import { verdictOf } from './verdict.ts';

const lines = z.string().min(1).max(20_000);

/** What the area computes, for anybody's own tables. */
export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'eligibility',
    name: { zh: '政策资格', en: 'Who is eligible' },
    answers: {
      zh: '这张规则表有没有空隙和重叠？按填的情况能享受什么，不能的差哪一项？',
      en: 'Has this table gaps or overlaps? What does it give by the answers, and what is missing where it gives nothing?',
    },
    formula: [
      {
        zh: '恰有一条规则成立；缺一项时只问还决定结果的几项',
        en: 'exactly one rule holds; what is not said is asked only where it decides',
      },
    ],
    sources: [{ zh: 'OMG DMN 1.5，8.2.8 命中策略 Unique', en: 'OMG DMN 1.5, 8.2.8, hit policy Unique', grade: 'M' }],
    parameters: [],
    input: z.strictObject({
      inputs: field(lines, '要填的情况（一行一项）', 'Inputs, a line each'),
      rules: field(lines, '规则（一行一条）', 'Rules, a line each'),
      answers: field(
        z
          .array(
            z.strictObject({
              input: field(z.string().max(100), '输入', 'Input'),
              value: field(z.string().max(100), '值', 'Value'),
            }),
          )
          .max(100),
        '填的情况',
        'Answers',
      ),
    }),
    output: z.object({
      overlaps: field(z.array(z.string()), '重叠', 'Overlaps'),
      gaps: field(z.array(z.string()), '空隙', 'Gaps'),
      result: field(z.enum(['gives', 'open', 'not-yet', 'no-rule']), '结果', 'Result'),
      gives: field(z.string().nullable(), '享受', 'Gives'),
      missing: field(z.array(z.string()), '差什么', 'What is missing'),
    }),
    example: {
      inputs: '年龄：数值 岁\n学历：中专|大专|本科',
      rules: '年龄 < 35 且 学历 = 大专、本科 → 购房补贴 3 万元\n年龄 < 35 且 学历 = 中专 → 无\n年龄 ≥ 35 → 无',
      answers: [
        { input: '年龄', value: '36' },
        { input: '学历', value: '本科' },
      ],
    },
    run: ({ inputs, rules, answers }) => {
      const table = readTable(inputs, rules);
      if ('line' in table) return refuse(`${table.part}.${table.line}`, table.zh, table.en);
      const said = answers.map(({ input, value }, n) => {
        const question = table.questions.find(({ name }) => name === input);
        if (!question) return refuse(`answers.${n}`, `没有“${input}”这一项`, `there is no input ${input}`);
        const number = Number(value);
        if (question.input.kind === 'number' && !Number.isFinite(number)) refuse(`answers.${n}`, '应为数', 'a number');
        return [input, question.input.kind === 'number' ? number : value] as const;
      });
      const found = verdictOf(table, Object.fromEntries(said));
      const faults = faultsOf(table);
      const lacks = found.kind === 'not-yet' ? (found.nearest?.lacks ?? []) : [];
      return {
        overlaps: faults.overlaps.map(({ rules: [a, b], where }) => `${a + 1}、${b + 1}：${regionWords(where)}`),
        gaps: faults.gaps.map(regionWords),
        result: found.kind,
        gives: found.kind === 'gives' ? found.gives : null,
        missing: found.kind === 'open' ? found.ask : lacks.map(({ question, wants }) => `${question} ${wants}`),
      };
    },
  }),
];
