import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isProblem, unwrap } from '../../core/measure/index.ts';
import { againstThreshold, evaluatePerMu, lowEfficiencyLand, type PerMuFirm, taxPerMu } from './per-mu.ts';
import { PER_MU_METHODS, type PerMuMethod } from './per-mu-methods.ts';

const method = (id: string): PerMuMethod => {
  const found = PER_MU_METHODS.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const firm = (
  id: string,
  [land, tax, valueAdded, energy, emission, labour, rnd, sales]: readonly (number | null)[],
  more: Partial<PerMuFirm> = {},
): PerMuFirm => ({
  id,
  name: `演示${id}`,
  above: true,
  figures: {
    land: land ?? null,
    tax: tax ?? null,
    valueAdded: valueAdded ?? null,
    energy: energy ?? null,
    emission: emission ?? null,
    labour: labour ?? null,
    rnd: rnd ?? null,
    sales: sales ?? null,
  },
  ...more,
});

// 演示: land 亩, tax, value added 万元, energy tce, emission t, labour, R&D, sales 万元.
const five = [
  firm('1', [100, 2409.7, 13616, 5054.1945, 2.761973, 750.6064, 302, 10000]),
  firm('2', [50, 600, 3000, 2000, 1.5, 300, 150, 9000]),
  firm('3', [80, 4000, 20000, 4000, null, 500, 900, 30000]),
  firm('4', [200, 300, -500, 800, 2, 100, 0, 2000]),
  firm('5', [30, null, 900, 500, 0.4, 60, 20, 1500]),
];

test('the published Huangyan formula of 2022 gives five hand-computed scores to the cent', () => {
  const results = unwrap(evaluatePerMu(method('huangyan-2022'), five));
  const lines = (id: string) => results.find((one) => one.firm === id)?.lines.map((line) => line.score);
  // 24.097/24.097×30; 136.16/136.16×20; 2.694/2.694×20; 4929.81/4929.81×10; 18.14/18.14×10; 0.0302/0.0302×10
  expect(lines('1')).toEqual([30, 20, 20, 10, 10, 10]);
  // 12/24.097×30=14.9396; 60/136.16×20=8.8132; 1.5/2.694×20=11.1359; 2000/4929.81×10=4.0569; 10/18.14×10=5.5127; 0.0166667/0.0302×10=5.5188
  expect(lines('2')).toEqual([14.94, 8.81, 11.14, 4.06, 5.51, 5.52]);
  // 50/24.097×30=62.2484; 250/136.16×20=36.7215; 5/2.694×20=37.1195; no emission: (10+4.06+0+4.56)/4=4.655→4.66; 40/18.14×10=22.0507; 0.03/0.0302×10=9.9338
  expect(lines('3')).toEqual([62.25, 36.72, 37.12, 4.66, 22.05, 9.93]);
  // 1.5/24.097×30=1.8675; the rest negative or nothing
  expect(lines('4')).toEqual([1.87, 0, 0, 0, 0, 0]);
  // no tax: 0; 30/136.16×20=4.4066; 1.8/2.694×20=13.3630; 2250/4929.81×10=4.5641; 15/18.14×10=8.2690; 0.0133333/0.0302×10=4.4150
  expect(lines('5')).toEqual([0, 4.41, 13.36, 4.56, 8.27, 4.42]);
  expect(results.map((one) => one.score)).toEqual([100, 49.98, 172.73, 1.87, 35.02]);
  expect(results.map((one) => one.rank)).toEqual([2, 3, 1, 5, 4]);
  expect(results.map((one) => one.class)).toEqual(['B', 'B', 'A', 'D', 'C']);
  expect(results[1]?.lines[0]?.step.zh).toBe('600 ÷ 50 ÷ 24.097 × 30 = 14.939619 → 14.94');
});

test('smaller firms have their own lines and their own ranking', () => {
  const below = [
    firm('a', [], { above: false, figures: { land: 10, tax: 115.932, electricity: 492.9081632653061 } }),
    firm('b', [], { above: false, figures: { land: 10, tax: 20, electricity: 200 } }),
  ];
  const results = unwrap(evaluatePerMu(method('huangyan-2022'), [...five, ...below]));
  expect(results.filter((one) => one.group === 'below').map((one) => [one.score, one.rank, one.of])).toEqual([
    [100, 1, 2],
    // 2/11.5932×50=8.6257; 0.1/0.2352×50=21.2585
    [29.89, 2, 2],
  ]);
});

test('equal scores share the better place and the better class', () => {
  const same = Array.from({ length: 20 }, (_, n) => firm(String(n), [10, n < 6 ? 100 : 10, 1, 1, 1, 1, 1, 1]));
  const results = unwrap(evaluatePerMu(method('city-45'), same));
  expect(results.filter((one) => one.rank === 1)).toHaveLength(6);
  expect(results.filter((one) => one.class === 'A')).toHaveLength(6);
  expect(new Set(results.slice(6).map((one) => `${one.rank}${one.class}`))).toEqual(new Set(['7B']));
});

test('classes cut at 25, 70 and 95 of a hundred', () => {
  const hundred = Array.from({ length: 100 }, (_, n) => firm(String(n), [10, 1000 - n, 1, 1, 1, 1, 1, 1]));
  const results = unwrap(evaluatePerMu(method('city-45'), hundred));
  const count = (letter: string) => results.filter((one) => one.class === letter).length;
  expect(['A', 'B', 'C', 'D'].map(count)).toEqual([25, 45, 25, 5]);
});

test('somebody is always last of a few: he is not D by that alone, but by a veto, and from five on by his place', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 4 }), (taxes) => {
      const few = taxes.map((tax, n) => firm(String(n), [10, tax, 1, 1, 1, 1, 1, 1]));
      for (const one of unwrap(evaluatePerMu(method('huangyan-2022'), few))) expect(one.class).not.toBe('D');
      const vetoed = few.map((one) => ({ ...one, vetoes: ['环保'] }));
      for (const one of unwrap(evaluatePerMu(method('huangyan-2022'), vetoed))) expect(one.class).toBe('D');
    }),
  );
  const [, , , , last] = unwrap(evaluatePerMu(method('huangyan-2022'), five)).toSorted((a, b) => b.score - a.score);
  expect(last?.class).toBe('D');
});

