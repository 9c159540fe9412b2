import { z } from 'zod';
import { stableMatch } from '../../core/decide/index.ts';
import { field, method, type Method, refuse } from '../../evidence/method.ts';
import { retention } from './follow-list.ts';
import { labourMarket } from './labour-market.ts';

const name = z.string().min(1).max(100);
const people = z.number().min(0).max(1e12);
const some = people.nullable().default(null);
const percent = z.number().nullable();

/** What the area computes, for anybody's own numbers. */
export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'vacancies-per-seeker',
    name: { zh: '求人倍率', en: 'Vacancies per seeker' },
    answers: {
      zh: '一个求职的人有几个岗位，缺多少人，与公布的倍率对得上吗？',
      en: 'How many posts are there for one who seeks, how many are missing, does a published ratio agree?',
    },
    formula: [
      { zh: '求人倍率 = 招聘需求 ÷ 求职；缺口 = 需求 − 求职', en: 'ratio = wanted ÷ seeking; gap = wanted − seeking' },
      { zh: '公布数相差 0.01 以内算相符：原数未舍入', en: 'a published ratio agrees within 0.01' },
    ],
    sources: [
      {
        zh: '人社部公共就业服务机构市场供求状况',
        en: 'Labour ministry, supply and demand of public services',
        grade: 'A',
      },
    ],
    parameters: [],
    input: z.strictObject({
      wanted: field(people, '招聘需求', 'Wanted'),
      seeking: field(people, '求职', 'Seeking'),
      published: field(z.number().positive().nullable().default(null), '公布的倍率', 'Ratio as published'),
    }),
    output: z.object({
      ratio: field(z.number().nullable(), '求人倍率', 'Ratio'),
      gap: field(z.number(), '缺口', 'Gap'),
      agrees: field(z.boolean().nullable(), '与公布数相符', 'Agrees'),
    }),
    example: { wanted: 52, seeking: 40, published: 1.31 },
    run: labourMarket,
  }),
  method(import.meta.url, {
    id: 'stable-match',
    name: { zh: '双向志愿匹配', en: 'Stable matching' },
    answers: {
      zh: '学生和岗位各有志愿，怎样配，谁也不愿私下换？',
      en: 'Students and posts have their orders: which matching does nobody want to leave?',
    },
    formula: [
      {
        zh: '学生按志愿依次提议，岗位留下最愿要的，名额满了退回其余（延迟接受）',
        en: 'each proposes in order, a receiver keeps those it prefers and sends the others on',
      },
    ],
    sources: [
      { zh: 'Gale & Shapley 1962，doi 10.2307/2312726', en: 'Gale & Shapley 1962, doi 10.2307/2312726', grade: 'M' },
    ],
    parameters: [],
    input: z.strictObject({
      proposers: field(
        z
          .array(
            z.strictObject({
              id: field(name, '学生', 'Who proposes'),
              prefers: field(z.array(name).max(200), '志愿顺序', 'In order'),
            }),
          )
          .min(1)
          .max(500),
        '学生',
        'Who proposes',
      ),
      receivers: field(
        z
          .array(
            z.strictObject({
              id: field(name, '岗位', 'Receiver'),
              places: field(z.int().min(0).max(10_000).default(1), '名额', 'Places'),
              prefers: field(z.array(name).max(500), '愿要的顺序', 'In order'),
            }),
          )
          .min(1)
          .max(500),
        '岗位',
        'Receivers',
      ),
    }),
    output: z.object({
      pairs: field(
        z.array(
          z.object({
            id: field(name, '学生', 'Who'),
            receiver: field(name.nullable(), '岗位（空：没有配上）', 'Where'),
          }),
        ),
        '匹配',
        'Matching',
      ),
      matched: field(z.int(), '配上的人', 'Matched'),
    }),
    example: {
      proposers: [
        { id: '甲', prefers: ['焊工', '电工'] },
        { id: '乙', prefers: ['焊工'] },
      ],
      receivers: [
        { id: '焊工', places: 1, prefers: ['乙', '甲'] },
        { id: '电工', places: 1, prefers: ['甲'] },
      ],
    },
    run: (sides) => {
      for (const side of ['proposers', 'receivers'] as const) {
        const twice = sides[side].findIndex(({ id }, n) => sides[side].some((one, at) => at < n && one.id === id));
        if (twice >= 0) refuse(`${side}.${twice}.id`, '写了两次', 'it is there twice');
      }
      const found = stableMatch(sides);
      const pairs = [...found].map(([id, receiver]) => ({ id, receiver }));
      return { pairs, matched: pairs.filter(({ receiver }) => receiver !== null).length };
    },
  }),
  method(import.meta.url, {
    id: 'graduate-retention',
    name: { zh: '毕业生去向和本地留存', en: 'Graduates: settled and staying' },
    answers: {
      zh: '去向落实率多少？本地留存率按三种分母各是多少？',
      en: 'How many are settled, and how many stay, by each of three denominators?',
    },
    formula: [
      { zh: '去向落实率 = (就业 + 升学) ÷ 毕业生', en: 'settled = (employed + studying on) ÷ graduates' },
      {
        zh: '本地留存率 = 本地就业 ÷ 毕业生、÷ (毕业生 − 升学 − 参军)、÷ 就业',
        en: 'staying = local ÷ graduates, ÷ (graduates − study − army), ÷ employed',
      },
    ],
    sources: [
      {
        zh: '教育部毕业去向落实率；分母分列为自定',
        en: 'Education ministry; denominators apart, our choice',
        grade: 'B',
      },
    ],
    parameters: [],
    input: z.strictObject({
      graduates: field(people.positive(), '毕业生', 'Graduates'),
      study: field(some, '升学', 'Study on'),
      army: field(some, '参军', 'Army'),
      employed: field(some, '就业', 'Employed'),
      local: field(some, '其中本地就业', 'Of these here'),
    }),
    output: z.object({
      settled: field(percent, '去向落实率', 'Settled', '%'),
      ofAll: field(percent, '留存：÷毕业生', 'Stay of all', '%'),
      ofSeeking: field(percent, '留存：÷（毕业−升学−参军）', 'Stay of seekers', '%'),
      ofEmployed: field(percent, '留存：÷就业', 'Stay of employed', '%'),
    }),
    example: { graduates: 800, study: 120, army: 10, employed: 600, local: 150 },
    run: retention,
  }),
];
