import { useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { type Grid, gridText, pastedInto } from './grid-text.ts';
import { Table } from './table.tsx';
import { useText } from './text.tsx';

/** More rows than this belong into a file: each cell here is a field of its own. */
const most = 500;

/** A grid that takes what was copied from a spreadsheet. Arrow up and down move between rows. */
export function PasteGrid({
  grid,
  busy,
  onChange,
  onRead,
}: {
  grid: Grid;
  busy: boolean;
  onChange: (grid: Grid) => void;
  onRead: (text: string) => void;
}) {
  const { t } = useText();
  const [open, setOpen] = useState(grid.columns.length > 0);
  const long = grid.rows.length > most;
  const filled = grid.rows.some((row) => row.some((cell) => cell?.trim() !== ''));
  const paste = (at: { row: number; column: number }) => (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (grid.columns.length > 0 && !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    onChange(pastedInto(grid, at, text));
    setOpen(true);
  };
  if (!open || grid.columns.length === 0) {
    return (
      <textarea
        className="field paste-here"
        rows={2}
        value=""
        readOnly
        aria-label={t('粘贴表格', 'Paste a table')}
        placeholder={t(
          '或者从表格里复制（带表头），点这里粘贴',
          'Or copy from a spreadsheet with its heads, and paste here',
        )}
        onPaste={paste({ row: 0, column: 0 })}
      />
    );
  }
  const set = (row: number, column: number, value: string) => {
    const rows = grid.rows.map((line) => [...line]);
    (rows[row] ??= [])[column] = value;
    onChange({ ...grid, rows });
  };
  const move = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => {
    const to = event.key === 'ArrowDown' || event.key === 'Enter' ? row + 1 : event.key === 'ArrowUp' ? row - 1 : null;
    if (to === null) return;
    event.preventDefault();
    event.currentTarget.closest('table')?.querySelector<HTMLInputElement>(`[data-cell="${to}.${column}"]`)?.focus();
  };
  const letterOf = (column: number) => String.fromCharCode(65 + (column % 26));
  const spare = grid.rows.length + (long ? 0 : 1);
  return (
    <div className="paste-grid">
      <p className="soft">
        {t(
          '也可以直接在下面填，或从表格里复制一列、几列粘贴进来。',
          'Or fill in below; a column or more copied from a spreadsheet can be pasted at a cell.',
        )}
      </p>
      {long && (
        <p className="is-yellow">
          ▲{' '}
          {t(
            `粘贴了 ${grid.rows.length} 行，这里只显示前 ${most} 行；全部都会读。`,
            `${grid.rows.length} rows pasted; the first ${most} are shown, all are read.`,
          )}
        </p>
      )}
      <Table
        label={t('粘贴表格', 'Paste a table')}
        rows={Array.from({ length: Math.min(spare, most) }, (_, row) => ({ row }))}
        rowKey={({ row }) => String(row)}
        columns={[
          { head: t('行', 'Row'), className: 'soft', cell: ({ row }) => row + 2 },
          ...grid.columns.map((name, column) => ({
            head: name || letterOf(column),
            cell: ({ row }: { row: number }) => (
              <input
                data-cell={`${row}.${column}`}
                value={grid.rows[row]?.[column] ?? ''}
                aria-label={`${name || letterOf(column)} ${row + 2}`}
                onChange={(event) => set(row, column, event.target.value)}
                onPaste={paste({ row, column })}
                onKeyDown={(event) => move(event, row, column)}
              />
            ),
          })),
        ]}
      />
      <p>
        <button type="button" className="button" disabled={busy || !filled} onClick={() => onRead(gridText(grid))}>
          {t('核对这张表', 'Check this table')}
        </button>{' '}
        <button type="button" className="text-button" onClick={() => onChange({ ...grid, rows: [] })}>
          {t('清空', 'Clear')}
        </button>
      </p>
    </div>
  );
}
