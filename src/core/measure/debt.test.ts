import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Asked, isOwed, updateDebt } from './debt.ts';
import { unwrap } from './problem.ts';

const ask = (
  due: string,
  answeredOn: string | null,
  organisation: string | null = 'gx',
  person: string | null = null,
) => ({ due, answeredOn, organisation, person }) satisfies Asked;
const debt = (asked: Asked[], asOf = '2024-06-20') => unwrap(updateDebt(asked, asOf));

describe('update debt', () => {
  test('owes what is due and not answered, and knows the oldest of it', () =>
    expect(debt([ask('2024-03-10', null), ask('2024-05-10', null), ask('2024-06-10', '2024-06-09')]).whole).toEqual({
      due: 1,
      onTime: 0,
      onTimeRate: 0,
      owed: 2,
      oldestDays: 102,
    }));
  test('is not late on the due day itself', () => expect(debt([ask('2024-06-20', null)]).whole.owed).toBe(0));
  test('what came late is no debt any more but was not in time', () => {
    expect(debt([ask('2024-05-10', '2024-05-11')]).whole).toMatchObject({ owed: 0, onTimeRate: 0 });
    expect(debt([ask('2024-05-10', '2024-05-10')]).whole).toMatchObject({ owed: 0, onTimeRate: 1 });
  });
  test('an answer of a later day was not there yet', () =>
    expect(debt([ask('2024-05-10', '2024-06-21')]).whole.owed).toBe(1));
  test('a rate of nothing is no rate', () => expect(debt([]).whole.onTimeRate).toBeNull());
  test('bad days are refused', () => expect(updateDebt([], 'soon')).toMatchObject({ ok: false }));

  const day = fc
    .date({ min: new Date('2023-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const asked = fc.array(
    fc.record({
      due: day,
      answeredOn: fc.option(day),
      organisation: fc.option(fc.constantFrom('a', 'b', 'c')),
      person: fc.option(fc.constantFrom('x', 'y')),
    }),
  );
  test('the rows of units and of people add up to the whole, and the whole to what is owed one by one', () =>
    fc.assert(
      fc.property(asked, day, (asks, asOf) => {
        const { whole, organisations, people } = debt(asks, asOf);
        for (const key of ['owed', 'due', 'onTime'] as const)
          for (const rows of [organisations, people])
            expect(rows.reduce((sum, row) => sum + row[key], 0)).toBe(whole[key]);
        expect(whole.owed).toBe(asks.filter((one) => isOwed(one, asOf)).length);
        expect(Math.max(0, ...organisations.map((row) => row.oldestDays ?? 0))).toBe(whole.oldestDays ?? 0);
      }),
    ));
  test('an answer never makes anybody owe more', () =>
    fc.assert(
      fc.property(asked, day, (asks, asOf) => {
        const answered = asks.map((one, index) => (index === 0 ? { ...one, answeredOn: '2020-01-01' } : one));
        expect(debt(answered, asOf).whole.owed).toBeLessThanOrEqual(debt(asks, asOf).whole.owed);
      }),
    ));
});
