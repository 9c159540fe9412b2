import {
  AlignmentType,
  Document,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Packer,
  PageOrientation,
  Paragraph,
  SectionType,
  Table,
  TableOfContents,
} from 'docx';
import { type Block, CHART_SIZE, type ChartBlock, type LantuDocument, plain } from '../../../core/document/index.ts';
import { demoHeaders, footers, headOf, imprintOf, signatureOf, titleOf } from './frame.ts';
import { FONTS, INDENT, LINE, PAGE, SIZE, TYPE_AREA } from './layout.ts';
import { finished } from './parts.ts';
import { picture } from './picture.ts';
import { tableOf } from './table.ts';
import { body, Bookmarks, centred, exact, fontOf, gap, inline, type Look, run } from './text.ts';

type Child = Paragraph | Table | TableOfContents;

const levels = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
] as const;
/** 7.3.3: 黑体, 楷体, 仿宋, 仿宋, none of them bold. */
const headings: readonly Look[] = [{ font: 'black' }, { font: 'kai' }, {}, {}];

/** Levels of headings in the contents. */
export const CONTENTS_LEVELS = 2;

/**
 * A document as Word holds it, by GB/T 9704-2012. `pages`: on which page each heading of the contents stands, in their order;
 * null: not known, the contents then say so and name no pages.
 */
export async function docxOf(
  document: LantuDocument,
  pages: readonly number[] | null = null,
  tell: (share: number) => void = () => {},
): Promise<Uint8Array> {
  const marks = new Bookmarks();
  const sections: { wide: boolean; children: Child[] }[] = [{ wide: false, children: [] }];
  const put = (wide: boolean, ...children: Child[]) => {
    const last = sections.at(-1);
    if (last?.wide === wide) last.children.push(...children);
    else sections.push({ wide, children });
  };
  if (document.letterhead) put(false, ...headOf(document.letterhead));
  put(false, ...titleOf(document));
  let signed = document.signed === null;
  const sign = () => {
    if (!signed && document.signed) put(false, ...signatureOf(document.signed));
    signed = true;
  };
  let annexes = 0;
  const many = document.blocks.filter(({ kind }) => kind === 'annex').length > 1;
  for (const [at, block] of document.blocks.entries()) {
    if (block.kind === 'annex') {
      sign();
      annexes += 1;
      const next = document.blocks[at + 1];
      const wide = next?.kind === 'table' && next.wide === true;
      put(wide, ...annexHead(block.title, many ? annexes : null, sections.at(-1)?.wide === wide));
    } else if (block.kind === 'table') {
      const wide = block.wide === true;
      put(wide, ...tableOf(block, marks, wide ? PAGE.height - PAGE.top - PAGE.bottom : TYPE_AREA));
    } else if (block.kind === 'chart') {
      put(false, ...(await chartOf(block)));
    } else if (block.kind === 'contents') {
      put(false, ...contentsOf(document, pages));
    } else {
      // A note stays on the page of its table.
      const wide = block.kind === 'paragraph' && block.style === 'note' && sections.at(-1)?.wide === true;
      put(wide, ...wordsOf(block, marks));
    }
    tell((at + 1) / document.blocks.length);
    // Pictures are drawn in one piece: others have their turn between two blocks.
    if (at % 20 === 19) await new Promise((done) => setImmediate(done));
  }
  sign();
  if (document.imprint) put(sections.at(-1)?.wide ?? false, imprintOf(document.imprint));
  const made = new Document({
    title: document.title,
    creator: '蓝图 Lantu',
    description: `数据截至 ${document.asOf}${document.demo ? '，含演示数据' : ''}`,
    evenAndOddHeaderAndFooters: true,
    theme: { fonts: { headings: themeFont(FONTS.black.name), body: themeFont(FONTS.body.name) } },
    styles: styles(),
    sections: sections.map(({ wide, children }) => ({
      properties: {
        type: SectionType.NEXT_PAGE,
        page: {
          size: {
            width: PAGE.width,
            height: PAGE.height,
            orientation: wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
          },
          margin: wide
            ? { top: PAGE.left, bottom: PAGE.right, left: PAGE.bottom, right: PAGE.top, header: 500, footer: 500 }
            : {
                top: PAGE.top,
                bottom: PAGE.bottom,
                left: PAGE.left,
                right: PAGE.right,
                header: PAGE.header,
                footer: PAGE.footer,
              },
        },
      },
      ...(document.demo && { headers: demoHeaders() }),
      footers: footers(),
      children,
    })),
  });
  return finished(new Uint8Array(await Packer.toArrayBuffer(made)));
}

const themeFont = (name: string) => ({ latin: name, eastAsia: name, complexScript: name, scripts: { Hans: name } });

