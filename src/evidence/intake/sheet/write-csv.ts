import { defused } from './defuse.ts';
import type { Written } from './write.ts';

/**
 * CSV as spreadsheets open it: UTF-8 with a byte order mark, CRLF. A text that a spreadsheet would change (a formula, a
 * code, a fraction) gets an apostrophe in front, which `readSheet` takes off again; numbers stay numbers.
 */
export function writeCsv(rows: readonly (readonly Written[])[]): Uint8Array {
  const lines = rows.map((row) => row.map(field).join(','));
  return new TextEncoder().encode(`\ufeff${lines.map((line) => `${line}\r\n`).join('')}`);
}

function field(value: Written): string {
  if (value === null) return '';
  if (typeof value === 'object') return 'date' in value ? value.date : String(value.value);
  if (typeof value !== 'string') return String(value).toUpperCase();
  const text = defused(value);
  return /[",\r\n\t;]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
