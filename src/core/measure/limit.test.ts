import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addWorkdays, dueAfter, isWorkday, unwrap, workdaysBetween, workdayYears } from './index.ts';

const aDay = fc.integer({ min: 0, max: 1800 }).map((n) => unwrap(addDays('2020-01-06', n)));
const aStop = fc
  .tuple(aDay, fc.integer({ min: 0, max: 60 }))
  .map(([from, days]) => ({ from, to: unwrap(addDays(from, days)) }));

describe('limits', () => {
  test('twenty working days from 18 September 2026 end on 4 November when an expert review stops the clock', () => {
    const stop = { from: '2026-09-23', to: '2026-10-12' };
    expect(dueAfter('2026-09-18', { workdays: 20 })).toEqual({ due: '2026-10-22', certain: true });
    expect(dueAfter('2026-09-18', { workdays: 20 }, [stop])).toEqual({ due: '2026-11-04', certain: true });
    expect(dueAfter('2026-11-03', { workdays: 5 }, [{ from: '2026-11-06', to: '2026-11-09' }])).toMatchObject({
      due: '2026-11-12',
    });
  });

  test('natural days are not moved by a holiday', () => {
    expect(dueAfter('2026-09-21', { days: 15 })).toEqual({ due: '2026-10-06', certain: true });
  });

  test('months end on the same day, or on the last one of a shorter month', () => {
    expect(dueAfter('2026-01-31', { months: 1 })).toMatchObject({ due: '2026-02-28' });
    expect(dueAfter('2024-01-31', { months: 1 })).toMatchObject({ due: '2024-02-29' });
    expect(dueAfter('2026-05-15', { months: 36 })).toMatchObject({ due: '2029-05-15' });
    expect(dueAfter('2026-05-15', { months: 3 }, [{ from: '2026-06-01', to: '2026-06-10' }])).toMatchObject({
      due: '2026-08-25',
    });
  });

  test('no day is known while the clock stands, and none is certain beyond the notices of holidays', () => {
    expect(dueAfter('2026-09-18', { workdays: 20 }, [{ from: '2026-09-23', to: null }])).toMatchObject({ due: null });
    // It ran out before it was stopped.
    expect(dueAfter('2026-09-18', { workdays: 2 }, [{ from: '2026-09-23', to: null }])).toMatchObject({
      due: '2026-09-21',
    });
    expect(dueAfter(`${workdayYears().to}-12-25`, { workdays: 20 })).toMatchObject({ certain: false });
    expect(dueAfter(`${workdayYears().to}-12-25`, { days: 20 })).toMatchObject({ certain: true });
  });

  test('what cannot be meant is refused with a reason', () => {
    expect(dueAfter('2026-02-30', { days: 3 })).toMatchObject({ code: 'day-invalid' });
    expect(dueAfter('2026-02-20', { workdays: 0 })).toMatchObject({ code: 'limit-length' });
    expect(dueAfter('2026-02-20', { months: 1.5 })).toMatchObject({ code: 'limit-length' });
    expect(dueAfter('2026-02-20', { days: 3 }, [{ from: '2026-02-22', to: '2026-02-21' }])).toMatchObject({
      code: 'stop-order',
    });
  });

  test('without stops it is the working day that is so many later', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 120 }), (from, workdays) => {
        expect(unwrap(dueAfter(from, { workdays })).due).toBe(unwrap(addWorkdays(from, workdays)).day);
      }),
    );
  });

  test('a stop takes out its working days and no others, in whatever order stops are told and however they overlap', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 60 }), fc.array(aStop, { maxLength: 4 }), (from, workdays, stops) => {
        const due = unwrap(dueAfter(from, { workdays }, stops)).due ?? '';
        const stood = (day: string) => stops.some((stop) => stop.from <= day && day <= stop.to);
        const days = Array.from({ length: 4000 }, (_, n) => unwrap(addDays(from, n + 1))).filter((day) => day <= due);
        expect(days.filter((day) => !stood(day) && isWorkday(day) === true)).toHaveLength(workdays);
        expect(unwrap(dueAfter(from, { workdays }, stops.toReversed())).due).toBe(due);
        expect(unwrap(workdaysBetween(from, due))).toBeGreaterThanOrEqual(workdays);
      }),
      { numRuns: 60 },
    );
  });

  test('a limit and what it is extended by are together one longer limit', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (from, first, more) => {
        const once = unwrap(dueAfter(from, { workdays: first })).due ?? '';
        expect(unwrap(dueAfter(once, { workdays: more })).due).toBe(
          unwrap(dueAfter(from, { workdays: first + more })).due,
        );
      }),
    );
  });
});
