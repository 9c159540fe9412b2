import { beforeAll, describe, expect, test } from 'vitest';
import { testSolver } from '../../../test/solver.ts';
import type { Solve } from '../../core/decide/index.ts';
import { seeded } from '../../core/random/index.ts';
import { isProblem } from '../../core/measure/index.ts';
import { allocate, type AllocationInput, checkAllocation, proRata } from './allocation.ts';

let solve: Solve;
beforeAll(async () => {
  solve = await testSolver();
});

function allocationOf(seed: number, lots: boolean): AllocationInput {
  const random = seeded(seed);
  const months = 1 + Math.floor(random() * 4);
  const sources = ['s1', 's2']
    .slice(0, 1 + Math.floor(random() * 2))
    .map((id) => ({ id, supply: Array.from({ length: months }, () => 200 + random() * 800) }));
  const firms = Array.from({ length: 2 + Math.floor(random() * 5) }, (_, n) => {
    const demand = Array.from({ length: months }, () => 50 + random() * 400);
    return {
      id: `f${n}`,
      name: `演示${n}`,
      demand,
      contract: demand.map((value) => (random() < 0.2 ? value * 0.1 : 0)),
      lot: lots && random() < 0.5 ? 20 + random() * 30 : 0,
      weight: 0.5 + random() * 2,
    };
  });
  const routes = sources.flatMap((source) =>
    firms.map((firm) => ({ source: source.id, firm: firm.id, loss: random() * 0.04, minutes: 10 + random() * 60 })),
  );
  return { sources, firms, routes, maxMinutes: 65, floor: lots ? 0.5 : 0.8 };
}

describe('molten aluminium', () => {
  test('nothing is lost or made, nothing negative, contracts and floors kept, and never worth less than pro-rata', () => {
    let better = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const input = allocationOf(seed, seed % 2 === 0);
      expect(isProblem(checkAllocation(input))).toBe(false);
      const result = allocate(input, solve);
      // A contract with a firm that no open route reaches cannot be kept.
      if (result.status === 'infeasible') {
        const reach = new Set(
          input.routes.filter((route) => route.minutes <= input.maxMinutes).map((route) => route.firm),
        );
        expect(
          result.clash.rules.some(
            ({ label }) => label.startsWith('contract:') && !reach.has(label.split(':')[1] ?? ''),
          ),
          JSON.stringify(result.clash),
        ).toBe(true);
        continue;
      }
      if (result.status === 'no-answer') throw new Error('no answer');
      for (const it of [result.best, result.proRata]) {
        for (const source of input.sources) {
          for (const [month, supply] of source.supply.entries()) {
            const shipped = it.shipments
              .filter((one) => one.source === source.id && one.month === month)
              .reduce((sum, one) => sum + one.shipped, 0);
            expect(Math.abs(shipped + (it.cast[source.id]?.[month] ?? NaN) - supply)).toBeLessThan(1e-9);
          }
        }
        for (const one of it.shipments) {
          const loss =
            input.routes.find((route) => route.source === one.source && route.firm === one.firm)?.loss ?? NaN;
          expect(one.shipped).toBeGreaterThanOrEqual(0);
          expect(Math.abs(one.shipped * (1 - loss) - one.arrived)).toBeLessThan(1e-9);
        }
      }
      for (const firm of input.firms) {
        expect(result.best.arrived[firm.id]).toBeGreaterThanOrEqual(
          input.floor * (result.proRata.arrived[firm.id] ?? 0) - 1e-6,
        );
        for (const [month, demand] of firm.demand.entries()) {
          const got = result.best.shipments
            .filter((one) => one.firm === firm.id && one.month === month)
            .reduce((sum, one) => sum + one.arrived, 0);
          expect(got).toBeLessThanOrEqual(demand + 1e-6);
          expect(got).toBeGreaterThanOrEqual((firm.contract[month] ?? 0) - 1e-6);
          if (got > 1e-6) expect(got).toBeGreaterThanOrEqual(Math.min(firm.lot, demand) - 1e-6);
        }
      }
      if ((result.ratio ?? 0) > 1.02) better++;
      expect(result.best.value).toBeGreaterThanOrEqual(result.proRata.value * (1 - 1e-6));
    }
    expect(better).toBeGreaterThan(10);
  });

  test('pro-rata gives everybody the same share where nothing else binds', () => {
    const firm = (id: string, demand: number) => ({ id, name: id, demand: [demand], contract: [0], lot: 0, weight: 1 });
    const input: AllocationInput = {
      sources: [{ id: 's', supply: [300] }],
      firms: [firm('a', 200), firm('b', 400)],
      routes: ['a', 'b'].map((id) => ({ source: 's', firm: id, loss: 0, minutes: 5 })),
      maxMinutes: 60,
      floor: 1,
    };
    expect(proRata(input).arrived).toEqual({ a: 100, b: 200 });
  });

  test('contracts above the supply clash, and are named', () => {
    const firm = (id: string) => ({ id, name: `演示${id}`, demand: [100], contract: [80], lot: 0, weight: 1 });
    const input: AllocationInput = {
      sources: [{ id: 's', supply: [100] }],
      firms: [firm('a'), firm('b')],
      routes: ['a', 'b'].map((id) => ({ source: 's', firm: id, loss: 0, minutes: 5 })),
      maxMinutes: 60,
      floor: 0,
    };
    const result = allocate(input, solve);
    if (result.status !== 'infeasible') throw new Error(result.status);
    expect(result.clash.rules.map((rule) => [rule.label, rule.give])).toEqual([
      ['contract:a:1', 60],
      ['contract:b:1', 60],
    ]);
  });
});
