import { Link } from '@tanstack/react-router';
import { dayText, figure, quantity } from '../../ui/format.ts';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import type { CellView } from '../../evidence/judged-shape.ts';

/** A judged cell: a figure, words, a day, a record to go to, or why there is nothing. */
export function CellText({ cell, decimals, unit }: { cell: CellView | undefined; decimals?: number; unit?: string }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  if (cell === null || cell === undefined) return <span className="soft">—</span>;
  if (typeof cell === 'number')
    return unit && lang === 'en'
      ? quantity(cell, unit, lang)
      : `${figure(cell, decimals)}${unit ? `\u2009${unit}` : ''}`;
  if (typeof cell === 'boolean') return cell ? t('是', 'yes') : t('否', 'no');
  if (typeof cell === 'string')
    return /^\d{4}-\d{2}-\d{2}$/.test(cell) ? <span className="nowrap">{dayText(cell, lang)}</span> : cell;
  if ('missing' in cell) return <span className="soft">{tx(cell.missing)}</span>;
  if ('zh' in cell) return tx(cell);
  return (
    <Link
      to="/$jurisdiction/registers/$register"
      params={{ jurisdiction, register: cell.register }}
      search={{ r: cell.id }}
    >
      {cell.title}
    </Link>
  );
}
