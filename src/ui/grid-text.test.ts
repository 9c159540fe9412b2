import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf, gridText, pastedInto, textOf } from './grid-text.ts';

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

describe('what is pasted into a grid', () => {
  const grid = { columns: ['项目名称', '建设地点', '总投资（万元）'], rows: [] };
  it('with heads of its own stands as it was copied: no column is left out, no unit changed', () => {
    const copied = '序号\t项目名称\t总投资 (亿元)\t查重\r\n1\t甲厂\t1.2\t是\r\n';
    const pasted = pastedInto(grid, { row: 0, column: 0 }, copied);
    expect(pasted).toEqual({
      columns: ['序号', '项目名称', '总投资 (亿元)', '查重'],
      rows: [['1', '甲厂', '1.2', '是']],
    });
    expect(cellsOf(gridText(pasted))).toEqual(cellsOf(copied));
  });
  it('with titles and a line of units above its heads keeps them', () => {
    const copied = '重点项目表\n\t单位：亿元\n项目名称\t总投资\n甲厂\t1.2';
    expect(cellsOf(gridText(pastedInto(grid, { row: 0, column: 0 }, copied)))).toEqual([
      ['重点项目表', ''],
      ['', '单位：亿元'],
      ['项目名称', '总投资'],
      ['甲厂', '1.2'],
    ]);
  });
  it('under what was filled in already keeps both', () => {
    const filled = { ...grid, rows: [['乙厂', '', '3']] };
    expect(pastedInto(filled, { row: 1, column: 0 }, '项目名称\t总投资（亿元）\n甲厂\t1.2').rows).toHaveLength(3);
  });
  it('with years side by side, or words over figures, stands as it was copied, whatever its heads are called', () => {
    const figures = { columns: ['指标', '统计期', '数值', '单位'], rows: [] };
    for (const copied of [
      '主要经济数据\t计量\t2011年\t2012年\n生产总值\t亿元\t1\t2',
      '\t2011\t2012\n生产总值\t1\t2\n投资\t3\t4',
      '年份\t生产总值\t投资额\n2011\t1\t3\n2012\t2\t4',
    ])
      expect(cellsOf(gridText(pastedInto(figures, { row: 0, column: 0 }, copied)))).toEqual(cellsOf(copied));
    const rows = '生产总值\t2011\t1\n生产总值\t2012\t2';
    expect(pastedInto(figures, { row: 0, column: 0 }, rows).columns).toEqual(figures.columns);
  });
  it('without heads fills to the right and downwards, also beyond the last column', () => {
    expect(pastedInto(grid, { row: 0, column: 1 }, '卫城镇\t12\t多')).toEqual({
      columns: ['项目名称', '建设地点', '总投资（万元）', ''],
      rows: [[undefined, '卫城镇', '12', '多']],
    });
  });
});
