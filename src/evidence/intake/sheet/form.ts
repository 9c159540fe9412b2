import { z } from 'zod';
import type { SheetGrid } from './grid.ts';

/** Name of the hidden sheet that says what a workbook is. */
export const FORM_SHEET = '_lantu';
/** Hidden sheet with the values of validation lists. */
export const LISTS_SHEET = '_lists';

const MARK = 'lantu-form/1';
/** A cell holds at most 32,767 characters. */
const CHUNK = 30_000;

const formShape = z.object({
  /** Which form or register this is. */
  form: z.string(),
  /** Version of its definition, or position of the ledger when it was made. */
  version: z.number(),
  /** Whatever the maker wants to find again: period, organisation, filter. */
  data: z.unknown(),
  sheets: z.array(
    z.object({
      name: z.string(),
      header: z.number(),
      columns: z.array(z.object({ id: z.string(), label: z.string() })),
    }),
  ),
});
export type Form = z.infer<typeof formShape>;

/** The cells of the hidden sheet, one a row. */
export function formCells(form: Form): string[] {
  const text = JSON.stringify(form);
  const cells = [MARK];
  for (let at = 0; at < text.length; at += CHUNK) cells.push(text.slice(at, at + CHUNK));
  return cells;
}

/** What a workbook that Lantu wrote says it is; null for any other, and where the hidden sheet was altered. It is a hint and no proof: rights are checked as for any upload. */
export function formOf(grid: SheetGrid): Form | null {
  const cells = grid.hidden.find((sheet) => sheet.name === FORM_SHEET)?.rows.map((row) => row.cells[0]?.text ?? '');
  if (cells?.[0] !== MARK) return null;
  try {
    return formShape.parse(JSON.parse(cells.slice(1).join('')));
  } catch {
    return null;
  }
}
