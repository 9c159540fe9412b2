import { z } from 'zod';
import { ACCESS_STEPS, floatingCatchment, gini, theil, weightedVariation } from '../../core/measure/index.ts';
import { field, method, type Method, refuse, type Source } from '../../evidence/method.ts';
import { parameter, why } from './parts.ts';

const size = z.number().min(0).max(1e15);
const list = <S extends z.ZodType>(shape: S) => z.array(shape).max(20_000);

/** Refuses a list that is not as long as another. */
export function sameLength(given: Readonly<Record<string, readonly unknown[]>>): void {
  const [[first, whole] = ['', []], ...others] = Object.entries(given);
  for (const [name, one] of others)
    if (one.length !== whole.length)
      refuse(name, `应与 ${first} 一样长（${whole.length} 项）`, `should be as long as ${first}: ${whole.length}`);
}

const nothing = { zh: '没有可分的：人口或数值合计为 0', en: 'nothing to be shared: people or values add up to 0' };
const members = {
  population: field(list(size), '人口', 'Population'),
  value: field(list(size), '人均值', 'Value for each person'),
};

const giniMethod = method(import.meta.url, {
  id: 'gini',
  name: { zh: '基尼系数', en: 'Gini coefficient' },
  answers: { zh: '人均值在各地之间分得有多不均？', en: 'How unequally is something shared out among places?' },
  formula: [
    {
      zh: '按 x_{i} 升序，G = 1 − Σ_{i} p_{i} (L_{i} + L_{i−1})；p 人口份额，L 累计份额',
      en: 'by ascending x_{i}, G = 1 − Σ_{i} p_{i} (L_{i} + L_{i−1}); p share of people, L cumulated share',
    },
    {
      zh: '全等为 0；n 个相等成员中一个独占为 1 − 1 ÷ n',
      en: 'all equal: 0; one of n equal members has all: 1 − 1 ÷ n',
    },
  ],
  sources: [
    {
      zh: 'Gini 1914；Lorenz 1905（加权洛伦兹曲线的梯形面积）',
      en: 'Gini 1914; Lorenz 1905 (trapezia of the weighted curve)',
      grade: 'M',
    },
  ],
  parameters: [],
  input: z.strictObject(members),
  output: z.object({ gini: field(z.number().nullable(), '基尼系数', 'Gini'), why }),
  example: { population: [120, 200, 80, 300], value: [1.5, 3, 3.2, 5] },
  run: ({ population, value }) => {
    sameLength({ population, value });
    const found = gini(population.map((weight, n) => ({ weight, value: value[n]! })));
    return { gini: found, ...(found === null && { why: nothing }) };
  },
});

const theilMethod = method(import.meta.url, {
  id: 'theil',
  name: { zh: '泰尔指数', en: 'Theil index' },
  answers: {
    zh: '不均有多大，多少在组内、多少在组间？',
    en: 'How large is the inequality, and how much of it lies within groups and between them?',
  },
  formula: [
    {
      zh: 'T = Σ_{i} (p_{i} ÷ P)(x_{i} ÷ µ) ln(x_{i} ÷ µ)，x = 0 的项取 0',
      en: 'T = Σ_{i} (p_{i} ÷ P)(x_{i} ÷ µ) ln(x_{i} ÷ µ), 0 where x = 0',
    },
    { zh: '组间：各组以组均值代入；组内 = T − 组间', en: 'between: each group at its mean; within = T − between' },
  ],
  sources: [{ zh: 'Theil 1967；分解：Shorrocks 1980', en: 'Theil 1967; parts: Shorrocks 1980', grade: 'M' }],
  parameters: [],
  input: z.strictObject({
    ...members,
    group: field(list(z.union([z.number(), z.string().max(100)])).optional(), '组', 'Group'),
  }),
  output: z.object({
    theil: field(z.number().nullable(), '泰尔指数', 'Theil'),
    within: field(z.number().optional(), '组内', 'Within groups'),
    between: field(z.number().optional(), '组间', 'Between groups'),
    why,
  }),
  example: { population: [120, 200, 80, 300], value: [1.5, 3, 3.2, 5], group: ['镇', '镇', '乡', '乡'] },
  run: ({ population, value, group }) => {
    sameLength({ population, value, ...(group && { group }) });
    const found = theil(population.map((weight, n) => ({ weight, value: value[n]!, group: String(group?.[n] ?? '') })));
    if (found === null) return { theil: null, why: nothing };
    return group ? found : { theil: found.theil };
  },
});

const good: Source = {
  zh: '义务教育优质均衡督导评估：小学 0.50、初中 0.45',
  en: 'Supervision of balanced compulsory education: primary 0.50, junior 0.45',
  grade: 'B',
};

