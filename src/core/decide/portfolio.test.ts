import { beforeAll, describe, expect, test } from 'vitest';
import { testSolver } from '../../../test/solver.ts';
import { isProblem, THIN } from '../measure/index.ts';
import {
  attainment,
  brokenRules,
  changeFor,
  checkPortfolio,
  choosePortfolio,
  expectedOf,
  landFrontier,
  RESOURCES,
  sampleScenarios,
  worthOfLimits,
  type Lead,
  type Pick,
  type PortfolioChoice,
  type PortfolioInput,
  type Solve,
} from './index.ts';
import { seeded } from '../random/index.ts';

let solve: Solve;
beforeAll(async () => {
  solve = await testSolver();
});

function small(seed: number): PortfolioInput {
  const random = seeded(seed);
  const whole = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const leads = Array.from({ length: whole(3, 6) }, (_, n): Lead => {
    const full = whole(1, 30);
    return {
      id: `l${n}`,
      name: `演示${n}`,
      park: random() < 0.5 ? 'a' : 'b',
      node: random() < 0.5 ? 'p' : 'q',
      needs: { land: whole(5, 60), energy: whole(0, 40), budget: whole(1, 20) },
      output: [full * 0.3, full * 0.8, full],
      tax: whole(10, 900),
      jobs: whole(1, 100),
      starts: random() < 0.5 ? [2024, 2025] : [whole(2024, 2026)],
      flows: { melt: whole(-6, 4) },
      ...(random() < 0.25 && { plots: random() < 0.5 ? ['p1'] : ['p1', 'p2'] }),
      ...(random() < 0.1 && { vetoes: ['准入'] }),
      ...(random() < 0.1 && { required: true }),
    };
  });
  const history = Array.from({ length: 12 }, () => ({
    group: random() < 0.5 ? 'p' : 'q',
    rate: 0.3 + random(),
    delay: Math.floor(random() * 5) / 2,
  }));
  return {
    years: { from: 2024, to: 2026 },
    target: { year: 2026, output: 15 + whole(0, 40) },
    objective: seed % 2 === 0 ? 'output' : 'probability',
    leads,
    resources: [...RESOURCES],
    limits: [
      { id: 'land', of: 'land', max: whole(30, 150) },
      { id: 'land-a', of: 'land', park: 'a', max: whole(20, 90) },
      { id: 'energy-2025', of: 'energy', year: 2025, max: whole(10, 90) },
      { id: 'budget', of: 'budget', max: whole(10, 40) },
      ...(random() < 0.4 ? [{ id: 'count-p', of: 'count', node: 'p', min: 1 }] : []),
    ],
    balances: [{ id: 'melt', product: 'melt', surplus: whole(0, 8) }],
    plots: [
      { id: 'p1', area: whole(20, 70) },
      { id: 'p2', area: whole(20, 70) },
    ],
    exclusions: random() < 0.4 ? [['l0', 'l1']] : [],
    precedence: random() < 0.4 ? [{ before: 'l2', after: 'l1', lag: whole(0, 1) }] : [],
    scenarios: sampleScenarios(leads, history, { count: 9, seed, base: { mean: 10, sd: 3 }, correlation: 0.2 }),
  };
}

/** Every way of taking or leaving each lead, in each year and on each plot. */
function bruteForce(input: PortfolioInput): number | null {
  let best: number | null = null;
  const visit = (n: number, picks: Pick[]): void => {
    const lead = input.leads[n];
    if (!lead) {
      if (brokenRules(input, picks).length > 0) return;
      const value = input.objective === 'output' ? expectedOf(input, picks) : (attainment(input, picks) ?? 0);
      if (best === null || value > best) best = value;
      return;
    }
    visit(n + 1, picks);
    for (const year of lead.starts)
      for (const plot of lead.plots ?? [undefined])
        visit(n + 1, [...picks, { lead: lead.id, year, ...(plot !== undefined && { plot }) }]);
  };
  visit(0, []);
  return best;
}

function solved(input: PortfolioInput): PortfolioChoice {
  const result = choosePortfolio(input, solve, { gap: 1e-6 });
  if (result.status !== 'optimal') throw new Error(JSON.stringify(result));
  return result;
}

