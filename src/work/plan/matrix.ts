import type { CommitmentView } from './api.ts';
import type { Counts } from './tree.ts';

export interface Cell {
  total: number;
  counts: Counts;
}

export const untagged = '-';

function empty(): Cell {
  return { total: 0, counts: { green: 0, yellow: 0, red: 0, grey: 0 } };
}

/** Values of one taxonomy that a commitment carries; `-` when it carries none. */
export function valuesOf(c: CommitmentView, taxonomy: string): string[] {
  const values = c.tags.filter((tag) => tag.startsWith(`${taxonomy}/`)).map((tag) => tag.slice(taxonomy.length + 1));
  return values.length > 0 ? values : [untagged];
}

/**
 * Counts commitments (themes left out) per pair of values. A commitment with two values of one taxonomy stands in both
 * rows, so rows may add up to more than there are. `columns` is a taxonomy, or `light`.
 */
export function matrixOf(
  commitments: readonly CommitmentView[],
  rows: string,
  columns: string,
): Map<string, Map<string, Cell>> {
  const matrix = new Map<string, Map<string, Cell>>();
  for (const c of commitments) {
    if (c.kind === 'theme') continue;
    for (const r of valuesOf(c, rows)) {
      const row = matrix.get(r) ?? new Map<string, Cell>();
      matrix.set(r, row);
      for (const k of columns === 'light' ? [c.light] : valuesOf(c, columns)) {
        const cell = row.get(k) ?? empty();
        row.set(k, cell);
        cell.total += 1;
        cell.counts[c.light] += 1;
      }
    }
  }
  return matrix;
}

/** Sum of a row as distinct commitments. */
export function totalOf(commitments: readonly CommitmentView[], taxonomy: string, value: string): Cell {
  const cell = empty();
  for (const c of commitments) {
    if (c.kind === 'theme' || !valuesOf(c, taxonomy).includes(value)) continue;
    cell.total += 1;
    cell.counts[c.light] += 1;
  }
  return cell;
}
