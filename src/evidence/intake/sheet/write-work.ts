import { writeCsv } from './write-csv.ts';
import { writeWorkbook, type WrittenWorkbook } from './write.ts';

/** A workbook as .xlsx, or its first sheet as .csv (UTF-8 with BOM). Runs in a thread. */
export async function work({ format, book }: { format: 'xlsx' | 'csv'; book: WrittenWorkbook }): Promise<Uint8Array> {
  const sheet = book.sheets[0];
  if (format === 'xlsx' || !sheet) return writeWorkbook(book);
  const header = sheet.columns.map(({ label, unit }) => (unit === undefined ? label : `${label}（${unit}）`));
  return writeCsv([header, ...sheet.rows]);
}
