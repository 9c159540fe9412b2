import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { methods as endless } from '../../../test/endless-method.ts';
import { compute, field, method, type Method, refuse } from '../../evidence/method.ts';
import { methods as decide } from './decide.ts';
import { methods as due } from './due.ts';
import { methods as foresee } from './foresee.ts';
import { methods as measure } from './measure.ts';
import { methodOf } from './routes.ts';
import { computeAside } from './run.ts';

const of = (id: string, given: unknown) => compute(methodOf([...measure, ...due, ...foresee, ...decide], id), given);

describe('on given numbers', () => {
  const target = {
    op: '>=',
    value: 200,
    unit: '亿元',
    period: '2026',
    baseline: { period: '2021', value: 100 },
    horizon: { start: '2022-01-01', end: '2026-12-31' },
    asOf: '2024-02-15',
  };

  test('a target half way in half the time is green, twenty points behind yellow, and red by a rule of one’s own', async () => {
    const on = (value: number, more: object = {}) =>
      of('light', { ...target, observations: [{ period: '2023', value }], ...more });
    expect(await on(140)).toMatchObject({ light: 'green', required: 140, ratio: 1, aheadPoints: 0 });
    expect(await on(120)).toMatchObject({ light: 'yellow', aheadPoints: -20 });
    expect(await on(120, { redPoints: 15 })).toMatchObject({ light: 'red' });
    expect(await of('light', { ...target, observations: [] })).toMatchObject({ light: 'grey', ratio: null });
  });

  test('a figure that was not known on the day does not count', async () => {
    const observations = [
      { period: '2022', value: 120 },
      { period: '2023', value: 190, knownOn: '2024-03-01' },
    ];
    expect(await of('light', { ...target, observations })).toMatchObject({ observed: { period: '2022', value: 120 } });
  });

  test('an index shares the weight of what is missing, and is not there where too much is', async () => {
    const part = (id: string, value: number | null, weight: number) => ({
      id,
      value,
      weight,
      normalisation: { kind: 'target', target: 10 },
    });
    const parts = [part('a', 5, 2), part('b', 8, 1), part('c', null, 1)];
    expect(await of('index', { parts })).toMatchObject({
      value: expect.closeTo(60, 9) as number,
      coverage: 0.75,
    });
    const few = await of('index', { parts: [part('a', null, 3), part('b', 8, 1)] });
    expect(few).toMatchObject({ value: null, why: { zh: expect.stringContaining('缺a') as string } });
  });

  test('the chance of a target falls as it gets harder, and the gap adds up to it', async () => {
    const observations = [60, 68, 75, 84, 93, 100, 110, 121].map((value, n) => ({ period: String(2016 + n), value }));
    const on = async (value: number) =>
      (await of('attainment', { ...target, value, observations })) as {
        probability: number;
        gap: { from: number; target: number; bars: { amount: number }[] };
      };
    const [easy, hard] = [await on(130), await on(260)];
    expect(easy.probability).toBeGreaterThan(hard.probability);
    const { from, target: asked, bars } = hard.gap;
    expect(bars.reduce((sum, { amount }) => sum + amount, from)).toBeCloseTo(asked, 6);
    expect(await of('attainment', { ...target, observations: observations.slice(0, 1) })).toMatchObject({
      probability: null,
      why: { en: expect.stringMatching(/./) as string },
    });
  });

  test('a clock that still stands gives no day, with the reason', async () => {
    const given = { from: '2026-03-02', days: 10, stops: [{ from: '2026-03-04', to: null }] };
    expect(await of('due-day', given)).toMatchObject({ due: null, why: { zh: '停表还没有结束' } });
  });

  test('most are placed first, then those that fit best', async () => {
    const given = {
      supply: { 焊工: 3, 电工: 2 },
      demand: { 甲厂: 2, 乙厂: 4 },
      fit: [
        ['焊工', '甲厂', 1],
        ['焊工', '乙厂', 0.2],
        ['电工', '甲厂', 0.9],
      ],
    };
    expect(await of('assign', given)).toEqual({
      placed: 5,
      strength: expect.closeTo(2.4, 9) as number,
      short: { 甲厂: 0, 乙厂: 1 },
      idle: { 焊工: 0, 电工: 0 },
      flows: [
        ['焊工', '乙厂', 3],
        ['电工', '甲厂', 2],
      ],
    });
    await expect(of('assign', { ...given, fit: [['木工', '甲厂', 1]] })).rejects.toMatchObject({
      body: { where: 'fit.0.0' },
    });
  });
});

test('a method refuses by a field, and one that is missing or unknown is named', async () => {
  const one = method(import.meta.url, {
    ...(endless[0] as Method),
    input: z.strictObject({ n: field(z.int().min(0), '数', 'Number') }),
    example: { n: 1 },
    run: ({ n }) => refuse('n', `不要 ${n}`, `not ${n}`),
  });
  await expect(compute(one, { n: 1 })).rejects.toMatchObject({ body: { where: 'n', title: { en: 'n: not 1.' } } });
  await expect(compute(one, { n: 1, m: 2 })).rejects.toMatchObject({ body: { where: 'm' } });
  await expect(compute(one, {})).rejects.toMatchObject({
    body: { title: { zh: 'n：缺这一项。', en: 'n: is missing.' } },
  });
});

test('what takes too long is ended, and says so', async () => {
  await expect(computeAside(endless[0] as Method, {}, 0.5)).rejects.toMatchObject({
    status: 422,
    body: { code: 'method-too-much' },
  });
});
