import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMissing, missing, type Value } from '../index.ts';
import { chiSquareTail } from './chi-square.ts';
import {
  checkIdentity,
  duplicatedRows,
  duplicatedValues,
  firstDigits,
  type Identity,
  jump,
  lastDigits,
  outOfBounds,
  type Screen,
  staleRepetition,
} from './index.ts';

/** Seeded uniform numbers in [0, 1) (mulberry32). */
function random(seed: number): () => number {
  let s = seed;
  return () => {
    s = (s + 0x6d2b79f5) | 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const list = (n: number, seed: number, make: (u: number) => number) => {
  const next = random(seed);
  return Array.from({ length: n }, () => make(next()));
};
const screen = (result: Screen | { missing: string }): Screen => {
  if ('missing' in result) throw new Error(result.missing);
  return result;
};

describe('bounds and repetition', () => {
  it('name the bound that a value breaks', () => {
    expect(outOfBounds(103, { min: 0, max: 100, unit: '%' })).toMatchObject({
      code: 'above-maximum',
      zh: '103%高于上限 100%',
      figures: { max: 100 },
    });
    expect(outOfBounds(-1, { min: 0 })?.code).toBe('below-minimum');
    expect(outOfBounds(100, { min: 0, max: 100 })).toBeNull();
  });
  it('see the same figure carried forward, but not over a gap', () => {
    expect(staleRepetition([1, 7, 7, 7])).toMatchObject({ code: 'stale-repetition', figures: { periods: 3 } });
    expect(staleRepetition([7, null, 7, 7])).toBeNull();
    expect(staleRepetition([7, 7, 8])).toBeNull();
  });
});

describe('a jump', () => {
  const steady = [100, 108, 115, 126, 135, 147];
  it('is a slip of the unit, not usual growth', () => {
    expect(jump(158, steady)).toBeNull();
    expect(jump(1_580_000, steady)).toMatchObject({ code: 'jump', figures: { before: 147, changes: 5 } });
    expect(jump(15.8, steady)?.code).toBe('jump');
  });
  it('is judged by the same month of the year before where the series is seasonal', () => {
    const months = Array.from({ length: 36 }, (_, i) => 100 * 1.1 ** (i / 12) * (i % 12 === 0 ? 3 : 1));
    expect(jump(300 * 1.1 ** 3, months, { lag: 12 })).toBeNull();
    expect(jump(100 * 1.1 ** 3, months, { lag: 12 })?.code).toBe('jump');
  });
  it('needs history, and looks at differences where values are not positive', () => {
    expect(jump(900, [100, 110, 120])).toBeNull();
    expect(jump(4, [-3, 1, -2, 2, -1, 1])).toBeNull();
    expect(jump(400, [-3, 1, -2, 2, -1, 1])?.code).toBe('jump');
  });
  it('does not depend on the unit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 6, maxLength: 20 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.constantFrom(2 ** -10, 2 ** 10),
        (history, value, scale) => {
          const a = jump(value, history);
          const b = jump(
            value * scale,
            history.map((x) => x * scale),
          );
          expect(b?.figures.score).toBe(a?.figures.score);
        },
      ),
    );
  });
});

describe('an identity', () => {
  const at =
    (values: Record<string, Value>, before: Record<string, Value> = {}) =>
    (name: string, when: 'now' | 'before') =>
      (when === 'now' ? values : before)[name] ?? missing('no-source');
  const name = { zh: '三次产业', en: 'three sectors' };
  const sum: Identity = {
    id: 'sectors',
    name,
    tolerance: 0.001,
    kind: 'sum',
    whole: 'gdp',
    parts: ['primary', 'secondary', 'tertiary'],
  };
  it('of parts and whole holds within rounding', () => {
    expect(checkIdentity(sum, at({ gdp: 301.4, primary: 0.1, secondary: 0.2, tertiary: 301 }))).toBeNull();
    expect(checkIdentity(sum, at({ gdp: 301.4, primary: 20.1, secondary: 150, tertiary: 120 }))).toMatchObject({
      code: 'identity-sum',
      figures: { sum: 290.1, difference: 11.3 },
    });
  });
  it('says nothing where a figure is missing', () => {
    expect(checkIdentity(sum, at({ gdp: 301.4, primary: 20 }))).toBeNull();
  });
  it('of a ratio, of a part that exceeds its whole, of figures that move together', () => {
    const perMu: Identity = {
      id: 'per-mu',
      name,
      tolerance: 0.005,
      kind: 'ratio',
      value: 'perMu',
      numerator: 'tax',
      denominator: 'land',
      factor: 10_000,
    };
    expect(checkIdentity(perMu, at({ perMu: 20, tax: 1.2, land: 600 }))).toBeNull();
    expect(checkIdentity(perMu, at({ perMu: 25, tax: 1.2, land: 600 }))).toMatchObject({
      code: 'identity-ratio',
      figures: { computed: 20 },
    });
    expect(
      checkIdentity({ id: 'x', name, tolerance: 0, kind: 'at-most', smaller: 'a', larger: 'b' }, at({ a: 3, b: 2 }))
        ?.code,
    ).toBe('identity-at-most');
    const power: Identity = {
      id: 'power',
      name,
      tolerance: 0,
      kind: 'together',
      first: 'output',
      second: 'power',
      points: 20,
    };
    expect(checkIdentity(power, at({ output: 133, power: 105 }, { output: 100, power: 100 }))?.code).toBe(
      'identity-together',
    );
    expect(checkIdentity(power, at({ output: 110, power: 105 }, { output: 100, power: 100 }))).toBeNull();
  });
});

