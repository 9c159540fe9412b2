import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Block, LantuDocument } from '../../../core/document/index.ts';
import { titleLines } from './frame.ts';
import { pdfOf } from './office.ts';
import { render, type Rendered } from './render.ts';
import { docxOf } from './write.ts';

const filling = '党政机关公文每页二十二行每行二十八个字本段文字只为测量版面而写没有其他意思。'.repeat(45);
const figure = (text: string, seq: number | null) => ({
  text,
  thread: { of: '地区生产总值', seq, source: '统计局', grade: 'A', demo: true },
});
const heading = (id: string, level: 1 | 2, text: string): Block => ({ kind: 'heading', id, level, runs: [text] });
const sample: LantuDocument = {
  kind: '测试',
  title: '清镇市规划（2022—2026年）实施情况中期评估报告',
  asOf: '2026-11-27',
  place: '清镇市',
  letterhead: { sender: '清镇市人民政府文件', number: '清府发〔2026〕3号' },
  signed: { by: '清镇市发展和改革局', on: '2026-11-27' },
  imprint: { copies: ['市委办公室', '市人大常委会办公室'], by: '清镇市人民政府办公室', on: '2026-11-27' },
  demo: true,
  sums: [],
  blocks: [
    { kind: 'contents', id: 'contents' },
    heading('one', 1, '一、总体评价'),
    { kind: 'paragraph', id: 'p', runs: [filling] },
    heading('two', 2, '（一）主要指标'),
    { kind: 'paragraph', id: 'q', runs: ['地区生产总值', figure('361.79亿元', 9), `。${filling}`] },
    {
      kind: 'chart',
      id: 'chart',
      title: '地区生产总值',
      unit: '亿元',
      periods: ['2023', '2024', '2025'],
      lines: [{ name: '实绩', values: [310, null, 361.79] }],
      alt: '地区生产总值：2023为310，2025为361.79亿元。',
      demo: true,
    },
    { kind: 'annex', id: 'annex', title: '主要指标表' },
    {
      kind: 'table',
      id: 'table',
      title: '',
      columns: [
        { head: '序号', width: 1 },
        { head: '指标', width: 3 },
      ],
      rows: Array.from({ length: 60 }, (_, at) => [[String(at + 1)], [`指标${at + 1}`]]),
    },
  ],
};

const partsOf = (docx: Uint8Array) => {
  const parts = unzipSync(docx);
  return (name: string) => strFromU8(parts[name] ?? new Uint8Array());
};

