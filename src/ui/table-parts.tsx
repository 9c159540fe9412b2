import type { RowData } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { type Column, type Line, type ModelOptions, valueOf } from './table-model.ts';
import { useText } from './text.tsx';

const classOf = <Row,>({ n, text, className }: Column<Row>) =>
  [n && 'n', text && 'is-text', className].filter(Boolean).join(' ') || undefined;

interface HeadProps<Row> {
  column: Column<Row>;
  of:
    | { getIsSorted(): false | 'asc' | 'desc'; getToggleSortingHandler(): ((event: unknown) => void) | undefined }
    | undefined;
  children: ReactNode;
}

/** The head of a column; one that orders says how. */
export function Head<Row>({ column, of, children }: HeadProps<Row>) {
  const { t } = useText();
  const order = of?.getIsSorted();
  if (column.by === undefined)
    return (
      <th scope="col" className={classOf(column)}>
        {children}
        {column.head}
      </th>
    );
  return (
    <th
      scope="col"
      className={classOf(column)}
      aria-sort={order === 'asc' ? 'ascending' : order === 'desc' ? 'descending' : 'none'}
    >
      {children}
      <button type="button" title={t('排序', 'Sort')} onClick={of?.getToggleSortingHandler()}>
        {column.head}
      </button>
    </th>
  );
}

/** What a row says in a column; the first names the row. */
export function Cell<Row>({
  column,
  row,
  first,
  children,
}: {
  column: Column<Row>;
  row: Row;
  first: boolean;
  children: ReactNode;
}) {
  const { n, named = n, cell } = column;
  const said = cell ? cell(row) : valueOf(column, row);
  const none = said === null || said === undefined;
  const inside = none ? <span className="soft">—</span> : said;
  const name = named === true ? (typeof column.head === 'string' ? column.head : undefined) : named || undefined;
  return first ? (
    <th scope="row" className={classOf(column)}>
      {children}
      {inside}
    </th>
  ) : (
    <td className={[classOf(column), none && 'is-none'].filter(Boolean).join(' ') || undefined} data-name={name}>
      {inside}
    </td>
  );
}

/** Before the name of a row: how deep it stands, whether it folds, whether it is chosen. */
export function Lead<Row extends RowData>({ line, choose }: { line: Line<Row>; choose: ModelOptions<Row>['choose'] }) {
  const { t } = useText();
  return (
    <>
      {line.depth > 0 && <span className="table-depth" style={{ inlineSize: `${line.depth * 1.6}rem` }} />}
      {line.getCanExpand() && (
        <button
          type="button"
          className="table-fold"
          aria-expanded={line.getIsExpanded()}
          aria-label={t('下级行', 'Rows below')}
          onClick={line.getToggleExpandedHandler()}
        >
          {line.getIsExpanded() ? '▾' : '▸'}
        </button>
      )}
      {choose && line.getCanSelect() && (
        <Box
          label={choose.name(line.original)}
          checked={line.getIsSelected()}
          onChange={line.getToggleSelectedHandler()}
        />
      )}
    </>
  );
}

interface BoxProps {
  label: string;
  checked: boolean;
  /** Some of those that it stands for are chosen, not all. */
  some?: boolean;
  onChange: (event: unknown) => void;
}

/** Chooses a row, or all of them. */
export function Box({ label, checked, some = false, onChange }: BoxProps) {
  return (
    <input
      type="checkbox"
      className="table-box"
      aria-label={label}
      checked={checked}
      ref={(node) => {
        if (node) node.indeterminate = some && !checked;
      }}
      onChange={onChange}
    />
  );
}

/** Stands for rows that are not drawn. */
export function Space({ height }: { height: number }) {
  return <tr className="table-space" aria-hidden="true" style={{ blockSize: height }} />;
}
