import { describe, expect, it } from 'vitest';
import { isYearly, position, rangeOf, rowsOf, strokes, targetLine } from './chart-model.ts';

const history = [
  { period: '2023', value: 332.6, demo: true },
  { period: '2022', value: 301.39 },
];

describe('rowsOf', () => {
  it('joins history, trajectory and band by period, oldest first', () => {
    const rows = rowsOf({
      history,
      trajectory: [
        { period: '2023', value: 368 },
        { period: '2026', value: 500 },
      ],
      band: [{ period: '2026', low: 381, middle: 431, high: 484 }],
    });
    expect(rows.map((r) => r.period)).toEqual(['2022', '2023', '2026']);
    expect(rows[1]).toMatchObject({ observed: 332.6, required: 368, demo: true, middle: null });
    expect(rows[2]).toMatchObject({ observed: null, required: 500, low: 381, high: 484 });
  });
  it('holds the wider interval beside the narrower one, and none where there is none', () => {
    const rows = rowsOf({
      history,
      band: [
        { period: '2025', low: 390, middle: 400, high: 410, outer: [380, 430] },
        { period: '2026', low: 381, middle: 431, high: 484 },
      ],
    });
    expect(rows.map((r) => r.outer)).toEqual([null, null, [380, 430], null]);
  });
  it('is empty for nothing', () => expect(rowsOf({ history: [] })).toEqual([]));
});

describe('rangeOf', () => {
  it('takes in the target', () => {
    const [low, high] = rangeOf({ history, target: { period: '2026', value: 500, value2: null } });
    expect(low).toBeLessThan(301.39);
    expect(high).toBeGreaterThan(500);
  });
  it('takes in the whole of a forecast, the wider interval included', () => {
    const [low, high] = rangeOf({
      history,
      band: [{ period: '2026', low: 290, middle: 431, high: 484, outer: [240, 610] }],
    });
    expect(low).toBeLessThan(240);
    expect(high).toBeGreaterThan(610);
  });
  it('starts at zero when the values come near it', () =>
    expect(
      rangeOf({
        history: [
          { period: '2022', value: 10 },
          { period: '2023', value: 100 },
        ],
      })[0],
    ).toBe(0));
  it('stands for a constant series and for none', () => {
    const [low, high] = rangeOf({ history: [{ period: '2022', value: 5 }] });
    expect(low).toBeLessThan(high);
    expect(rangeOf({ history: [] })).toEqual([0, 1]);
  });
});

describe('targetLine', () => {
  const target = { op: '>=', value: 500, value2: null, unit: '亿元', period: '2026' };
  it('stands at the level, converted to the unit of the chart', () => {
    expect(targetLine(target, '亿元', [])?.value).toBe(500);
    expect(targetLine(target, '万元', [])?.value).toBe(5_000_000);
    expect(targetLine({ ...target, op: 'range', value: 45, value2: 50, unit: '万人' }, '人', [])).toMatchObject({
      value: 450_000,
      value2: 500_000,
    });
  });
  it('stands at the end of the trajectory for an increase or a growth rate', () => {
    const trajectory = [
      { period: '2025', value: 90 },
      { period: '2026', value: 106 },
    ];
    expect(targetLine({ ...target, op: '+', value: 20 }, '亿元', trajectory)?.value).toBe(106);
    expect(targetLine({ ...target, value: 6, unit: '%' }, '亿元', trajectory)?.value).toBe(106);
  });
  it('is absent when nothing is known', () => {
    expect(targetLine(null, '亿元', [])).toBeNull();
    expect(targetLine({ ...target, unit: '%' }, '亿元', [])).toBeNull();
  });
});

describe('strokes', () => {
  it('breaks cumulative lines between years and no others', () => {
    const of = (...keys: string[]) =>
      strokes(keys.map((period) => ({ period })))
        .map((p) => p?.period ?? '|')
        .join(' ');
    expect(of('2023-01..11', '2023-01..12', '2024-01..02')).toBe('2023-01..11 2023-01..12 | 2024-01..02');
    expect(of('2023', '2024')).toBe('2023 2024');
    expect(of('2023-12', '2024-01')).toBe('2023-12 2024-01');
  });
});

describe('axis', () => {
  it('knows yearly series', () => {
    expect(isYearly({ history })).toBe(true);
    expect(isYearly({ history: [{ period: '2024-01..05', value: 1 }] })).toBe(false);
  });
  it('places unreadable periods nowhere', () => expect(position('soon')).toBeNaN());
});
