import { expect, test } from 'vitest';
import { villageScore, wasteTonnes } from './village-score.ts';

test('a village’s score is nothing but its findings, and one burning takes the whole item', () => {
  const finding = { sampled: 5, failed: 2, points: 2, most: 20, zero: false };
  const { score, lost, pass } = villageScore([finding, { ...finding, failed: 1, most: 15, zero: true }]);
  expect(lost).toEqual([4, 15]);
  expect(score).toBe(81);
  expect(pass!.low).toBeLessThan(0.7);
  expect(pass!.high).toBeGreaterThan(0.7);
  expect(Math.round(wasteTonnes(200_000))).toBe(62_780);
});
