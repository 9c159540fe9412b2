/**
 * The text of a PDF page with its tables as lines of cells apart by tabs. A PDF knows where words stand, not what a table
 * is: columns are what white space keeps apart over several lines, rows are told by their serial numbers or by the gaps
 * between cells, so that a cell of two lines stays one cell.
 */

/** A run of text with its place in points, y upwards, as pdf.js gives it. */
export interface PdfItem {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** A line ends after it. */
  ends: boolean;
}

interface Segment {
  text: string;
  left: number;
  right: number;
  y: number;
  height: number;
  items: PdfItem[];
}

interface Column {
  left: number;
  right: number;
  segments: Segment[];
}

/** A page with more runs than this is read as lines only. */
const MAX_ITEMS = 20_000;
const MAX_COLUMNS = 20;

/** The text of a page: its lines in the order of the file, tables as rows. */
export function pageOf(items: readonly PdfItem[]): string {
  const tables = items.length > MAX_ITEMS ? [] : findTables(items);
  const owner = new Map<PdfItem, string[]>();
  for (const { segments, lines } of tables) for (const s of segments) for (const i of s.items) owner.set(i, lines);
  const out: string[] = [];
  const told = new Set<string[]>();
  let line = '';
  const flush = (): void => {
    if (line.trim() !== '') out.push(line);
    line = '';
  };
  for (const item of items) {
    const lines = owner.get(item);
    if (lines) {
      if (told.has(lines)) continue;
      flush();
      told.add(lines);
      out.push(...lines);
      continue;
    }
    line += item.text;
    if (item.ends) flush();
  }
  flush();
  return out.join('\n');
}

function findTables(items: readonly PdfItem[]): { segments: Segment[]; lines: string[] }[] {
  const rows = linesOf(items);
  const found: { segments: Segment[]; lines: string[] }[] = [];
  let from = 0;
  for (let k = 0; k < rows.length; k++) {
    if (k < from || rows[k]!.length < 3) continue;
    let columns: Column[] = [];
    columns = fit(columns, rows[k]!)!;
    let top = k;
    let bottom = k;
    for (let next = true; next;) {
      next = false;
      for (const [at, edge] of [
        [bottom + 1, bottom],
        [top - 1, top],
      ] as const) {
        const row = rows[at];
        if (!row || at < from) continue;
        // A line of one run above is a title unless it stands close; below it may be the second line of a cell.
        const lonely = row.length === 1 ? (at < top ? 1.7 : 3.5) : 6;
        if (Math.abs(row[0]!.y - rows[edge]![0]!.y) > lonely * row[0]!.height) continue;
        const wider = fit(columns, row);
        if (!wider) continue;
        columns = wider;
        if (at > bottom) bottom = at;
        else top = at;
        next = true;
      }
    }
    from = bottom + 1;
    if (columns.length < 2 || bottom === top) continue;
    columns.sort((a, b) => a.left - b.left);
    found.push({ segments: columns.flatMap((c) => c.segments), lines: rowsOf(columns) });
  }
  return found;
}

/** Runs of one height on the page, cut where a gap is wider than half a character. */
function linesOf(items: readonly PdfItem[]): Segment[][] {
  const words = items.filter((i) => i.text.trim() !== '' && i.height > 0);
  words.sort((a, b) => b.y - a.y || a.x - b.x);
  const lines: Segment[][] = [];
  let line: PdfItem[] = [];
  const close = (): void => {
    if (line.length === 0) return;
    line.sort((a, b) => a.x - b.x);
    const segments: Segment[] = [];
    for (const item of line) {
      const last = segments[segments.length - 1];
      if (last && item.x - last.right < 0.5 * item.height) {
        last.text += item.text;
        last.right = Math.max(last.right, item.x + item.width);
        last.items.push(item);
      } else
        segments.push({
          text: item.text,
          left: item.x,
          right: item.x + item.width,
          y: item.y,
          height: item.height,
          items: [item],
        });
    }
    lines.push(segments);
    line = [];
  };
  for (const item of words) {
    if (line.length > 0 && Math.abs(line[0]!.y - item.y) > 0.4 * item.height) close();
    line.push(item);
  }
  close();
  return lines;
}

