import { z } from 'zod';
import { bestPool, POOLS, queue, tableFaults } from '../../core/decide/index.ts';
import { field, method, own, type Method, refuse } from '../../evidence/method.ts';
import { parameter, why } from './parts.ts';

const rate = z.number().min(0).max(1e9);

const queueMethod = method(import.meta.url, {
  id: 'queue',
  name: { zh: '排队（M/M/c）', en: 'Queue (M/M/c)' },
  answers: {
    zh: '开几个窗口，要等多久，几个人在等？',
    en: 'With so many counters: how long is the wait, and how many wait?',
  },
  formula: [
    {
      zh: 'ρ = λ ÷ (c µ)；P_{等} = B ÷ (1 − ρ (1 − B))，B 为 Erlang B',
      en: 'ρ = λ ÷ (c µ); P_{wait} = B ÷ (1 − ρ (1 − B)), B is Erlang B',
    },
    {
      zh: 'L_{q} = P_{等} ρ ÷ (1 − ρ)；W_{q} = L_{q} ÷ λ；ρ ≥ 1 时越排越长',
      en: 'L_{q} = P_{wait} ρ ÷ (1 − ρ); W_{q} = L_{q} ÷ λ; with ρ ≥ 1 the queue grows without end',
    },
  ],
  sources: [{ zh: 'Erlang 1917（C 公式）', en: 'Erlang 1917 (formula C)', grade: 'M' }],
  parameters: [],
  input: z.strictObject({
    arrivals: field(rate, '每小时到达', 'Arrivals an hour', '人'),
    service: field(z.number().positive().max(1e9), '每窗每小时办结', 'Served an hour by one', '人'),
    servers: field(z.int().min(1).max(100_000), '窗口', 'Counters', '个'),
  }),
  output: z.object({
    load: field(z.number(), '忙的份额', 'Load'),
    waits: field(z.number().nullable(), '要等的可能性', 'Chance of waiting'),
    length: field(z.number().nullable(), '平均排队人数', 'Mean number waiting', '人'),
    waitMinutes: field(z.number().nullable(), '平均等待', 'Mean wait', '分钟'),
    why,
  }),
  example: { arrivals: 45, service: 12, servers: 5 },
  run: ({ arrivals, service, servers }) => {
    const { minutes, ...found } = queue(arrivals, service, servers);
    const grows = { zh: '到达不少于办结能力，越排越长', en: 'as many come as can be served, or more: the queue grows' };
    return { ...found, waitMinutes: minutes, ...(minutes === null && { why: grows }) };
  },
});

const poolingMethod = method(import.meta.url, {
  id: 'pooling',
  name: { zh: '混检的最优合管数', en: 'Best size of pools' },
  answers: {
    zh: '几人一管，平均每人的检测次数最少？',
    en: 'How many samples in a pool need the fewest tests for each person?',
  },
  formula: [
    {
      zh: 'E(k) = 1 ÷ k + 1 − (1 − p)^{k}，k 从 2 到 100 取最小',
      en: 'E(k) = 1 ÷ k + 1 − (1 − p)^{k}, the least of k from 2 to 100',
    },
    { zh: '没有计入稀释造成的漏检', en: 'what is missed by dilution is not counted' },
  ],
  sources: [
    { zh: 'Dorfman 1943，doi 10.1214/aoms/1177731363', en: 'Dorfman 1943, doi 10.1214/aoms/1177731363', grade: 'M' },
  ],
  parameters: [
    parameter(null, '最小合管数', 'Least size', POOLS.least, { source: own }),
    parameter(null, '最大合管数', 'Largest size', POOLS.most, { source: own }),
  ],
  input: z.strictObject({ prevalence: field(z.number().min(0).max(1), '阳性率', 'Prevalence') }),
  output: z.object({
    pool: field(z.number(), '几人一管', 'Size of a pool', '人'),
    testsPerPerson: field(z.number(), '平均每人检测', 'Tests for each person', '次'),
    why: field(z.object({ zh: z.string(), en: z.string() }).optional(), '说明', 'Note'),
  }),
  example: { prevalence: 0.02 },
  run: ({ prevalence }) => {
    const { pool, tests } = bestPool(prevalence);
    const worse = { zh: '合管不如单检', en: 'pools need more tests than none' };
    return { pool, testsPerPerson: tests, ...(tests >= 1 && { why: worse }) };
  },
});

