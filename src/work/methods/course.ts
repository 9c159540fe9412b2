import { z } from 'zod';
import { cohortStep, neededInflow } from '../../core/foresee/index.ts';
import { seasonalKendall } from '../../core/measure/index.ts';
import { field, method, type Method, refuse } from '../../evidence/method.ts';
import { sameLength } from './fairness.ts';
import { amount, why } from './parts.ts';

const tested = z.object({
  varS: field(z.number(), '方差', 'Variance'),
  z: field(z.number().nullable(), 'Z', 'Z'),
  p: field(z.number().nullable(), 'p 值（双侧）', 'p (two-sided)'),
});

const kendall = method(import.meta.url, {
  id: 'seasonal-kendall',
  name: { zh: '季节性 Kendall 趋势检验', en: 'Seasonal Kendall test of a trend' },
  answers: {
    zh: '水质（或别的有季节的数）这些年是在变好、变差还是看不出？每年变多少？',
    en: 'Has a seasonal figure risen or fallen over the years, and by how much a year?',
  },
  formula: [
    'S = Σ_{g} Σ_{i<j} sgn(x_{gj} − x_{gi})；Var = Σ_{g} [n(n−1)(2n+5) − Σ t(t−1)(2t+5)] ÷ 18',
    {
      zh: 'Z = (S − sgn S) ÷ √Var；Sen = 同季两两斜率的中位数',
      en: 'Z = (S − sgn S) ÷ √Var; Sen = median of the slopes within seasons',
    },
    {
      zh: '相关修正：Var 加 2 Σ_{g<h} σ_{gh}，σ_{gh} = [K_{gh} + 4 Σ_{j} R_{gj} R_{hj} − n(n+1)^{2}] ÷ 3',
      en: 'corrected: Var + 2 Σ_{g<h} σ_{gh}, σ_{gh} = [K_{gh} + 4 Σ_{j} R_{gj} R_{hj} − n(n+1)^{2}] ÷ 3',
    },
  ],
  sources: [
    {
      zh: 'Hirsch、Slack、Smith 1982，doi 10.1029/WR018i001p00107',
      en: 'Hirsch, Slack & Smith 1982, doi 10.1029/WR018i001p00107',
      grade: 'A',
    },
    {
      zh: '修正：Hirsch & Slack 1984，doi 10.1029/WR020i006p00727',
      en: 'Correction: Hirsch & Slack 1984, doi 10.1029/WR020i006p00727',
      grade: 'M',
    },
  ],
  parameters: [],
  input: z.strictObject({
    values: field(
      z.array(z.tuple([z.int().min(1000).max(2199), z.int().min(0).max(400), amount])).max(5000),
      '数（年、季、值）；缺测不写',
      'Figures (year, season, value); leave out what is missing',
    ),
  }),
  output: z.object({
    s: field(z.number(), 'S', 'S'),
    ...tested.shape,
    sen: field(z.number().nullable(), 'Sen 斜率（每年）', 'Sen’s slope a year'),
    corrected: field(tested.optional(), '季间相关修正', 'With correlation of seasons'),
    why,
  }),
  example: {
    values: [
      [2022, 1, 0.06],
      [2023, 1, 0.055],
      [2024, 1, 0.05],
      [2025, 1, 0.052],
      [2022, 7, 0.09],
      [2023, 7, 0.085],
      [2024, 7, 0.085],
      [2025, 7, 0.08],
    ],
  },
  run: ({ values }) => {
    const seen = new Set<string>();
    values.forEach(([year, season], at) => {
      const key = `${year}/${season}`;
      if (seen.has(key))
        refuse(`values.${at}`, `${year} 年第 ${season} 季出现两次`, `${year}, season ${season} occurs twice`);
      seen.add(key);
    });
    const found = seasonalKendall(values.map(([year, season, value]) => ({ year, season, value })));
    const few = { zh: '没有一个季有 3 个以上的数，或全都相同', en: 'no season has 3 figures, or all are the same' };
    return { ...found, ...(found.z === null && { why: few }) };
  },
});

const people = z.number().min(0).max(1e10);
const share = z.number().min(0).max(1);
const ages = <S extends z.ZodType>(shape: S) => z.array(shape).min(1).max(200);

