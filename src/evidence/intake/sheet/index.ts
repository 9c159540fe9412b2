export {
  addressOf,
  BLANK,
  type Cell,
  cellAt,
  type CellValue,
  columnLetter,
  type Sheet,
  type SheetGrid,
  type SheetRow,
} from './grid.ts';
export { type CellPlace, placed, type SheetProblem, sheetProblem } from './problem.ts';
export { readPasted, readSheet } from './read.ts';
export { readAnySheet } from './office.ts';
export { absence } from './absent.ts';
export { cellNumber } from './cell-number.ts';
export { cellDate } from './cell-date.ts';
export { cellPeriod, isPreliminary } from './cell-period.ts';
export { cellChoice, cellText, cellYesNo, nearest, type SheetChoice } from './cell-text.ts';
export type { ColumnSought, Layout, Tie, Ties } from './match.ts';
export { isWordKey, meant, type Word, wordKey } from './word.ts';
export type { LeftOut, Table, TableColumn, UnknownColumn } from './table.ts';
export { type FileChoices, type FileTables, type SheetSeen, tablesOf } from './tables.ts';
export { type NoData, noDataWords } from './no-data.ts';
export { figureUnit } from './figure.ts';
export { headLabel } from './head-label.ts';
export { type CellCheck, type ReadRow, readRows, type ShownCell } from './rows.ts';
export { type Form, formOf } from './form.ts';
export { writeWorkbook, type Written, type WrittenColumn, type WrittenSheet, type WrittenWorkbook } from './write.ts';
export { sameButDefused } from './defuse.ts';
export { writeCsv } from './write-csv.ts';
