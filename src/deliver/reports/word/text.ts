import { AlignmentType, Bookmark, BorderStyle, LineRuleType, Paragraph, type ParagraphChild, TextRun } from 'docx';
import type { Run } from '../../../core/document/index.ts';
import { FONTS, type FontKey, INDENT, LINE, SIZE, SPACING } from './layout.ts';

/** Words of a document as Word holds them: every figure under a bookmark that leads to its thread, demonstration marked. */

export interface Look {
  font?: FontKey;
  size?: number;
  color?: string;
  /** Twentieths of a point between characters. */
  spacing?: number;
}

export const fontOf = (key: FontKey) => {
  const { name } = FONTS[key];
  // All scripts: quotes and dashes of a Chinese text would stand in a Latin font otherwise.
  return { ascii: name, eastAsia: name, hAnsi: name, cs: name };
};

export const run = (text: string, { font = 'body', size = SIZE.three, color, spacing = SPACING }: Look = {}) =>
  new TextRun({ text, font: fontOf(font), size, characterSpacing: spacing, ...(color && { color }) });

/** Gives figures their bookmarks: one writer, one numbering. */
export class Bookmarks {
  #n = 0;

  /** A name that Word takes, with the entry of the ledger in it. */
  next(seq: number | null): string {
    this.#n += 1;
    return `f${this.#n}_${seq ?? 'computed'}`;
  }
}

export function inline(runs: readonly Run[], marks: Bookmarks, look: Look = {}): ParagraphChild[] {
  return runs.flatMap((one): ParagraphChild[] => {
    if (typeof one === 'string') return [run(one, look)];
    const figure = new Bookmark({ id: marks.next(one.thread.seq), children: [run(one.text, look)] });
    if (!one.thread.demo) return [figure];
    const mark = new TextRun({
      text: '演',
      font: fontOf(look.font ?? 'body'),
      size: look.size ?? SIZE.three,
      superScript: true,
    });
    return [figure, mark];
  });
}

export const exact = (line: number, before = 0, after = 0) => ({ line, lineRule: LineRuleType.EXACT, before, after });

/** A line of nothing, so high. Word takes lines up to 1584 pt. */
export const gap = (line: number = LINE) => new Paragraph({ spacing: exact(line), children: [run('')] });

/** A paragraph of the text: two characters in, both edges straight. */
export function body(children: ParagraphChild[], more: { flush?: boolean; keep?: boolean } = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.BOTH,
    spacing: exact(LINE),
    indent: { firstLine: more.flush ? 0 : INDENT },
    widowControl: false,
    ...(more.keep && { keepNext: true }),
    children,
  });
}

export function centred(children: ParagraphChild[], line: number = LINE): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: exact(line), children });
}

export const rule = (size: number, color = '000000') => ({ style: BorderStyle.SINGLE, size, color, space: 0 });
