import { CsvError, parse } from 'csv-parse/sync';
import { undefused } from './defuse.ts';
import { BLANK, type Cell, type SheetGrid } from './grid.ts';
import { type SheetProblem, sheetProblem } from './problem.ts';

const MAX_ROWS = 1_000_000;
const MAX_COLUMNS = 2_000;

/**
 * Rows of separated text: comma, semicolon or tab, told by the first lines; quoted fields may hold line ends. All cells
 * are texts. Problems: `csv-broken` with its row, `sheet-too-large`.
 */
export function readDelimited(text: string, format: 'csv' | 'tsv' | 'pasted', name: string): SheetGrid | SheetProblem {
  const delimiter = format === 'csv' ? delimiterOf(text) : '\t';
  let records: string[][];
  try {
    records = parse(text, {
      delimiter,
      bom: true,
      // Files that were put together hold several line ends; the first one does not decide for all.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: MAX_ROWS + 1,
      max_record_size: 1_000_000,
    });
  } catch (error) {
    const row = error instanceof CsvError ? Number(error.records ?? 0) + 1 : 1;
    return sheetProblem(
      'csv-broken',
      [`第 ${row} 行读不下去：引号没有成对`, `Row ${row} cannot be read: a quotation mark is not closed`],
      ['补上或删去这一行多余的引号，再导入', 'Close or delete the quotation mark in this row and import again'],
      { sheet: name, row },
    );
  }
  if (records.length > MAX_ROWS || records.some((record) => record.length > MAX_COLUMNS)) {
    return sheetProblem(
      'sheet-too-large',
      ['表格超过 100 万行或 2000 列', 'The table has more than a million rows or 2,000 columns'],
      ['拆成几份再导入', 'Split it and import the parts'],
    );
  }
  const rows = records.flatMap((record, i) =>
    record.every((field) => field.trim() === '') ? [] : [{ row: i + 1, cells: record.map(cellOf) }],
  );
  return {
    format: format === 'csv' && delimiter === '\t' ? 'tsv' : format,
    sheets: [{ name, rows }],
    hidden: [],
  };
}

/** What programs write so that a spreadsheet keeps a code as it is: `="00123"`. */
const AS_TEXT = /^="((?:[^"]|"")*)"$/u;

function cellOf(field: string): Cell {
  const as = AS_TEXT.exec(field.trim());
  const text = as ? (as[1] ?? '').replaceAll('""', '"') : undefused(field);
  return text.trim() === '' ? BLANK : { value: text, text };
}

/** The separator that most lines hold outside quotes; of equals that of the lowest line: titles stand above the table. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replace(/"[^"]*"/gu, '')
    .split(/\r\n?|\n/u)
    .filter((line) => line.trim() !== '')
    .slice(0, 200);
  const counts = [',', '\t', ';'].map((mark) => ({
    mark,
    lines: lines.filter((line) => line.includes(mark)).length,
    lowest: lines.findLastIndex((line) => line.includes(mark)),
  }));
  counts.sort((a, b) => b.lines - a.lines || b.lowest - a.lowest);
  return counts[0]?.mark ?? ',';
}
