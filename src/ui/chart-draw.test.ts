import { describe, expect, it } from 'vitest';
import { optionOf } from './chart-draw.ts';
import type { ChartPaint, ChartWords } from './chart-paint.ts';

const words: ChartWords = {
  target: '目标 500',
  observed: '实绩',
  required: '序时',
  forecast: '预测',
  period: (key) => key,
  value: String,
};
const paint: ChartPaint = {
  ink: '#000',
  soft: '#666',
  hair: '#ddd',
  accent: '#0a0',
  band: '#cfc',
  outer: '#efe',
  card: '#fff',
  font: 'sans',
  size: 12,
  still: true,
};
type Series = { stack?: string; data: [number | string, number | null][]; areaStyle?: { color: string } };
const seriesOf = (trend: Parameters<typeof optionOf>[0]) => optionOf(trend, words, paint, true).series as Series[];

describe('the band of a forecast', () => {
  const history = [
    { period: '2024', value: 350 },
    { period: '2025', value: 370 },
  ];

  it('opens at the newest figure and spans its interval, the wider one behind the narrower', () => {
    const series = seriesOf({
      history,
      band: [{ period: '2026', low: 380, middle: 400, high: 420, outer: [360, 450] }],
    });
    const areas = series.filter((item) => item.areaStyle);
    expect(areas.map((item) => item.areaStyle?.color)).toEqual(['#efe', '#cfc']);
    const stacked = (stack: string) => series.filter((item) => item.stack === stack).map((item) => item.data);
    expect(stacked('outer')).toEqual([
      [
        ['2025', 370],
        ['2026', 360],
      ],
      [
        ['2025', 0],
        ['2026', 90],
      ],
    ]);
    expect(stacked('inner')).toEqual([
      [
        ['2025', 370],
        ['2026', 380],
      ],
      [
        ['2025', 0],
        ['2026', 40],
      ],
    ]);
  });

  it('goes on from the newest figure along the middle', () => {
    const series = seriesOf({
      history,
      band: [
        { period: '2026', low: 380, middle: 400, high: 420 },
        { period: '2027', low: 380, middle: 410, high: 460 },
      ],
    });
    expect(
      series.some(
        (item) =>
          JSON.stringify(item.data) ===
          JSON.stringify([
            ['2025', 370],
            ['2026', 400],
            ['2027', 410],
          ]),
      ),
    ).toBe(true);
  });

  it('is nothing where there is no forecast', () => {
    expect(
      seriesOf({ history })
        .filter((item) => item.stack)
        .every((item) => item.data.length === 0),
    ).toBe(true);
  });
});