describe('the Word file', () => {
  let part: (name: string) => string;
  let names: string[];
  beforeAll(async () => {
    const docx = await docxOf(sample);
    part = partsOf(docx);
    names = Object.keys(unzipSync(docx));
  });

  it('sets 28 characters by run spacing and 22 lines by exact lines, never by a grid', () => {
    const body = part('word/document.xml');
    expect(body).toContain('<w:spacing w:val="-5"/>');
    expect(body).toContain('w:line="579" w:lineRule="exact"');
    expect(body).not.toMatch(/<w:docGrid[^>]*w:type="(?:lines|linesAndChars|snapToChars)"/u);
    expect(body).toMatch(/w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/u);
  });
  it('asks for nothing when it is opened: fields stand, theme fonts are those of the document', () => {
    expect(part('word/settings.xml')).not.toContain('updateFields');
    expect(part('word/document.xml')).not.toContain('w:dirty="true"');
    const theme = part('word/theme/theme1.xml');
    for (const font of ['majorFont', 'minorFont']) {
      const [, inside = ''] = new RegExp(`<a:${font}>(.*?)</a:${font}>`, 'su').exec(theme) ?? [];
      expect(inside).toMatch(/<a:latin typeface="(?:黑体|仿宋_GB2312)"/u);
      expect(inside).toMatch(/<a:ea typeface="(?:黑体|仿宋_GB2312)"/u);
    }
    expect(part('word/fontTable.xml')).toMatch(/仿宋_GB2312"><w:altName w:val="[^"]*Noto Serif CJK SC/u);
  });
  it('has native tables with repeated heads, charts as PNG beside SVG with words, a bookmark at every figure', () => {
    const body = part('word/document.xml');
    expect(body).toContain('<w:tblHeader/>');
    expect(body).toContain('descr="地区生产总值：2023为310，2025为361.79亿元。"');
    expect(names).toEqual(expect.arrayContaining(['word/media/image1.png', 'word/media/image1.svg']));
    expect(body).toMatch(/<w:bookmarkStart w:name="f1_9"/u);
    expect(body).toContain('目录，选“更新域”');
  });
  it('gives a processor that knows no shapes of 2010 the same box of 版记, as the schema wants it', () => {
    const body = part('word/document.xml');
    const boxes = [
      ...body.matchAll(/<mc:Choice Requires="wps">(.*?)<\/mc:Choice><mc:Fallback>(.*?)<\/mc:Fallback>/gsu),
    ];
    expect(boxes).toHaveLength(body.split('<wps:wsp>').length - 1);
    for (const [, known = '', other = ''] of boxes)
      for (const box of [known, other])
        expect(box).toMatch(/抄送：市委办公室，市人大常委会办公室。.*2026年11月27日印发/su);
    expect(boxes[0]?.[2]).toContain('width:442.25pt;height:');
  });
  it('keeps the order of properties that the schema asks for', () => {
    const orders: Record<string, string[]> = {
      pPr: 'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange'.split(
        ' ',
      ),
      rPr: 'rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath'.split(
        ' ',
      ),
      tcPr: 'cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark'.split(
        ' ',
      ),
      trPr: 'cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden'.split(
        ' ',
      ),
    };
    for (const file of ['word/document.xml', 'word/styles.xml', 'word/footer1.xml', 'word/header1.xml'])
      for (const [name, order] of Object.entries(orders))
        for (const [, inside = ''] of part(file).matchAll(new RegExp(`<w:${name}>(.*?)</w:${name}>`, 'gsu'))) {
          let depth = 0;
          const children: string[] = [];
          for (const [, closing, child = '', alone] of inside.matchAll(/<(\/?)w:(\w+)[^>]*?(\/?)>/gu)) {
            if (!closing && depth === 0) children.push(child);
            depth += closing ? -1 : alone ? 0 : 1;
          }
          if (name !== 'trPr')
            expect(children).toEqual(children.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
          for (const child of children) expect(order).toContain(child);
        }
  });
});

it('a long title is broken by its sense, never inside a number', () => {
  expect(titleLines('清镇市规划（2022—2026年）实施情况中期评估报告').join('|')).not.toMatch(/\d\|[\d—年]|—\||（\|/u);
  expect(titleLines('清镇市督查通报')).toEqual(['清镇市督查通报']);
});

/** LibreOffice alone is not enough: some machines have it without what reads Word documents. */
const laysOut = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'lantu-has-writer-'));
  try {
    writeFileSync(join(folder, 'a.txt'), 'a');
    const args = [
      `-env:UserInstallation=file://${folder}/p`,
      '--headless',
      '--convert-to',
      'pdf:writer_pdf_Export',
      '--outdir',
      folder,
      join(folder, 'a.txt'),
    ];
    const { status, stdout } = spawnSync('soffice', args, { timeout: 60_000 });
    return status === 0 && String(stdout).includes('writer_pdf_Export');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
})();

