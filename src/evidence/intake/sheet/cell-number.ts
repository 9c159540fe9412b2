import { convert, isProblem, parseUnit } from '../../../core/measure/index.ts';
import type { Missing } from '../../../core/measure/model.ts';
import { absence, plainText } from './absent.ts';
import type { Cell } from './grid.ts';
import { type SheetProblem, sheetProblem } from './problem.ts';

const rewrite: readonly [string, string] = ['只填一个数，例如 1234.5', 'Write one number, for example 1234.5'];

/**
 * The number of a cell in the unit of its column: `12.5亿元` in a column of 万元 is 125000, converted on the decimal
 * text. Understood: full-width figures, thousands separators, `12.5亿` without the counted unit, percentages (also as a
 * cell format), brackets for negative, currency signs. A Missing for a blank cell or a word for none; a problem for what
 * is no number, may be read two ways, has another kind of unit, has more than 15 significant digits, or is shown by a
 * merged cell that belongs to another row.
 *
 * @param unit as indicators and fields write it: 万元, 亩, %, or '' for a pure number
 * @param bare unit of figures that stand without one, where the header names another than the column's
 */
export function cellNumber(
  cell: Cell,
  { unit = '', bare = unit }: { unit?: string; bare?: string } = {},
): number | Missing | SheetProblem {
  if (cell.error !== undefined) return inError(cell.error);
  const { value } = cell;
  // A word may stand for several rows; a figure would be counted once for each of them.
  if (cell.master !== undefined && absence(cell.text) === null) {
    return sheetProblem(
      'number-merged',
      [
        `这个数来自合并单元格 ${cell.master}，会重复计算`,
        `This figure comes from the merged cell ${cell.master} and would be counted twice`,
      ],
      ['取消合并，每行各填各的数', 'Split the merged cell and give each row its own figure'],
    );
  }
  if (typeof value === 'number') {
    if (tooFine(String(value)) || tooFine(cell.text)) return fine(cell.text);
    if (cell.unit !== undefined) return inUnit(value, plainText(cell.unit), unit, cell.shown ?? cell.text);
    return cell.text.endsWith('%')
      ? inUnit(Number((value * 100).toPrecision(15)), '%', unit, cell.text)
      : inUnit(value, bare, unit, cell.text);
  }
  if (typeof value === 'boolean')
    return sheetProblem(
      'number-is-logical',
      [`“${cell.text}”是逻辑值，不是数`, `"${cell.text}" is a logical value, not a number`],
      rewrite,
    );
  if (value !== null && typeof value === 'object') {
    return sheetProblem(
      'number-is-date',
      [`这里是日期 ${value.date}，不是数`, `This is the day ${value.date}, not a number`],
      ['把单元格格式改为数值，再重新填数', 'Set the format of the cell to number and type it again'],
    );
  }
  return absence(cell.text) ?? fromText(cell.text, unit, bare);
}

function fromText(written: string, unit: string, bare: string): number | SheetProblem {
  const spaced = written.normalize('NFKC').trim();
  let text = plainText(spaced)
    .replace(/[−‐‑‒–—―]/gu, '-')
    .replace(/[、，]/gu, ',')
    .replace(/。/gu, '.');
  const bracketed = /^\((?!-)(.*)\)$/u.exec(text);
  if (bracketed) text = bracketed[1] ?? '';
  text = text.replace(/^([+-]?)(?:人民币|RMB|CNY|¥)/u, '$1');
  const cut = /^([+-]?)([\d.,'’]*\d[\d.,'’]*(?:[eE][+-]?\d+)?)(.*)$/u.exec(text);
  if (!cut) return noNumber(written);
  const [, sign = '', figure = '', rest = ''] = cut;
  if (/\d\s+\d/u.test(spaced) && !/^\D*\d{1,3}(\s\d{3})+(\D|$)/u.test(spaced)) return ambiguous(written);
  const digits = plainFigure(figure);
  if (digits === null) return ambiguous(written);
  if (/^[-~至到]\+?\d/u.test(rest))
    return sheetProblem('number-range', [`“${written}”是一个范围`, `"${written}" is a range`], rewrite);
  if (tooFine(digits)) return fine(written);
  const number = Number(`${bracketed ? '-' : sign}${digits}`);
  return Number.isFinite(number) ? inUnit(number + 0, rest === '' ? bare : rest, unit, written) : noNumber(written);
}

