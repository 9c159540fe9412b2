import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pagesOf } from './wall.ts';

test('every block is shown once, in its order, and no part is higher than the screen unless it is one block', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1500 }), { maxLength: 12 }), (heights) => {
      const pages = pagesOf(heights, 1000);
      expect(pages.flat()).toEqual(heights.map((_, at) => at));
      for (const page of pages)
        if (page.length > 1) expect(page.reduce((sum, at) => sum + (heights[at] ?? 0), 0)).toBeLessThanOrEqual(1000);
    }),
  );
});