describe('portfolio choice', () => {
  test('equals brute force on 200 small random instances, and names the clash of those that cannot be met', () => {
    const seen = { output: 0, probability: 0, infeasible: 0 };
    for (let seed = 1; seed <= 200; seed++) {
      const input = small(seed);
      expect(isProblem(checkPortfolio(input)), `seed ${seed}`).toBe(false);
      const expected = bruteForce(input);
      const result = choosePortfolio(input, solve, { gap: 1e-6 });
      if (expected === null) {
        seen.infeasible++;
        expect(result.status, `seed ${seed}`).toBe('infeasible');
        continue;
      }
      if (result.status !== 'optimal') throw new Error(`seed ${seed}: ${JSON.stringify(result)}`);
      seen[input.objective]++;
      expect(brokenRules(input, result.best.picks), `seed ${seed}`).toEqual([]);
      expect(result.value, `seed ${seed}`).toBeCloseTo(expected, 5);
      expect(result.bound).toBeGreaterThanOrEqual(expected - 1e-5);
      if (result.greedy.breaks.length === 0) expect(result.value).toBeGreaterThanOrEqual(result.greedy.value - 1e-6);
    }
    expect(Math.min(seen.output, seen.probability, seen.infeasible)).toBeGreaterThan(10);
  });

  test('a clash is smallest: every rule of it is needed, and giving way by the stated amount settles it', () => {
    const input: PortfolioInput = {
      ...small(2),
      exclusions: [],
      precedence: [],
      balances: [],
      plots: [],
      limits: [
        { id: 'land', name: '用地总量', of: 'land', max: 50 },
        { id: 'energy', of: 'energy', max: 999 },
      ],
    };
    input.leads = input.leads
      .slice(0, 2)
      .map((lead) => ({ ...lead, needs: { land: 40, energy: 1 }, plots: [], vetoes: [], required: true }));
    input.scenarios = [];
    const result = choosePortfolio(input, solve);
    if (result.status !== 'infeasible') throw new Error(result.status);
    expect(result.clash.rules.map((rule) => rule.label).toSorted()).toEqual([
      'limit:land',
      'required:l0',
      'required:l1',
    ]);
    const land = result.clash.rules.find((rule) => rule.label === 'limit:land');
    expect(land?.give).toBeCloseTo(30, 6);
    expect(land?.name.zh).toContain('用地总量');
    const given = {
      ...input,
      limits: input.limits.map((limit) => (limit.id === 'land' ? { ...limit, max: 80 } : limit)),
    };
    expect(solved(given).best.picks).toHaveLength(2);
  });

  test('a lead left out comes in when its output rises by what is stated, and not when it rises by less', () => {
    const open = Array.from({ length: 110 }, (_, n) => small(2 * n + 2)).filter((input) => bruteForce(input) !== null);
    let tried = 0;
    for (const input of open) {
      const chosen = choosePortfolio(input, solve, { gap: 1e-6 });
      if (chosen.status !== 'optimal') continue;
      const left = chosen.leftOut.find((one) => one.reason === 'outweighed' || one.reason === 'close');
      if (!left) continue;
      const change = changeFor(input, chosen, left.lead, solve);
      if (change.kind !== 'output' || change.expected <= 0 || change.loss < 0.01) continue;
      const raised = (by: number): PortfolioInput => ({
        ...input,
        leads: input.leads.map((lead) =>
          lead.id === left.lead
            ? { ...lead, output: lead.output.map((value) => value * ((change.expected + by) / change.expected)) }
            : lead,
        ),
      });
      const has = (by: number) => solved(raised(by)).best.picks.some((pick) => pick.lead === left.lead);
      expect(has(change.output * 1.02)).toBe(true);
      // Less of a rise helps only where the lead is in at a year that brings more than the one it was forced into.
      if (input.leads.find((lead) => lead.id === left.lead)?.starts.length === 1)
        expect(has(change.output * 0.98)).toBe(false);
      tried++;
    }
    expect(tried).toBeGreaterThan(8);
  });

  test('more land never gives less output, and 10 % more of a binding limit is never worth less than nothing', () => {
    const input = small(8);
    const frontier = landFrontier(input, solve, 6);
    expect(frontier.length).toBeGreaterThan(3);
    for (const [n, point] of frontier.entries()) {
      expect(point.used).toBeLessThanOrEqual(point.land + 1e-6);
      if (n > 0) expect(point.output).toBeGreaterThanOrEqual((frontier[n - 1]?.output ?? 0) * (1 - 0.0021));
    }
    const chosen = solved(input);
    for (const worth of worthOfLimits(input, chosen, solve)) expect(worth.gain).toBeGreaterThanOrEqual(0);
  });

  test('the price of a limit is what one more unit brings where leads can be taken in parts', () => {
    const lead = (id: string, land: number, output: number): Lead => ({
      id,
      name: id,
      needs: { land },
      output: [output],
      tax: 1,
      jobs: 1,
      starts: [2024],
    });
    const base = {
      ...small(2),
      exclusions: [],
      precedence: [],
      balances: [],
      plots: [],
      scenarios: [],
      leads: [lead('a', 10, 20), lead('b', 10, 10)],
      limits: [{ id: 'land', of: 'land', max: 15 }],
    };
    expect(solved(base).limits[0]).toMatchObject({ limit: 'land', used: 10, price: 1 });
  });

  test('why a lead is out: what it brings against what its land brings elsewhere, and how much less land would do', () => {
    const lead = (id: string, land: number, output: number): Lead => ({
      id,
      name: id,
      needs: { land },
      output: [output],
      tax: 1,
      jobs: 1,
      starts: [2024],
    });
    const input = {
      ...small(2),
      exclusions: [],
      precedence: [],
      balances: [],
      plots: [],
      scenarios: [],
      leads: [lead('a', 10, 20), lead('b', 10, 15), lead('c', 10, 6), { ...lead('d', 1, 9), vetoes: ['禁止类'] }],
      limits: [{ id: 'land', name: '用地', of: 'land', max: 15 }],
    };
    const out = (of: PortfolioInput) => Object.fromEntries(solved(of).leftOut.map((one) => [one.lead, one]));
    const { b, c, d } = out(input);
    // The marginal 亩 goes to b, at 1.5 亿元 a 亩; c brings 6 and takes 15: it pays once its 10 亩 are 4.
    expect(b?.reason).toBe('close');
    expect(c).toMatchObject({
      reason: 'outweighed',
      surplus: -9,
      charges: [{ label: 'limit:land', charge: 15, cut: 0.6 }],
    });
    expect(c?.why.zh).toBe(
      `目标年预期贡献 6${THIN}亿元，而占用的约束“用地”给别的项目能产出 15${THIN}亿元。约束“用地”少占 60% 才算得来。`,
    );
    expect(d).toMatchObject({ reason: 'veto', why: { zh: '一票否决：禁止类。' } });
  });

  test('an input that leads nowhere is refused with what is wrong', () => {
    const input = small(2);
    const code = (change: Partial<PortfolioInput>) => {
      const result = checkPortfolio({ ...input, ...change });
      return isProblem(result) ? result.code : 'ok';
    };
    expect(code({})).toBe('ok');
    expect(code({ precedence: [{ before: 'nobody', after: 'l0', lag: 0 }] })).toBe('portfolio-no-lead');
    expect(code({ limits: [{ id: 'x', of: 'gold', max: 1 }] })).toBe('portfolio-no-resource');
    expect(code({ limits: [{ id: 'x', of: 'land' }] })).toBe('portfolio-no-bound');
    expect(code({ objective: 'probability', target: { year: 2026 } })).toBe('portfolio-no-target');
    expect(code({ scenarios: [{ weight: 1, base: 0, rate: [1], delay: [0] }] })).toBe('portfolio-scenario-length');
    expect(code({ leads: [...input.leads, input.leads[0] as Lead] })).toBe('portfolio-twice');
  });
});

test('scenarios keep the margins of the history and hit leads together', () => {
  const leads = small(2)
    .leads.slice(0, 2)
    .map((lead) => ({ ...lead, node: 'p' }));
  const history = Array.from({ length: 50 }, (_, n) => ({ group: 'p', rate: n / 49, delay: 1 }));
  const scenarios = sampleScenarios(leads, history, {
    count: 4000,
    seed: 5,
    base: { mean: 0, sd: 0 },
    correlation: 0.5,
  });
  const mean = (n: number) => scenarios.reduce((sum, one) => sum + (one.rate[n] ?? 0), 0) / scenarios.length;
  expect(mean(0)).toBeCloseTo(0.5, 1);
  const both =
    scenarios.reduce((sum, one) => sum + ((one.rate[0] ?? 0) - mean(0)) * ((one.rate[1] ?? 0) - mean(1)), 0) /
    scenarios.length;
  expect(both / (1 / 12)).toBeGreaterThan(0.35);
  expect(sampleScenarios(leads, history, { count: 3, seed: 5, base: { mean: 0, sd: 0 }, correlation: 0.5 })).toEqual(
    sampleScenarios(leads, history, { count: 3, seed: 5, base: { mean: 0, sd: 0 }, correlation: 0.5 }),
  );
});
