import type { Missing } from '../../../core/measure/model.ts';
import { absence, plainText } from './absent.ts';
import { inError } from './cell-number.ts';
import { alikeness } from './head-label.ts';
import type { Cell } from './grid.ts';
import { type SheetProblem, sheetProblem } from './problem.ts';

/**
 * The text of a cell without spaces at its ends and invisible characters; numbers as they are shown. A Missing for a
 * blank cell only: a text may well say 无. Problems: control characters, more than `max` characters (UTF-16), a number of
 * more than 15 digits, whose last digits the spreadsheet has already lost (identity and account numbers).
 */
export function cellText(cell: Cell, { max = 2_000 }: { max?: number } = {}): string | Missing | SheetProblem {
  if (cell.error !== undefined) return inError(cell.error);
  // A figure whose format puts words behind it is read with them: 5号楼.
  const text = (cell.unit === undefined ? cell.text : (cell.shown ?? cell.text))
    .replace(/\r\n?/gu, '\n')
    .replace(/[\u200b-\u200f\u2060\ufeff]/gu, '')
    .trim()
    .toWellFormed();
  if (typeof cell.value === 'number' && /^\d{16,}$|^\d\.\d+e\+?\d+$/iu.test(text)) {
    return sheetProblem(
      'text-lost-digits',
      [`${text} 是数值格式，后面几位已丢失`, `${text} is stored as a number and has lost its last digits`],
      ['把单元格格式改为文本，再重新填写', 'Set the format of the cell to text and type it again'],
    );
  }
  if (text === '') return absence('') ?? text;
  const control = /[\p{Cc}--[\n\t]]/v.exec(text);
  if (control) {
    const code = `U+${(text.codePointAt(control.index) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    return sheetProblem(
      'text-control',
      [`含有看不见的控制字符 ${code}`, `Holds the invisible control character ${code}`],
      ['在单元格里重新输入这段文字', 'Type the text again'],
    );
  }
  return text.length > max
    ? sheetProblem(
        'text-too-long',
        [`有 ${text.length} 个字，超过 ${max} 个`, `${text.length} characters, more than ${max}`],
        [`缩短到 ${max} 个字以内`, `Shorten it to ${max} characters`],
      )
    : text;
}

/** One of the values of a choice; `zh` and `en` are its labels. */
export interface SheetChoice {
  code: string;
  zh: string;
  en: string;
  /** Other words that sheets use for it. */
  aliases?: readonly string[] | undefined;
}

/** The code of the choice that a cell names, by its label in either language, by its code, or by an alias. */
export function cellChoice(cell: Cell, choices: readonly SheetChoice[]): string | Missing | SheetProblem {
  if (cell.error !== undefined) return inError(cell.error);
  const said = fold(cell.text);
  const hit =
    choices.find((choice) => [choice.zh, choice.en, choice.code].some((name) => fold(name) === said)) ??
    choices.find(({ aliases = [] }) => aliases.some((name) => fold(name) === said));
  if (hit && said !== '') return hit.code;
  const none = absence(cell.text);
  if (none) return none;
  const list = (names: string[], mark: string) => names.slice(0, 12).join(mark) + (names.length > 12 ? ' …' : '');
  const near = nearest(cell.text, choices);
  const problem = sheetProblem(
    'not-a-choice',
    [`“${cell.text.slice(0, 40)}”不在可选值里`, `"${cell.text.slice(0, 40)}" is not one of the choices`],
    choices.length === 0
      ? [
          '这一栏现在没有可选的：先在系统里登记（账号、单位等），或删去这一列再导入',
          'Nothing can be chosen here yet: register it first (accounts, units), or take the column out',
        ]
      : near.length > 0 && choices.length > 6
        ? [
            `是不是“${near.map((choice) => choice.zh).join('”“')}”？照它的全称填`,
            `Is it ${near.map((choice) => `"${choice.en}"`).join(' or ')}? Write its full name`,
          ]
        : [
            `从这些里选：${list(
              choices.map((choice) => choice.zh),
              '、',
            )}`,
            `Choose one of: ${list(
              choices.map((choice) => choice.en),
              ', ',
            )}`,
          ],
  );
  const maybe = near.map(({ code, zh, en }) => ({ id: code, name: { zh, en } }));
  return { ...problem, word: { key: '', said: cell.text.trim(), maybe } };
}

/** The choices that a word may mean, likeliest first, three at most: 工信局 is short for 工业和信息化局. */
export function nearest(text: string, choices: readonly SheetChoice[]): SheetChoice[] {
  const said = fold(text);
  const like = (name: string): number => {
    const whole = fold(name);
    const short = [whole, said].toSorted((a, b) => a.length - b.length);
    const [less = '', more = ''] = short;
    let at = -1;
    const inOrder = [...less].every((sign) => (at = more.indexOf(sign, at + 1)) >= 0);
    return Math.max(alikeness(said, whole), inOrder && less.length >= 2 ? 0.7 + (0.2 * less.length) / more.length : 0);
  };
  return choices
    .map((choice) => ({ choice, like: Math.max(like(choice.zh), like(choice.en)) }))
    .filter((one) => one.like >= 0.4)
    .toSorted((a, b) => b.like - a.like)
    .slice(0, 3)
    .map(({ choice }) => choice);
}

const yes = ['是', '有', '对', '已', '√', '✓', '✔', 'y', 'yes', 'true', '1'];
const no = ['否', '无', '没有', '不是', '未', '×', '✗', '✘', 'x', 'n', 'no', 'false', '0'];
const good = ['在用', '使用', '正常', '合格', '达标', '完成', '具备', '通过', '运行'];
const bad = ['停用', '停运', '闲置', '废弃', '损坏', '故障', '异常'];

/**
 * Yes or no: 是, 否, √, ×, TRUE, FALSE, 1, 0; words for a state that is as it should be (正常, 在用, `name`: 正常运行), and
 * the same denied (不正常, 未使用). Others are asked about.
 */
export function cellYesNo(cell: Cell, name = ''): boolean | Missing | SheetProblem {
  if (cell.error !== undefined) return inError(cell.error);
  if (typeof cell.value === 'boolean') return cell.value;
  const said = fold(cell.text);
  const states = [...good, fold(name)].filter((word) => word !== '');
  const holds = (text: string) => states.some((word) => text === word || text === `已${word}`);
  if (yes.includes(said) || holds(said)) return true;
  if (no.includes(said) || bad.includes(said) || holds(said.replace(/^(?:不|未|没有|没|非|无)/u, ''))) return false;
  const none = absence(cell.text);
  if (none) return none;
  const problem = sheetProblem(
    'not-yes-or-no',
    [`“${cell.text.slice(0, 40)}”不是“是”或“否”`, `"${cell.text.slice(0, 40)}" is neither yes nor no`],
    ['填“是”或“否”', 'Write yes or no'],
  );
  return { ...problem, word: { key: '', said: cell.text.trim(), maybe: [] } };
}

const fold = (text: string) => plainText(text).toLowerCase();
