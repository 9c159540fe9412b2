import type { ReactNode } from 'react';
import { figure } from './format.ts';
import { Table } from './table.tsx';
import { useText } from './text.tsx';
import './waterfall.css';

export interface WaterfallRow {
  id: string;
  name: string;
  /** A level (from 0) or a step from where the row before ended. */
  kind: 'level' | 'step' | 'open';
  amount: number;
  /** What stands behind the bar. */
  more?: ReactNode;
}

/** Where each bar begins and ends; steps go on from the row before. */
export function spansOf(rows: readonly Pick<WaterfallRow, 'kind' | 'amount'>[]): { from: number; to: number }[] {
  let at = 0;
  return rows.map(({ kind, amount }) => {
    const from = kind === 'level' ? 0 : at;
    at = kind === 'level' ? amount : at + amount;
    return { from, to: at };
  });
}

/** The axis: from 0, or from near the smallest bar where all of them lie far above it. */
export function axisOf(spans: readonly { from: number; to: number }[]): { low: number; high: number } {
  const ends = spans.flatMap(({ from, to }) => [from, to]).filter((end) => end !== 0);
  const high = Math.max(0, ...ends);
  const least = Math.min(...ends, high);
  const low = least < 0 ? least : least > high * 0.5 ? least - (high - least) * 0.25 : 0;
  return { low: Math.min(low, high), high: high === low ? low + 1 : high };
}

/** Bars one below the other, each beginning where the one before ended; rows of one table, so that they can be read out. */
export function Waterfall({ rows, unit, caption }: { rows: readonly WaterfallRow[]; unit: string; caption: string }) {
  const { t } = useText();
  const spans = spansOf(rows);
  const { low, high } = axisOf(spans);
  // Beside bars in the hundreds a thousandth says nothing.
  const shown = (amount: number) => figure(high >= 10 ? Math.round(amount * 100) / 100 : amount);
  const percent = (value: number) => Math.min(100, Math.max(0, ((value - low) / (high - low)) * 100));
  return (
    <>
      <Table
        label={caption}
        className="waterfall"
        rows={rows.map((row, at) => ({ ...row, ...(spans[at] ?? { from: 0, to: 0 }) }))}
        rowKey={(row) => row.id}
        rowClass={({ kind, amount }) => `is-${kind}${kind !== 'level' && amount < 0 ? ' is-down' : ''}`}
        columns={[
          {
            head: t('项', 'Item'),
            cell: (row) => (
              <>
                {row.name}
                {row.more}
              </>
            ),
          },
          {
            head: unit,
            n: true,
            cell: ({ kind, amount }) => `${kind !== 'level' && amount > 0 ? '+' : ''}${shown(amount)}`,
          },
          {
            head: <span className="sr">{t('图', 'Bar')}</span>,
            className: 'waterfall-plot',
            cell: ({ amount, from, to }) => {
              const left = percent(Math.min(from, to));
              const right = percent(Math.max(from, to));
              return (
                <span aria-hidden="true">
                  {amount !== 0 && <i style={{ left: `${left}%`, width: `max(2px, ${right - left}%)` }} />}
                </span>
              );
            },
          },
        ]}
      />
      {low > 0 && (
        <p className="soft small">
          {t(`横条从 ${figure(low, 0)} 画起，不从 0。`, `The bars are drawn from ${figure(low, 0)}, not from 0.`)}
        </p>
      )}
    </>
  );
}