function styles() {
  const text = { font: fontOf('body'), size: SIZE.three };
  const toc = (left: number) => ({ paragraph: { spacing: exact(LINE), indent: { left } }, run: text });
  return {
    default: {
      document: {
        run: { ...text, language: { value: 'en-US', eastAsia: 'zh-CN' } },
        paragraph: { spacing: exact(LINE) },
      },
      ...Object.fromEntries(
        headings.map((look, at) => [
          `heading${at + 1}`,
          {
            run: { font: fontOf(look.font ?? 'body'), size: SIZE.three, bold: false, color: '000000' },
            paragraph: { spacing: exact(LINE), outlineLevel: at },
          },
        ]),
      ),
    },
    paragraphStyles: [
      { id: 'TOC1', name: 'toc 1', basedOn: 'Normal', next: 'Normal', ...toc(0) },
      { id: 'TOC2', name: 'toc 2', basedOn: 'Normal', next: 'Normal', ...toc(INDENT / 2) },
    ],
  };
}

/** 附件 on a page of its own: 黑体 flush left in the first row, the title in the third. */
function annexHead(title: string, n: number | null, breaks: boolean): Child[] {
  return [
    new Paragraph({
      spacing: exact(LINE),
      pageBreakBefore: breaks,
      children: [run(`附件${n ?? ''}`, { font: 'black' })],
    }),
    gap(),
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      alignment: AlignmentType.CENTER,
      spacing: exact(LINE),
      children: [run(title, { font: 'title', size: SIZE.two - 4, spacing: 0 })],
    }),
  ];
}

function wordsOf(block: Exclude<Block, { kind: 'annex' | 'table' | 'chart' | 'contents' }>, marks: Bookmarks): Child[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: levels[block.level - 1] ?? HeadingLevel.HEADING_4,
          spacing: exact(LINE),
          indent: { firstLine: INDENT },
          keepNext: true,
          children: inline(block.runs, marks, headings[block.level - 1]),
        }),
      ];
    case 'paragraph':
      return [
        block.style === 'note'
          ? new Paragraph({
              spacing: exact(340),
              children: inline(block.runs, marks, { font: 'song', size: 21, spacing: 0 }),
            })
          : body(inline(block.runs, marks), { flush: block.style === 'flush' }),
      ];
    case 'list':
      return block.items.map((runs, at) => body(inline([`${at + 1}. `, ...runs], marks)));
  }
}

let drawings = 0;

async function chartOf(chart: ChartBlock): Promise<Child[]> {
  const { svg, png } = picture(chart);
  drawings += 1;
  // As wide as the type area less a hair, so that no processor pushes it over.
  const width = 580;
  const size = { width, height: Math.round((width * CHART_SIZE.height) / CHART_SIZE.width) };
  await new Promise((done) => setImmediate(done));
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      // A line as high as the picture: an exact one would cut it.
      spacing: { before: 120, after: 0, line: 240, lineRule: LineRuleType.AUTO },
      keepNext: true,
      children: [
        new ImageRun({
          type: 'svg',
          data: svg,
          transformation: size,
          fallback: { type: 'png', data: png },
          altText: { name: `图${drawings}`, title: chart.title, description: chart.alt },
        }),
      ],
    }),
    centred([run(`图  ${chart.title}`, { font: 'black', size: SIZE.four, spacing: 0 })], 500),
  ];
}

/** Headings that the contents list, in their order. */
export function contentsEntries({ blocks }: Pick<LantuDocument, 'blocks'>): { title: string; level: number }[] {
  let annexes = 0;
  const many = blocks.filter(({ kind }) => kind === 'annex').length > 1;
  return blocks.flatMap((block) => {
    if (block.kind === 'annex') {
      annexes += 1;
      return [{ title: `附件${many ? annexes : ''}  ${block.title}`, level: 1 }];
    }
    return block.kind === 'heading' && block.level <= CONTENTS_LEVELS
      ? [{ title: plain(block.runs), level: block.level }]
      : [];
  });
}

function contentsOf(document: LantuDocument, pages: readonly number[] | null): Child[] {
  const entries = contentsEntries(document).map((entry, at) => {
    const page = pages?.[at];
    return page === undefined ? entry : { ...entry, page };
  });
  return [
    centred([run('目  录', { font: 'black' })]),
    new TableOfContents('目录', {
      headingStyleRange: `1-${CONTENTS_LEVELS}`,
      beginDirty: false,
      cachedEntries: entries,
    }),
    ...(pages
      ? []
      : [
          new Paragraph({
            spacing: exact(LINE),
            children: [
              run('（页码未填：生成时没有排版程序。在文字处理软件中右键目录，选“更新域”即可。）', {
                font: 'kai',
                size: SIZE.four,
                spacing: 0,
              }),
            ],
          }),
        ]),
    new Paragraph({ spacing: exact(20), pageBreakBefore: true, children: [run('', { size: 2 })] }),
  ];
}
