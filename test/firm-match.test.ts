import { expect, test } from 'vitest';
import { scoreFirmMatch } from '../bench/firm-match.ts';

test.each(['tuning', 'held-out'])('of the pairs of %s 8 of 10 are found, and 85 of 100 told are right', (file) => {
  const { pairs, found, told } = scoreFirmMatch(file);
  expect(found / pairs).toBeGreaterThanOrEqual(0.8);
  expect(found / told).toBeGreaterThanOrEqual(0.85);
});
