import type { z } from 'zod';
import { listOf } from '../../ui/search.ts';
import type { indicatorSummary } from './api.ts';
import type { IndicatorsSearch } from './search.ts';

export type IndicatorRow = z.infer<typeof indicatorSummary>;

const lightOrder = ['red', 'yellow', 'grey', 'green'];

function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, '');
}

/** The rows that the address asks for, in the order that it asks for. */
export function chosen(
  rows: readonly IndicatorRow[],
  search: IndicatorsSearch,
  name: (row: IndicatorRow) => string,
): IndicatorRow[] {
  const lights = listOf(search.light);
  const kept = rows.filter(
    (row) =>
      (lights.length === 0 || lights.includes(row.light ?? 'none')) &&
      (search.owner === undefined || row.owner?.id === search.owner || (search.owner === '-' && row.owner === null)) &&
      (search.missing !== '1' || row.missing !== null) &&
      (search.binding !== '1' || row.binding) &&
      (search.q === undefined ||
        plain(`${row.name.zh} ${row.name.en} ${row.id} ${row.owner?.name.zh ?? ''}`).includes(plain(search.q))),
  );
  const sort = search.sort;
  if (sort === undefined) return kept;
  const compare = (a: IndicatorRow, b: IndicatorRow): number => {
    if (sort === 'light') return lightOrder.indexOf(a.light ?? 'none') - lightOrder.indexOf(b.light ?? 'none');
    if (sort === 'latest') return (a.latest?.period ?? '').localeCompare(b.latest?.period ?? '');
    if (sort === 'owner') return (a.owner?.name.zh ?? '').localeCompare(b.owner?.name.zh ?? '', 'zh');
    return name(a).localeCompare(name(b), 'zh');
  };
  const sign = search.desc === '1' ? -1 : 1;
  return kept.toSorted((a, b) => sign * compare(a, b));
}
