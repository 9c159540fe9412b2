import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { isProblem } from '../../../core/measure/index.ts';
import { xlsxOf } from './fixture.ts';
import { readPasted, readSheet, type SheetGrid, type SheetProblem } from './index.ts';

function grid(read: SheetGrid | SheetProblem): SheetGrid {
  if (isProblem(read)) throw new Error(`${read.code}: ${read.zh}`);
  return read;
}
const codeOf = (bytes: Uint8Array, name = 'a.xlsx') => {
  const read = readSheet(bytes, { name });
  if (!isProblem(read)) return 'read';
  expect(read.do.zh.length > 3 && read.do.en.length > 3).toBe(true);
  return read.code;
};
const first = (read: SheetGrid | SheetProblem) => grid(read).sheets[0]?.rows ?? [];
const rowXml = (cells: string, row = 1) => `<row r="${row}">${cells}</row>`;

const styles =
  '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="177" formatCode="0.00&quot;days&quot;"/><numFmt numFmtId="178" formatCode="[$-804]yyyy-mm-dd hh:mm"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="10"/><xf numFmtId="178"/><xf numFmtId="20"/><xf numFmtId="31"/></cellXfs>';

describe('an .xlsx file', () => {
  it('gives numbers, texts, logical values, rich text without reading aids, and results of formulas', () => {
    const strings =
      '<si><t>项目_x000D_名</t></si><si><r><t>红枫</t></r><r><rPr/><t>湖</t></r><rPh><t>フ</t></rPh></si>';
    const xml = `<sheetData>${rowXml('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1"><v>332.59999999999997</v></c><c r="D1" t="b"><v>1</v></c><c r="E1" t="inlineStr"><is><t>直接</t></is></c><c r="G1"><f>SUM(C1:C1)</f><v>5</v></c><c r="H1" t="str"><f>A1&amp;B1</f><v>甲乙</v></c>')}</sheetData>`;
    const [row] = first(readSheet(xlsxOf([{ name: '台账', xml }], { strings }), { name: 'a.xlsx' }));
    expect(row?.cells.map((cell) => cell.value)).toEqual(['项目\r名', '红枫湖', 332.6, true, '直接', null, 5, '甲乙']);
    expect(row?.cells[6]?.formula).toBe('SUM(C1:C1)');
  });

  it('gives days of the 1900 and the 1904 system, and leaves numbers numbers', () => {
    const xml = `<sheetData>${rowXml('<c r="A1" s="1"><v>45473</v></c><c r="B1" s="2"><v>45444</v></c><c r="C1" s="3"><v>45473</v></c><c r="D1" s="4"><v>0.125</v></c><c r="E1" s="5"><v>45473.604166666664</v></c><c r="F1" s="6"><v>0.5</v></c><c r="G1" s="7"><v>1</v></c>')}</sheetData>`;
    const cells = first(readSheet(xlsxOf([{ name: 'a', xml }], { styles }), { name: 'a' }))[0]?.cells;
    expect(cells?.map((cell) => cell.value)).toEqual([
      { date: '2024-06-30' },
      { date: '2024-06-01' },
      45473,
      0.125,
      { date: '2024-06-30' },
      '12:00',
      { date: '1900-01-01' },
    ]);
    expect(cells?.map((cell) => cell.text).slice(3, 5)).toEqual(['12.5%', '2024-06-30 14:30']);
    const mac = first(
      readSheet(
        xlsxOf([{ name: 'a', xml: `<sheetData>${rowXml('<c r="A1" s="1"><v>44011</v></c>')}</sheetData>` }], {
          styles,
          date1904: true,
        }),
        { name: 'a' },
      ),
    );
    expect(mac[0]?.cells[0]?.value).toEqual({ date: '2024-06-30' });
  });

  it('shows the value of a merged cell in every cell that it covers, with its master', () => {
    const xml = `<sheetData>${rowXml('<c r="A1" t="inlineStr"><is><t>工业</t></is></c><c r="B1"><v>1</v></c>')}${rowXml('<c r="B2"><v>2</v></c>', 2)}${rowXml('<c r="B4"><v>4</v></c>', 4)}</sheetData><mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>`;
    const rows = first(readSheet(xlsxOf([{ name: 'a', xml }]), { name: 'a' }));
    expect(rows.map((row) => [row.row, row.cells[0]?.value, row.cells[0]?.master])).toEqual([
      [1, '工业', undefined],
      [2, '工业', 'A1'],
      [3, '工业', 'A1'],
      [4, null, undefined],
    ]);
  });

  it('keeps error cells and formulas that were never computed apart from values', () => {
    const xml = `<sheetData>${rowXml('<c r="A3" t="e"><f>B1/0</f><v>#DIV/0!</v></c><c r="AB3"><f>NOW()</f></c>', 3)}</sheetData>`;
    const { sheets } = grid(readSheet(xlsxOf([{ name: '一季度', xml }]), { name: 'a' }));
    expect(sheets[0]?.rows[0]?.cells[27]).toMatchObject({ value: null, error: '#?' });
    expect(sheets[0]?.rows[0]?.cells[0]).toMatchObject({ value: null, error: '#DIV/0!' });
  });

  it('keeps hidden sheets apart and marks hidden rows', () => {
    const xml = '<sheetData><row r="1" hidden="1"><c r="A1"><v>1</v></c></row></sheetData>';
    const read = grid(
      readSheet(
        xlsxOf([
          { name: 'a', xml },
          { name: 'b', xml, state: 'veryHidden' },
        ]),
        { name: 'a' },
      ),
    );
    expect([read.sheets.map((s) => s.name), read.hidden.map((s) => s.name), read.sheets[0]?.rows[0]?.hidden]).toEqual([
      ['a'],
      ['b'],
      true,
    ]);
  });

  it('is not stopped by a merged range or a rule over the whole sheet', () => {
    const xml = `<sheetData>${rowXml('<c r="A1"><v>1</v></c>')}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"甲,乙"</formula1></dataValidation></dataValidations>`;
    expect(first(readSheet(xlsxOf([{ name: 'a', xml }]), { name: 'a' }))).toHaveLength(1);
  });

  it('is refused where few bytes stand for millions of cells', () => {
    const rows = Array.from({ length: 400 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`).join(
      '',
    );
    expect(codeOf(xlsxOf([{ name: 'a', xml: `<sheetData>${rows}</sheetData>` }]))).toBe('sheet-too-large');
  });

  it('is refused where its XML brings a document type', () => {
    const files = {
      'xl/worksheets/sheet1.xml': strToU8('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>'),
    };
    expect(codeOf(xlsxOf([{ name: 'a', xml: '' }], { files }))).toBe('sheet-broken');
  });
});

describe('a file that is no .xlsx', () => {
  const ole = (name: string) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from(name, 'utf16le'),
      Buffer.alloc(64),
    ]);
  it.each<[string, () => Uint8Array, string]>([
    ['a protected one', () => ole('EncryptedPackage'), 'sheet-encrypted'],
    ['an old .xls', () => ole('Workbook'), 'sheet-xls'],
    [
      'a web page named .xls',
      () => strToU8('\n<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table>'),
      'sheet-html',
    ],
    [
      'an XML spreadsheet of 2003',
      () => strToU8('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
      'sheet-xml',
    ],
    ['a truncated one', () => xlsxOf([{ name: 'a', xml: '<sheetData/>' }]).subarray(0, 700), 'sheet-broken'],
    [
      'a Word file',
      () => zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<w/>') }),
      'sheet-unsupported',
    ],
    ['a picture', () => Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3)) & 255), 'sheet-unsupported'],
    ['an empty one', () => new Uint8Array(), 'sheet-empty'],
    ['only spaces', () => strToU8(' \r\n '), 'sheet-empty'],
    [
      'a bomb',
      () =>
        zipSync(
          {
            '[Content_Types].xml': strToU8('<Types/>'),
            'xl/workbook.xml': strToU8('<x/>'),
            'xl/worksheets/sheet1.xml': new Uint8Array(210 * 1024 * 1024),
          },
          { level: 1 },
        ),
      'zip-bomb',
    ],
  ])('%s is named', (_, make, code) => {
    expect(codeOf(make())).toBe(code);
  });

  it('with a damaged sheet is named', () => {
    const bytes = xlsxOf([{ name: 'a', xml: `<sheetData>${rowXml('<c r="A1"><v>1</v></c>').repeat(50)}</sheetData>` }]);
    const cut = bytes.slice();
    const at = Buffer.from(cut).indexOf('xl/worksheets/sheet1.xml') + 30;
    cut.fill(0xff, at, at + 40);
    expect(codeOf(cut)).toBe('sheet-broken');
  });
});

it('a file that was damaged anywhere gives tables or a problem, never a fault', () => {
  const whole = xlsxOf(
    [
      {
        name: 'a',
        xml: `<sheetData>${rowXml('<c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45473</v></c><c r="C1"><f>B1</f><v>5</v></c>')}</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`,
      },
    ],
    { strings: '<si><t>名称</t></si>', styles },
  );
  const parts = unzipSync(whole);
  const change = fc.record({
    part: fc.constantFrom(...Object.keys(parts)),
    at: fc.nat(2_000),
    byte: fc.constantFrom(...strToU8('<>"/=&019arZ:')),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), fc.nat(whole.length), (changes, cut) => {
      const damaged = Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, bytes.slice()]));
      for (const { part, at, byte } of changes)
        damaged[part]!.fill(byte, at % damaged[part]!.length, (at % damaged[part]!.length) + 1);
      for (const bytes of [zipSync(damaged, { level: 0 }), whole.subarray(0, cut)]) {
        const read = readSheet(bytes, { name: 'a.xlsx' });
        expect(isProblem(read) || Array.isArray(read.sheets)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

describe('separated text', () => {
  const text = '名称,金额（万元）,备注\r\n"甲,厂",12.5,"两行\n字"\r\n\r\n乙厂,,\r\n';
  it.each([
    ['UTF-8', strToU8(text)],
    ['UTF-8 with a mark', strToU8(`\ufeff${text}`)],
    ['GB18030', new Uint8Array(iconv.encode(text, 'gb18030'))],
    ['UTF-16', new Uint8Array(iconv.encode(text, 'utf-16le', { addBOM: true }))],
  ])('in %s', (_, bytes) => {
    const rows = first(readSheet(bytes, { name: '项目.csv' }));
    expect(rows.map((row) => [row.row, ...row.cells.map((cell) => cell.value)])).toEqual([
      [1, '名称', '金额（万元）', '备注'],
      [2, '甲,厂', '12.5', '两行\n字'],
      [4, '乙厂', null, null],
    ]);
  });

  it('by semicolons and tabs', () => {
    expect(
      first(readSheet(strToU8('a;b;c\n1,5;2;3\n'), { name: 'x.csv' }))[1]?.cells.map((cell) => cell.value),
    ).toEqual(['1,5', '2', '3']);
    expect(grid(readSheet(strToU8('a\tb\n1\t2\n'), { name: 'x.csv' })).format).toBe('tsv');
  });

  it('pasted from a spreadsheet', () => {
    expect(
      first(readPasted('名称\t数\n"两\n行"\t3\n5" 管\t4'))?.map((row) => row.cells.map((cell) => cell.value)),
    ).toEqual([
      ['名称', '数'],
      ['两\n行', '3'],
      ['5" 管', '4'],
    ]);
  });

  it('with a quotation mark that never closes is named with its row', () => {
    expect(readSheet(strToU8('a,b\n1,2\n"3,4\n5,6\n'), { name: 'x.csv' })).toMatchObject({
      ok: false,
      code: 'csv-broken',
      row: 3,
    });
  });
});
