import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Direction, TargetOp } from './model.ts';
import { isProblem, unwrap } from './problem.ts';
import { isMet, pathEnd, progressRatio, senseOf, bandOf, type Aim } from './progress.ts';
import { requiredAt, requiredOn, seasonalProfile, shareOfYear } from './trajectory.ts';
import { buildSeries } from './series.ts';

const value = fc.integer({ min: -100_000, max: 100_000 }).map((n) => n / 100);
const op = fc.constantFrom<TargetOp>('>=', '<=', '>', '<', '=', 'to', '+', 'approx', 'range');
const direction = fc.constantFrom<Direction>('up', 'down', 'hold');
const aim = fc
  .record({ op, direction, level: value, baseline: value, upper: value })
  .map((a): Aim =>
    a.op === 'range'
      ? { ...a, upper: Math.max(a.level, a.upper), level: Math.min(a.level, a.upper) }
      : { op: a.op, direction: a.direction, level: a.level, baseline: a.baseline },
  );
const share = fc.integer({ min: 0, max: 100 }).map((n) => n / 100);
const onPath = (a: Aim, s: number) => a.baseline + (pathEnd(a) - a.baseline) * s;
const sense = (a: Aim) => senseOf(a.op, a.direction) || bandOf(a).sense;
const alreadyGood = (a: Aim) => sense(a) * (pathEnd(a) - a.baseline) < 0;

describe('progress ratio', () => {
  test('is always finite', () => {
    fc.assert(fc.property(aim, share, value, (a, s, x) => Number.isFinite(progressRatio(a, onPath(a, s), x))));
  });
  test('is exactly 1 on the path', () => {
    fc.assert(
      fc.property(aim, share, (a, s) => {
        fc.pre(a.direction !== 'hold' && sense(a) !== 0 && !alreadyGood(a));
        const at = onPath(a, s);
        const r = progressRatio(a, at, at);
        return senseOf(a.op, a.direction) === 0 ? r >= 1 : r === 1;
      }),
    );
  });
  test('grows with what is observed, in the good direction', () => {
    fc.assert(
      fc.property(aim, share, value, value, (a, s, x, y) => {
        const about = a.op === 'approx' && a.direction !== 'hold';
        const d = about ? (a.direction === 'up' ? 1 : -1) : senseOf(a.op, a.direction);
        fc.pre(d !== 0);
        const [worse, better] = d * x <= d * y ? [x, y] : [y, x];
        return progressRatio(a, onPath(a, s), worse) <= progressRatio(a, onPath(a, s), better);
      }),
    );
  });
  test('of a band grows up to its far end', () => {
    fc.assert(
      fc.property(aim, share, value, value, (a, s, x, y) => {
        fc.pre(senseOf(a.op, a.direction) === 0 && bandOf(a).sense !== 0);
        fc.pre(a.op !== 'approx' || a.direction === 'hold');
        const b = bandOf(a);
        const far = b.sense > 0 ? b.high : b.low;
        fc.pre(b.sense * x <= b.sense * far && b.sense * y <= b.sense * far);
        const [worse, better] = b.sense * x <= b.sense * y ? [x, y] : [y, x];
        return progressRatio(a, onPath(a, s), worse) <= progressRatio(a, onPath(a, s), better) + 1e-12;
      }),
    );
  });
  test('does not change with the unit', () => {
    fc.assert(
      fc.property(aim, share, value, fc.constantFrom(0.0001, 0.01, 15, 10_000), (a, s, x, k) => {
        const scaled: Aim = {
          ...a,
          level: a.level * k,
          baseline: a.baseline * k,
          ...(a.upper === undefined ? {} : { upper: a.upper * k }),
        };
        const r = progressRatio(a, onPath(a, s), x);
        // Very close to an edge the doubles may fall on either side of it.
        const q = progressRatio(scaled, onPath(a, s) * k, x * k);
        return (
          Math.abs(r - q) <= 1e-6 * Math.max(1, Math.abs(r)) || Math.abs(sense(a)) === 0 || sense(a) !== sense(scaled)
        );
      }),
    );
  });
  test('of about 6% is met above, where more is better', () => {
    const growth: Aim = { op: 'approx', direction: 'up', level: 6, baseline: 5 };
    expect(isMet(growth, 6.6)).toBe(true);
    expect(progressRatio(growth, 6, 6.6)).toBeCloseTo(1.6, 6);
    expect(isMet(growth, 5.5)).toBe(false);
    expect(isMet({ ...growth, direction: 'down' }, 4)).toBe(true);
    expect(isMet({ ...growth, direction: 'hold' }, 6.6)).toBe(false);
  });
  test.each<[string, Aim, number, number, number]>([
    ['half of the way wanted', { op: '>=', direction: 'up', level: 500, baseline: 300 }, 400, 350, 0.5],
    ['from zero', { op: '>=', direction: 'up', level: 100, baseline: 0 }, 50, 60, 1.2],
    ['through zero', { op: '>=', direction: 'up', level: 10, baseline: -10 }, 0, -5, 0.5],
    ['falling is good', { op: '<=', direction: 'down', level: 3, baseline: 5 }, 4, 4.5, 0.5],
    ['moved away', { op: '<=', direction: 'down', level: 3, baseline: 5 }, 4, 6, -1],
    ['on the first day, unmoved', { op: '>=', direction: 'up', level: 500, baseline: 300 }, 300, 300, 1],
    ['base already good enough', { op: '>=', direction: 'up', level: 500, baseline: 600 }, 500, 550, 1.5],
    ['held', { op: '=', direction: 'hold', level: 3, baseline: 3 }, 3, 3.1, 1],
    ['about: inside', { op: 'approx', direction: 'up', level: 65, baseline: 40 }, 65, 62, 1],
    [
      'about, to be kept: one half width too far',
      { op: 'approx', direction: 'hold', level: 100, baseline: 40 },
      100,
      110,
      0,
    ],
  ])('%s', (_name, a, required, observed, want) => expect(progressRatio(a, required, observed)).toBeCloseTo(want, 9));
});

