import type { Text } from '../../core/measure/index.ts';
import { fieldsOf, itemOf, nameOf, type Shape } from './shape.ts';

export type Cell = string | number | Text | null;

/** A result as it is shown: its single figures, and a table for each list. */
export interface Shown {
  facts: { key: string; name: Text; value: Cell; unit: string }[];
  tables: { key: string; name: Text; heads: Text[]; rows: Cell[][] }[];
}

/** Sets a result out by the shape that it has. What is nested deeper than a table stands as JSON in its cell. */
export function shownResult(shape: Shape, result: unknown): Shown {
  const shown: Shown = { facts: [], tables: [] };
  const fields = fieldsOf(shape);
  for (const [key, value] of Object.entries(result as object)) {
    const own = fields[key] ?? {};
    const name = nameOf(own, key);
    if (Array.isArray(value)) shown.tables.push({ key, name, ...tableOf(own, value) });
    else if (isPlain(value) && !isText(value)) shown.tables.push({ key, name, ...tableOf(own, Object.entries(value)) });
    else shown.facts.push({ key, name, value: cellOf(value), unit: own.unit ?? '' });
  }
  return shown;
}

function tableOf(shape: Shape, rows: readonly unknown[]): { heads: Text[]; rows: Cell[][] } {
  if (rows.every((row) => isPlain(row) && !isText(row))) {
    const fields = fieldsOf(itemOf(shape));
    const keys = [...new Set(rows.flatMap((row) => Object.keys(row as object)))];
    return {
      heads: keys.map((key) => nameOf(fields[key], key)),
      rows: rows.map((row) => keys.map((key) => cellOf((row as Record<string, unknown>)[key]))),
    };
  }
  const lines = rows.map((row, at) => (Array.isArray(row) ? row.map(cellOf) : [at, cellOf(row)]));
  const width = Math.max(0, ...lines.map((line) => line.length));
  return { heads: Array.from({ length: width }, (_, at) => ({ zh: String(at + 1), en: String(at + 1) })), rows: lines };
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  return isText(value) ? value : JSON.stringify(value);
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is Text {
  return isPlain(value) && 'zh' in value && 'en' in value && Object.keys(value).length === 2;
}
