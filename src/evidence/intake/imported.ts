import type { Text } from '../../core/measure/model.ts';
import type { LeftOut, SheetProblem, SheetSeen, ShownCell, Word } from './sheet/index.ts';

/** What reading a sheet gives, whatever it is for: what would be written, and everything that is wrong or unlikely. */

/** A cell or a row that is wrong (`error`) or unlikely (`warning`, with the key by which a person confirms it). */
export interface ImportProblem {
  sheet: string;
  row: number;
  column: string;
  header: string;
  code: string;
  zh: string;
  en: string;
  fix: Text | null;
  severity: 'error' | 'warning';
  key: string | null;
  /** It is no row's fault: nothing of the file can be taken while it stands. */
  whole?: boolean | undefined;
  /** What a person may say that the cell means. */
  word?: Word | undefined;
}

/** What a row would become. */
export interface ImportLine {
  sheet: string;
  row: number;
  what: 'added' | 'changed';
  title: string;
  changes: { name: Text; from: string; to: string }[];
}

/** What became of an uploaded sheet. `submission` is null where nothing would change. */
export interface ReadImport<S> {
  rows: { read: number; added: number; changed: number; unchanged: number; refused: number };
  problems: ImportProblem[];
  /** Every row that would be written. */
  lines: ImportLine[];
  /** Rows that are no data, with the reason. */
  left: LeftOut[];
  sheets: SheetSeen[];
  /** Cells that show another figure than they hold. */
  shown: ShownCell[];
  submission: ((file: { hash: string; name: string; bytes: number } | undefined) => S) | null;
}

export function importProblem(found: SheetProblem, severity: 'error' | 'warning' = 'error'): ImportProblem {
  return {
    sheet: found.sheet ?? '',
    row: found.row ?? 0,
    column: found.column ?? '',
    header: found.header ?? '',
    code: found.code,
    zh: found.zh,
    en: found.en,
    fix: found.do,
    severity,
    key: severity === 'warning' ? (found.key ?? null) : null,
    ...(found.whole && { whole: true }),
    ...(found.word && { word: found.word }),
  };
}

/** Errors first, then by row. */
export function inOrder(problems: readonly ImportProblem[]): ImportProblem[] {
  return problems.toSorted((a, b) => (a.severity === b.severity ? a.row - b.row : a.severity === 'error' ? -1 : 1));
}

/** What keeps an import from being written: errors, those of single rows only where all rows or none go in; doubts that nobody stands by. */
export function openProblems(
  problems: readonly ImportProblem[],
  { confirmed, partial }: { confirmed: { has(key: string): boolean }; partial: boolean },
): { errors: ImportProblem[]; doubts: ImportProblem[] } {
  const errors = problems.filter(({ severity, whole }) => severity === 'error' && (whole === true || !partial));
  const refused = new Set(
    problems.filter(({ severity }) => severity === 'error').map(({ sheet, row }) => `${sheet} ${row}`),
  );
  const doubts = problems.filter(
    ({ severity, key, sheet, row }) =>
      severity === 'warning' && key !== null && !confirmed.has(key) && !(partial && refused.has(`${sheet} ${row}`)),
  );
  return { errors, doubts };
}