test('strict and inclusive comparators', () => {
  const base = { direction: 'up' as const, level: 500, baseline: 300 };
  expect([
    isMet({ ...base, op: '>=' }, 500),
    isMet({ ...base, op: '>' }, 500),
    isMet({ ...base, op: '<' }, 500),
    isMet({ ...base, op: '<=' }, 500),
  ]).toEqual([true, false, false, true]);
  expect(isMet({ ...base, op: 'range', level: 45, upper: 50 }, 50)).toBe(true);
});

describe('trajectory', () => {
  const from = { at: 2022, value: 300 };
  const to = { at: 2027, value: 500 };
  test('every kind begins at the base and ends at the target', () => {
    for (const path of [
      { kind: 'linear' },
      { kind: 'compound' },
      { kind: 'stepped', steps: [{ period: '2024', value: 400 }] },
      { kind: 'custom', points: [{ period: '2024', value: 350 }] },
    ] as const) {
      const p =
        path.kind === 'stepped'
          ? { kind: path.kind, steps: [...path.steps] }
          : path.kind === 'custom'
            ? { kind: path.kind, points: [...path.points] }
            : path;
      expect(unwrap(requiredAt(p, from, to, 2022)).value).toBe(300);
      expect(unwrap(requiredAt(p, from, to, 2027)).value).toBe(500);
    }
  });
  test('leap years do not bend a straight line', () => {
    expect(
      unwrap(requiredOn({ kind: 'linear' }, { period: '2021', value: 0 }, { period: '2026', value: 5 }, '2023')).value,
    ).toBe(2);
  });
  test('compound falls back to linear and says so', () => {
    const r = unwrap(requiredAt({ kind: 'compound' }, { at: 0, value: -1 }, { at: 2, value: 1 }, 1));
    expect(r).toMatchObject({ value: 0, kind: 'linear' });
    expect(r.note?.zh).toContain('直线');
  });
  test('a bad step is a problem', () =>
    expect(isProblem(requiredAt({ kind: 'stepped', steps: [{ period: '2024-13', value: 1 }] }, from, to, 2023))).toBe(
      true,
    ));
});

test('share of the year, plain and seasonal', () => {
  expect(unwrap(shareOfYear('2023-12-31'))).toBe(1);
  const obs = (['02', '06', '12'] as const).map((m, i) => ({
    indicator: 'x',
    place: 'p',
    period: `2023-01..${m}`,
    value: [10, 40, 100][i] ?? 0,
    status: 'approved' as const,
    knownOn: '2024-01-01',
    source: 's',
    grade: 'A' as const,
    demo: false,
  }));
  const profile = seasonalProfile(
    buildSeries({ id: 'x', unit: '', nature: 'ytd', cadence: 'month' }, 'p', obs, '2024-02-01'),
    2023,
  );
  expect(profile?.[1]).toBe(0.1);
  expect(profile?.[11]).toBe(1);
  expect(unwrap(shareOfYear('2023-06-30', profile ?? []))).toBeCloseTo(0.4);
});
