import { convert, isProblem } from '../../../core/measure/index.ts';
import { unitBeside, unitOfLine } from './head-unit.ts';
import { type SheetProblem, sheetProblem } from './problem.ts';

/** Where a row of figures may say what they are counted in. */
export interface UnitPlaces {
  /** The unit that the figure is kept in. */
  own: string;
  /** The row's cell for the unit. */
  row?: string;
  /** What stands beside the name of what the row is about: 地区生产总值（亿元）. */
  name?: readonly string[];
  /** What stands beside the head of the column. */
  head?: readonly string[];
  /** The line above the table. */
  line?: string | null;
}

/**
 * The unit of a figure that stands without one: the row's own counts before the name's, the head's and the line's; null
 * where nobody says one. Problems: `unit-unclear`, `unit-conflict` (the row and the head name different ones).
 */
export function figureUnit({
  own,
  row = '',
  name = [],
  head = [],
  line = null,
}: UnitPlaces): string | null | SheetProblem {
  const ofRow = row.trim() === '' ? null : (unitBeside([row.trim()], own) ?? { unclear: row.trim() });
  const ofName = unitBeside(name, own);
  const ofHead = unitBeside(head, own);
  const said = [ofRow, ofName, ofHead].filter((one) => one !== null);
  const [first] = said;
  for (const one of said) if ('unclear' in one) return unclearUnit(one.unclear, own);
  if (first && 'unit' in first) {
    const other = said.find((one) => 'unit' in one && convert(1, one.unit, own) !== convert(1, first.unit, own));
    if (other && 'unit' in other)
      return sheetProblem(
        'unit-conflict',
        [`单位有两种说法：“${first.unit}”和“${other.unit}”`, `Two units are named: ${first.unit} and ${other.unit}`],
        ['改成一致的', 'Make them agree'],
      );
    return first.unit;
  }
  const ofLine = line === null ? null : unitOfLine(line, own);
  if (ofLine === null) return null;
  return 'unit' in ofLine ? ofLine.unit : unclearUnit(ofLine.unclear, own);
}

function unclearUnit(written: string, own: string): SheetProblem {
  const known = !isProblem(convert(1, own, own));
  return sheetProblem(
    'unit-unclear',
    [
      `单位“${written}”${own === '' || !known ? '看不懂' : `不能换算成“${own}”`}`,
      `The unit "${written}" ${own === '' || !known ? 'is not understood' : `does not convert to ${own}`}`,
    ],
    [
      own === '' ? '去掉单位，只填数' : `把单位改成“${own}”或同类单位`,
      own === '' ? 'Leave the unit out' : `Use ${own} or a unit of the same kind`,
    ],
  );
}
