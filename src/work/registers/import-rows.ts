import { sql } from 'kysely';
import type { ImportLine, ImportProblem } from '../../evidence/intake/imported.ts';
import type { PreviewLine } from '../../evidence/intake/import-api.ts';
import { type SheetGrid, type SheetSeen, type WrittenSheet } from '../../evidence/intake/sheet/index.ts';
import { json, type Store } from '../../evidence/store/store.ts';

/** The rows of an import, as a person pages through them, kept while it is looked at. */

const perPage = 100;
/** A sheet of refused rows is for mending by hand. */
const mostRefused = 5000;
type What = PreviewLine['what'];

/** The refused rows with their cells and all that is wrong with each. */
export function refusedLines(grid: SheetGrid, problems: readonly ImportProblem[]): PreviewLine[] {
  const wrong = new Map<string, ImportProblem[]>();
  for (const problem of problems)
    if (problem.severity === 'error' && problem.whole !== true && problem.row > 0) {
      const key = `${problem.sheet}!${problem.row}`;
      wrong.set(key, [...(wrong.get(key) ?? []), problem]);
    }
  return grid.sheets.flatMap((sheet) =>
    sheet.rows.flatMap((row): PreviewLine[] => {
      const found = wrong.get(`${sheet.name}!${row.row}`);
      if (!found) return [];
      const cells = row.cells.slice(0, 200).map((cell) => cell.text.slice(0, 2000));
      return [
        {
          sheet: sheet.name,
          row: row.row,
          what: 'refused',
          title: cells
            .filter((text) => text.trim() !== '')
            .slice(0, 3)
            .join(' '),
          changes: [],
          cells,
          problems: found.map(({ column, header, zh, en, fix }) => ({ column, header, zh, en, fix })),
        },
      ];
    }),
  );
}

/** Keeps the rows of an import in place of those that were kept before. */
export async function keepRows(
  store: Store,
  of: { jurisdiction: string; run: string },
  lines: readonly (ImportLine | PreviewLine)[],
): Promise<void> {
  const { jurisdiction, run } = of;
  const pages = (['added', 'changed', 'refused'] as const).flatMap((what) => {
    const mine = lines.filter((line) => line.what === what);
    return Array.from({ length: Math.ceil(mine.length / perPage) }, (_, page) => ({
      jurisdiction_id: jurisdiction,
      run_id: run,
      what,
      page,
      lines: json(mine.slice(page * perPage, (page + 1) * perPage)),
    }));
  });
  await store.transaction().execute(async (tx) => {
    await tx.deleteFrom('import_page').where('jurisdiction_id', '=', jurisdiction).where('run_id', '=', run).execute();
    for (let from = 0; from < pages.length; from += 50)
      await tx
        .insertInto('import_page')
        .values(pages.slice(from, from + 50))
        .execute();
  });
}

/** One page of rows, and how many there are. */
export async function pageOf(
  store: Store,
  of: { jurisdiction: string; run: string; what: What; page: number; text?: string | undefined },
): Promise<{ pages: number; lines: PreviewLine[] }> {
  const text = of.text?.trim() ?? '';
  if (text !== '') return foundPage(store, of, text);
  const mine = store
    .selectFrom('import_page')
    .where('jurisdiction_id', '=', of.jurisdiction)
    .where('run_id', '=', of.run)
    .where('what', '=', of.what);
  const { pages } = await mine.select((e) => e.fn.countAll<string>().as('pages')).executeTakeFirstOrThrow();
  const row = await mine.select('lines').where('page', '=', of.page).executeTakeFirst();
  return { pages: Number(pages), lines: (row?.lines as PreviewLine[] | undefined) ?? [] };
}

/** A page of the rows that hold a text, whatever its capitals and width; the rows are kept in their order. */
async function foundPage(
  store: Store,
  of: { jurisdiction: string; run: string; what: What; page: number },
  text: string,
): Promise<{ pages: number; lines: PreviewLine[] }> {
  const { rows } = await sql<{ line: PreviewLine; n: number }>`
    select line, count(*) over () as n
    from import_page, jsonb_array_elements(lines) with ordinality as held (line, at)
    where jurisdiction_id = ${of.jurisdiction} and run_id = ${of.run} and what = ${of.what}
      and position(lower(normalize(${text}, NFKC)) in lower(normalize(concat_ws(' ',
        line->>'title', line->>'sheet', jsonb_path_query_array(line, '$.changes[*].to')::text, line->>'cells'), NFKC))) > 0
    order by page, at limit ${perPage} offset ${of.page * perPage}`.execute(store);
  return { pages: Math.ceil((rows[0]?.n ?? 0) / perPage), lines: rows.map(({ line }) => line) };
}

/** The refused rows as sheets to mend and bring back: heads in plain words, what is wrong in the last columns, which nothing reads. */
export async function refusedSheets(
  store: Store,
  of: { jurisdiction: string; run: string },
  sheets: readonly SheetSeen[],
): Promise<WrittenSheet[]> {
  const lines: PreviewLine[] = [];
  for (let page = 0; page * perPage < mostRefused; page++) {
    const found = await pageOf(store, { ...of, what: 'refused', page });
    lines.push(...found.lines);
    if (page + 1 >= found.pages) break;
  }
  return [...new Set(lines.map(({ sheet }) => sheet))].map((name) => {
    const mine = lines.filter(({ sheet }) => sheet === name);
    const seen = sheets.find((sheet) => sheet.name === name);
    const width = Math.max(...mine.map(({ cells = [] }) => cells.length));
    const labels = Array.from({ length: width }, (_, at) => {
      const known = seen?.columns.find(({ column }) => column === at);
      return known === undefined ? '' : `${known.name}${known.unit ? `（${known.unit}）` : ''}`;
    });
    return {
      name,
      notes: ['改好后把这张表传回来；最后三列只供查看，不会读。'],
      columns: [
        ...labels.map((label, at) => ({ id: `c${at}`, label, kind: 'text' as const })),
        ...['判断·原来的行', '判断·问题', '判断·怎么办'].map((label) => ({ id: label, label, kind: 'text' as const })),
      ],
      rows: mine.map(({ row, cells = [], problems = [] }) => [
        ...Array.from({ length: width }, (_, at) => cells[at] ?? null),
        String(row),
        problems.map(({ header, zh }) => (header ? `${header}：${zh}` : zh)).join('；'),
        [...new Set(problems.flatMap(({ fix }) => fix?.zh ?? []))].join('；'),
      ]),
    };
  });
}
