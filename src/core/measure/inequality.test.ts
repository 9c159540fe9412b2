import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gini, theil, weightedVariation } from './inequality.ts';

const member = fc.record({
  weight: fc.double({ min: 0.1, max: 100, noNaN: true }),
  value: fc.double({ min: 0.1, max: 50, noNaN: true }),
});
const members = fc.array(member, { minLength: 1, maxLength: 12 });

test('nobody has more than another: 0; one of five has all: four fifths', () => {
  const five = [0, 0, 0, 0, 7].map((value) => ({ weight: 2, value }));
  expect(gini(five)).toBeCloseTo(0.8, 12);
  expect(gini([3, 3, 3].map((value) => ({ weight: 1, value })))).toBeCloseTo(0, 12);
  expect(gini([{ weight: 4, value: 0 }])).toBeNull();
});

test('Gini by trapezia is half the mean difference over the mean, and does not care for units or for splitting a member', () => {
  fc.assert(
    fc.property(members, (all) => {
      const people = all.reduce((sum, { weight }) => sum + weight, 0);
      const mean = all.reduce((sum, { weight, value }) => sum + weight * value, 0) / people;
      let difference = 0;
      for (const a of all) for (const b of all) difference += a.weight * b.weight * Math.abs(a.value - b.value);
      expect(gini(all)).toBeCloseTo(difference / (2 * people * people * mean), 9);
      const split = all.flatMap(({ weight, value }) => [
        { weight: weight / 3, value: value * 10 },
        { weight: (2 * weight) / 3, value: value * 10 },
      ]);
      expect(gini(split)).toBeCloseTo(gini(all) ?? 0, 9);
    }),
  );
});

test('Theil is within and between groups together, each of them at least 0, and all between where groups are equal inside', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(member, fc.constantFrom('a', 'b', 'c')), { minLength: 1, maxLength: 12 }), (all) => {
      const found = theil(all.map(([one, group]) => ({ ...one, group })));
      expect(found).not.toBeNull();
      expect(found!.within + found!.between).toBeCloseTo(found!.theil, 12);
      expect(found!.within).toBeGreaterThan(-1e-9);
      expect(found!.between).toBeGreaterThan(-1e-9);
      const each = theil(all.map(([one], n) => ({ ...one, group: String(n) })));
      expect(each!.within).toBeCloseTo(0, 9);
    }),
  );
});

test('the variation between schools is weighted by students, not one school one vote', () => {
  // 100 students with 2 each and 300 with 6: the mean is 5, the deviation √3.
  const { mean, sd, cv } = weightedVariation([
    { weight: 100, total: 200 },
    { weight: 300, total: 1800 },
  ]);
  expect([mean, sd, cv]).toEqual([5, expect.closeTo(Math.sqrt(3), 12), expect.closeTo(Math.sqrt(3) / 5, 12)]);
  expect(weightedVariation([{ weight: 5, total: 0 }]).cv).toBeNull();
});
