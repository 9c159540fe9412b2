import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isProblem } from '../../core/measure/index.ts';
import { readSheet } from '../../evidence/intake/sheet/index.ts';
import { cellsOf } from '../grid-text.ts';
import { taken } from './cells.ts';
import { htmlOf, plainOf } from './clipboard.ts';
import { xlsxOf } from './xlsx.ts';

const said = (text: string, demo = false) => ({ text, demo });
const table = taken(
  '三个“500”',
  ['指标', '最新', '占比', '编号', '单位'],
  [
    [said('地区生产总值'), said('1,292.91\u2009亿元', true), said('58.6%'), said('007'), said('=1+1')],
    [said('总产值'), said('−3.5\u2009亿元'), said('—'), said('520181'), said('市<统>&"局"')],
  ],
);

describe('a table that is taken along', () => {
  it('has numbers where a column is of one unit, the unit and 演示 in its head, and everything else as it is shown', () => {
    expect(table.heads).toEqual(['指标', '最新（亿元，演示）', '占比（%）', '编号', '单位']);
    expect(table.rows).toEqual([
      ['地区生产总值', 1292.91, 58.6, '007', '=1+1'],
      ['总产值', -3.5, null, '520181', '市<统>&"局"'],
    ]);
  });

  it('goes as .xlsx, is read back as it was, and holds no formula', async () => {
    const grid = await readSheet(xlsxOf(table), { name: 'a.xlsx' });
    if (isProblem(grid)) throw new Error(grid.zh);
    const cells = grid.sheets[0]?.rows.map((row) => row.cells.map(({ value }) => value)) ?? [];
    expect(cells[0]).toEqual(table.heads);
    expect(cells[1]?.[1]).toBe(1292.91);
    expect(cells[1]?.[2]).toBeCloseTo(0.586);
    expect(cells[1]?.slice(3)).toEqual(['007', '=1+1']);
    expect(cells[2]?.[4]).toBe('市<统>&"局"');
  });

  it('goes to the clipboard as a table and as text between tabs, defused', () => {
    expect(htmlOf(table)).toContain('<td>1292.91</td><td>58.6%</td>');
    expect(htmlOf(table)).toContain('&#60;统&#62;');
    const lines = cellsOf(plainOf(table));
    expect(lines[1]).toEqual(['地区生产总值', '1292.91', '58.6%', '007', "'=1+1"]);
  });

  it('any texts stay what they were', async () => {
    const texts = fc.string({ unit: fc.constantFrom(...'数a1=,.%-"<&\u0001\n 亿'), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(texts, texts), { minLength: 1, maxLength: 4 }), async (rows) => {
        const made = taken(
          'x',
          ['名', '值'],
          rows.map((row) => row.map((text) => said(`名${text}`))),
        );
        const grid = await readSheet(xlsxOf(made), { name: 'a.xlsx' });
        if (isProblem(grid)) throw new Error(grid.zh);
        const clean = (text: string) => text.replaceAll('\u0001', '');
        expect(grid.sheets[0]?.rows.slice(1).map(({ cells }) => cells.map(({ text }) => text))).toEqual(
          rows.map((row) => row.map((text) => clean(`名${text}`))),
        );
      }),
      { numRuns: 40 },
    );
  });
});
