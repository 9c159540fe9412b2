/** A table of a web page as lines of cells apart by tabs; a merged cell stands in each row that it spans. */
import type { DefaultTreeAdapterTypes } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode;

const MAX_COLUMNS = 40;
const MAX_SPAN = 500;
/** A cell longer than this is a part of the page's layout, not of a table. */
const MAX_CELL = 1200;

/** The lines of a table, or null where a table only lays out a page. */
export function tableText(table: Element): string[] | null {
  const rows: Element[] = [];
  const stack: Node[] = [...table.childNodes].reverse();
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (!('childNodes' in node)) continue;
    if (node.nodeName === 'table') return null;
    if (node.nodeName === 'tr') rows.push(node);
    if (node.nodeName !== 'td' && node.nodeName !== 'th')
      for (let k = node.childNodes.length - 1; k >= 0; k--) stack.push(node.childNodes[k]!);
  }
  const lines: string[] = [];
  /** Text and rows left of the cells that reach down, by column. */
  const reaching = new Map<number, { text: string; rows: number }>();
  let widest = 0;
  for (const row of rows) {
    const line: string[] = [];
    const fill = (): void => {
      for (let above = reaching.get(line.length); above; above = reaching.get(line.length)) {
        if (--above.rows <= 0) reaching.delete(line.length);
        line.push(above.text);
      }
    };
    for (const cell of row.childNodes) {
      if (cell.nodeName !== 'td' && cell.nodeName !== 'th') continue;
      fill();
      const text = cellText(cell as Element);
      if (text === null) return null;
      const across = span(cell as Element, 'colspan', MAX_COLUMNS);
      const down = span(cell as Element, 'rowspan', MAX_SPAN);
      for (let k = 0; k < across && line.length < MAX_COLUMNS; k++) {
        if (down > 1) reaching.set(line.length, { text: k === 0 ? text : '', rows: down - 1 });
        line.push(k === 0 ? text : '');
      }
    }
    fill();
    widest = Math.max(widest, line.length);
    if (line.some((x) => x !== '')) lines.push(line.join('\t'));
  }
  return widest >= 2 && lines.length >= 2 ? lines : null;
}

function span(cell: Element, name: string, limit: number): number {
  const value = Number(cell.attrs.find((a) => a.name === name)?.value ?? 1);
  return Number.isInteger(value) && value > 1 ? Math.min(value, limit) : 1;
}

/** The words of a cell on one line, or null where it is too long or holds a table. */
function cellText(cell: Element): string | null {
  const out: string[] = [];
  const stack: Node[] = [...cell.childNodes].reverse();
  let length = 0;
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (node.nodeName === '#text') {
      const { value } = node as DefaultTreeAdapterTypes.TextNode;
      length += value.length;
      if (length > MAX_CELL * 4) return null;
      out.push(value);
    } else if ('childNodes' in node) {
      if (node.nodeName === 'table') return null;
      for (let k = node.childNodes.length - 1; k >= 0; k--) stack.push(node.childNodes[k]!);
    }
  }
  const text = out.join('').replace(/\s+/gu, ' ').trim();
  return text.length > MAX_CELL ? null : text;
}
