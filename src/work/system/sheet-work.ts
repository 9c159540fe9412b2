import { isProblem } from '../../core/measure/index.ts';
import {
  cellAt,
  type ColumnSought,
  readAnySheet,
  readPasted,
  type SheetProblem,
  tablesOf,
} from '../../evidence/intake/sheet/index.ts';
import { Problem } from '../../http/problem.ts';

/** A row of a sheet as texts by column. */
export interface TextRow {
  row: number;
  texts: Record<string, string>;
}
export interface SheetTexts {
  rows: TextRow[];
  /** Rows that are no data. */
  left: number;
}
interface Given {
  bytes: Uint8Array | null;
  name: string;
  text: string;
  sought: readonly ColumnSought[];
}

/** Most rows of organisations or people: a county has some thousand. */
const most = 5000;

/** Reads the table of a sheet as texts. Throws a Problem (422) with what is wrong with it. */
export async function work({ bytes, name, text, sought }: Given): Promise<SheetTexts> {
  const grid = bytes ? await readAnySheet(bytes, { name }) : readPasted(text);
  if (isProblem(grid)) throw refused(grid as SheetProblem);
  const { tables, problems } = tablesOf(grid, [{ sought }]);
  const [first] = problems;
  if (first) throw refused(first);
  const rows = tables.flatMap((table) =>
    table.rows.map((row) => ({
      row: row.row,
      texts: Object.fromEntries(
        table.columns.map(({ id, index }) => [id, cellAt(row, index).text.normalize('NFKC').trim().slice(0, 200)]),
      ),
    })),
  );
  if (rows.length > most)
    throw new Problem({ status: 422, code: 'too-many-rows', zh: `超过 ${most} 行。`, en: `More than ${most} rows.` });
  return { rows, left: tables.reduce((sum, { left }) => sum + left.length, 0) };
}

const refused = (found: SheetProblem) =>
  new Problem({
    status: 422,
    code: found.code,
    zh: `${found.zh}。`,
    en: `${found.en}.`,
    ...(found.do && { hint: found.do }),
  });
