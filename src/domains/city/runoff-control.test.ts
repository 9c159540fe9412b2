import fc from 'fast-check';
import { expect, test } from 'vitest';
import { captureShare, designRain, storageVolume } from './runoff-control.ts';

test('the design rain captures the share that it was asked for, whatever the rains', () => {
  const rains = fc.array(
    fc.integer({ min: 21, max: 2000 }).map((n) => n / 10),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(rains, fc.integer({ min: 1, max: 100 }), (given, percent) => {
      const design = designRain(given, percent / 100);
      expect(captureShare(given, design)).toBeCloseTo(percent / 100, 9);
      expect(design).toBeLessThanOrEqual(Math.max(...given) + 1e-9);
    }),
  );
});

test('storage is ten cubic metres for each millimetre and hectare', () => {
  expect(storageVolume(20, 0.5, 3)).toBe(300);
});