test('a veto gives D whatever the score; an exempt firm is treated as B and takes no place', () => {
  const results = unwrap(
    evaluatePerMu(method('huangyan-2022'), [
      firm('1', [100, 9000, 1, 1, 1, 1, 1, 1], { vetoes: ['重大安全事故'] }),
      firm('2', [100, 10, 1, 1, 1, 1, 1, 1], { exempt: '供水企业' }),
      firm('3', [100, 20, 1, 1, 1, 1, 1, 1]),
    ]),
  );
  expect(results.map((one) => [one.class, one.rank, one.of])).toEqual([
    ['D', 1, 2],
    ['B', null, 2],
    ['C', 2, 2],
  ]);
  expect(results[0]?.why.zh).toBe('一票否决：重大安全事故');
});

test('a cap holds a line at its multiple of the weight, and says so', () => {
  const [, , third] = unwrap(evaluatePerMu({ ...method('huangyan-2022'), cap: 1.5 }, five));
  expect(third?.lines[0]).toMatchObject({ score: 45, how: 'capped' });
  expect(third?.lines[0]?.step.zh).toContain('封顶 45');
});

test('where no firm gives a baseline, that is a problem and not a score', () => {
  const result = evaluatePerMu(method('city-45'), [firm('1', [10, 5, 1, 1, 1, 1, null, null])]);
  expect(isProblem(result) && result.code).toBe('per-mu-baseline');
});

test('low-efficiency land is class D, and class C below the threshold or without tax; the reason says which', () => {
  const results = unwrap(evaluatePerMu(method('huangyan-2022'), five));
  const listed = (threshold: number) =>
    lowEfficiencyLand(five, results, threshold).map((one) => [one.firm, one.why.zh]);
  // Firm 2 is of class B: that a newcomer would have to pay 15 does not put it on the list.
  expect(listed(15)).toEqual([
    ['4', 'D 类，亩均税收 1.50 万元，低于 15 万元'],
    ['5', 'C 类，没有报税收'],
  ]);
  expect(listed(1)).toEqual([
    ['4', 'D 类，第 5 名，共 5 家(100.0%)'],
    ['5', 'C 类，没有报税收'],
  ]);
});

test('however high the threshold, no firm of class A or B is on the list, and every firm of class D is', () => {
  const amount = fc.double({ min: 0, max: 5000, noNaN: true });
  const some = fc.array(fc.tuple(fc.double({ min: 1, max: 300, noNaN: true }), amount, fc.boolean()), { minLength: 1 });
  fc.assert(
    fc.property(some, fc.double({ min: 0, max: 1000, noNaN: true }), (rows, threshold) => {
      const firms = rows.map(([land, tax, vetoed], n) =>
        firm(String(n), [land, tax, 1, 1, 1, 1, 1, 1], vetoed ? { vetoes: ['失信'] } : {}),
      );
      const results = unwrap(evaluatePerMu(method('huangyan-2022'), firms));
      const low = lowEfficiencyLand(firms, results, threshold);
      expect(low.filter((one) => one.class < 'C')).toEqual([]);
      expect(low.filter((one) => one.class === 'D')).toHaveLength(results.filter((one) => one.class === 'D').length);
      for (const one of low) if (one.class === 'C') expect(one.taxPerMu).toBeLessThan(threshold);
    }),
    { numRuns: 100 },
  );
});

test('firms together pay between the least and the most of them a mu; who reports only one figure changes nothing', () => {
  const reported = fc.array(
    fc.tuple(fc.double({ min: 1, max: 300, noNaN: true }), fc.double({ min: 0, max: 9000, noNaN: true })),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(reported, fc.constantFrom([50, null], [null, 50], [null, null]), (rows, partly) => {
      const firms = rows.map(([land, tax], n) => firm(String(n), [land, tax]));
      const each = rows.map(([land, tax]) => tax / land);
      const { value, of } = taxPerMu([...firms, firm('x', partly)]);
      expect(of).toBe(rows.length);
      expect(value).toBeGreaterThanOrEqual(Math.min(...each) * (1 - 1e-9));
      expect(value).toBeLessThanOrEqual(Math.max(...each) * (1 + 1e-9));
    }),
  );
});

test('a park is yellow below its threshold, green from it on, and grey where it cannot be told', () => {
  const light = (value: number | null, threshold: number | null) => againstThreshold({ value, of: 3 }, threshold).light;
  expect([light(9.9, 10), light(10, 10), light(null, 10), light(9, null)]).toEqual(['yellow', 'green', 'grey', 'grey']);
});
