import { Document, Packer, Paragraph } from 'docx';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { DocumentError, MAX_BYTES, readDocument } from './index.ts';

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
