import type { Text } from '../../core/measure/index.ts';
import { fieldsOf, itemOf, nameOf, type Shape } from './shape.ts';
import { wordOf } from './words.ts';

export type Cell = string | number | Text | null;

interface ShownTable {
  name: Text;
  /** None where the cells are named by nothing but their place. */
  heads: Text[];
  rows: Cell[][];
}

/** A result as it is shown: its single figures, and a table for each list. */
export interface Shown {
  facts: { name: Text; value: Cell; unit: string }[];
  tables: ShownTable[];
}

/** Sets a result out by the shape that it has. A list within rows is a table of its own, each line under its row's name. */
export function shownResult(shape: Shape, result: unknown, within: readonly Text[] = []): Shown {
  const shown: Shown = { facts: [], tables: [] };
  const fields = fieldsOf(shape);
  for (const [key, value] of Object.entries(result as object)) {
    const own = fields[key] ?? {};
    const names = [...within, nameOf(own, key)];
    const name = joined(names);
    if (Array.isArray(value)) shown.tables.push(...tablesOf(own, name, value));
    else if (isText(value) || !isPlain(value)) shown.facts.push({ name, value: cellOf(value), unit: own.unit ?? '' });
    else if (Object.keys(fieldsOf(own)).length === 0)
      shown.tables.push({ name, heads: [], rows: Object.entries(value).map(([one, of]) => [one, cellOf(of)]) });
    else {
      const { facts, tables } = shownResult(own, value, names);
      shown.facts.push(...facts);
      shown.tables.push(...tables);
    }
  }
  return shown;
}

function tablesOf(shape: Shape, name: Text, rows: readonly unknown[]): ShownTable[] {
  if (rows.length === 0 || !rows.every((row) => isPlain(row) && !isText(row)))
    return [
      {
        name,
        heads: [],
        rows: rows.map((row, at) => (Array.isArray(row) ? row.map(cellOf) : [String(at + 1), cellOf(row)])),
      },
    ];
  const fields = fieldsOf(itemOf(shape));
  const members = rows as readonly Record<string, unknown>[];
  const keys = [...new Set(members.flatMap((row) => Object.keys(row)))];
  const isList = (key: string) => members.some((row) => Array.isArray(row[key]) && row[key].some(isPlain));
  const [first = '', ...rest] = keys.filter((key) => !isList(key));
  const heads = [first, ...rest].map((key) => nameOf(fields[key], key));
  return [
    { name, heads, rows: members.map((row) => [first, ...rest].map((key) => cellOf(row[key]))) },
    ...keys.filter(isList).flatMap((key) => {
      const lines = members.flatMap((row) => (row[key] as object[]).map((line) => ({ [first]: row[first], ...line })));
      const own = itemOf(fields[key] ?? {});
      const both = { items: { properties: { [first]: fields[first] ?? {}, ...fieldsOf(own) } } };
      return tablesOf(both, joined([name, nameOf(fields[key], key)]), lines);
    }),
  ];
}

function joined(names: readonly Text[]): Text {
  return { zh: names.map(({ zh }) => zh).join(' · '), en: names.map(({ en }) => en).join(' · ') };
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return wordOf(value);
  if (typeof value === 'boolean') return wordOf(String(value));
  return isText(value) ? value : JSON.stringify(value);
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is Text {
  return isPlain(value) && 'zh' in value && 'en' in value && Object.keys(value).length === 2;
}
