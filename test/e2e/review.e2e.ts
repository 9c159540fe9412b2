import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, type Lantu, seriousFaults, startLantu } from './lantu.ts';

const TITLE = '河阳县2024年重点任务分解表';
const ROWS = [
  ['序号', '重点任务', '牵头单位', '配合单位', '完成时限'],
  ['1', '新建农村公路200公里，改造危桥3座', '县交通运输局', '县财政局、各乡镇人民政府', '2024年10月底前'],
  ['2', '新开通公交线路5条', '县交通运输局', '县财政局', '2024年6月底前'],
  ['3', '新增中小学学位3000个，新建公办幼儿园6所', '县教育局', '县住建局', '2024年8月底前'],
];
const PASTED = [TITLE, ...ROWS.map((row) => row.join('\t'))].join('\n');
const PAGE = `<!doctype html><meta charset="utf-8"><title>${TITLE}</title><style>table{border-collapse:collapse;width:640px}td{border:1px solid #333;padding:4px}</style><h1>${TITLE}</h1><table>${ROWS.map((row) => `<tr>${row.map((x) => `<td>${x}</td>`).join('')}</tr>`).join('')}</table>`;
const REPORT = `河阳县2024年政府工作报告
一、2023年工作回顾
过去一年，新建农村公路160公里。加快补齐短板，实施一批民生工程。
二、2024年工作安排
今年，新增规上工业企业25家（牵头单位：县工信局；完成时限：2024年11月底前）。
三、2024年重点任务分解表
${ROWS.map((row) => row.join('\t')).join('\n')}`;

describe.skipIf(!chromiumPath())('review of a plan in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu();
  }, 120_000);
  afterAll(() => lantu.stop());

  it('shows the same commitments of one table from .docx, .pdf, .html and pasted with tabs', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await page.setContent(PAGE);
    const pdf = await page.pdf({ format: 'A4' });
    const docx = await Packer.toBuffer(
      new Document({
        sections: [
          {
            children: [
              new Paragraph(TITLE),
              new Table({
                rows: ROWS.map(
                  (row) => new TableRow({ children: row.map((x) => new TableCell({ children: [new Paragraph(x)] })) }),
                ),
              }),
            ],
          },
        ],
      }),
    );
    const seen: string[][] = [];
    for (const [name, mimeType, buffer] of [
      ['表.txt', 'text/plain', Buffer.from(PASTED)],
      ['表.html', 'text/html', Buffer.from(PAGE)],
      ['表.pdf', 'application/pdf', pdf],
      ['表.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', docx],
    ] as const) {
      await page.goto('/520181/import');
      await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
      await page.locator('.review-group').first().waitFor({ timeout: 30_000 });
      seen.push(
        (await page.locator('.review-item').allInnerTexts()).map((x) =>
          x
            .replace(/\s+/gu, ' ')
            .replace(/置信度.*$/u, '')
            .trim(),
        ),
      );
    }
    expect(seen[0]).toHaveLength(5);
    expect(seen[0]![0]).toBe(
      '目标 新建农村公路 达到 200 公里 2024-10-31 前（文中写明） 县交通运输局（文中写明），配合：县财政局、各乡镇人民政府',
    );
    for (const other of seen.slice(1)) expect(other).toEqual(seen[0]);
    expect(complaints).toEqual([]);
    await context.close();
  }, 120_000);

  it('accepts a whole table, and drops a review as a whole', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await page.goto('/520181/import');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '报告.txt', mimeType: 'text/plain', buffer: Buffer.from(REPORT) });
    await page.getByRole('button', { name: '采用全表（5）' }).click();
    await page.getByRole('link', { name: /已采用 5/u }).waitFor();
    await page.getByRole('button', { name: /本节是回顾，全部不采用/u }).click();
    await page.getByRole('link', { name: /未采用 [1-9]/u }).waitFor();
    await page.getByText('2024-11-30 前（文中写明）').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  }, 120_000);
});