describe('duplicates', () => {
  it('are rows that say the same, however they are written', () => {
    const rows = [
      { id: 'a', values: { name: '清镇 铝业（一厂）', land: 30 } },
      { id: 'b', values: { name: '清镇铝业(一厂)', land: 30 } },
      { id: 'c', values: { name: '清镇铝业(一厂)', land: 31 } },
      { id: 'd', values: { name: '', land: null } },
      { id: 'e', values: { name: null, land: null } },
    ];
    expect(duplicatedRows(rows, ['name', 'land'])).toMatchObject([{ figures: { rows: ['a', 'b'] } }]);
  });
  it('are odd amounts, not round ones', () => {
    const rows = [100, 100, 1283.47, 1283.47, 5000, 5000, null].map((value, i) => ({ id: String(i), value }));
    expect(duplicatedValues(rows)).toMatchObject([{ figures: { value: 1283.47, rows: ['2', '3'] } }]);
  });
});

describe('screens of digits', () => {
  it('have the tails of the chi-square distribution', () => {
    // Upper 5 % and 0.1 % points of the usual tables.
    for (const [freedom, x, p] of [
      [8, 15.507, 0.05],
      [9, 16.919, 0.05],
      [8, 26.124, 0.001],
      [9, 27.877, 0.001],
      [1, 3.841, 0.05],
    ] as const)
      expect(chiSquareTail(x, freedom)).toBeCloseTo(p, 4);
  });
  it('leave sound lists alone: at most a few alarms in 300 lists', () => {
    let alarms = 0;
    for (let seed = 1; seed <= 300; seed++) {
      if (screen(firstDigits(list(400, seed, (u) => 10 ** (1 + 4 * u)))).warning) alarms += 1;
      if (screen(lastDigits(list(400, seed + 1000, (u) => 100 + Math.floor(u * 100_000)))).warning) alarms += 1;
    }
    expect(alarms).toBeLessThanOrEqual(4);
  });
  it('see estimates that end in 0 and 5, and invented endings', () => {
    expect(screen(lastDigits(list(300, 3, (u) => 5 * Math.floor(20 + u * 1000)))).warning?.code).toBe(
      'last-digit-rounded',
    );
    expect(
      screen(
        lastDigits(
          list(
            600,
            4,
            (u) => 10 * Math.floor(20 + u * 1000) + [1, 2, 3, 4, 6, 7, 7, 7, 8, 9][Math.floor(u * 1e6) % 10]!,
          ),
        ),
      ).warning?.code,
    ).toBe('last-digit-uneven');
    expect(
      screen(
        lastDigits(
          list(300, 5, (u) => Math.floor(u * 1e6) / 100),
          2,
        ),
      ).warning,
    ).toBeNull();
  });
  it('see amounts whose first digits are drawn from a hat', () => {
    expect(
      screen(firstDigits(list(500, 6, (u) => (1 + Math.floor(u * 9)) * 10 ** (Math.floor(u * 9e4) % 4)))).warning?.code,
    ).toBe('first-digit-uneven');
  });
  it('say that they do not apply to short or narrow lists', () => {
    for (const result of [
      lastDigits(list(50, 7, (u) => 100 + u * 1000)),
      firstDigits(list(100, 8, (u) => 10 ** (5 * u))),
      firstDigits(list(1000, 9, (u) => 60 + 40 * u)),
    ])
      expect(isMissing(result) && result.missing).toBe('not-applicable');
  });
});
