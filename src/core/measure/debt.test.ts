import { describe, expect, test } from 'vitest';
import { updateDebt } from './debt.ts';
import { missing } from './missing.ts';
import type { Indicator, Observation, Value } from './model.ts';
import { unwrap } from './problem.ts';

const ind = (id: string, more: Partial<Indicator> = {}): Indicator => ({
  id,
  name: { zh: id, en: id },
  unit: '家',
  nature: 'stock',
  cadence: 'month',
  direction: 'up',
  binding: false,
  evidence: { kind: 'observations' },
  scope: null,
  owner: 'gx',
  dueDays: 10,
  ...more,
});
const obs = (indicator: string, period: string, knownOn: string, value: Value = 1): Observation => ({
  indicator,
  place: 'p',
  period,
  value,
  status: 'approved',
  knownOn,
  source: 's',
  grade: 'A',
  demo: false,
});
const debt = (indicators: Indicator[], observations: Observation[], asOf = '2024-06-20') =>
  unwrap(updateDebt({ indicators, observations, asOf, since: '2024-01-01', places: () => ['p'] }));

describe('update debt', () => {
  test('owes what is due and not reported, oldest first', () => {
    const d = debt([ind('a')], [obs('a', '2024-01', '2024-02-05'), obs('a', '2024-03', '2024-04-20')]);
    expect(d.items.map((i) => [i.period, i.due, i.age])).toEqual([
      ['2024-02', '2024-03-10', 102],
      ['2024-04', '2024-05-10', 41],
      ['2024-05', '2024-06-10', 10],
    ]);
    expect(d).toMatchObject({
      oldestDays: 102,
      window: { from: '2024-05-01', to: '2024-05-31' },
      due: 1,
      onTime: 0,
      onTimeRate: 0,
    });
  });
  test('is not late on the due day itself', () =>
    expect(debt([ind('a', { dueDays: 20 })], [], '2024-02-20').items).toEqual([]));
  test('a late figure is no debt any more but was not in time', () => {
    const rows = ['2024-01', '2024-02', '2024-03', '2024-05'].map((p) => obs('a', p, '2024-06-11'));
    const d = debt([ind('a')], [...rows, obs('a', '2024-04', '2024-05-11')]);
    expect([d.items, d.onTimeRate]).toEqual([[], 0]);
    expect(debt([ind('a')], [...rows, obs('a', '2024-04', '2024-05-10')]).onTimeRate).toBe(1);
  });
  test('a refusal is an answer, overdue is none', () => {
    expect(
      debt(
        [ind('a', { cadence: 'year', dueDays: 0 })],
        [obs('a', '2024', '2025-01-01', missing('refused'))],
        '2025-02-01',
      ).items,
    ).toEqual([]);
    expect(
      debt(
        [ind('a', { cadence: 'year', dueDays: 0 })],
        [obs('a', '2024', '2025-01-01', missing('overdue'))],
        '2025-02-01',
      ).items,
    ).toHaveLength(1);
  });
  test('a cumulative series owes no January', () => {
    expect(debt([ind('a', { nature: 'ytd' })], [], '2024-04-20').items.map((i) => i.period)).toEqual([
      '2024-01..02',
      '2024-01..03',
    ]);
  });
  test('1—2月 answers for both months', () =>
    expect(debt([ind('a', { nature: 'flow' })], [obs('a', '2024-01..02', '2024-03-05')], '2024-03-20').items).toEqual(
      [],
    ));
  test('registers and formulas owe nothing; what nobody owns is listed', () => {
    const d = debt(
      [
        ind('a', { evidence: { kind: 'register', register: 'firms', fn: 'count' }, owner: null }),
        ind('b', { owner: null }),
      ],
      [],
    );
    expect(d.ownerless).toEqual(['a', 'b']);
    expect(new Set(d.items.map((i) => i.indicator))).toEqual(new Set(['b']));
    expect(d.owners).toMatchObject([{ owner: null, indicators: 2, owed: 5 }]);
  });
  test('what was not known yet does not count', () =>
    expect(debt([ind('a')], [obs('a', '2024-01', '2024-02-05')], '2024-02-04').items).toEqual([]));
});
