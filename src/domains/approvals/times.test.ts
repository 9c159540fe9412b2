import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, isWorkday, unwrap } from '../../core/measure/index.ts';
import { timed, timesOf } from './times.ts';

const day = '2026-11-20';

test('the worked cases: 20 working days over the holidays, an expert review of nine, a stop over a weekend', () => {
  const review = [{ from: '2026-09-23', to: '2026-10-12' }];
  const over = { from: '2026-09-18', limit: 20, end: null };
  expect(timed({ ...over, limit: 10, stops: [] }, day)).toMatchObject({ due: '2026-10-09', late: true });
  expect(timed({ ...over, stops: [] }, day)).toMatchObject({ due: '2026-10-22', stopped: 0 });
  expect(timed({ ...over, limit: 45, stops: [] }, day)).toMatchObject({ due: '2026-11-26', late: false });
  expect(timed({ ...over, end: '2026-11-04', stops: review }, day)).toEqual({
    due: '2026-11-04',
    certain: true,
    used: 20,
    stopped: 9,
    late: false,
  });
  const weekend = [{ from: '2026-11-06', to: '2026-11-09' }];
  expect(timed({ from: '2026-11-03', limit: 5, stops: weekend, end: null }, day)).toMatchObject({ due: '2026-11-12' });
});

test('a stop that still stands has no due day, and stands up to today', () => {
  const standing = { from: '2026-11-03', limit: 5, end: null, stops: [{ from: '2026-11-06', to: null }] };
  expect(timed(standing, day)).toEqual({ due: null, certain: true, used: 2, stopped: 11, late: false });
});

test('days used and stopped are all working days, each once, and late is who used more than the limit', () => {
  const aDay = fc.integer({ min: 0, max: 1500 }).map((n) => unwrap(addDays('2021-01-04', n)));
  const aStop = fc.record({ at: fc.integer({ min: -10, max: 90 }), long: fc.integer({ min: 0, max: 40 }) });
  fc.assert(
    fc.property(
      aDay,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 150 }),
      fc.array(aStop, { maxLength: 4 }),
      (from, limit, long, drawn) => {
        const end = unwrap(addDays(from, long));
        const stops = drawn.map(({ at, long: more }) => {
          const first = unwrap(addDays(from, at));
          return { from: first, to: unwrap(addDays(first, more)) };
        });
        const found = timed({ from, limit, stops, end }, '2030-01-01');
        let [used, stopped] = [0, 0];
        for (let n = 1; n <= long; n += 1) {
          const one = unwrap(addDays(from, n));
          if (isWorkday(one) !== true) continue;
          if (stops.some((stop) => stop.from <= one && one <= stop.to)) stopped += 1;
          else used += 1;
        }
        expect([found.used, found.stopped]).toEqual([used, stopped]);
        if (used > limit) expect(found.late).toBe(true);
        if (used < limit) expect(found.late).toBe(false);
      },
    ),
    { numRuns: 150 },
  );
});

test('nine of ten take no more than P90, and nothing is said of no case', () => {
  const one = (used: number) => ({ due: null, certain: true, used, stopped: used === 10 ? 10 : 0, late: used > 9 });
  expect(timesOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(one))).toEqual({
    n: 10,
    late: 10,
    median: 5,
    p90: 9,
    stopped: (100 * 10) / 65,
  });
  expect(timesOf([])).toEqual({ n: 0, late: null, median: null, p90: null, stopped: null });
});
