import { parentPort, workerData } from 'node:worker_threads';
import { writeCsv } from './write-csv.ts';
import { writeWorkbook, type WrittenWorkbook } from './write.ts';

const { format, book } = workerData as { format: 'xlsx' | 'csv'; book: WrittenWorkbook };
const sheet = book.sheets[0];
const header =
  sheet?.columns.map((column) => (column.unit === undefined ? column.label : `${column.label}（${column.unit}）`)) ??
  [];
parentPort?.postMessage(format === 'csv' && sheet ? writeCsv([header, ...sheet.rows]) : await writeWorkbook(book));
