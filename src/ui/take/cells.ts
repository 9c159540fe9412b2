/** A table as it is taken along: heads, and rows of texts and numbers. */
export interface Taken {
  name: string;
  heads: string[];
  rows: (string | number | null)[][];
  /** Columns whose numbers are percentages: 12.5 stands for 12.5%. */
  percents: ReadonlySet<number>;
}

/** What is read of a cell, and whether a mark says that it is demonstration data. */
interface Said {
  text: string;
  demo: boolean;
}

const NUMBER = /^([-−+]?[\d,]*\.?\d+)[\s\u2009\u202f]*(\D{0,12})$/u;

function numberOf(text: string): { value: number; unit: string } | null {
  const [, digits = '', unit = ''] = NUMBER.exec(text) ?? [];
  // A code is no number: 007, and what is longer than a number keeps.
  if (digits === '' || /^[-−+]?0\d/u.test(digits) || digits.replace(/\D/gu, '').length > 15) return null;
  if (digits.includes(',') && !/^[-−+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u.test(digits)) return null;
  return { value: Number(digits.replaceAll(',', '').replace('−', '-')), unit: unit.trim() };
}

/**
 * Texts of a table become what a spreadsheet computes with: a column of figures with one unit becomes numbers, and the unit
 * goes into its head; a column with demonstration data says so in its head. Everything else stays as it is shown.
 */
export function taken(name: string, heads: readonly string[], rows: readonly (readonly Said[])[]): Taken {
  const percents = new Set<number>();
  const columns = heads.map((head, at) => {
    const cells = rows.map((row) => row[at] ?? { text: '', demo: false });
    const filled = cells.filter(({ text }) => text !== '' && text !== '—');
    const read = filled.map(({ text }) => numberOf(text));
    const unit = read[0]?.unit ?? '';
    const numeric = at > 0 && filled.length > 0 && read.every((one) => one !== null && one.unit === unit);
    if (numeric && unit === '%') percents.add(at);
    const marks = [
      numeric && unit !== '' && !head.includes(unit) ? unit : '',
      cells.some(({ demo }) => demo) ? '演示' : '',
    ];
    const said = marks.filter((mark) => mark !== '').join('，');
    return {
      head: said === '' ? head : `${head}（${said}）`,
      cells: cells.map(({ text }) =>
        text === '' || text === '—' ? null : numeric ? (numberOf(text)?.value ?? text) : text,
      ),
    };
  });
  return {
    name,
    heads: columns.map(({ head }) => head),
    rows: rows.map((_, at) => columns.map(({ cells }) => cells[at] ?? null)),
    percents,
  };
}

const BLOCK = new Set(['DIV', 'P', 'LI', 'UL', 'SECTION', 'BR']);

/** What a cell says to people: without signs that only decorate, with what fields in it hold. */
function saidIn(cell: Element): Said {
  let demo = false;
  const walk = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
    if (!(node instanceof Element)) return '';
    if (node.classList.contains('demo-mark')) {
      demo = true;
      return '';
    }
    if (node.getAttribute('aria-hidden') === 'true' || node.classList.contains('table-fold')) return '';
    if (node instanceof HTMLSelectElement) return node.selectedOptions[0]?.textContent ?? '';
    if (node instanceof HTMLInputElement) return node.type === 'checkbox' ? '' : node.value;
    const inside = [...node.childNodes].map(walk).join('');
    return BLOCK.has(node.tagName) ? ` ${inside} ` : inside;
  };
  const text = [...cell.childNodes]
    .map(walk)
    .join('')
    .replace(/[^\S\u2009\u202f]+/gu, ' ')
    .trim();
  return { text, demo };
}

/** A table of the page as it is shown; `demo`: the page holds demonstration data, which is said where no column says it. */
export function takenFrom(table: HTMLTableElement, demo: boolean): Taken {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => saidIn(cell).text);
  const rows = [...table.tBodies]
    .flatMap((body) => [...body.rows])
    .filter((row) => !row.classList.contains('table-space'))
    .map((row) => [...row.cells].map(saidIn));
  const [first = '', ...others] = heads;
  const unmarked = demo && !rows.some((row) => row.some((cell) => cell.demo));
  return taken(table.getAttribute('aria-label') ?? '', [unmarked ? `${first}（含演示数据）` : first, ...others], rows);
}
