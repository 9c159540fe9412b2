import { expect, test } from 'vitest';
import type { RecordOf } from '../../core/register/index.ts';
import { monthOfWater, withSamples } from './month-values.ts';
import type { samples } from './registers.ts';

const auto = (month: string, factor: string, value: number) => ({ mn: 'A', factor, month, value, n: 28, demo: false });
const sample = (on: string, values: object) => ({ on, ...values }) as unknown as RecordOf<typeof samples>;

test('what a station measures counts before a sample of the same month; other items come from the sample, and it is said', () => {
  const found = monthOfWater(
    [auto('2026-06', 'w21011', 0.03), auto('2026-05', 'w21011', 0.9)],
    [
      sample('2026-06-04', { tp: 0.06, hg: 0.00004 }),
      sample('2026-06-18', { hg: 0.00006 }),
      sample('2026-05-02', { cod: 9 }),
    ],
  );
  expect(found).toEqual({ month: '2026-06', values: { tp: 0.03, hg: 0.00005 }, automatic: ['tp'], manual: ['hg'] });
});

test('a section without a station is judged by its samples, and one without either by nothing', () => {
  expect(monthOfWater([], [sample('2026-06-04', { tp: 0.06 })])).toMatchObject({ month: '2026-06', manual: ['tp'] });
  expect(monthOfWater([], [])).toBe(null);
});

test('the trend of a section that is sampled by hand has the months of its samples, beside those of its station', () => {
  const by = [
    sample('2026-05-04', { tp: 0.04 }),
    sample('2026-05-20', { tp: 0.06 }),
    sample('2026-06-01', { tp: 0.9 }),
  ];
  expect(withSamples([auto('2026-06', 'w21011', 0.03)], by, 'tp')).toMatchObject([
    { month: '2026-05', value: 0.05, n: 2 },
    { month: '2026-06', value: 0.03 },
  ]);
});
