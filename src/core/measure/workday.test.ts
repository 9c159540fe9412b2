import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addWorkdays, dueWorkday, isWorkday, unwrap, workdaysBetween, workdayYears } from './index.ts';

describe('working days', () => {
  it('follow the notices: the week of 1 May 2024, with the Sunday and the Saturday that were worked for it', () => {
    // The notice for 2024: off from 1 to 5 May, at work on 28 April and 11 May 2024.
    const days = [
      '2024-04-28',
      '2024-04-30',
      '2024-05-01',
      '2024-05-03',
      '2024-05-05',
      '2024-05-06',
      '2024-05-11',
      '2024-05-12',
    ];
    expect(days.map((day) => isWorkday(day))).toEqual([true, true, false, false, false, true, true, false]);
  });

  it('are counted over holidays', () => {
    expect(addWorkdays('2024-04-30', 1)).toEqual({ day: '2024-05-06', certain: true });
    expect(addWorkdays('2024-05-06', -1)).toEqual({ day: '2024-04-30', certain: true });
    expect(addWorkdays('2024-05-01', 0)).toEqual({ day: '2024-05-06', certain: true });
    expect(workdaysBetween('2024-04-26', '2024-05-11')).toBe(9);
  });

  it('give the day by which the figure of a period is due', () => {
    expect(dueWorkday('2024-04', 5)).toEqual({ day: '2024-05-10', certain: true });
    expect(dueWorkday('2024-01..04', 1)).toEqual({ day: '2024-05-06', certain: true });
    expect(dueWorkday('2024Q9', 1)).toMatchObject({ ok: false, code: 'period-invalid' });
  });

  it('are Monday to Friday in a year whose notice is not known, and say so', () => {
    const after = workdayYears().to + 1;
    expect(addWorkdays(`${after}-09-30`, 5)).toMatchObject({ certain: false });
    expect(dueWorkday(String(workdayYears().to), 5)).toMatchObject({ certain: false });
    expect(isWorkday('1998-10-01')).toBe(true);
  });

  it('are as many as one counts, forth and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7000 }), fc.integer({ min: 1, max: 60 }), (offset, count) => {
        const day = unwrap(addDays('2005-01-01', offset));
        const later = unwrap(addWorkdays(day, count)).day;
        expect(workdaysBetween(day, later)).toBe(count);
        expect(isWorkday(later)).toBe(true);
        if (isWorkday(day) === true) expect(unwrap(addWorkdays(later, -count)).day).toBe(day);
      }),
      { numRuns: 200 },
    );
  });
});
