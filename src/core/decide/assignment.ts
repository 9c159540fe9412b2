/** Pairs of row and column, each at most once. */
export interface Assignment {
  pairs: { row: number; column: number; value: number }[];
  total: number;
}

/**
 * The one-to-one matching of rows and columns with the greatest total value; whoever has no good partner stays alone.
 * `value[row][column]` may be null where a pair must not be; a pair of value 0 or below is never made. O(rows² ·
 * (rows + columns)) by shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987, doi 10.1007/BF02278710).
 */
export function assign(value: readonly (readonly (number | null)[])[]): Assignment {
  const rows = value.length;
  const columns = value.reduce((most, row) => Math.max(most, row.length), 0);
  // A column of its own for every row, worth nothing, lets the row stay alone; a pair that must not be is as good as that.
  const cost = (row: number, column: number) => -Math.max(0, value[row - 1]?.[column - 1] ?? 0);
  const width = rows + columns;
  const u = new Float64Array(rows + 1);
  const v = new Float64Array(width + 1);
  const rowOf = new Int32Array(width + 1);
  const from = new Int32Array(width + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    let at = 0;
    const least = new Float64Array(width + 1).fill(Infinity);
    const used = new Uint8Array(width + 1);
    do {
      used[at] = 1;
      const here = rowOf[at] as number;
      let step = Infinity;
      let next = 0;
      for (let column = 1; column <= width; column++) {
        if (used[column]) continue;
        const reduced = (column > columns ? 0 : cost(here, column)) - (u[here] as number) - (v[column] as number);
        if (reduced < (least[column] as number)) {
          least[column] = reduced;
          from[column] = at;
        }
        if ((least[column] as number) < step) {
          step = least[column] as number;
          next = column;
        }
      }
      for (let column = 0; column <= width; column++) {
        if (used[column]) {
          const owner = rowOf[column] as number;
          u[owner] = (u[owner] as number) + step;
          v[column] = (v[column] as number) - step;
        } else least[column] = (least[column] as number) - step;
      }
      at = next;
    } while (rowOf[at] !== 0);
    for (; at !== 0; at = from[at] as number) rowOf[at] = rowOf[from[at] as number] as number;
  }
  const pairs: Assignment['pairs'] = [];
  for (let column = 1; column <= columns; column++) {
    const row = rowOf[column] as number;
    const worth = row === 0 ? null : (value[row - 1]?.[column - 1] ?? null);
    if (worth !== null && worth > 0) pairs.push({ row: row - 1, column: column - 1, value: worth });
  }
  pairs.sort((a, b) => a.row - b.row);
  return { pairs, total: pairs.reduce((sum, pair) => sum + pair.value, 0) };
}
