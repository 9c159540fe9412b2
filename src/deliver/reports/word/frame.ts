import {
  AlignmentType,
  Footer,
  Header,
  HorizontalPositionRelativeFrom,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
  TextWrappingType,
  VerticalPositionAlign,
  VerticalPositionRelativeFrom,
  WpsShapeRun,
} from 'docx';
import type { Imprint, LantuDocument, Letterhead } from '../../../core/document/index.ts';
import { mmToTwips } from './units.ts';
import { LINE, SIZE, TITLE_LINE, TYPE_AREA } from './layout.ts';
import { centred, exact, fontOf, gap, rule, run } from './text.ts';

/** What stands around the text: 版头, title, page numbers, 版记 (GB/T 9704-2012, 7.2, 7.3.1, 7.4, 7.5). */

const dayOf = (iso: string) => {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};
const RED = 'FF0000';

/** 7.2: the mark 35 mm below the edge of the type area, the number two lines below it, a red line 4 mm below that. */
export function headOf({ sender, number, copy, secrecy, urgency }: Letterhead): Paragraph[] {
  const rows = [copy, secrecy, urgency].filter((row) => row !== undefined && row !== '');
  const flush = rows.map(
    (row, at) =>
      new Paragraph({
        spacing: exact(LINE),
        children: [run(row ?? '', { font: at === 0 && copy ? 'body' : 'black' })],
      }),
  );
  return [
    ...flush,
    gap(mmToTwips(35) - LINE * rows.length),
    centred([run(sender, { font: 'title', size: SIZE.mark, color: RED, spacing: 0 })], 800),
    gap(),
    gap(),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: exact(LINE, 0, 0),
      border: { bottom: { ...rule(12, RED), space: 11 } },
      children: [run(number ?? '（文号签发时编）')],
    }),
    gap(),
    gap(),
  ];
}

/** The title broken into lines by the sense where it is long: 梯形 or 菱形, no word torn. */
export function titleLines(title: string, most = 20): string[] {
  const chars = [...title];
  if (chars.length <= most) return [title];
  const half = Math.ceil(chars.length / 2);
  // Never inside a number, a year with its dash, or a bracket that has just opened.
  const torn = (at: number) => /[\d—（“]$/u.test(title.slice(0, at)) && /^[\d—年]/u.test(title.slice(at));
  const breaks = [...title.matchAll(/(?:关于|规划|纲要|》|）)/gu)]
    .map((found) => found.index + found[0].length)
    .filter((at) => at >= half - 8 && at <= half + 8 && at <= most && title.length - at <= most);
  const nearest = breaks.toSorted((a, b) => Math.abs(a - half) - Math.abs(b - half))[0];
  let at = nearest ?? half;
  while (at > 1 && torn(at)) at -= 1;
  return [title.slice(0, at), ...titleLines(title.slice(at), most)];
}

export const titleOf = ({ title, demo }: Pick<LantuDocument, 'title' | 'demo'>): Paragraph[] => [
  ...titleLines(title).map((line) => centred([run(line, { font: 'title', size: SIZE.two, spacing: 0 })], TITLE_LINE)),
  ...(demo
    ? [centred([run('（含演示数据，标“演”者为演示，不得作为公文使用）', { font: 'kai', size: SIZE.four, spacing: 0 })])]
    : []),
  gap(),
];

/** 7.5: — 1 —, 四号 half-width, odd pages right and even pages left, one character in. */
export function footers(): { default: Footer; even: Footer } {
  const line = (side: 'right' | 'left') =>
    new Footer({
      children: [
        new Paragraph({
          alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
          spacing: exact(360),
          indent: side === 'right' ? { right: 280 } : { left: 280 },
          children: [
            new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: fontOf('song'), size: SIZE.four }),
          ],
        }),
      ],
    });
  return { default: line('right'), even: line('left') };
}

/** On every page of what holds demonstration data. */
export function demoHeaders(): { default: Header; even: Header } {
  const one = () =>
    new Header({
      children: [centred([run('演 示 数 据', { font: 'black', size: 21, spacing: 0, color: '8A1C1C' })], 300)],
    });
  return { default: one(), even: one() };
}

/**
 * 7.4: at the foot of the last page; 首末 lines 0.35 mm (8 eighths of a point), those between 0.25 mm (6). A box that hangs
 * from the foot of the type area, in a line of its own: neither floating tables nor framed paragraphs with lines are laid
 * there by all processors.
 */
export function imprintOf({ copies, by, on }: Imprint): Paragraph {
  const row = (text: string) =>
    new Paragraph({
      alignment: AlignmentType.LEFT,
      spacing: exact(500),
      tabStops: [{ type: TabStopType.RIGHT, position: TYPE_AREA - 280 }],
      border: { top: rule(8), bottom: rule(8), between: rule(6) },
      // One character in by a space: an indent would shorten the lines.
      children: `　${text}`
        .split('\t')
        .flatMap((part, at) => [
          ...(at > 0 ? [new TextRun({ children: [new Tab()] })] : []),
          run(part, { size: SIZE.four, spacing: 0 }),
        ]),
    });
  const sent = copies.length > 0 ? `抄送：${copies.join('，')}。` : null;
  // 四号 is 14 pt: so many characters a line between the two of one character at the edges.
  const lines = 1 + (sent === null ? 0 : Math.ceil((14 * [...sent].length) / (TYPE_AREA / 20 - 28)));
  const emu = (twips: number) => twips * 635;
  return new Paragraph({
    spacing: exact(20),
    children: [
      new WpsShapeRun({
        type: 'wps',
        children: [...(sent === null ? [] : [row(sent)]), row(`${by}\t${dayOf(on)}印发`)],
        transformation: { width: TYPE_AREA / 15, height: (lines * 500 + 40) / 15 },
        bodyProperties: { margins: { top: 0, bottom: 0, left: 0, right: 0 } },
        floating: {
          horizontalPosition: { relative: HorizontalPositionRelativeFrom.MARGIN, offset: emu(0) },
          verticalPosition: { relative: VerticalPositionRelativeFrom.MARGIN, align: VerticalPositionAlign.BOTTOM },
          wrap: { type: TextWrappingType.TOP_AND_BOTTOM },
        },
      }),
    ],
  });
}

/** 7.3.5: without a seal the name two characters in from the right, the day below it. */
export function signatureOf({ by, on }: { by: string; on: string }): Paragraph[] {
  const right = (text: string, extra: number) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: exact(LINE),
      indent: { right: extra },
      keepLines: true,
      children: [run(text)],
    });
  return [gap(), right(by, 630), right(dayOf(on), 630)];
}
