import { z } from 'zod';
import { field, method, type Method, refuse } from '../../evidence/method.ts';
import { project } from './projection.ts';

const groups = z.array(z.number().min(0).max(1e9)).min(2).max(130);
const shares = z.array(z.number().min(0).max(1)).min(2).max(130);
const moves = z.array(z.number().min(-1e9).max(1e9)).min(2).max(130);

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'cohort-two-sexes',
    name: { zh: '队列要素法（两性多期）', en: 'Cohort component method, two sexes' },
    answers: {
      zh: '按存活、生育和迁移，若干期后有多少人？',
      en: 'How many people are there after some steps of survival, births and migration?',
    },
    formula: [
      {
        zh: 'P_{a+1}(t+n) = P_{a} s_{a} + M_{a+1}；末组加 P_{A} s_{A}',
        en: 'P_{a+1}(t+n) = P_{a} s_{a} + M_{a+1}; the last adds P_{A} s_{A}',
      },
      {
        zh: 'B = n Σ f_{a} (P_{a}(t) + P_{a}(t+n)) ÷ 2；女婴 = B ÷ (1 + SRB)，男婴 = B − 女婴',
        en: 'B = n Σ f_{a} (P_{a}(t) + P_{a}(t+n)) ÷ 2; girls = B ÷ (1 + SRB), boys = B − girls',
      },
    ],
    sources: [
      { zh: 'Preston、Heuveline、Guillot 2001 第 6 章', en: 'Preston, Heuveline & Guillot 2001, ch. 6', grade: 'A' },
    ],
    parameters: [],
    input: z.strictObject({
      women: field(groups, '女性各组', 'Women', '人'),
      men: field(groups, '男性各组', 'Men', '人'),
      survivalWomen: field(shares, '女性存活（末组为留在末组）', 'Survival of women (last: that stays)'),
      survivalMen: field(shares, '男性存活', 'Survival of men'),
      migrationWomen: field(moves, '女性净迁入', 'Migration of women', '人'),
      migrationMen: field(moves, '男性净迁入', 'Migration of men', '人'),
      fertility: field(z.array(z.number().min(0).max(2)).min(2).max(130), '每名女性每年生育', 'Births a year a woman'),
      years: field(z.number().positive().max(20), '组距', 'Width', '年'),
      steps: field(z.int().min(1).max(40), '期数', 'Steps'),
      sexRatio: field(z.number().positive().max(3).default(1.05), '出生性别比', 'Boys a girl'),
      birthSurvival: field(z.number().min(0).max(1).default(1), '出生存活', 'Survival of the born'),
    }),
    output: z.object({
      steps: field(
        z.array(
          z.object({
            births: field(z.number(), '出生', 'Births'),
            deaths: field(z.number(), '死亡', 'Deaths'),
            women: field(z.array(z.number()), '女性', 'Women'),
            men: field(z.array(z.number()), '男性', 'Men'),
          }),
        ),
        '各期',
        'Steps',
      ),
    }),
    example: {
      women: [900, 950, 800],
      men: [940, 980, 700],
      survivalWomen: [0.99, 0.97, 0.5],
      survivalMen: [0.99, 0.95, 0.45],
      migrationWomen: [0, 30, 0],
      migrationMen: [0, 40, 0],
      fertility: [0, 0.05, 0],
      years: 15,
      steps: 2,
    },
    run: (given) => {
      const length = given.women.length;
      for (const name of [
        'men',
        'survivalWomen',
        'survivalMen',
        'migrationWomen',
        'migrationMen',
        'fertility',
      ] as const)
        if (given[name].length !== length) refuse(name, `应有 ${length} 组`, `should have ${length} groups`);
      const { years, sexRatio, birthSurvival, fertility } = given;
      const women = { population: given.women, survival: given.survivalWomen, migration: given.migrationWomen };
      const men = { population: given.men, survival: given.survivalMen, migration: given.migrationMen };
      return { steps: project({ women, men, fertility, years, sexRatio, birthSurvival }, given.steps) };
    },
  }),
];