const schoolMethod = method(import.meta.url, {
  id: 'school-cv',
  name: { zh: '校际差异系数', en: 'Variation between schools' },
  answers: {
    zh: '各校生均资源的差异系数是多少（按在校生加权）？',
    en: 'How much do resources for each student vary between schools, weighted by students?',
  },
  formula: [
    {
      zh: 'x̄ = Σ_{i} 总量_{i} ÷ Σ_{i} P_{i}；S = √(Σ_{i} (P_{i} ÷ P_{N}) (x_{i} − x̄)^{2})；CV = S ÷ x̄',
      en: 'x̄ = Σ_{i} total_{i} ÷ Σ_{i} P_{i}; S = √(Σ_{i} (P_{i} ÷ P_{N}) (x_{i} − x̄)^{2}); CV = S ÷ x̄',
    },
  ],
  sources: [
    {
      zh: '教育部义务教育均衡发展督导评估的差异系数公式',
      en: 'Formula of the Ministry of Education for balanced compulsory education',
      grade: 'A',
    },
  ],
  parameters: [
    parameter(null, '优质均衡：小学不高于', 'At most, primary', 0.5, { source: good }),
    parameter(null, '优质均衡：初中不高于', 'At most, junior', 0.45, { source: good }),
  ],
  input: z.strictObject({
    students: field(list(z.number().positive().max(1e9)).min(1), '各校在校生', 'Students of each school', '人'),
    total: field(list(size), '各校总量（图书、设备、面积…）', 'Total of each school (books, equipment, area …)'),
  }),
  output: z.object({
    mean: field(z.number(), '生均', 'Mean for a student'),
    sd: field(z.number(), '标准差', 'Standard deviation'),
    cv: field(z.number().nullable(), '差异系数', 'Coefficient of variation'),
    why,
  }),
  example: { students: [300, 500, 120], total: [2400, 6000, 600] },
  run: ({ students, total }) => {
    sameLength({ students, total });
    const found = weightedVariation(students.map((weight, n) => ({ weight, total: total[n]! })));
    return { ...found, ...(found.cv === null && { why: nothing }) };
  },
});

const accessMethod = method(import.meta.url, {
  id: 'access',
  name: { zh: '可达性（两步移动搜索法）', en: 'Accessibility (2SFCA)' },
  answers: {
    zh: '每个地方的人能分到多少床位、学位、医师？',
    en: 'How many beds, places or doctors are there for people at each place, by the way to them?',
  },
  formula: [
    {
      zh: 'R_{j} = S_{j} ÷ Σ_{k} P_{k} W(d_{kj})；A_{i} = Σ_{j} R_{j} W(d_{ij})；d > d_{0} 时 W = 0',
      en: 'R_{j} = S_{j} ÷ Σ_{k} P_{k} W(d_{kj}); A_{i} = Σ_{j} R_{j} W(d_{ij}); W = 0 where d > d_{0}',
    },
    {
      zh: 'none：W = 1；enhanced：≤ 10 分 1、≤ 20 分 0.68、≤ 30 分 0.22',
      en: 'none: W = 1; enhanced: 1 up to 10 min, 0.68 up to 20, 0.22 up to 30',
    },
    {
      zh: 'gaussian：W = (e^{−½ (d ÷ d₀)²} − e^{−½}) ÷ (1 − e^{−½})，d₀ 为上限；自检 Σ_{i} P_{i} A_{i} = Σ_{j} S_{j}',
      en: 'gaussian: W = (e^{−½ (d ÷ d₀)²} − e^{−½}) ÷ (1 − e^{−½}), d₀ the limit; check: Σ_{i} P_{i} A_{i} = Σ_{j} S_{j}',
    },
  ],
  sources: [
    {
      zh: '两步移动搜索法：Luo & Wang 2003；陶卓霖、程杨，地理科学进展 2016，35(5)：589–599',
      en: '2SFCA: Luo & Wang 2003; Tao & Cheng, Progress in Geography 2016, 35(5): 589–599',
      grade: 'M',
    },
    { zh: '分级：Luo & Qi 2009', en: 'Steps: Luo & Qi 2009', grade: 'M' },
  ],
  parameters: ACCESS_STEPS.map(({ minutes, weight }) =>
    parameter(null, `enhanced：${minutes} 分钟以内的权重`, `enhanced: weight up to ${minutes} minutes`, weight, {
      source: { zh: 'Luo & Qi 2009', en: 'Luo & Qi 2009', grade: 'M' },
    }),
  ),
  input: z.strictObject({
    population: field(list(size).min(1), '各地人口', 'Population of each place', '人'),
    supply: field(z.array(size).min(1).max(2000), '各设施规模', 'Size of each supply'),
    minutes: field(
      list(z.array(z.number().min(0).max(1e5).nullable()).max(2000)),
      '路上分钟数（行：地方，列：设施；null 不通）',
      'Minutes (rows: places, columns: supplies; null: no way)',
    ),
    limit: field(z.number().positive().max(1e5), '上限', 'Limit', '分钟'),
    decay: field(z.enum(['none', 'enhanced', 'gaussian']).default('gaussian'), '衰减', 'Decay'),
  }),
  output: z.object({
    ratio: field(z.array(z.number().nullable()), '各设施供需比', 'Ratio of each supply'),
    access: field(z.array(z.number()), '各地可达性', 'Access of each place'),
    why,
  }),
  example: {
    population: [800, 1500, 400],
    supply: [20, 10],
    minutes: [
      [5, 25],
      [12, 18],
      [40, 8],
    ],
    limit: 30,
    decay: 'gaussian',
  },
  run: ({ population, supply, minutes, limit, decay }) => {
    sameLength({ population, minutes });
    minutes.forEach((row, at) => sameLength({ supply, [`minutes.${at}`]: row }));
    const found = floatingCatchment(population, supply, minutes, limit, decay);
    const alone = found.ratio.includes(null);
    return {
      ...found,
      ...(alone && { why: { zh: '有设施在上限内没有人', en: 'a supply has nobody within the limit' } }),
    };
  },
});

export const methods: readonly Method[] = [giniMethod, theilMethod, schoolMethod, accessMethod];
