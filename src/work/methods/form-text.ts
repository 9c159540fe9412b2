import type { Text } from '../../core/measure/index.ts';
import { fieldsOf, isNullable, isScalar, itemOf, nameOf, needs, type Shape, typesOf } from './shape.ts';

/** What was typed or pasted into a field does not have its shape; `zh` and `en` say where. */
export class FieldFault extends Error {
  readonly text: Text;

  constructor(zh: string, en: string) {
    super(en);
    this.name = 'FieldFault';
    this.text = { zh, en };
  }
}

/** A field of the form: a group of fields is taken apart, a list is one field. */
export interface Leaf {
  /** Keys joined by dots, as a problem names them. */
  path: string;
  /** Names of the groups that it stands in, then its own. */
  names: Text[];
  shape: Shape;
  required: boolean;
}

/** The fields of a form for an object. */
export function leavesOf(shape: Shape, within: Pick<Leaf, 'path' | 'names'> = { path: '', names: [] }): Leaf[] {
  return Object.entries(fieldsOf(shape)).flatMap(([key, own]): Leaf[] => {
    const path = within.path === '' ? key : `${within.path}.${key}`;
    const names = [...within.names, nameOf(own, key)];
    if (own.properties) return leavesOf(own, { path, names });
    return [{ path, names, shape: own, required: needs(shape, key) }];
  });
}

/** The columns of a list whose members are rows of single values; null where it is another list, or none. */
function columnsOf(shape: Shape): { key: string; shape: Shape }[] | null {
  const item = itemOf(shape);
  if (!item.properties) return null;
  const columns = Object.entries(item.properties).map(([key, own]) => ({ key, shape: own }));
  return columns.every((column) => isScalar(column.shape) || isWords(column.shape)) ? columns : null;
}

/** A list of texts, which has room in a cell. */
const isWords = (shape: Shape) => typesOf(shape).join() === 'array' && typesOf(itemOf(shape)).join() === 'string';

/** How a list may be typed or pasted; null for a single value. */
export function howTo(shape: Shape): Text | null {
  if (isScalar(shape)) return null;
  const columns = columnsOf(shape);
  if (columns)
    return {
      zh: `可从表格粘贴，第一行写列名：${columns.map(({ key, shape: own }) => nameOf(own, key).zh).join('、')}；或写 JSON。`,
      en: `Paste from a sheet with a row of heads (${columns.map(({ key, shape: own }) => nameOf(own, key).en).join('; ')}), or write JSON.`,
    };
  if (rowShapesOf(shape) || isScalar(itemOf(shape)) || typeof shape.additionalProperties === 'object')
    return { zh: '每行一项，可从表格粘贴；或写 JSON。', en: 'One to a line, as pasted from a sheet; or JSON.' };
  return { zh: '写 JSON。', en: 'Write JSON.' };
}

/** The shape of each cell where the members are rows of cells: named places first, then all alike. */
function rowShapesOf(shape: Shape): ((at: number) => Shape) | null {
  const item = itemOf(shape);
  if (item.prefixItems) return (at) => item.prefixItems?.[at] ?? {};
  const cell = itemOf(item);
  return typesOf(item).join() === 'array' && isScalar(cell) ? () => cell : null;
}

/** A value as it stands in its field; heads of columns in the language of the interface. */
export function textOf(shape: Shape, value: unknown, lang: 'zh' | 'en' = 'zh'): string {
  if (value === undefined || value === null) return '';
  if (isScalar(shape)) return String(value);
  const cell = (one: unknown) =>
    Array.isArray(one) ? one.join('、') : one === null || one === undefined ? '' : String(one);
  const columns = columnsOf(shape);
  if (columns && Array.isArray(value)) {
    const used = columns.filter(({ key }) => value.some((row: Record<string, unknown>) => row[key] !== undefined));
    const rows = value.map((row: Record<string, unknown>) => used.map(({ key }) => cell(row[key])).join('\t'));
    return [used.map(({ key, shape: own }) => nameOf(own, key)[lang]).join('\t'), ...rows].join('\n');
  }
  if (rowShapesOf(shape) && Array.isArray(value))
    return value.map((row: unknown[]) => row.map(cell).join('\t')).join('\n');
  if (isScalar(itemOf(shape)) && Array.isArray(value)) return value.map(cell).join('\n');
  if (typeof shape.additionalProperties === 'object' && isScalar(shape.additionalProperties))
    return Object.entries(value)
      .map(([key, one]) => `${key}\t${cell(one)}`)
      .join('\n');
  return JSON.stringify(value, null, 1);
}

