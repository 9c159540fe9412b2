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
export { absence } from './absent.ts';
export { cellNumber } from './cell-number.ts';
export { cellDate, cellPeriod } from './cell-date.ts';
export { cellChoice, cellText, cellYesNo, type SheetChoice } from './cell-text.ts';
export {
  type CellCheck,
  type ColumnSought,
  findTable,
  type ReadRow,
  readRows,
  type Table,
  type TableColumn,
} from './table.ts';
export { type Form, formOf } from './form.ts';
export { writeWorkbook, type Written, type WrittenColumn, type WrittenSheet, type WrittenWorkbook } from './write.ts';
export { writeCsv } from './write-csv.ts';
