import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cellsOf, textOf } from './grid-text.ts';

it('reads what a spreadsheet puts on the clipboard: tabs, line ends of Windows, a quoted cell with a line end', () => {
  expect(cellsOf('指标\t本期数\r\n公路\t"12,5\n公里"\r\n')).toEqual([
    ['指标', '本期数'],
    ['公路', '12,5\n公里'],
  ]);
});

it('writes cells so that they are read back as they were', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '数', '"', '\t', '\n', ' ', '1') });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
      expect(cellsOf(textOf(rows))).toEqual(rows);
    }),
  );
});
