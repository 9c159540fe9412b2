import { textOf } from '../grid-text.ts';
import type { Taken } from './cells.ts';

const escaped = (text: string): string => text.replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`);

/** The table as spreadsheets and word processors take it from the clipboard: it stays a table. */
export function htmlOf({ heads, rows, percents }: Taken): string {
  const td = (value: string | number | null, at: number): string => {
    if (value === null) return '<td></td>';
    if (typeof value === 'number') return `<td>${value}${percents.has(at) ? '%' : ''}</td>`;
    // Excel and WPS take a cell that says so for text, LibreOffice one without a number: 007 and =1+1 stay what they are.
    return `<td style="mso-number-format:'\\@'">${escaped(value)}</td>`;
  };
  const head = heads.map((text) => `<th style="mso-number-format:'\\@'">${escaped(text)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(td).join('')}</tr>`).join('');
  return `<table border="1"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** What a program of tables would take for a formula gets an apostrophe; a figure with its sign does not. */
const defused = (text: string): string => (/^(?:[=@]|[-+](?!\d))/u.test(text) ? `'${text}` : text);

/** The same as text between tabs, for whatever knows no table. */
export function plainOf({ heads, rows, percents }: Taken): string {
  const said = (value: string | number | null, at: number): string =>
    value === null ? '' : typeof value === 'number' ? `${value}${percents.has(at) ? '%' : ''}` : defused(value);
  return textOf([heads, ...rows.map((row) => row.map(said))]);
}

/**
 * Puts a table on the clipboard, both ways at once. By the event of copying, not by the newer interface: that one is only
 * there where a page came by HTTPS, which a server of the house often does not.
 */
export function copyTable(table: Taken): boolean {
  let done = false;
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/html', htmlOf(table));
    event.clipboardData?.setData('text/plain', plainOf(table));
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  document.addEventListener('copy', give, { capture: true });
  document.execCommand('copy');
  document.removeEventListener('copy', give, { capture: true });
  return done;
}
