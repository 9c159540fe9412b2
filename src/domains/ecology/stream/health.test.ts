import { expect, test } from 'vitest';
import { normal, seeded } from '../../../core/random/index.ts';
import type { DayValue, HourValue } from '../../../evidence/streams/values.ts';
import { healthOf } from './health.ts';

const begin = Date.parse('2026-07-01T00:00:00+08:00');
const base = { mn: 'A', low: null, high: null, n: 1, made: 'device' as const, why: null, demo: false };
const hours = (values: (number | null)[], every = 1): HourValue[] =>
  values.map((value, n) => ({
    ...base,
    factor: 'w21011',
    at: begin + n * every * 3_600_000,
    value,
    flag: 'N',
    frame: n,
  }));
const days = (values: number[]): DayValue[] =>
  values.map((value, n) => ({
    ...base,
    factor: 'w21011',
    day: new Date(Date.UTC(2026, 3, 1) + n * 86_400_000).toISOString().slice(0, 10),
    value,
  }));
const after = (n: number) => begin + n * 3_600_000;
const moving = (n: number) => Array.from({ length: n }, (_, at) => 0.04 + (at % 5) / 1000);
const signs = (...of: Parameters<typeof healthOf>) => healthOf(...of).map(({ sign }) => sign);

test('three expected intervals without a value are a gap; what measures every four hours has twelve', () => {
  expect(signs(hours(moving(24)), [], after(26.9))).toEqual([]);
  expect(healthOf(hours(moving(24)), [], after(27))).toMatchObject([
    { sign: 'gap', since: '2026-07-01T23:00:00+08:00', why: { zh: '总磷已缺 3 个周期的数据。' } },
  ]);
  expect(signs(hours(moving(6), 4), [], after(35.9))).toEqual([]);
  expect(signs(hours(moving(6), 4), [], after(36))).toEqual(['gap']);
});

test('one and the same value is stuck after the hours of its factor, and not with a missing value between', () => {
  const same = Array.from({ length: 24 }, () => 0.05);
  expect(healthOf(hours([0.04, ...same]), [], after(25))).toMatchObject([
    { sign: 'stuck', since: '2026-07-01T01:00:00+08:00' },
  ]);
  expect(signs(hours(same.slice(1)), [], after(23))).toEqual([]);
  expect(signs(hours([...same.slice(12), null, ...same.slice(12)]), [], after(25))).toEqual([]);
  const acidity = hours(same).map((one) => ({ ...one, factor: 'w01001' }));
  expect(signs(acidity, [], after(24))).toEqual([]);
});

test('a slow shift to one side is drift; one wild day is none, nor a past too short to tell', () => {
  const risen = [...moving(60), ...moving(14).map((value, n) => value + 0.0006 * n)];
  expect(healthOf([], days(risen), after(0))).toMatchObject([
    { sign: 'drift', why: { zh: expect.stringMatching('偏高') } },
  ]);
  expect(healthOf([], days(risen.map((value) => 0.1 - value)), after(0))).toMatchObject([
    { sign: 'drift', why: { zh: expect.stringMatching('偏低') } },
  ]);
  expect(signs([], days([...moving(70), 9, ...moving(3)]), after(0))).toEqual([]);
  expect(signs([], days(risen.slice(40)), after(0))).toEqual([]);
});

test('factors that fall silent together are one gap with all their names', () => {
  const both = [...hours(moving(24)), ...hours(moving(24)).map((one) => ({ ...one, factor: 'w21001' }))];
  expect(healthOf(both, [], after(30))).toMatchObject([{ sign: 'gap', name: '总磷、总氮' }]);
});

test('days that hang together are no drift of a device: few in a hundred such spans are told', () => {
  const random = seeded(7);
  let told = 0;
  for (let span = 0; span < 300; span += 1) {
    let off = normal(random);
    const values = Array.from({ length: 74 }, () => {
      off = 0.8 * off + 0.6 * normal(random);
      return Math.exp(-3.2 + 0.2 * off);
    });
    told += signs([], days(values), after(0)).length;
  }
  expect(told / 300).toBeLessThan(0.05);
});

/** A clean week of hours as a station sends them: a daily swing, noise that hangs together, rounded to the step of the device. */
function cleanWeek(random: () => number, step: number): number[] {
  let off = normal(random);
  return Array.from({ length: 168 }, (_, at) => {
    off = 0.9 * off + 0.43 * normal(random);
    const value = 0.04 * Math.exp(0.1 * Math.sin((at / 24) * 2 * Math.PI) + 0.1 * off);
    return Math.round(value / step) * step;
  });
}

test('clean weeks are told neither stuck nor silent: of 500, none of a device of three digits, few of one of two', () => {
  const random = seeded(11);
  const told = (step: number) => {
    let n = 0;
    for (let week = 0; week < 500; week += 1) n += signs(hours(cleanWeek(random, step)), [], after(168.5)).length;
    return n;
  };
  expect(told(0.001)).toBe(0);
  // 0.04 and 0.05 by turns: a device that coarse stands still for a day now and then.
  expect(told(0.01) / 500).toBeLessThan(0.1);
});

test('hours that are lost by chance, one in ten, are no gap', () => {
  const random = seeded(12);
  let told = 0;
  for (let week = 0; week < 500; week += 1) {
    const sent = hours(cleanWeek(random, 0.001)).filter(() => random() > 0.1);
    told += signs(sent, [], after(168.5)).filter((sign) => sign === 'gap').length;
  }
  // Three in a row at the very end: one in a thousand by arithmetic.
  expect(told / 500).toBeLessThan(0.01);
});
