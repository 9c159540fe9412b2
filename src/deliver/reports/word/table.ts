import { AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx';
import type { Run, TableBlock, TableColumn } from '../../../core/document/index.ts';
import { SIZE } from './layout.ts';
import { type Bookmarks, centred, exact, inline, rule, run } from './text.ts';

const align = { left: AlignmentType.LEFT, right: AlignmentType.RIGHT, center: AlignmentType.CENTER };

/** A native table: its head repeats on every page, no row is torn. `width` in twips. */
export function tableOf(block: TableBlock, marks: Bookmarks, width: number): (Paragraph | Table)[] {
  const whole = block.columns.reduce((sum, column) => sum + column.width, 0);
  const widths = block.columns.map((column) => Math.floor((width * column.width) / whole));
  const size = block.small || block.wide || block.columns.length > 7 ? 18 : 21;
  const look = { font: 'song' as const, size, spacing: 0 };
  const cell = (runs: Run[], column: TableColumn | undefined, at: number, head: boolean) =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 60, right: 60, top: 20, bottom: 20 },
      children: [
        new Paragraph({
          alignment: head ? AlignmentType.CENTER : align[column?.align ?? 'left'],
          spacing: exact(size === 18 ? 240 : 290),
          ...(head && { keepNext: true }),
          children: inline(runs, marks, head ? { ...look, font: 'black' } : look),
        }),
      ],
    });
  const row = (cells: Run[][], head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: cells.map((runs, at) => cell(runs, block.columns[at], at, head)),
    });
  return [
    ...(block.title === ''
      ? []
      : [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: exact(500),
            keepNext: true,
            children: [run(block.title, { font: 'black', size: SIZE.four, spacing: 0 })],
          }),
        ]),
    ...(block.unit ? [unitLine(block.unit)] : []),
    new Table({
      width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: {
        top: rule(8),
        bottom: rule(8),
        left: rule(4),
        right: rule(4),
        insideHorizontal: rule(4),
        insideVertical: rule(4),
      },
      rows: [
        row(
          block.columns.map(({ head }) => [head]),
          true,
        ),
        ...block.rows.map((cells) => row(cells, false)),
      ],
    }),
    // Two tables would grow together; lower than a line, so that it never makes a page of its own.
    centred([run('', { size: 2 })], 20),
  ];
}

function unitLine(unit: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.RIGHT,
    spacing: exact(340),
    keepNext: true,
    children: [run(unit, { font: 'song', size: 21, spacing: 0 })],
  });
}
