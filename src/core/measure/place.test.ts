import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { missing, type PlaceValue, rollUpPlaces, type Value } from './index.ts';

const name = (zh: string) => ({ zh, en: zh });
const of = (...values: Value[]): PlaceValue[] => values.map((value, n) => ({ name: name(`${n + 1} 镇`), value }));

describe('figures of places', () => {
  test('add up exactly, and a sum of some is not the sum', () => {
    expect(rollUpPlaces('sum', of(0.1, 0.2))).toBe(0.3);
    expect(rollUpPlaces('sum', of(5, missing('not-applicable'), 7))).toBe(12);
    expect(rollUpPlaces('sum', of(5, missing('overdue'), 7))).toMatchObject({
      missing: 'not-enough-points',
      note: { zh: '3 个地方中 1 个没有数：2 镇' },
    });
    expect(rollUpPlaces('sum', of(missing('not-applicable')))).toMatchObject({ missing: 'no-source' });
    expect(rollUpPlaces('none', of(1, 2))).toMatchObject({ missing: 'not-applicable' });
  });

  test('make a mean by weight, never a mean of means', () => {
    const towns: PlaceValue[] = [
      { name: name('大镇'), value: 90, weight: 3000 },
      { name: name('小镇'), value: 50, weight: 1000 },
    ];
    expect(rollUpPlaces('mean', towns)).toBe(80);
    expect(rollUpPlaces('mean', of(90, 50))).toBe(70);
    expect(
      rollUpPlaces('mean', [...towns, { name: name('新镇'), value: 10, weight: missing('overdue') }]),
    ).toMatchObject({ note: { zh: '3 个地方中 1 个没有权数：新镇' } });
  });

  test('do not depend on their order, and a mean lies between the least and the largest', () => {
    const place = fc.record({
      name: fc.constant(name('镇')),
      value: fc.integer({ min: -1000, max: 1000 }).map((n) => n / 10),
      weight: fc.integer({ min: 0, max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 20 }), (places) => {
        expect(rollUpPlaces('sum', places)).toBe(rollUpPlaces('sum', places.toReversed()));
        const mean = rollUpPlaces('mean', places);
        const counted = places.filter(({ weight }) => weight > 0).map(({ value }) => value);
        if (counted.length === 0) expect(mean).toMatchObject({ missing: 'not-applicable' });
        else {
          expect(Number(mean)).toBeGreaterThanOrEqual(Math.min(...counted) - 1e-9);
          expect(Number(mean)).toBeLessThanOrEqual(Math.max(...counted) + 1e-9);
        }
      }),
    );
  });
});
