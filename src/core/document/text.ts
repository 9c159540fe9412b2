import type { Block, Figure, Run } from './model.ts';

/** The words of a text, figures as they are printed. */
export const plain = (runs: readonly Run[]): string =>
  runs.map((run) => (typeof run === 'string' ? run : run.text)).join('');

export const figuresOf = (runs: readonly Run[]): Figure[] => runs.filter((run) => typeof run !== 'string');

/** All figures of a block, in reading order. */
export function figuresIn(block: Block): Figure[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return figuresOf(block.runs);
    case 'list':
      return block.items.flatMap(figuresOf);
    case 'table':
      return block.rows.flatMap((cells) => cells.flatMap(figuresOf));
    default:
      return [];
  }
}

/**
 * A text that a person wrote, its figures tied to their threads again: a figure that stands there as it was printed keeps its
 * thread. Longer figures are found before shorter ones that they hold.
 */
export function relink(text: string, figures: readonly Figure[]): Run[] {
  const waiting = figures.filter((figure) => figure.text !== '').toSorted((a, b) => b.text.length - a.text.length);
  const runs: Run[] = [];
  let rest = text;
  while (rest !== '') {
    let at = -1;
    let found: Figure | undefined;
    for (const figure of waiting) {
      const here = whole(rest, figure.text);
      if (here >= 0 && (at < 0 || here < at)) [at, found] = [here, figure];
    }
    if (!found) break;
    if (at > 0) runs.push(rest.slice(0, at));
    runs.push(found);
    waiting.splice(waiting.indexOf(found), 1);
    rest = rest.slice(at + found.text.length);
  }
  return rest === '' ? runs : [...runs, rest];
}

/** Where a figure stands by itself, not inside a longer number; −1 where it does not. */
function whole(text: string, figure: string): number {
  for (let at = text.indexOf(figure); at >= 0; at = text.indexOf(figure, at + 1)) {
    const before = /[\d.]$/u.test(text.slice(0, at)) && /^\d/u.test(figure);
    const after = /^(?:\d|\.\d)/u.test(text.slice(at + figure.length)) && /\d$/u.test(figure);
    if (!before && !after) return at;
  }
  return -1;
}

/** Numbers that a person wrote and that no figure of the data stands behind. */
export function unlinkedNumbers(runs: readonly Run[]): string[] {
  return runs.flatMap((run) => (typeof run === 'string' ? (run.match(/\d+(?:\.\d+)?%?/gu) ?? []) : []));
}