const cohort = method(import.meta.url, {
  id: 'cohort',
  name: { zh: '队列要素法（一步）', en: 'Cohort component method (one step)' },
  answers: {
    zh: '按各年龄组的存活、生育和净迁移，一步之后各组有多少人、生多少？',
    en: 'By survival, fertility and migration of age groups: how many are there one step on, and how many are born?',
  },
  formula: [
    {
      zh: 'P_{a+1}(t+n) = P_{a}(t) s_{a}；末组 = 前组 s + 末组 s_{open}',
      en: 'P_{a+1}(t+n) = P_{a}(t) s_{a}; open group = group before × s + open group × s_{open}',
    },
    {
      zh: 'B = n Σ_{a} f_{a} [P_{a}(t) + P_{a}(t+n)] ÷ 2；女婴 = B ÷ (1 + SRB)，再乘出生存活；净迁移加在期末',
      en: 'B = n Σ_{a} f_{a} [P_{a}(t) + P_{a}(t+n)] ÷ 2; girls = B ÷ (1 + SRB), times their survival; migration is added at the end',
    },
  ],
  sources: [
    { zh: 'Preston、Heuveline、Guillot 2001，第 6 章', en: 'Preston, Heuveline & Guillot 2001, ch. 6', grade: 'A' },
  ],
  parameters: [],
  input: z.strictObject({
    population: field(
      ages(people).min(2),
      '各年龄组人数（末组开口）',
      'Population by age group (the last one open)',
      '人',
    ),
    survival: field(ages(share), '存活到下一组的份额', 'Share living into the next group'),
    openSurvival: field(share, '末组存活份额', 'Share staying in the open group'),
    fertility: field(ages(z.number().min(0).max(2)), '各组每年生育率', 'Births a year for a member of the group'),
    years: field(z.number().positive().max(50), '组距和步长', 'Width and step', '年'),
    sexRatio: field(z.number().positive().max(3).default(1.05), '出生性别比', 'Boys for each girl'),
    birthSurvival: field(share, '出生存活', 'Share of the born living to the end'),
    migration: field(ages(z.number().min(-1e10).max(1e10)), '各组净迁移', 'Net migration of each group', '人'),
  }),
  output: z.object({
    births: field(z.number(), '出生', 'Births', '人'),
    girls: field(z.number(), '女婴', 'Girls', '人'),
    population: field(z.array(z.number()), '期末各组人数', 'Population at the end', '人'),
  }),
  example: {
    population: [500, 480, 520, 900],
    survival: [0.99, 0.995, 0.95],
    openSurvival: 0.8,
    fertility: [0, 0.01, 0.05, 0],
    years: 5,
    sexRatio: 1.05,
    birthSurvival: 0.98,
    migration: [5, 10, 20, -3],
  },
  run: (given) => {
    const { population, survival, fertility, migration } = given;
    sameLength({ population, fertility, migration });
    sameLength({ '人口减一 population − 1': population.slice(1), survival });
    if (fertility[0]! > 0) refuse('fertility.0', '最小的一组不生育', 'the youngest group has no births');
    return cohortStep(given);
  },
});

const inflow = method(import.meta.url, {
  id: 'needed-inflow',
  name: { zh: '需要的年净流入', en: 'Inflow that is needed' },
  answers: {
    zh: '要在几年后达到某个人口，每年要净流入多少人？',
    en: 'How many people have to come in each year to reach a population?',
  },
  formula: [
    {
      zh: 'M = (P_{T} − P_{0} (1 + r)^{n}) r ÷ ((1 + r)^{n} − 1)；r = 0 时 (P_{T} − P_{0}) ÷ n',
      en: 'M = (P_{T} − P_{0} (1 + r)^{n}) r ÷ ((1 + r)^{n} − 1); with r = 0 (P_{T} − P_{0}) ÷ n',
    },
  ],
  sources: [
    {
      zh: '等额年金终值公式；流入计在年末',
      en: 'Future value of an annuity; people come at the end of a year',
      grade: 'own',
    },
  ],
  parameters: [],
  input: z.strictObject({
    from: field(people, '现有人口', 'Population now', '人'),
    to: field(people, '目标人口', 'Population to be reached', '人'),
    years: field(z.number().positive().max(200), '年数', 'Years', '年'),
    naturalRate: field(
      z.number().min(-0.5).max(0.5),
      '自然增长率（0.005 表示 5‰）',
      'Natural growth a year (0.005: 5 ‰)',
    ),
  }),
  output: z.object({
    perYear: field(z.number(), '每年净流入（负数为可流出）', 'Inflow a year (negative: may leave)', '人'),
  }),
  example: { from: 500_000, to: 560_000, years: 5, naturalRate: 0.004 },
  run: ({ from, to, years, naturalRate }) => ({ perYear: neededInflow(from, to, years, naturalRate) }),
});

export const methods: readonly Method[] = [kendall, cohort, inflow];
