import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { airQuality, subIndex } from './air-quality.ts';
import { airFactors, indicesOf } from './stream/air-day.ts';
import { frameCheck } from './frame-check.ts';
import { hourOfWater } from './hourly-water.ts';
import { trophicIndex } from './trophic-index.ts';
import { waterClass } from './water-class.ts';

describe('the check of a frame', () => {
  test('is that of the standard and not that of Modbus, with its leading zeros', () => {
    expect(frameCheck('')).toBe('FFFF');
    expect(frameCheck(Uint8Array.of(0))).toBe('4040');
    expect(frameCheck('QN=20260701080001100;ST=91;CN=9014;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&')).toBe(
      '0000',
    );
  });

  test('finds every change of one sign', () => {
    const sign = fc.integer({ min: 32, max: 126 }).map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.array(sign, { minLength: 1, maxLength: 60 }), fc.nat(), sign, (signs, at, other) => {
        const changed = signs.map((one, n) => (n === at % signs.length ? other : one)).join('');
        if (changed !== signs.join('')) expect(frameCheck(changed)).not.toBe(frameCheck(signs.join('')));
      }),
    );
  });
});

describe('the class of water', () => {
  test('0.046 mg/L of phosphorus are class III in a lake and II in a river', () => {
    expect(waterClass('lake', { tp: 0.046 })).toMatchObject({ class: 3, worst: ['tp'] });
    expect(waterClass('river', { tp: 0.046 })).toMatchObject({ class: 2 });
  });

  test('nitrogen is told apart and never sets the class; alone it sets none', () => {
    expect(waterClass('lake', { tp: 0.02, tn: 3 })).toEqual({ class: 2, worst: ['tp'], exceed: {}, tn: { class: 6 } });
    expect(waterClass('river', { tp: 0.02, tn: 3 })?.tn).toBe(null);
    expect(waterClass('lake', { tn: 0.1 })).toBe(null);
  });

  test('limits belong to the better class, and excess is counted over class III', () => {
    expect(waterClass('lake', { codmn: 6 })?.class).toBe(3);
    expect(waterClass('lake', { codmn: 6.01 })?.class).toBe(4);
    expect(waterClass('lake', { tp: 0.2 })?.exceed.tp).toBeCloseTo(3, 12);
    expect(waterClass('lake', { do: 1.9, ph: 9.2 })).toEqual({ class: 6, worst: ['ph', 'do'], exceed: {}, tn: null });
    expect(waterClass('river', { do: 7.5 })?.class).toBe(1);
  });

  test('one item more never makes the water better', () => {
    const value = fc.option(
      fc.integer({ min: 1, max: 400 }).map((n) => n / 100),
      { nil: undefined },
    );
    const values = fc.record({ tp: value, nh3n: value, codmn: value, do: value });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 60 }), (some, cod) => {
        const before = waterClass('river', some);
        expect(waterClass('river', { ...some, cod })?.class).toBeGreaterThanOrEqual(before?.class ?? 1);
      }),
    );
  });
});

test('the trophic state is the weighed mean of its parts, 50 still mesotrophic', () => {
  const { tli, parts, grade } = trophicIndex({ chla: 26, tp: 0.08, tn: 1.6, sd: 0.9, codmn: 5 });
  expect(parts.chla).toBeCloseTo(10 * (2.5 + 1.086 * Math.log(26)), 10);
  expect(tli).toBeGreaterThan(Math.min(...Object.values(parts)));
  expect(tli).toBeLessThan(Math.max(...Object.values(parts)));
  expect(grade).toBe('light');
});

test('an hour of waste water has two means, and a value without concentration only its volume', () => {
  const hour = hourOfWater([
    { flow: 10, conc: 40 },
    { flow: 30, conc: 80 },
    { flow: 20, conc: null },
  ]);
  expect(hour).toEqual({ volume: 36, mass: 1.68, weighted: 70, arithmetic: 60, flow: 20 });
  expect(hourOfWater([{ flow: 0, conc: 40 }])).toMatchObject({ weighted: null, arithmetic: 40 });
});

describe('the index of air', () => {
  test('rounds means half to even and indices up: 60.5 is 100 and 60.6 is 101', () => {
    const pm25 = (mean: number) => subIndex('2026', 'pm25', mean);
    expect([35, 60, 60.5, 60.6, 61.5, 75, 115, 501].map(pm25)).toEqual([50, 100, 100, 101, 102, 114, 150, 500]);
    expect([4.05, 4.15].map((mean) => subIndex('2026', 'co', mean))).toEqual([100, 101]);
    expect(subIndex('2026', 'so2', 100)).toBe(75);
    expect(subIndex('2026', 'o3_8h', 900)).toBe(300);
  });

  test('the same day is worse by the standard of 2026, and its primary pollutant another one', () => {
    const day = { so2: 12, no2: 28, co: 0.9, o3_8h: 118, pm10: 63, pm25: 41 };
    expect(airQuality('2026', day)).toMatchObject({ aqi: 65, primary: ['o3_8h'] });
    expect(airQuality('2012', day).iaqi).toMatchObject({ pm10: 57, pm25: 58 });
  });

  test('a day of a station has an index by each standard; one that lacks an item has none by that of 2026', () => {
    const made = (items: Partial<Record<keyof typeof airFactors, number>>) =>
      Object.entries(items).map(([item, value]) => ({
        mn: 'A',
        factor: airFactors[item as keyof typeof airFactors],
        day: '2026-07-01',
        value,
        low: null,
        high: null,
        n: 24,
        made: 'plain' as const,
        why: null,
        demo: false,
      }));
    const indices = (items: Parameters<typeof made>[0]) =>
      indicesOf('A', '2026-07-01', made(items)).map(({ factor, value, why }) => [factor, value, why]);
    const day = { so2: 12, no2: 28, o3_8h: 118, pm10: 63, pm25: 70 };
    expect(indices({ ...day, co: 0.9 })).toEqual([
      ['aqi-2012', 94, null],
      ['aqi-2026', 110, null],
    ]);
    expect(indices({ ...day, pm25: 41 })[1]).toEqual(['aqi-2026', null, 'lacks-items']);
    expect(indices({ so2: 12 }), 'no station of ambient air').toEqual([]);
  });

  test('a missing item takes the index away, unless the others are above 100 already', () => {
    const day = { so2: 12, no2: 28, o3_8h: 118, pm10: 63, pm25: 41 };
    expect(airQuality('2026', day)).toMatchObject({ aqi: null, primary: [], lacking: ['co'] });
    expect(airQuality('2026', { ...day, pm25: 90 })).toMatchObject({ aqi: 128, primary: ['pm25'] });
  });
});
