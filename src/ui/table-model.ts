import {
  columnFilteringFeature,
  createExpandedRowModel,
  createFilteredRowModel,
  createSortedRowModel,
  functionalUpdate,
  globalFilteringFeature,
  rowExpandingFeature,
  rowSelectionFeature,
  rowSortingFeature,
  type Row as ModelRow,
  type RowData,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo, useState } from 'react';

/** What a column is ordered and found by; null: nothing, which stands last in either order. */
export type OrderValue = string | number | null;

/** A column: its head, and what stands in it for a row. */
export interface Column<Row> {
  /** Its name in an order that is kept elsewhere; otherwise its place will do. */
  key?: string;
  head: ReactNode;
  /** Null or undefined is shown as a dash. Without it stands what the rows are ordered by. */
  cell?: (row: Row) => ReactNode;
  /** Figures, set to the right and on one line. */
  n?: boolean;
  /** Sentences: the column keeps a width in which they can be read, and the table scrolls sideways instead. */
  text?: boolean;
  /** Stands before the cell where rows are stacked on a phone; true, as for figures: the head. */
  named?: string | boolean;
  /** Makes the head a button that orders the rows: by this value, or, with `order` of the table, by whoever gives them. */
  by?: true | ((row: Row) => OrderValue);
  className?: string;
}

/** The order of rows that the page or the server brings about, kept in the address. */
export interface Order {
  by: string | undefined;
  desc: boolean;
  onOrder: (key: string, desc: boolean) => void;
}

/** Rows that can be chosen, by their keys. */
export interface Choosing<Row> {
  chosen: ReadonlySet<string>;
  may: (row: Row) => boolean;
  /** Names the box of a row to those who listen. */
  name: (row: Row) => string;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

export interface ModelOptions<Row extends RowData> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
  order?: Order | undefined;
  choose?: Choosing<Row> | undefined;
  /** Rows that belong below a row and can be folded away; at first they are shown. */
  below?: ((row: Row) => readonly Row[] | undefined) | undefined;
}

const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  rowExpandingFeature,
  expandedRowModel: createExpandedRowModel(),
  rowSelectionFeature,
});

export type Line<Row extends RowData> = ModelRow<typeof features, Row>;

/** What identifies a column among those of its table. */
export const keyOf = <Row>({ key }: Column<Row>, at: number): string => key ?? String(at);

/** What the rows are ordered and found by. */
export const valueOf = <Row>({ by }: Column<Row>, row: Row): OrderValue => (typeof by === 'function' ? by(row) : null);

const words = new Intl.Collator('zh-CN', { numeric: true });

function inOrder<Row extends RowData>(a: Line<Row>, b: Line<Row>, column: string): number {
  const [x, y] = [a.getValue<OrderValue>(column), b.getValue<OrderValue>(column)];
  return typeof x === 'number' && typeof y === 'number' ? x - y : words.compare(String(x), String(y));
}

/** True where a value that the rows are found by holds the words. */
function holds<Row extends RowData>(row: Line<Row>, column: string, sought: string): boolean {
  const folded = (text: string) => text.normalize('NFKC').toLowerCase();
  return folded(String(row.getValue<OrderValue>(column) ?? '')).includes(folded(sought));
}

/** Which rows stand in which order: sought, ordered, folded and chosen. What they look like is no matter of the model. */
export function useTableModel<Row extends RowData>({ columns, rows, rowKey, order, choose, below }: ModelOptions<Row>) {
  const [own, setOwn] = useState<SortingState>([]);
  const given = order !== undefined;
  const by = order?.by;
  const desc = order?.desc ?? false;
  const sorting = useMemo(() => (!given ? own : by === undefined ? [] : [{ id: by, desc }]), [given, own, by, desc]);
  const chosen = choose?.chosen;
  const rowSelection = useMemo(
    () => Object.fromEntries([...(chosen ?? [])].map((key) => [key, true as const])),
    [chosen],
  );
  return useTable({
    features,
    data: rows,
    columns: columns.map((column, at) => ({
      id: keyOf(column, at),
      enableSorting: column.by !== undefined,
      // Absent values stand last in either order; only undefined is treated so.
      accessorFn: (row: Row) => valueOf(column, row) ?? undefined,
      sortFn: inOrder<Row>,
      sortUndefined: 'last' as const,
    })),
    getRowId: (row, index) => rowKey(row, index),
    ...(below && { getSubRows: (row: Row) => below(row) }),
    initialState: { expanded: true },
    // Rows are often made anew at a rendering: what was folded stays so.
    autoResetExpanded: false,
    state: { sorting, rowSelection },
    manualSorting: order !== undefined,
    sortDescFirst: false,
    enableMultiSort: false,
    // In the address there is always an order; a table's own can be given up again.
    enableSortingRemoval: order === undefined,
    onSortingChange: (change) => {
      const next = functionalUpdate(change, sorting);
      if (order === undefined) setOwn(next);
      else if (next[0]) order.onOrder(next[0].id, next[0].desc);
    },
    globalFilterFn: holds<Row>,
    getColumnCanGlobalFilter: (column) =>
      columns.some((one, at) => typeof one.by === 'function' && keyOf(one, at) === column.id),
    enableRowSelection: (row) => choose?.may(row.original) ?? false,
    onRowSelectionChange: (change) => choose?.onChoose(new Set(Object.keys(functionalUpdate(change, rowSelection)))),
  });
}
