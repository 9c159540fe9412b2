import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { isProblem, unwrap } from '../../../core/measure/index.ts';
import { xlsxOf } from './fixture.ts';
import {
  cellAt,
  cellDate,
  cellNumber,
  cellText,
  formOf,
  readRows,
  readSheet,
  type Sheet,
  type SheetGrid,
  writeCsv,
  type Written,
  writeWorkbook,
  type WrittenColumn,
} from './index.ts';
import { findTables, type Table } from './table.ts';
import type { SheetProblem } from './problem.ts';

const columns: WrittenColumn[] = [
  { id: 'id', label: '编号', kind: 'text', hidden: true },
  { id: 'name', label: '名称', kind: 'text', required: true },
  { id: 'amount', label: '投资额', unit: '万元', kind: 'number', note: '按合同填' },
  { id: 'day', label: '开工日期', kind: 'date' },
  { id: 'stage', label: '阶段', kind: 'choice', choices: ['签约', '开工', '竣工, 投产'] },
];
const rows: Written[][] = [
  ['p1', '铝材厂', 1250.5, { date: '2024-06-30' }, '开工'],
  ['p2', '=cmd|"/c calc"!A1', null, null, '竣工, 投产'],
];
const spec = {
  sheets: [{ name: '项目/台账', title: '项目台账', notes: ['填报前请看说明'], columns, rows, spare: 10 }],
  form: { form: 'project', version: 3, data: { period: '2024' } },
};
const read = (bytes: Uint8Array, name = 'a.xlsx') => unwrap<SheetGrid>(readSheet(bytes, { name }));
const sought = columns.map((column) => ({
  id: column.id,
  labels: [column.label],
  required: column.required === true,
  ...(column.kind === 'number' && { unit: column.unit ?? '' }),
}));
/** The one table of a sheet, or why there is none. */
const tableIn = (sheet: Sheet): Table | SheetProblem => {
  const found = findTables(sheet, { sought });
  return 'problem' in found ? found.problem : (found.tables[0] as Table);
};

describe('a workbook that was written', () => {
  it('is read again: values, what it is, and where its columns stand', async () => {
    const grid = read(await writeWorkbook(spec));
    expect(formOf(grid)).toMatchObject({
      form: 'project',
      version: 3,
      data: { period: '2024' },
      sheets: [{ name: '项目 台账', header: 4 }],
    });
    const table = tableIn(grid.sheets[0] as Sheet);
    if (isProblem(table)) throw new Error(table.code);
    expect(table.columns.map((column) => [column.id, column.unit])).toEqual([
      ['id', null],
      ['name', null],
      ['amount', '万元'],
      ['day', null],
      ['stage', null],
    ]);
    const result = readRows<unknown>(table, {
      id: (c) => cellText(c),
      name: (c) => cellText(c),
      amount: (c) => cellNumber(c, { unit: '万元' }),
      day: cellDate,
      stage: (c) => cellText(c),
    });
    expect(result.problems).toEqual([]);
    expect(result.rows.map((row) => row.values)).toEqual([
      { id: 'p1', name: '铝材厂', amount: 1250.5, day: '2024-06-30', stage: '开工' },
      {
        id: 'p2',
        name: '=cmd|"/c calc"!A1',
        amount: expect.objectContaining({ missing: 'no-source' }),
        day: expect.objectContaining({ missing: 'no-source' }),
        stage: '竣工, 投产',
      },
    ]);
  });

  it('opens in a spreadsheet with hidden ids, a validation list, frozen header and no formula', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await writeWorkbook(spec)).buffer as ArrayBuffer);
    const page = book.getWorksheet('项目 台账');
    expect(page?.getColumn(1).hidden).toBe(true);
    expect(page?.getCell('B6').type).toBe(ExcelJS.ValueType.String);
    expect(page?.getCell('B6').numFmt).toBe('@');
    expect(page?.getCell('E15').dataValidation).toMatchObject({ type: 'list', formulae: ['_lists!$A$1:$A$3'] });
    expect(page?.views[0]).toMatchObject({ state: 'frozen', ySplit: 4 });
    expect(page?.getCell('C4').value).toBe('投资额（万元）');
  });

  it('is the same bytes for the same content', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2024-06-30T12:00:00Z') });
    const once = await writeWorkbook(spec);
    vi.setSystemTime(new Date('2026-01-01T00:00:00Z'));
    expect(Buffer.from(await writeWorkbook(spec)).equals(Buffer.from(once))).toBe(true);
    vi.useRealTimers();
  });

  it('says 演示 where the data are a demonstration', async () => {
    const grid = read(await writeWorkbook({ sheets: [{ name: 'a', columns, rows, demo: true }] }));
    expect(JSON.stringify(grid.sheets[0]?.rows[0])).toContain('演示');
  });
});

