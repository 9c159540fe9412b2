import { z } from 'zod';
import { transport } from '../../core/decide/index.ts';
import { field, method, type Method, refuse } from '../../evidence/method.ts';

const id = z.string().min(1).max(100);
const heads = z.record(id, z.int().min(0).max(1e9)).refine((all) => Object.keys(all).length <= 300, {
  error: '至多 300 项 / at most 300',
});

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'assign',
    name: { zh: '供需匹配', en: 'Placing supply with demand' },
    answers: {
      zh: '谁去哪里，使安置的人最多，其次匹配最强？缺多少，余多少？',
      en: 'Who goes where, so that most are placed and then fit best? How many are lacking, how many left?',
    },
    formula: [
      {
        zh: 'max Σ_{s,d} x_{sd}，其次 max Σ_{s,d} c_{sd} x_{sd}',
        en: 'max Σ_{s,d} x_{sd}, then max Σ_{s,d} c_{sd} x_{sd}',
      },
      {
        zh: 'Σ_{d} x_{sd} ≤ 供_{s}，Σ_{s} x_{sd} ≤ 需_{d}，x_{sd} ≥ 0 整数，只在匹配表列出的对上',
        en: 'Σ_{d} x_{sd} ≤ supply_{s}, Σ_{s} x_{sd} ≤ demand_{d}, whole x_{sd} ≥ 0, only for the pairs that fit names',
      },
      {
        zh: '缺_{d} = 需_{d} − Σ_{s} x_{sd}；余_{s} = 供_{s} − Σ_{d} x_{sd}',
        en: 'short_{d} = demand_{d} − Σ_{s} x_{sd}; idle_{s} = supply_{s} − Σ_{d} x_{sd}',
      },
    ],
    sources: [
      {
        zh: '运输问题：Hitchcock 1941，doi 10.1002/sapm1941201224',
        en: 'Transportation problem: Hitchcock 1941, doi 10.1002/sapm1941201224',
        grade: 'M',
      },
      {
        zh: '最短增广路：Edmonds & Karp 1972，doi 10.1145/321694.321699',
        en: 'Shortest augmenting paths: Edmonds & Karp 1972, doi 10.1145/321694.321699',
        grade: 'M',
      },
    ],
    parameters: [],
    input: z.strictObject({
      supply: field(heads, '供给（名称：人数）', 'Supply (name: how many)'),
      demand: field(heads, '需求（名称：人数）', 'Demand (name: how many)'),
      fit: field(
        z.array(z.tuple([id, id, z.number().min(-1e6).max(1e6)])).max(20_000),
        '匹配（供给、需求、强度）',
        'Fit (supply, demand, strength)',
      ),
    }),
    output: z.object({
      placed: field(z.number(), '安置', 'Placed'),
      strength: field(z.number(), '匹配强度合计', 'Strength in all'),
      short: field(z.record(z.string(), z.number()), '缺', 'Lacking'),
      idle: field(z.record(z.string(), z.number()), '余', 'Left'),
      flows: field(z.array(z.tuple([z.string(), z.string(), z.number()])), '去向', 'Who goes where'),
    }),
    example: {
      supply: { 铝加工: 120, 机电: 80, 电商: 150 },
      demand: { 挤压工: 150, 电工: 100, 营销师: 60 },
      fit: [
        ['铝加工', '挤压工', 1],
        ['铝加工', '电工', 0.5],
        ['机电', '电工', 1],
        ['机电', '挤压工', 0.6],
        ['电商', '营销师', 1],
      ],
    },
    run: ({ supply, demand, fit }) => {
      const rows = new Map(Object.keys(supply).map((name, at) => [name, at]));
      const columns = new Map(Object.keys(demand).map((name, at) => [name, at]));
      const arcs = fit.map(([from, to, strength], at) => ({
        row: rows.get(from) ?? refuse(`fit.${at}.0`, `供给里没有“${from}”`, `${from} is not in supply`),
        column: columns.get(to) ?? refuse(`fit.${at}.1`, `需求里没有“${to}”`, `${to} is not in demand`),
        strength,
      }));
      const { placed, strength, flows } = transport(Object.values(supply), Object.values(demand), arcs);
      const left = (all: Record<string, number>, side: 'row' | 'column') =>
        Object.fromEntries(
          Object.entries(all).map(([name, most], at) => [
            name,
            most - flows.filter((flow) => flow[side] === at).reduce((sum, flow) => sum + flow.amount, 0),
          ]),
        );
      const [from, to] = [Object.keys(supply), Object.keys(demand)];
      return {
        placed,
        strength,
        short: left(demand, 'column'),
        idle: left(supply, 'row'),
        flows: flows.map(({ row, column, amount }): [string, string, number] => [from[row]!, to[column]!, amount]),
      };
    },
  }),
];
