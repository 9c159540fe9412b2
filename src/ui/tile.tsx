import type { ReactNode } from 'react';
import './tile.css';

/** Figures with their names, in a row at the head of a page. */
export function Tiles({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="figure-row" aria-label={label}>
      {children}
    </section>
  );
}

/** A figure with its name. */
export function Tile({ name, children, note }: { name: ReactNode; children: ReactNode; note?: ReactNode }) {
  return (
    <div className="figure-box">
      <p className="soft small">{name}</p>
      <p className="figure-value">{children}</p>
      {note !== undefined && note !== null && <p className="soft small">{note}</p>}
    </div>
  );
}

/** A share as a bar beside its figure. */
export function Bar({ value, of, label }: { value: number; of: number; label: string }) {
  const width = of > 0 ? Math.min(100, Math.max(0, (100 * value) / of)) : 0;
  return (
    <span className="bar" role="img" aria-label={label}>
      <i style={{ width: `${width}%` }} />
    </span>
  );
}
