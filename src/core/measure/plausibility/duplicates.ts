import { type Warning, warning } from './warning.ts';

/**
 * Rows of a list that say the same in every one of the fields; a row in which all of them are blank is left alone. Texts
 * are compared without case, width and spaces. One warning for each group, in the order of first appearance.
 */
export function duplicatedRows(
  rows: readonly { id: string; values: Readonly<Record<string, string | number | null>> }[],
  fields: readonly string[],
): Warning[] {
  const groups = new Map<string, string[]>();
  for (const { id, values } of rows) {
    const said = fields.map((field) => folded(values[field] ?? null));
    if (said.every((text) => text === '')) continue;
    const key = JSON.stringify(said);
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  return [...groups.values()]
    .filter((ids) => ids.length > 1)
    .map((ids) =>
      warning(
        'duplicated-rows',
        `${ids.length} 行内容相同：${few(ids, '、')}`,
        `${ids.length} rows say the same: ${few(ids, ', ')}`,
        { rows: ids, fields },
      ),
    );
}

/**
 * One amount in several rows of a list. Only figures of at least four significant digits count: 100 twice is chance,
 * 1283.47 twice is a copy.
 */
export function duplicatedValues(rows: readonly { id: string; value: number | null }[]): Warning[] {
  const groups = new Map<number, string[]>();
  for (const { id, value } of rows) {
    if (
      value === null ||
      String(Math.abs(value))
        .replace(/e.*$/u, '')
        .replace('.', '')
        .replace(/^0+|0+$/gu, '').length < 4
    )
      continue;
    groups.set(value, [...(groups.get(value) ?? []), id]);
  }
  return [...groups]
    .filter(([, ids]) => ids.length > 1)
    .map(([value, ids]) =>
      warning(
        'duplicated-value',
        `${ids.length} 行都是 ${value}：${few(ids, '、')}`,
        `${value} stands in ${ids.length} rows: ${few(ids, ', ')}`,
        { value, rows: ids },
      ),
    );
}

const folded = (value: string | number | null) =>
  typeof value === 'string'
    ? value.normalize('NFKC').replace(/\s+/gu, '').toLowerCase()
    : value === null
      ? ''
      : String(value);
const few = (ids: readonly string[], mark: string) => ids.slice(0, 6).join(mark) + (ids.length > 6 ? ' …' : '');
