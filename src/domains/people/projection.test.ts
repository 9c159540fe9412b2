import fc from 'fast-check';
import { expect, test } from 'vitest';
import { neededInflow } from '../../core/foresee/index.ts';
import { inflowFor, projectStep, type TwoSexes } from './projection.ts';
import { flowBetween, stockOn } from './talent-stock.ts';

const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
const list = (min: number, max: number) =>
  fc.array(fc.double({ min, max, noNaN: true }), { minLength: 4, maxLength: 4 });
const sex = fc.record({ population: list(1, 10_000), survival: list(0, 1), migration: list(-50, 50) });

test('nobody appears or is lost: before + births + migration − deaths = after, and deaths are never negative', () => {
  fc.assert(
    fc.property(sex, sex, list(0, 0.1), (women, men, fertility) => {
      const given: TwoSexes = { women, men, fertility, years: 5, sexRatio: 1.05, birthSurvival: 0.99 };
      const step = projectStep(given);
      const [before, moved] = [sum(women.population) + sum(men.population), sum(women.migration) + sum(men.migration)];
      expect(before + step.births + moved - step.deaths).toBeCloseTo(sum(step.women) + sum(step.men), 4);
      expect(step.deaths).toBeGreaterThan(-1e-6);
    }),
  );
});

test('more births need less inflow, and the middle lies between', () => {
  const one = { population: [300, 320, 310, 280], survival: [0.99, 0.99, 0.9, 0.5], migration: [0, 5, 5, 0] };
  const given: TwoSexes = {
    women: one,
    men: one,
    fertility: [0, 0.05, 0.03, 0],
    years: 15,
    sexRatio: 1.05,
    birthSurvival: 1,
  };
  const { low, perYear, high, rate } = inflowFor(given, 3000, 6);
  expect(low).toBeLessThan(perYear);
  expect(perYear).toBeLessThan(high);
  expect(perYear).toBeCloseTo(neededInflow(2420, 3000, 6, rate), 9);
});

test('stock at the end is stock at the begin, plus came, minus went', () => {
  const day = fc.integer({ min: 10, max: 28 }).map((n) => `2026-01-${n}`);
  const line = fc.record({
    key: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constant('x'),
    since: day,
    until: fc.option(day),
  });
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const [from, to] = ['2026-01-15', '2026-01-22'];
      const { came, went } = flowBetween(lines, from, to);
      expect(stockOn(lines, to).gross).toBe(stockOn(lines, from).gross + came - went);
      expect(stockOn(lines, to).net).toBeLessThanOrEqual(stockOn(lines, to).gross);
    }),
  );
});
