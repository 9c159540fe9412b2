import { z } from 'zod';
import { field, method, type Method } from '../../evidence/method.ts';
import { SCORE_RULE, scoresOf } from './score.ts';

/** How scores of units come about, on anybody's own cases. */

const day = z.iso.date();
const share = (zh: string, en: string) => field(z.number().nullable(), zh, en);

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'directive-score',
    name: { zh: '督办考核得分', en: 'Scores of units by their directives' },
    answers: {
      zh: '各单位督办办得怎样，排第几？',
      en: 'How did units do with their directives, and where do they stand?',
    },
    formula: [
      {
        zh: '得分 = 100 × Σ_{部分} 权重 × 值 ÷ Σ_{部分} 权重，没有值的部分连同权重不计',
        en: 'score = 100 × Σ weight × value ÷ Σ weight over the parts that have a value',
      },
      {
        zh: '及时 = 最近一次有效反馈不晚于原定期限的比例；退回 = max(0, 1 − 每件退回 ÷ 2)；未转绿、重复 = 1 − 比例',
        en: 'in time = share answered by the first limit; returns = max(0, 1 − returns each ÷ 2); the others = 1 − share',
      },
    ],
    sources: [
      { zh: '权重自定', en: 'weights: our choice', grade: 'own' },
      {
        zh: '区间：Wilson（1927），J. Am. Stat. Assoc. 22, 209–212',
        en: 'interval: Wilson (1927), J. Am. Stat. Assoc. 22, 209–212',
        grade: 'M',
      },
    ],
    parameters: [],
    input: z.strictObject({
      cases: field(
        z
          .array(
            z.strictObject({
              organisation: field(z.string().max(100), '单位', 'Unit'),
              firstDue: field(day, '原定期限', 'First limit'),
              answered: field(day.nullable(), '有效反馈日期', 'Day of the answer that stands'),
              closed: field(z.boolean(), '已销号', 'Closed'),
              returns: field(z.number().int().min(0).max(100), '退回次数', 'Times returned'),
              unturned: field(z.boolean(), '销号未转绿', 'Closed without turning'),
              repeat: field(z.boolean(), '重复事项', 'Comes again'),
              probability: field(z.number().min(0).max(1).nullable(), '交办时达成可能', 'Likelihood at the start'),
            }),
          )
          .min(1)
          .max(5000),
        '督办单',
        'Directives',
      ),
      weights: field(
        z.strictObject({
          onTime: field(z.number().min(0), '及时权重', 'Weight of timeliness'),
          returns: field(z.number().min(0), '退回权重', 'Weight of returns'),
          unturned: field(z.number().min(0), '未转绿权重', 'Weight of closures without turning'),
          repeats: field(z.number().min(0), '重复权重', 'Weight of repeats'),
        }),
        '权重',
        'Weights',
      ),
      fewest: field(z.number().int().min(1).max(1000), '最少件数', 'Fewest cases that are ranked', '件'),
    }),
    output: z.object({
      lines: field(
        z.array(
          z.object({
            organisation: field(z.string(), '单位', 'Unit'),
            cases: field(z.number(), '件数', 'Cases', '件'),
            onTime: share('及时率', 'In time'),
            onTimeLow: share('及时率下限', 'In time, low'),
            onTimeHigh: share('及时率上限', 'In time, high'),
            returns: share('每件退回', 'Returns each'),
            unturned: share('未转绿比例', 'Did not turn'),
            repeats: share('重复比例', 'Repeats'),
            difficulty: share('难度', 'Difficulty'),
            score: share('得分', 'Score'),
            rank: share('位次', 'Rank'),
          }),
        ),
        '各单位',
        'Units',
      ),
    }),
    example: {
      cases: [1, 2, 3, 4, 5].map((n) => ({
        organisation: '水务局',
        firstDue: '2026-09-30',
        answered: n === 5 ? '2026-10-08' : '2026-09-28',
        closed: true,
        returns: n === 5 ? 1 : 0,
        unturned: false,
        repeat: false,
        probability: 0.4,
      })),
      weights: SCORE_RULE.weights,
      fewest: SCORE_RULE.fewest,
    },
    run: ({ cases, weights, fewest }) => ({ lines: scoresOf(cases, { weights, fewest }) }),
  }),
];