/** `1,234.5` → `1234.5`; null for marks that may be read two ways: `1.234,5`, `12,5`, `1.234.567`. */
function plainFigure(figure: string): string | null {
  if (/^\d+(\.\d*)?([eE][+-]?\d+)?$|^\.\d+$/u.test(figure)) return figure;
  if (/^\d{1,3}(?:,\d{3})+(\.\d+)?$/u.test(figure)) return figure.replaceAll(',', '');
  return /^\d{1,3}(?:['’]\d{3})+(\.\d+)?$/u.test(figure) ? figure.replace(/['’]/gu, '') : null;
}

function inUnit(number: number, written: string, unit: string, whole: string): number | SheetProblem {
  if (written === '' || written === unit) return number;
  // 12.5亿 in a column of 万元: the magnitude alone, of whatever the column counts.
  const magnitude = /^[万千百十]*[亿万千百]$/u.test(written);
  const column = parseUnit(unit);
  const head = isProblem(column) ? undefined : column.parts[0];
  const tail = head === undefined || isProblem(column) ? '' : column.text.slice(head.text.length);
  const from = !magnitude ? written : head === undefined ? `${written}元` : `${written}${head.base}${tail}`;
  const converted = convert(number, from, magnitude && head === undefined ? '元' : unit);
  if (!isProblem(converted)) return converted;
  return isProblem(parseUnit(from)) ? noNumber(whole) : unitProblem(converted, unit);
}

function unitProblem(found: { code: string; zh: string; en: string }, unit: string): SheetProblem {
  return sheetProblem(
    found.code,
    [found.zh, found.en],
    [
      unit === '' ? '只填数，不带单位' : `按“${unit}”填数，不带单位`,
      unit === '' ? 'Write the number without a unit' : `Write the number in ${unit}, without the unit`,
    ],
  );
}

/** More than the 15 significant digits that survive in a spreadsheet. */
function tooFine(digits: string): boolean {
  return (
    digits.length > 15 &&
    digits
      .replace(/[eE].*$/u, '')
      .replace(/\D/gu, '')
      .replace(/^0+|0+$/gu, '').length > 15
  );
}

const fine = (written: string) =>
  sheetProblem(
    'number-too-long',
    [`“${written}”超过 15 位有效数字`, `"${written}" has more than 15 significant digits`],
    ['减少小数位；编号请放在文本列', 'Give fewer decimals; codes belong in a column of texts'],
  );
const ambiguous = (written: string) =>
  sheetProblem(
    'number-ambiguous',
    [`“${written}”有两种读法`, `"${written}" can be read in two ways`],
    ['小数点用“.”，千位用“,”或不分隔', 'Use "." for decimals, and "," or nothing for thousands'],
  );
const noNumber = (written: string) =>
  sheetProblem(
    'not-a-number',
    [`“${written.trim().slice(0, 40)}”不是数`, `"${written.trim().slice(0, 40)}" is not a number`],
    rewrite,
  );

/** The problem of a cell whose formula failed or was never computed. */
export function inError(error: string): SheetProblem {
  return error === '#?'
    ? sheetProblem(
        'formula-without-result',
        ['公式没有算出的结果', 'The formula has no computed result'],
        [
          '用 Excel 或 WPS 打开，重新计算后保存，或直接填写',
          'Open the file in Excel or WPS, recalculate and save it, or type the value',
        ],
      )
    : sheetProblem(
        'cell-error',
        [`单元格是错误值 ${error}`, `The cell holds the error ${error}`],
        ['改正公式，或直接填写', 'Mend the formula, or type the value'],
      );
}
