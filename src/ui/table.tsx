import type { ReactNode } from 'react';
import './table.css';

/** A column: its head, and what stands in it for a row. `n`: figures, set to the right. */
export interface TableColumn<Row> {
  key: string;
  head: ReactNode;
  n?: boolean;
  cell: (row: Row) => ReactNode;
}

/**
 * The one table: the first column names the row. It scrolls within itself on a narrow screen; `label` says what it is to
 * those who listen. `headless`: names and values without heads.
 */
export function Table<Row>({
  label,
  columns,
  rows,
  rowKey,
  headless = false,
  tall = false,
}: {
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
  headless?: boolean;
  tall?: boolean;
}) {
  return (
    <div className={`scroll-x${tall ? ' is-tall' : ''}`} tabIndex={0} role="region" aria-label={label}>
      <table className="table">
        {!headless && (
          <thead>
            <tr>
              {columns.map(({ key, head, n }) => (
                <th key={key} scope="col" className={n ? 'n' : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)}>
              {columns.map(({ key, n, cell }, at) =>
                at === 0 ? (
                  <th key={key} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={key} className={n ? 'n' : undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
