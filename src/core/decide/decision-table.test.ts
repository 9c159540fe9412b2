import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Condition, tableFaults } from './decision-table.ts';

const age = { age: { kind: 'number' } } as const;

test('two rules that both take 25 to 30 overlap there, and nobody above 35 has a rule', () => {
  expect(tableFaults(age, [{ age: { lt: 30 } }, { age: { gte: 25, lte: 35 } }])).toEqual({
    overlaps: [{ rules: [0, 1], where: { age: '[25,30)' } }],
    gaps: [{ age: '(35,∞)' }],
    complete: true,
  });
});

test('a hole of one point is a gap, and a table that fits has none', () => {
  expect(tableFaults(age, [{ age: { lt: 18 } }, { age: { gt: 18 } }]).gaps).toEqual([{ age: '[18,18]' }]);
  expect(tableFaults(age, [{ age: { lt: 18 } }, { age: { gte: 18 } }])).toEqual({
    overlaps: [],
    gaps: [],
    complete: true,
  });
});

test('a gap names only the inputs that it depends on', () => {
  const inputs = { kind: { kind: 'choice', of: ['学生', '农户', '企业'] }, income: { kind: 'number' } } as const;
  const { gaps, overlaps } = tableFaults(inputs, [
    { kind: { in: ['学生'] } },
    { kind: { in: ['农户'] }, income: { lte: 7000 } },
    { kind: { in: ['学生', '农户'] }, income: { lt: 1000 } },
  ]);
  expect(gaps).toEqual([{ kind: '{农户}', income: '(7000,∞)' }, { kind: '{企业}' }]);
  expect(overlaps.map(({ rules }) => rules)).toEqual([
    [0, 2],
    [1, 2],
  ]);
});

test('whatever the rules, a value is in a gap where no rule holds, and in an overlap where two do', () => {
  const edge = fc.integer({ min: 0, max: 4 });
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({ gte: edge, lt: edge }),
    fc.record({ gt: edge, lte: edge }),
    fc.record({ in: fc.array(edge, { minLength: 1, maxLength: 2 }) }),
    fc.record({ lt: edge }),
  );
  const rule = fc.record({ x: condition, y: condition }, { requiredKeys: ['x'] });
  const holds = (value: number, one: Condition | undefined) =>
    !one ||
    ((one.gte === undefined || value >= one.gte) &&
      (one.gt === undefined || value > one.gt) &&
      (one.lte === undefined || value <= one.lte) &&
      (one.lt === undefined || value < one.lt) &&
      (!one.in || one.in.includes(value)));
  const inside = (value: number, text: string | undefined) =>
    text === undefined ||
    text.split(' ∪ ').some((run) => {
      const [, open, from, to, close] = /^([[(])(.+),(.+)([\])])$/.exec(run) ?? [];
      const [low, high] = [from === '-∞' ? -Infinity : Number(from), to === '∞' ? Infinity : Number(to)];
      return (open === '[' ? value >= low : value > low) && (close === ']' ? value <= high : value < high);
    });
  const values = [-1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 9];
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 4 }), (rules) => {
      const { gaps, overlaps } = tableFaults({ x: { kind: 'number' }, y: { kind: 'number' } }, rules);
      for (const x of values)
        for (const y of values) {
          const hit = rules.flatMap((one, n) => (holds(x, one.x) && holds(y, one.y) ? [n] : []));
          const at = (where: Record<string, string>) => inside(x, where.x) && inside(y, where.y);
          expect(gaps.some(at)).toBe(hit.length === 0);
          for (const a of hit)
            for (const b of hit)
              if (a < b)
                expect(overlaps.some(({ rules: two, where }) => two.join() === `${a},${b}` && at(where))).toBe(true);
        }
    }),
    { numRuns: 200 },
  );
});
