import type loadHighs from 'highs';
import { z } from 'zod';
import { type Chosen, maxCover, pMedian, type Solve, solverOf } from '../../core/decide/index.ts';
import { field, method, own, type Method, refuse } from '../../evidence/method.ts';
import { sameLength } from './fairness.ts';
import { parameter, why } from './parts.ts';

const seconds = 6;
const most = 150;

const where = {
  demand: field(z.array(z.number().min(0).max(1e12)).min(1).max(most), '各点需求', 'Demand of each point'),
  distance: field(
    z.array(z.array(z.number().min(0).max(1e9)).min(1).max(most)).max(most),
    '距离（行：需求点，列：候选点）',
    'Distance (rows: demand, columns: sites)',
  ),
  p: field(z.int().min(1).max(most), '共设几处（含已有的）', 'How many sites (with those that stand)'),
  fixed: field(z.array(z.int().min(0)).max(most).default([]), '已有的候选点（从 0 编号）', 'Sites that stand (from 0)'),
};
const output = z.object({
  sites: field(z.array(z.number()), '选中的点（从 0 编号）', 'Sites (from 0)'),
  objective: field(z.number().nullable(), '目标值', 'Objective'),
  gap: field(z.number().nullable(), '证明的差距（0 为最优）', 'Proven gap (0: the best)'),
  why,
});
const time = parameter(null, '求解时间', 'Time to solve', seconds, { unit: '秒', source: own });
const distance = [
  [0, 3, 8, 10],
  [3, 0, 4, 6],
  [8, 4, 0, 5],
  [10, 6, 5, 0],
];

type Where = z.output<z.ZodObject<typeof where>>;

function sitesOf({ demand, distance: ways, p, fixed }: Where) {
  sameLength({ demand, distance: ways });
  ways.forEach((row, at) => sameLength({ 'distance.0': ways[0]!, [`distance.${at}`]: row }));
  const sites = ways[0]?.length ?? 0;
  if (p > sites) refuse('p', `候选点只有 ${sites} 个`, `there are only ${sites} sites`);
  if (new Set(fixed).size > p) refuse('fixed', '已有的多于 p', 'more stand than p');
  const beyond = fixed.findIndex((site) => site >= sites);
  if (beyond >= 0) refuse(`fixed.${beyond}`, `候选点编号为 0 到 ${sites - 1}`, `sites are 0 to ${sites - 1}`);
  return { demand, distance: ways, count: p, fixed };
}

async function solver(): Promise<Solve> {
  // The package types its ES module as if it were CommonJS.
  const load = (await import('highs')).default as unknown as typeof loadHighs.default;
  return solverOf(await load());
}

function answered(found: Chosen | null): z.input<typeof output> {
  if (found) return found;
  return { sites: [], objective: null, gap: null, why: { zh: '限时内没有算出', en: 'nothing was found in time' } };
}

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'p-median',
    name: { zh: '选址：总路程最短（p-中位）', en: 'Sites with the shortest ways (p-median)' },
    answers: {
      zh: '设 p 处，放在哪里，大家走的路合计最短？',
      en: 'Where do p sites go so that all ways together are shortest?',
    },
    formula: [
      {
        zh: 'min Σ_{i} w_{i} min_{j ∈ S} d_{ij}，|S| = p，S 含已有的点',
        en: 'min Σ_{i} w_{i} min_{j ∈ S} d_{ij}, |S| = p, S holds the sites that stand',
      },
      { zh: '结果按选中的点回代重算', en: 'the objective is worked out anew from the sites' },
    ],
    sources: [
      {
        zh: 'ReVelle & Swain 1970，doi 10.1111/j.1538-4632.1970.tb00142.x',
        en: 'ReVelle & Swain 1970, doi 10.1111/j.1538-4632.1970.tb00142.x',
        grade: 'M',
      },
    ],
    parameters: [time],
    input: z.strictObject(where),
    output,
    example: { demand: [50, 80, 30, 60], distance, p: 2 },
    run: async (given) => answered(pMedian(sitesOf(given), await solver(), seconds)),
  }),
  method(import.meta.url, {
    id: 'max-cover',
    name: { zh: '选址：覆盖最多（最大覆盖）', en: 'Sites that cover most (maximal covering)' },
    answers: {
      zh: '设 p 处，放在哪里，半径内的人最多？',
      en: 'Where do p sites go so that most people are within a radius of one?',
    },
    formula: [
      {
        zh: 'max Σ_{i} w_{i} z_{i}，z_{i} ≤ Σ_{j} y_{j}（只对 d_{ij} ≤ r 的 j），Σ_{j} y_{j} = p',
        en: 'max Σ_{i} w_{i} z_{i}, z_{i} ≤ Σ_{j} y_{j} (over j with d_{ij} ≤ r), Σ_{j} y_{j} = p',
      },
    ],
    sources: [
      {
        zh: 'Church & ReVelle 1974，doi 10.1007/BF01942293',
        en: 'Church & ReVelle 1974, doi 10.1007/BF01942293',
        grade: 'M',
      },
    ],
    parameters: [time],
    input: z.strictObject({ ...where, radius: field(z.number().min(0).max(1e9), '半径', 'Radius') }),
    output,
    example: { demand: [50, 80, 30, 60], distance, p: 1, radius: 4 },
    run: async ({ radius, ...given }) => answered(maxCover(sitesOf(given), radius, await solver(), seconds)),
  }),
];
