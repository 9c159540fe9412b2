import { problem, type Problem } from '../../../core/measure/index.ts';
import type { Text } from '../../../core/measure/model.ts';
import type { Word } from './word.ts';

/** What is wrong with a spreadsheet or one of its cells, where, and what to do about it. */
export interface SheetProblem extends Problem {
  do: Text;
  /** Name of the sheet. */
  sheet?: string;
  /** Row as the spreadsheet numbers it, from 1. */
  row?: number;
  /** Letter of the column, e.g. `C`. */
  column?: string;
  /** What the column's header says. */
  header?: string;
  /** Of a doubt: by this a person confirms that it is right as it is. */
  key?: string;
  /** What a person may say that a word of the cell means. */
  word?: Word;
  /** It is no row's fault: nothing of the file can be taken while it stands. */
  whole?: boolean;
}

export type CellPlace = Pick<SheetProblem, 'sheet' | 'row' | 'column' | 'header'>;

/** `says` and `does` are pairs of Chinese and English. */
export function sheetProblem(
  code: string,
  says: readonly [string, string],
  does: readonly [string, string],
  place: CellPlace = {},
): SheetProblem {
  return { ...problem(code, says[0], says[1]), do: { zh: does[0], en: does[1] }, ...place };
}

/** The same problem with its place in the file. */
export function placed(found: SheetProblem, place: CellPlace): SheetProblem {
  return { ...found, ...place };
}
