import { expect, test } from 'vitest';
import { CallProblem } from './call.ts';
import { readAgain, whenAgain } from './query.ts';

const answered = (status: number, retryAfter: number | null = null) =>
  new CallProblem({ type: 'urn:x', status, code: 'x', title: { zh: '', en: '' } } as never, retryAfter);

test('a page that was told to come back waits that long and asks again; what is refused is not asked for twice', () => {
  expect([0, 5, 6].map((failures) => readAgain(failures, answered(503, 5)))).toEqual([true, true, false]);
  expect(readAgain(0, answered(429))).toBe(true);
  expect(readAgain(0, answered(404))).toBe(false);
  expect([0, 1].map((failures) => readAgain(failures, answered(500)))).toEqual([true, false]);
  expect([0, 1].map((failures) => readAgain(failures, new TypeError('no network')))).toEqual([true, false]);
  expect(whenAgain(0, answered(503, 5))).toBe(5_000);
  expect(whenAgain(3, answered(503))).toBe(8_000);
  expect(whenAgain(9, answered(429, 600))).toBe(30_000);
});