describe('what is written', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('=1+1', '+86', '-5', '@x', "'=1", "''=a", '_x0041_', '甲"乙', '甲,乙\n丙', '演示;x', '\u2028x'),
  );
  const tidy = (value: string) =>
    !/[\p{Cc}\ufffe\uffff\ufeff]/u.test(value.replaceAll('\n', '')) && value.trim() !== '' && value.isWellFormed();

  it('to .xlsx is read back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text.filter(tidy), { minLength: 1, maxLength: 6 }), async (values) => {
        const sheet = read(
          await writeWorkbook({
            sheets: [
              { name: 's', columns: [{ id: 'a', label: '甲', kind: 'text' }], rows: values.map((value) => [value]) },
            ],
          }),
        ).sheets[0];
        expect(sheet?.rows.slice(1).map((row) => cellAt(row, 0).value)).toEqual(values);
      }),
      { numRuns: 40 },
    );
  });

  it('to .csv is read back as it was, and nothing in it starts a formula', () => {
    fc.assert(
      fc.property(fc.array(text.filter(tidy), { minLength: 1, maxLength: 6 }), (values) => {
        const bytes = writeCsv([['甲', '乙'], ...values.map((value) => [value, 1.5])]);
        expect(
          read(bytes, 'a.csv')
            .sheets[0]?.rows.slice(1)
            .map((row) => row.cells.map((cell) => cell.value)),
        ).toEqual(values.map((value) => [value, '1.5']));
      }),
    );
    const csv = new TextDecoder().decode(writeCsv([['=1', '+1', '-1', '@1', '\t1', '\r1', -1]]));
    expect(csv).toBe(`'=1,'+1,'-1,'@1,"'\t1","'\r1",-1\r\n`);
  });
});

describe('a table in a sheet', () => {
  const line = (texts: string[], row: number) =>
    `<row r="${row}">${texts.map((text, i) => `<c r="${String.fromCharCode(65 + i)}${row}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
  const sheetOf = (lines: string[][]) =>
    read(
      xlsxOf([{ name: '表', xml: `<sheetData>${lines.map((texts, i) => line(texts, i + 1)).join('')}</sheetData>` }]),
    ).sheets[0] as Sheet;

  it('is found below titles, with columns in any order, and without totals and notes', () => {
    const table = tableIn(
      sheetOf([
        ['清镇市项目表'],
        ['阶段', ' 名 称*', '投资额(元)', '别的'],
        ['开工', '甲', '1'],
        ['合计', '', '1'],
        ['注：含税'],
      ]),
    );
    expect(table).toMatchObject({
      header: 2,
      columns: [{ id: 'stage' }, { id: 'name' }, { id: 'amount', unit: '元' }],
      unknown: [{ column: 'D', header: '别的' }],
      left: [
        { row: 4, why: 'total' },
        { row: 5, why: 'note' },
      ],
    });
  });

  it('says which column is missing, stands twice, or that there is no header', () => {
    expect(
      tableIn(
        sheetOf([
          ['阶段', '投资额'],
          ['开工', '1'],
        ]),
      ),
    ).toMatchObject({ code: 'header-missing', zh: '缺少列“名称”' });
    expect(
      tableIn(
        sheetOf([
          ['名称', '阶段', '名称'],
          ['甲', '开工', '乙'],
        ]),
      ),
    ).toMatchObject({ problems: [{ code: 'header-twice', row: 1, column: 'C' }] });
    expect(
      tableIn(
        sheetOf([
          ['甲', '乙'],
          ['1', '2'],
        ]),
      ),
    ).toMatchObject({ code: 'header-not-found', sheet: '表' });
  });

  it('gives every problem its sheet, row, column and header', () => {
    const table = tableIn(
      sheetOf([
        ['名称', '投资额（万元）'],
        ['甲', '很多'],
        ['乙', '3亿元'],
      ]),
    );
    if (isProblem(table)) throw new Error(table.code);
    const { rows, problems } = readRows(table, {
      amount: (cell, header) => cellNumber(cell, { unit: '万元', bare: header ?? '万元' }),
    });
    expect(problems).toMatchObject([
      { code: 'not-a-number', sheet: '表', row: 2, column: 'B', header: '投资额（万元）' },
    ]);
    expect(rows[1]?.values.amount).toBe(30_000);
  });
});
