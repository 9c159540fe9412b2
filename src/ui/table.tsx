import type { RowData } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { keyOf, type ModelOptions, useTableModel } from './table-model.ts';
import { Box, Cell, Head, Lead, Space } from './table-parts.tsx';
import { usePrinting, useScrolls } from './table-sight.ts';
import { TakeTable } from './take/take.tsx';
import { useText } from './text.tsx';
import './table.css';

export type { Choosing, Column, Order } from './table-model.ts';

interface TableProps<Row extends RowData> extends ModelOptions<Row> {
  /** What the table is to those who listen. */
  label: string;
  /** Names and values without heads. */
  headless?: boolean;
  /** Scrolls within itself under a head that stays. */
  tall?: boolean;
  /** On a phone every row is laid out as a card. */
  stacked?: boolean;
  rowClass?: ((row: Row) => string | undefined) | undefined;
  className?: string | undefined;
}

/** From so many rows on only those in sight are drawn. */
const many = 100;

/**
 * The one table. The first column names the row; it and the heads stay in sight while the rest scrolls. A head with `by`
 * orders the rows: up, down, as they were. From a hundred rows on only those in sight stand in the page, so a box finds
 * among all of them; print shows all.
 */
export function Table<Row extends RowData>(props: TableProps<Row>) {
  const { label, columns, choose, headless = false, tall = false, stacked = false, rowClass, className = '' } = props;
  const { t } = useText();
  const region = useRef<HTMLDivElement>(null);
  const model = useTableModel(props);
  const lines = model.getRowModel().rows;
  const long = model.getCoreRowModel().flatRows.length >= many;
  const printing = usePrinting();
  const virtual = lines.length >= many && !printing;
  const inHand = useRef(-1);
  // Its rows change inside one object: nothing that memoizes by identity may be handed the object itself.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    enabled: virtual,
    count: lines.length,
    getScrollElement: () => region.current,
    getItemKey: (index) => lines[index]?.id ?? index,
    estimateSize: () => 45,
    initialRect: { width: 0, height: 800 },
    overscan: 12,
    // React 19 cannot flush while it measures a row.
    useFlushSync: false,
    // The row that holds the focus stays in the page, however far it is scrolled away.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan);
      const last = Math.min(count - 1, endIndex + overscan);
      const seen = Array.from({ length: last - first + 1 }, (_, at) => first + at);
      const held = inHand.current;
      return held < 0 || held >= count || (held >= first && held <= last)
        ? seen
        : held < first
          ? [held, ...seen]
          : [...seen, held];
    },
  });
  const scrolls = useScrolls(region, virtual);
  const drawn = virtual
    ? virtualizer.getVirtualItems()
    : lines.map((_, index) => ({ index, start: 0, end: 0, size: 0 }));
  const end = drawn.at(-1)?.end ?? 0;
  return (
    <>
      {long && columns.some(({ by }) => typeof by === 'function') && (
        <p className="table-find no-print">
          <input
            className="field"
            type="search"
            aria-label={t(`在“${label}”里找`, `Find in ${label}`)}
            placeholder={t('在这张表里找', 'Find in this table')}
            title={t(
              '长表只画出看得见的行，浏览器的查找找不全',
              'Only the rows in sight are drawn: the browser’s own search does not find all',
            )}
            onChange={(event) => model.setGlobalFilter(event.target.value.trim())}
          />{' '}
          <span className="soft" role="status">
            {t(`${lines.length} 行`, `${lines.length} rows`)}
          </span>
        </p>
      )}
      <div
        ref={region}
        className={`scroll-x${tall || long ? ' is-tall' : ''}`}
        {...(scrolls && { tabIndex: 0, role: 'region', 'aria-label': label })}
        onFocus={(event) => {
          inHand.current = Number(event.target.closest('tr')?.dataset['index'] ?? -1);
        }}
        onBlur={() => {
          inHand.current = -1;
        }}
        onKeyDown={(event) => {
          // Rows grow while they are measured: the end is that of the last row, not what was taken for it.
          if (!virtual || event.key !== 'End' || event.target !== region.current) return;
          event.preventDefault();
          virtualizer.scrollToIndex(lines.length - 1, { align: 'end' });
        }}
      >
        <table
          className={`table${stacked ? ' is-stacked' : ''} ${className}`}
          aria-label={label}
          aria-rowcount={virtual ? lines.length + (headless ? 0 : 1) : undefined}
        >
          {!headless && (
            <thead>
              <tr aria-rowindex={virtual ? 1 : undefined}>
                {columns.map((column, at) => (
                  <Head key={keyOf(column, at)} column={column} of={model.getColumn(keyOf(column, at))}>
                    {at === 0 && choose && (
                      <Box
                        label={t('全选', 'Choose all')}
                        checked={model.getIsAllRowsSelected()}
                        some={model.getIsSomeRowsSelected()}
                        onChange={model.getToggleAllRowsSelectedHandler()}
                      />
                    )}
                  </Head>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            {drawn.map(({ index, start }, at) => {
              const line = lines[index];
              const gap = virtual ? start - (drawn[at - 1]?.end ?? 0) : 0;
              if (!line) return null;
              return [
                gap > 0 && <Space key={`before ${line.id}`} height={gap} />,
                <tr
                  key={line.id}
                  className={rowClass?.(line.original)}
                  {...(virtual && {
                    ref: virtualizer.measureElement,
                    'data-index': index,
                    'aria-rowindex': index + (headless ? 1 : 2),
                  })}
                >
                  {columns.map((column, place) => (
                    <Cell key={keyOf(column, place)} column={column} row={line.original} first={place === 0}>
                      {place === 0 && <Lead line={line} choose={choose} />}
                    </Cell>
                  ))}
                </tr>,
              ];
            })}
            {virtual && <Space height={virtualizer.getTotalSize() - end} />}
          </tbody>
        </table>
      </div>
      {!headless && lines.length > 0 && <TakeTable label={label} region={region} />}
    </>
  );
}