/** The columns with one more line in them, or null where a word of it would lie over two. */
function fit(columns: readonly Column[], line: readonly Segment[]): Column[] | null {
  const made = columns.map((c) => ({ ...c, segments: [...c.segments] }));
  for (const s of line) {
    const under = made.filter((c) => s.left < c.right && s.right > c.left);
    if (under.length > 1) return null;
    const column = under[0];
    if (!column) made.push({ left: s.left, right: s.right, segments: [s] });
    else {
      column.left = Math.min(column.left, s.left);
      column.right = Math.max(column.right, s.right);
      column.segments.push(s);
    }
  }
  if (made.length > MAX_COLUMNS) return null;
  // A column that has grown into its neighbour is no column.
  for (const a of made) for (const b of made) if (a !== b && a.left < b.right && a.right > b.left) return null;
  return made;
}

interface Block {
  top: number;
  bottom: number;
  text: string;
  segments: Segment[];
}

/** Lines of a column that stand close are one cell. */
function cellsOf(column: Column, apart: boolean): Block[] {
  const lines = [...column.segments].sort((a, b) => b.y - a.y);
  const gaps = lines.slice(1).map((s, k) => lines[k]!.y - s.y);
  const pitch = Math.min(...gaps.filter((g) => g > 0), 2.2 * (lines[0]?.height ?? 10));
  const blocks: Block[] = [];
  for (const s of lines) {
    const last = blocks[blocks.length - 1];
    if (last && !apart && last.bottom - s.y <= 1.3 * pitch) {
      last.bottom = s.y;
      last.text += s.text.trim();
      last.segments.push(s);
    } else blocks.push({ top: s.y, bottom: s.y, text: s.text.trim(), segments: [s] });
  }
  return blocks;
}

const SERIAL = /^(?:\d{1,3}|[一二三四五六七八九十]{1,3}|（[一二三四五六七八九十\d]{1,2}）)[.、]?$/u;
const middle = (b: Block): number => (b.top + b.bottom) / 2;

function rowsOf(columns: readonly Column[]): string[] {
  const cells = columns.map((c) => cellsOf(c, false));
  const serial = columns.findIndex(
    (c) => c.segments.filter((s) => SERIAL.test(s.text.trim())).length >= Math.max(2, 0.6 * c.segments.length - 1),
  );
  // A serial number is a row of its own; else the column with most cells tells.
  let anchors: Block[];
  if (serial >= 0) {
    const numbers = cellsOf(columns[serial]!, true);
    const head = numbers.filter((b) => !SERIAL.test(b.text));
    anchors = numbers.filter((b) => SERIAL.test(b.text));
    const first = anchors[0];
    const above = head.filter((b) => first && b.bottom > first.top);
    if (above.length > 0)
      anchors.unshift({
        top: above[0]!.top,
        bottom: above[above.length - 1]!.bottom,
        text: above.map((b) => b.text).join(''),
        segments: above.flatMap((b) => b.segments),
      });
  } else anchors = cells.reduce((most, c) => (c.length > most.length ? c : most), cells[0]!);
  const table = anchors.map(() => columns.map(() => ''));
  const nearest = (y: number): number =>
    anchors.reduce((best, a, k) => (Math.abs(middle(a) - y) < Math.abs(middle(anchors[best]!) - y) ? k : best), 0);
  cells.forEach((column, c) => {
    for (const block of column) {
      const inside = anchors.filter((a) => middle(a) <= block.top + 1 && middle(a) >= block.bottom - 1);
      const parts =
        inside.length > 1
          ? block.segments.map((s): Block => ({ top: s.y, bottom: s.y, text: s.text.trim(), segments: [s] }))
          : [block];
      for (const part of parts) table[nearest(middle(part))]![c] += part.text;
    }
  });
  return table.map((row) => row.join('\t'));
}
