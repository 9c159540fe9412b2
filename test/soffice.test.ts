import { beforeAll, describe, expect, it } from 'vitest';
import { isProblem } from '../src/core/measure/index.ts';
import { registerItem, type RecordState } from '../src/core/register/index.ts';
import { readAnySheet, readSheet, writeWorkbook } from '../src/evidence/intake/sheet/index.ts';
import { writeTable } from '../src/evidence/intake/sheet/write-table.ts';
import { differs, readRegisterSheets, registerSheet } from '../src/evidence/registers/sheet.ts';
import { hasOffice, savedByOffice } from './soffice.ts';
import { field } from './sheet-field.ts';

/** Sheets through another program: what goes out comes back the same. */

const there = hasOffice();
const type = registerItem.parse({
  id: 'things',
  name: { zh: '事项', en: 'Things' },
  identify: ['name'],
  fields: [
    field('name', '名称', 'text', { required: true }),
    field('code', '代码', 'text'),
    field('cost', '投资', 'money', { unit: '万元' }),
    field('share', '占比', 'number', { unit: '%' }),
    field('built', '建成日期', 'date'),
    field('when', '统计期', 'period'),
    field('safe', '达标', 'flag'),
    field('note', '备注', 'text', { long: true }),
  ],
});
const names = { jurisdiction: 'x', name: { zh: '某市', en: 'City' }, organisations: new Map(), places: new Map() };
const records: RecordState[] = [
  {
    name: '=SUM(A1:A9)',
    code: '00123',
    cost: 0.1,
    share: 12.5,
    built: '1898-03-04',
    when: '2023-01..06',
    note: '第一行\n第二行',
  },
  {
    name: '-3',
    code: '1/2',
    cost: 1234567.89,
    share: 0.3,
    built: '1900-01-01',
    when: '2024Q1',
    safe: true,
    note: "'=不是公式",
  },
  { name: '@cmd', code: '3-4', cost: 0, built: '1900-02-28', when: '2024-03', safe: false, note: '"引号", 逗号; 分号' },
  { name: '１２号楼', code: '1E5', cost: 1e15 - 1, built: '2024-02-29', when: '2024', note: '  两边的空格  '.trim() },
  { name: '+86 电话', code: 'TRUE', share: 100, built: '1899-12-31', when: '2022..2026', note: '2024-03-01' },
  { name: '无', code: '20240603', built: '1900-03-01', when: '2024H1', note: '无' },
].map((values, at) => ({ id: `r${at}`, stage: null, passed: {}, values }));

async function exported(format: 'xlsx' | 'csv'): Promise<Uint8Array> {
  return writeTable(format, { sheets: [registerSheet(type, records, names, { spare: 0, demo: false, notes: [] })] });
}

/** What a file would change, by record and field. */
function changes(bytes: Uint8Array, name: string): unknown[] {
  const grid = readSheet(bytes, { name });
  if (isProblem(grid)) throw new Error(grid.zh);
  const read = readRegisterSheets(type, grid, names);
  const known = new Map(records.map((record) => [record.id, record]));
  return [
    ...read.problems.map(({ code, row, column }) => [code, row, column]),
    ...(read.records.length === records.length ? [] : [`${read.records.length} rows`]),
    ...read.records.flatMap((row) => {
      const now = known.get(row.id ?? '');
      if (!now) return [[row.id, 'unknown']];
      return differs(type, row, now)
        ? row.fields
            .filter((id) => JSON.stringify(row.values[id] ?? null) !== JSON.stringify(now.values[id] ?? null))
            .map((id) => [id, now.values[id], row.values[id]])
        : [];
    }),
  ];
}

describe.skipIf(!there)(
  `a sheet that LibreOffice saves again${there ? '' : ' — skipped: LibreOffice is not on this machine'}`,
  () => {
    let xlsx: Uint8Array;
    let csv: Uint8Array;
    beforeAll(async () => {
      [xlsx, csv] = [await exported('xlsx'), await exported('csv')];
    });
    it('was the same before', () => {
      expect([changes(xlsx, 'a.xlsx'), changes(csv, 'a.csv')]).toEqual([[], []]);
    });
    it.each([
      ['xlsx', 'xlsx', 'Calc MS Excel 2007 XML'],
      ['xlsx', 'csv', 'Text - txt - csv (StarCalc):44,34,76'],
      ['csv', 'csv', 'Text - txt - csv (StarCalc):44,34,76'],
      ['csv', 'xlsx', 'Calc MS Excel 2007 XML'],
    ] as const)('%s saved as %s changes nothing', (from, to, filter) => {
      const saved = savedByOffice(from === 'xlsx' ? xlsx : csv, from, to, filter);
      expect(changes(saved, `a.${to}`)).toEqual([]);
    });
    it.each(['xls', 'ods'])('is read from .%s', async (to) => {
      const book = await writeWorkbook({
        sheets: [
          {
            name: '项目',
            columns: [
              { id: 'a', label: '名称', kind: 'text' },
              { id: 'b', label: '投资', unit: '亿元', kind: 'number' },
            ],
            rows: [['铝厂', 1.2]],
          },
        ],
      });
      const grid = await readAnySheet(savedByOffice(book, 'xlsx', to), { name: `a.${to}` });
      if (isProblem(grid)) throw new Error(grid.zh);
      expect(grid.sheets[0]?.rows.map((row) => row.cells.map(({ text }) => text))).toEqual([
        ['名称', '投资（亿元）'],
        ['铝厂', '1.2'],
      ]);
    });
  },
);