/** The value of what was typed; undefined where nothing was. Throws a FieldFault. */
export function valueOf(shape: Shape, typed: string): unknown {
  const text = typed.trim();
  if (text === '') return undefined;
  if (isScalar(shape)) return cellValue(shape, text, '');
  if (/^[[{]/.test(text)) return json(text);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const columns = columnsOf(shape);
  if (columns) return rowsOf(columns, lines);
  const rowShapes = rowShapesOf(shape);
  if (rowShapes)
    return lines.map((line, row) => cellsOf(line).map((cell, at) => cellValue(rowShapes(at), cell, ` ${row + 1}`)));
  const item = itemOf(shape);
  if (isScalar(item)) {
    const members = typesOf(item).includes('string') ? lines : lines.flatMap(cellsOf);
    return members.map((one, at) => cellValue(item, one.trim(), ` ${at + 1}`));
  }
  if (typeof shape.additionalProperties === 'object') {
    const member = shape.additionalProperties;
    return Object.fromEntries(
      lines.map((line, row): [string, unknown] => {
        const at = line.search(/[\t:：,，]|\s(?=\S+$)/);
        if (at < 0)
          throw new FieldFault(`第 ${row + 1} 行应是“名称 值”`, `line ${row + 1} should be a name and a value`);
        return [line.slice(0, at).trim(), cellValue(member, line.slice(at + 1).trim(), ` ${row + 1}`)];
      }),
    );
  }
  return json(text);
}

function rowsOf(columns: NonNullable<ReturnType<typeof columnsOf>>, [head = '', ...lines]: string[]): object[] {
  const used = cellsOf(head).map((name) => {
    const found = columns.find(({ key, shape }) => [key, shape.zh, shape.en].includes(name.trim()));
    if (found) return found;
    throw new FieldFault(`没有“${name}”这一列`, `there is no column ${name}`);
  });
  return lines.map((line, row) => {
    const cells = cellsOf(line);
    if (cells.length > used.length)
      throw new FieldFault(
        `第 ${row + 1} 行多于 ${used.length} 列`,
        `line ${row + 1} has more than ${used.length} columns`,
      );
    return Object.fromEntries(
      used.flatMap(({ key, shape }, at): [string, unknown][] => {
        const cell = cells[at]?.trim() ?? '';
        if (cell !== '')
          return [[key, isWords(shape) ? cell.split(/[、,，;；]/) : cellValue(shape, cell, ` ${row + 1}`)]];
        return isNullable(shape) ? [[key, null]] : [];
      }),
    );
  });
}

const cellsOf = (line: string) => (line.includes('\t') ? line.split('\t') : line.trim().split(/[,，\s]+/));

function cellValue(shape: Shape, text: string, row: string): unknown {
  const types = typesOf(shape);
  if (types.includes('boolean')) {
    if (/^(true|是|1|yes|√)$/i.test(text)) return true;
    if (/^(false|否|0|no|×)$/i.test(text)) return false;
  }
  if (types.includes('number') || types.includes('integer')) {
    const number = Number(text.replace(/^[−－]/, '-').replace(/(?<=\d)[,，](?=\d{3}\b)/g, ''));
    if (Number.isFinite(number)) return number;
  }
  if (types.includes('string') || types.length === 0) return text;
  const where = row === '' ? { zh: '', en: '' } : { zh: `第${row} 行：`, en: `line${row}: ` };
  throw new FieldFault(`${where.zh}“${text}”不是数或是、否`, `${where.en}${text} is neither a number nor yes or no`);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new FieldFault(`不是 JSON：${why}`, `not JSON: ${why}`);
  }
}

/** The input of what was typed, field by field; or the path of the first field that has not its shape, and why. */
export function inputOf(
  leaves: readonly Leaf[],
  typed: (path: string) => string,
): { input: object } | { path: string; fault: Text } {
  const input: Record<string, unknown> = {};
  for (const { path, shape } of leaves) {
    let value: unknown;
    try {
      value = valueOf(shape, typed(path));
    } catch (error) {
      if (error instanceof FieldFault) return { path, fault: error.text };
      throw error;
    }
    if (value === undefined) continue;
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at = input;
    for (const key of keys) at = (at[key] ??= {}) as Record<string, unknown>;
    at[last] = value;
  }
  return { input };
}

/** What stands at a path of an example. */
export function valueAt(whole: unknown, path: string): unknown {
  return path.split('.').reduce((at: unknown, key) => (at as Record<string, unknown> | undefined)?.[key], whole);
}
