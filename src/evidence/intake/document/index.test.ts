import { Document, Packer, Paragraph, Table, TableCell, TableRow, VerticalMergeType } from 'docx';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../core/plan/index.ts';
import { DocumentError, MAX_BYTES, readDocument } from './index.ts';
import { pageOf, type PdfItem } from './pdf-table.ts';

const PLAN = '某县未来五年的目标:\n地区生产总值突破300亿元,粮食产量稳定在20万吨以上。\n';
const utf8 = (s: string): Uint8Array => new TextEncoder().encode(s);

async function codeOf(bytes: Uint8Array, name = 'plan.txt'): Promise<string> {
  try {
    await readDocument(bytes, { name });
    return 'read';
  } catch (error) {
    expect(error).toBeInstanceOf(DocumentError);
    const e = error as DocumentError;
    expect(e.zh.length > 0 && e.en.length > 0 && e.hint.zh.length > 0 && e.hint.en.length > 0).toBe(true);
    return e.code;
  }
}

/** A one-page PDF with the given objects; offsets are left to the reader's repair. */
function pdf(content: string, trailer = ''): Uint8Array {
  const objects = [
    '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n',
    `4 0 obj\n<< /Length ${content.length} >>\nstream\n${content}\nendstream\nendobj\n`,
    '5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n',
  ];
  let body = '%PDF-1.4\n';
  const offsets: number[] = [];
  for (const o of objects) {
    offsets.push(body.length);
    body += o;
  }
  const xref = body.length;
  body += `xref\n0 6\n0000000000 65535 f \n${offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('')}`;
  body += `trailer\n<< /Size 6 /Root 1 0 R ${trailer} >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
}

describe('readDocument', () => {
  it('reads UTF-8 with and without a byte order mark', async () => {
    expect(await readDocument(utf8(PLAN), { name: 'a.txt' })).toMatchObject({
      text: PLAN,
      format: 'text',
      encoding: 'utf-8',
      warnings: [],
    });
    expect((await readDocument(utf8(`\ufeff${PLAN}`), { name: 'a.txt' })).text).toBe(PLAN);
  });

  it.each(['utf-16le', 'utf-16be'] as const)('reads %s with and without a byte order mark', async (encoding) => {
    for (const addBOM of [true, false]) {
      const read = await readDocument(iconv.encode(PLAN, encoding, { addBOM }), { name: 'a.txt' });
      expect(read).toMatchObject({ text: PLAN, encoding });
    }
  });

  it('tells GB18030 by its bytes, whatever the name says', async () => {
    expect(await readDocument(iconv.encode(PLAN, 'gb18030'), { name: 'utf8.txt' })).toMatchObject({
      text: PLAN,
      encoding: 'gb18030',
    });
  });

  it('forgives a UTF-8 character cut off at the end', async () => {
    const bytes = utf8(PLAN.trim());
    expect((await readDocument(bytes.subarray(0, bytes.length - 1), { name: 'a.txt' })).encoding).toBe('utf-8');
  });

  it('reads the paragraphs of a .docx', async () => {
    const file = new Document({
      sections: [
        {
          children: PLAN.trim()
            .split('\n')
            .map((t) => new Paragraph(t)),
        },
      ],
    });
    const read = await readDocument(new Uint8Array(await Packer.toBuffer(file)), { name: 'a.docx' });
    expect(read.format).toBe('docx');
    expect(read.text.split(/\n+/).filter(Boolean)).toEqual(PLAN.trim().split('\n'));
  });

  it('reads a PDF with text', async () => {
    const read = await readDocument(pdf('BT /F1 12 Tf 20 100 Td (GDP 500 by 2026, growth 6 percent) Tj ET'), {
      name: 'a.pdf',
    });
    expect(read).toMatchObject({ format: 'pdf' });
    expect(read.text).toContain('GDP 500 by 2026');
  });

  it('reads HTML by blocks, without script, style and navigation', async () => {
    const html =
      '<!doctype html><html><head><title>t</title><style>p{}</style></head><body><nav>首页</nav><h1>某县规划</h1><p>常住人口<b>30</b>万人&nbsp;左右。</p><script>var x=1</script></body></html>';
    const read = await readDocument(utf8(html), { name: 'a.html', contentType: 'text/html' });
    expect(read.format).toBe('html');
    expect(read.text.split(/\n+/).map((x) => x.trim())).toEqual(['某县规划', '常住人口30万人 左右。']);
  });

  it('refuses an empty file', async () => {
    expect(await codeOf(new Uint8Array())).toBe('empty');
    expect(await codeOf(utf8(' \n\u3000\n'))).toBe('empty');
  });

  it('refuses binary files', async () => {
    const png = new Uint8Array(5000).map((_, i) => (i * 7919 + (i >> 3)) & 255);
    png.set([0x89, 0x50, 0x4e, 0x47]);
    expect(await codeOf(png, 'a.txt')).toBe('binary');
  });

  it('refuses a file that is too large before reading it', async () => {
    expect(await codeOf(new Uint8Array(MAX_BYTES + 1))).toBe('too-large');
  });

  it('tells an encrypted PDF', async () => {
    const trailer = `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> /P -4 >> /ID [<${'43'.repeat(16)}> <${'43'.repeat(16)}>]`;
    expect(await codeOf(pdf('BT ET', trailer), 'a.pdf')).toBe('encrypted-pdf');
  });

  it('tells a PDF without text from one with text', async () => {
    expect(await codeOf(pdf('0 0 100 100 re f'), 'a.pdf')).toBe('scanned-pdf');
  });

  it('tells a damaged PDF', async () => {
    expect(await codeOf(utf8('%PDF-1.4\nnothing of use'), 'a.pdf')).toBe('broken-pdf');
    // Cut off: what is repaired has no text left, and is no scan for that.
    const whole = pdf('0 0 100 100 re f');
    expect(await codeOf(whole.subarray(0, whole.length - 40), 'a.pdf')).toBe('broken-pdf');
  });

  it('refuses a damaged or hostile ZIP, and one that is no Word file', async () => {
    const good = zipSync({ 'word/document.xml': strToU8('<x/>') });
    expect(await codeOf(good.subarray(0, good.length - 30), 'a.docx')).toBe('broken-zip');
    expect(await codeOf(zipSync({ 'xl/workbook.xml': strToU8('<x/>') }), 'a.xlsx')).toBe('unsupported');
    expect(
      await codeOf(zipSync({ 'word/document.xml': new Uint8Array(201 * 1024 * 1024) }, { level: 1 }), 'a.docx'),
    ).toBe('zip-bomb');
    expect(
      await codeOf(
        zipSync(Object.fromEntries(Array.from({ length: 4001 }, (_, k) => [`f${k}`, new Uint8Array()]))),
        'a.docx',
      ),
    ).toBe('zip-bomb');
  });

  it('measures a ZIP whose directory lies about sizes', async () => {
    // A small file that unfolds to 190 MB is below the limit of size and far beyond that of ratio.
    const unfolding = zipSync({ 'word/document.xml': new Uint8Array(190 * 1024 * 1024) }, { level: 6 });
    expect(unfolding.length).toBeLessThan(400_000);
    expect(await codeOf(unfolding, 'a.docx')).toBe('zip-bomb');
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(201 * 1024 * 1024) }, { level: 1 });
    const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
    for (let i = 0; i + 46 < bomb.length; i++)
      if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 10, true);
    expect(await codeOf(bomb, 'a.docx')).toBe('zip-bomb');
  });

  it('tells old and locked Word files', async () => {
    const ole = new Uint8Array(2048);
    ole.set([0xd0, 0xcf, 0x11, 0xe0]);
    expect(await codeOf(ole, 'a.doc')).toBe('old-doc');
    ole.set(Buffer.from('EncryptedPackage', 'utf16le'), 512);
    expect(await codeOf(ole, 'a.docx')).toBe('encrypted-doc');
  });

  it('refuses deeply nested HTML at once', async () => {
    expect(await codeOf(utf8(`<!doctype html>${'<div>'.repeat(200_000)}`), 'a.html')).toBe('too-deep');
  });
});

describe('tables', () => {
  const ROWS = [
    ['序号', '重点任务', '牵头单位', '完成时限'],
    ['1', '新建农村公路200公里，改造危桥3座', '县交通运输局', '2024年10月底前'],
    ['2', '新开通公交线路5条', '县交通运输局', '2024年6月底前'],
    ['3', '新增中小学学位3000个', '县教育局', '2024年8月底前'],
  ];
  const PASTED = ROWS.map((row) => row.join('\t')).join('\n');
  const promises = (text: string): string[] =>
    compile(text)
      .commitments.filter((c) => c.kind === 'target')
      .map((c) => `${c.subject} ${c.value} ${c.unit} ${c.owner} ${c.stated?.due}`);
  const WANTED = [
    '新建农村公路 200 公里 县交通运输局 2024-10-31',
    '改造危桥 3 座 县交通运输局 2024-10-31',
    '新开通公交线路 5 条 县交通运输局 2024-06-30',
    '新增中小学学位 3000 个 县教育局 2024-08-31',
  ];

  it('gives the same commitments pasted with tabs', () => {
    expect(promises(PASTED)).toEqual(WANTED);
  });

  it('gives the same commitments from .docx with a merged cell', async () => {
    const cell = (text: string, merge?: 'restart' | 'continue'): TableCell =>
      new TableCell({
        children: [new Paragraph(merge === 'continue' ? '' : text)],
        ...(merge ? { verticalMerge: VerticalMergeType[merge === 'restart' ? 'RESTART' : 'CONTINUE'] } : {}),
      });
    const file = new Document({
      sections: [
        {
          children: [
            new Table({
              rows: ROWS.map(
                (row, r) =>
                  new TableRow({
                    children: row.map((text, c) =>
                      cell(text, c === 2 && r === 1 ? 'restart' : c === 2 && r === 2 ? 'continue' : undefined),
                    ),
                  }),
              ),
            }),
          ],
        },
      ],
    });
    const read = await readDocument(new Uint8Array(await Packer.toBuffer(file)), { name: 'a.docx' });
    expect(read.text).toBe(PASTED);
    expect(promises(read.text)).toEqual(WANTED);
  });

  it('gives the same commitments from a page with menus, related news and a merged cell', async () => {
    const links = (n: number): string =>
      `<ul>${Array.from({ length: n }, (_, k) => `<li><a href="/${k}">相关新闻第${k}条：城区新增学位${k}个</a></li>`).join('')}</ul>`;
    const rows = ROWS.map((row, r) =>
      r === 2
        ? `<tr><td>${row[0]}</td><td><p>${row[1]}</p></td><td>${row[3]}</td></tr>`
        : `<tr>${row.map((x, c) => `<td${r === 1 && c === 2 ? ' rowspan="2"' : ''}><p>${x}</p></td>`).join('')}</tr>`,
    );
    const prose = '县人民政府现将全年重点任务分解如下，请各单位对照任务，落实责任，按时报送进展情况。'.repeat(4);
    const html = `<!doctype html><html><head><title>重点任务分解表</title></head><body><div class="menu">${links(12)}</div><div class="content"><p>${prose}</p><table>${rows.join('')}</table></div><div class="related">${links(10)}</div><div class="foot">版权所有 <a href="/">网站地图</a></div></body></html>`;
    const read = await readDocument(utf8(html), { name: 'a.html' });
    expect(read.text).toContain(PASTED);
    expect(read.text).not.toContain('相关新闻');
    expect(promises(read.text)).toEqual(WANTED);
  });

  it('gives the same rows from a .pdf whose cells have two lines', () => {
    const at = (text: string, x: number, y: number): PdfItem => ({
      text,
      x,
      y,
      width: text.length * 10,
      height: 10,
      ends: true,
    });
    const page = pageOf([
      at('2024年重点任务分解表', 100, 700),
      at('序号', 20, 660),
      at('重点任务', 60, 660),
      at('牵头单位', 260, 660),
      at('完成时限', 380, 660),
      at('1', 20, 623),
      at('新建农村公路200公里，改', 60, 630),
      at('造危桥3座', 60, 616),
      at('县交通运输局', 260, 623),
      at('2024年10', 380, 630),
      at('月底前', 380, 616),
      at('2', 20, 590),
      at('新开通公交线路5条', 60, 590),
      at('县交通运输局', 260, 590),
      at('2024年6', 380, 597),
      at('月底前', 380, 583),
      at('3', 20, 556),
      at('新增中小学学位3000个', 60, 556),
      at('县教育局', 260, 556),
      at('2024年8', 380, 563),
      at('月底前', 380, 549),
      at('各单位要抓好落实，按月报送进展，不得延误。', 20, 500),
    ]);
    expect(page.split('\n')).toEqual([
      '2024年重点任务分解表',
      ...PASTED.split('\n'),
      '各单位要抓好落实，按月报送进展，不得延误。',
    ]);
  });

  it('says in one line what to do with .rtf', async () => {
    expect(await codeOf(utf8('{\\rtf1\\ansi text}'), 'a.rtf')).toBe('old-rtf');
  });
});
