import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkComposite, composite, compositeChange, normalise, type Composite } from './composite.ts';
import { describeMissing, isMissing, isNumber, missing } from './missing.ts';
import type { Value } from './model.ts';

const part = (indicator: string, weight: number, falling = false) => ({
  indicator,
  name: { zh: indicator, en: indicator },
  weight,
  normalisation: { kind: 'goalposts' as const, low: 0, high: 10 },
  falling,
});
const c: Composite = {
  id: 'x',
  name: { zh: '发展质量', en: 'quality' },
  parts: [part('a', 3), part('b', 1), part('d', 1, true)],
  minCoverage: 0.6,
  source: { zh: '规划', en: 'plan' },
};
const from = (v: Record<string, Value>) => (id: string) => v[id] ?? missing('no-source');

test('weighted mean of the normalised parts', () => {
  const r = composite(c, from({ a: 5, b: 10, d: 2 }));
  expect(r.value).toBeCloseTo(0.6 * 50 + 0.2 * 100 + 0.2 * 80);
  expect(r.contributions.map((x) => x.points)).toEqual([30, 20, 16].map((n) => expect.closeTo(n)));
});
test('missing parts share out their weight until too little is left', () => {
  expect(composite(c, from({ a: 5 }))).toMatchObject({ value: 50, coverage: 0.6 });
  const r = composite(c, from({ b: 5, d: 5 }));
  expect(isMissing(r.value) && describeMissing(r.value).zh).toBe('数据点不足：有数的权重 40%，不足 60%；缺a');
});
test('stays within 0 and 100 between goalposts', () => {
  const v = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }));
  fc.assert(
    fc.property(v, v, v, (a, b, d) => {
      const raw = { a, b, d };
      const r = composite(c, (id) => raw[id as 'a'] ?? missing('overdue'));
      return isMissing(r.value) || (r.value >= 0 && r.value <= 100 + 1e-9);
    }),
  );
});
test('the changes by indicator add up to the change of the index', () => {
  const v = fc.option(fc.double({ min: 0, max: 10, noNaN: true }));
  const set = fc.record({ a: v, b: v, d: v }).map((o) => (id: string) => o[id as 'a'] ?? missing('overdue'));
  fc.assert(
    fc.property(set, set, (x, y) => {
      const d = compositeChange(composite(c, x), composite(c, y));
      return !isNumber(d.change) || Math.abs(d.parts.reduce((s, p) => s + p.change, 0) - d.change) < 1e-9;
    }),
  );
});
test('a part that is not reported never moves the index: changes are over the parts that both days have', () => {
  const all = composite(c, from({ a: 5, b: 1, d: 2 }));
  const without = composite(c, from({ a: 5, d: 2 }));
  // The index itself stands on fewer parts and reads higher; what it gained by that is no change.
  expect(without.value as number).toBeGreaterThan(all.value as number);
  for (const [now, then, when] of [
    [without, all, 'now'],
    [all, without, 'then'],
  ] as const)
    expect(compositeChange(now, then)).toMatchObject({ change: 0, absent: [{ indicator: 'b', when }] });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 10 }), (low, up) => {
      const then = composite(c, from({ a: 5, b: low, d: 2 }));
      const now = composite(c, from({ a: 5 + up / 10, d: 2 }));
      expect(compositeChange(now, then).change).toBeCloseTo((up * 3) / 4, 9);
    }),
  );
});
test('distance to target and ratio to the base', () => {
  expect(normalise(40, { normalisation: { kind: 'target', target: 50 } })).toBe(80);
  expect(normalise(60, { normalisation: { kind: 'target', target: 50 } })).toBe(100);
  expect(normalise(4, { normalisation: { kind: 'target', target: 2 }, falling: true })).toBe(50);
  expect(normalise(120, { normalisation: { kind: 'base', base: 100 } })).toBe(120);
  expect(isMissing(normalise(0, { normalisation: { kind: 'base', base: 100 }, falling: true }))).toBe(true);
});
test('a wrong definition is named', () => {
  const bad: Composite = {
    ...c,
    minCoverage: 2,
    parts: [part('a', 0), part('a', 1), { ...part('b', 1), normalisation: { kind: 'goalposts', low: 5, high: 5 } }],
  };
  expect(
    checkComposite(bad)
      .map((p) => p.code)
      .sort(),
  ).toEqual(['composite-coverage', 'composite-duplicate', 'composite-posts', 'composite-weight']);
  expect(checkComposite(c)).toEqual([]);
});
