import { describe, expect, it } from 'vitest';
import { byPeriod, lineOf, type Point } from './series.ts';

function point(period: string, value: number | null, knownOn: string, seq = 1): Point {
  return {
    period,
    value,
    missing: null,
    status: 'approved',
    knownOn,
    source: 's',
    grade: 'A',
    demo: false,
    submission: { seq, actor: 'a', at: knownOn, hash: 'h' },
  };
}

describe('byPeriod', () => {
  it('lets the word known last stand, and keeps the others as history', () => {
    const [first] = byPeriod([point('2022', 301, '2023-01-20'), point('2022', 300, '2024-05-02')]);
    expect(first?.current.value).toBe(300);
    expect(first?.earlier.map((p) => p.value)).toEqual([301]);
  });
  it('breaks a tie of days by the ledger', () => {
    expect(byPeriod([point('2022', 1, '2023-01-20', 4), point('2022', 2, '2023-01-20', 9)])[0]?.current.value).toBe(2);
  });
  it('puts the newest period first, also across cadences', () => {
    expect(
      byPeriod([
        point('2022', 1, '2023-01-01'),
        point('2023-01..05', 1, '2023-06-01'),
        point('2023-01..03', 1, '2023-04-01'),
      ]).map((g) => g.period),
    ).toEqual(['2023-01..05', '2023-01..03', '2022']);
  });
});

it('draws what has a value, oldest first', () => {
  expect(
    lineOf([point('2024', null, '2024-06-30'), point('2023', 3, '2024-01-01'), point('2022', 2, '2023-01-01')]).map(
      (p) => p.value,
    ),
  ).toEqual([2, 3]);
});