const number = z.number().min(-1e15).max(1e15);
const choice = z.union([number, z.string().max(200)]);
const condition = z.strictObject({
  gte: number.optional(),
  gt: number.optional(),
  lte: number.optional(),
  lt: number.optional(),
  in: z.array(choice).min(1).max(500).optional(),
});
const region = z.record(z.string(), z.string());

const tableMethod = method(import.meta.url, {
  id: 'decision-table',
  name: { zh: '决策表的重叠和空隙', en: 'Overlaps and gaps of a decision table' },
  answers: {
    zh: '资格规则里，哪些情形两条都适用，哪些情形没有规则？',
    en: 'Which cases do two rules claim, and which have no rule?',
  },
  formula: [
    {
      zh: '每个输入在各规则的界点处切开，逐块看有几条规则成立：两条以上为重叠，一条没有为空隙',
      en: 'each input is cut where a rule begins or ends; a part where two rules hold is an overlap, one without a rule a gap',
    },
  ],
  sources: [{ zh: 'OMG DMN 1.5，8.2.8 命中策略 Unique', en: 'OMG DMN 1.5, 8.2.8, hit policy Unique', grade: 'M' }],
  parameters: [],
  input: z.strictObject({
    inputs: field(
      z.record(
        z.string().min(1).max(100),
        z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('number') }),
          z.strictObject({ kind: z.literal('choice'), of: z.array(choice).min(1).max(500) }),
        ]),
      ),
      '输入（number，或 choice 和它的各值 of）',
      'Inputs (number, or choice with its values)',
    ),
    rules: field(
      z
        .array(
          z.strictObject({
            when: field(z.record(z.string().max(100), condition), '条件', 'When'),
            // oxlint-disable-next-line unicorn/no-thenable -- the name that the contract gives it
            then: field(z.union([number, z.string().max(500), z.boolean()]), '结果', 'Then'),
          }),
        )
        .max(200),
      '规则（从 0 编号）',
      'Rules (from 0)',
    ),
    policy: field(z.literal('unique').default('unique'), '命中策略', 'Hit policy'),
  }),
  output: z.object({
    overlaps: field(
      z.array(z.record(z.string(), z.union([z.string(), z.array(z.int())]))),
      '重叠（rules 为规则编号，其余为输入的范围）',
      'Overlaps (rules, and where by input)',
    ),
    gaps: field(z.array(region), '空隙', 'Gaps'),
    why: field(z.object({ zh: z.string(), en: z.string() }).optional(), '说明', 'Note'),
  }),
  example: {
    inputs: { 年龄: { kind: 'number' }, 身份: { kind: 'choice', of: ['在校', '毕业'] } },
    rules: [
      // oxlint-disable-next-line unicorn/no-thenable -- as above
      { when: { 年龄: { lt: 30 }, 身份: { in: ['毕业'] } }, then: '补贴 A' },
      // oxlint-disable-next-line unicorn/no-thenable -- as above
      { when: { 年龄: { gte: 25, lte: 35 } }, then: '补贴 B' },
    ],
  },
  run: ({ inputs, rules }) => {
    rules.forEach(({ when }, at) => {
      const unknown = Object.keys(when).find((name) => !Object.hasOwn(inputs, name));
      if (unknown !== undefined) refuse(`rules.${at}.when.${unknown}`, '没有这个输入', 'there is no such input');
    });
    const { overlaps, gaps, complete } = tableFaults(
      inputs,
      rules.map(({ when }) => when),
    );
    const cutShort = { zh: '空隙太多，只列出一部分', en: 'there are more gaps than are told' };
    return {
      overlaps: overlaps.map(({ rules: two, where }) => ({ rules: two, ...where })),
      gaps,
      ...(!complete && { why: cutShort }),
    };
  },
});

export const methods: readonly Method[] = [queueMethod, poolingMethod, tableMethod];