describe.skipIf(!laysOut)(`laid out${laysOut ? '' : ' — skipped: LibreOffice Writer is not on this machine'}`, () => {
  let made: Rendered;
  let pages: { width: number; lines: { text: string; top: number; left: number; right: number }[] }[];
  const mm = (points: number) => (points / 72) * 25.4;
  beforeAll(async () => {
    made = await render(sample);
    const pdf = await getDocumentProxy(new Uint8Array(made.pdf ?? []));
    pages = [];
    for (let n = 1; n <= pdf.numPages; n += 1) {
      const page = await pdf.getPage(n);
      const { height, width } = page.getViewport({ scale: 1 });
      const rows = new Map<number, { text: string; x: number; right: number }[]>();
      for (const item of (await page.getTextContent()).items) {
        if (!('str' in item) || item.str.trim() === '') continue;
        const [, , , , x = 0, y = 0] = item.transform as number[];
        const key = Math.round(height - y);
        rows.set(key, [...(rows.get(key) ?? []), { text: item.str, x, right: x + item.width }]);
      }
      const lines = [...rows]
        .toSorted(([a], [b]) => a - b)
        .map(([top, parts]) => {
          const ordered = parts.toSorted((a, b) => a.x - b.x);
          return {
            text: ordered.map(({ text }) => text).join(''),
            top: mm(top),
            left: mm(ordered[0]?.x ?? 0),
            right: mm(Math.max(...ordered.map(({ right }) => right))),
          };
        });
      pages.push({ width: mm(width), lines });
    }
    await pdf.loadingTask.destroy();
  });

  it('full pages have 22 lines of 28 characters between margins of 28 and 26 mm, and their numbers outside', () => {
    const full = pages.filter(({ lines }) => lines.filter(({ text }) => [...text].length >= 26).length >= 21);
    expect(full.length).toBeGreaterThan(1);
    const plainPages = full.filter(({ lines }) => lines.every(({ text }) => !text.includes('一、')));
    const inside =
      plainPages[0]?.lines.filter(({ top, text }) => top > 37 && top < 262.5 && !text.startsWith('演')) ?? [];
    expect(inside).toHaveLength(22);
    for (const { text, left, right } of inside) {
      expect([28, 29]).toContain([...text].length);
      expect(Math.abs(left - 28)).toBeLessThan(1);
      expect(right).toBeLessThan(185);
    }
    for (const [at, { lines, width }] of pages.entries()) {
      const foot = lines.at(-1);
      expect(foot?.text.replaceAll(' ', '')).toBe(`—${at + 1}—`);
      if (at % 2 === 0) expect(width - (foot?.right ?? 0)).toBeLessThan(33);
      else expect(foot?.left).toBeLessThan(35);
    }
  });
  it('contents name the very pages, and 版记 stands at the foot of the last', () => {
    const listed = pages[0]?.lines.flatMap(({ text }) => {
      const found = /^(.+?)[.…\s]{3,}\s*(\d+)$/u.exec(text);
      return found ? [[found[1]?.replaceAll(/\s/gu, ''), Number(found[2])]] : [];
    });
    const on = (text: string) =>
      pages.findIndex(
        ({ lines }, at) => at > 0 && lines.some((line) => line.text.replaceAll(/\s/gu, '').startsWith(text)),
      ) + 1;
    expect(listed).toEqual([
      ['一、总体评价', on('一、总体评价')],
      ['（一）主要指标', on('（一）主要指标')],
      ['附件主要指标表', on('主要指标表')],
    ]);
    const last = pages.at(-1)?.lines ?? [];
    const printed = last.find(({ text }) => text.includes('印发'));
    expect(printed?.top).toBeGreaterThan(255);
    expect(printed?.top).toBeLessThan(263);
  });
  it('a machine without it gets the Word file all the same, and no wrong page numbers', async () => {
    const path = process.env.PATH;
    process.env.PATH = '/nonexistent';
    try {
      expect(await pdfOf(made.docx)).toBeNull();
      const alone = await render(sample);
      expect([alone.pdf, alone.pages]).toEqual([null, null]);
      expect(partsOf(alone.docx)('word/document.xml')).toContain('目录，选“更新域”');
    } finally {
      process.env.PATH = path;
    }
  });
});
