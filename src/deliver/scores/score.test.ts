import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Case, SCORE_RULE, scoresOf } from './score.ts';

const one = (organisation: string, more: Partial<Case> = {}): Case => ({
  organisation,
  firstDue: '2026-09-30',
  answered: '2026-09-30',
  closed: true,
  returns: 0,
  unturned: false,
  repeat: false,
  probability: null,
  ...more,
});
const times = (n: number, organisation: string, more: Partial<Case> = {}) =>
  Array.from({ length: n }, () => one(organisation, more));

test('below five cases there is no rank, and equal scores share one', () => {
  const lines = scoresOf(
    [...times(4, 'few'), ...times(5, 'good'), ...times(6, 'also'), ...times(5, 'late', { answered: '2026-10-01' })],
    SCORE_RULE,
  );
  expect(lines.map(({ organisation, rank, score }) => [organisation, rank, score])).toEqual([
    ['also', 1, 100],
    ['good', 1, 100],
    ['late', 3, 60],
    ['few', null, 100],
  ]);
});

test('an extension does not make a late answer timely, and what cannot be told takes its weight with it', () => {
  const [line] = scoresOf(times(5, 'a', { closed: false, answered: null, probability: 0.2 }), SCORE_RULE);
  expect(line).toMatchObject({ onTime: 0, unturned: null, difficulty: 0.2, score: 46.7 });
});

test('whatever the cases: scores lie between 0 and 100, and nobody gains by a return, a late answer or a repeat', () => {
  const any = fc.record({
    answered: fc.constantFrom(null, '2026-09-29', '2026-10-09'),
    closed: fc.boolean(),
    returns: fc.nat(4),
    unturned: fc.boolean(),
    repeat: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 12 }), fc.nat(11), (cases, at) => {
      const own = cases.map((more) => one('a', more));
      const score = scoresOf(own, SCORE_RULE)[0]?.score ?? -1;
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(100);
      const index = at % own.length;
      const worse = own.map((item, n) =>
        n === index ? { ...item, answered: null, returns: item.returns + 1, repeat: true } : item,
      );
      expect(scoresOf(worse, SCORE_RULE)[0]?.score ?? 0).toBeLessThanOrEqual(score);
    }),
  );
});
