import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasOffice, savedByOffice } from '../soffice.ts';
import { chromiumPath, type Lantu, overflow, seriousFaults, settled, startLantu } from './lantu.ts';

/** Tables as yearbooks print them, saved by LibreOffice, become figures of the city by clicks. */

type Line = (string | number | null)[];
async function book(
  name: string,
  lines: Line[],
  more: (sheet: ExcelJS.Worksheet) => void = () => {},
): Promise<Uint8Array> {
  const made = new ExcelJS.Workbook();
  made.addWorksheet('封面').addRow(['2015年统计年鉴']);
  const sheet = made.addWorksheet(name);
  for (const line of lines) sheet.addRow(line);
  more(sheet);
  return new Uint8Array(await made.xlsx.writeBuffer());
}

/** 主要年份国民经济主要指标: years side by side, two kinds of unit in a column, order marks, notes. */
const years = () =>
  book(
    '2-1 主要年份指标',
    [
      ['2-1  主要年份国民经济主要指标', null, null, null, null, null],
      [],
      ['指　标', '单 位', 2011, 2012, 2013, 2014],
      ['一、人口', null, null, null, null, null],
      ['常住人口', '人', 469_800, 471_200, 472_500, 474_000],
      ['  其中：城镇人口', '人', 160_000, 165_000, 170_000, 176_000],
      ['二、国民经济', null, null, null, null, null],
      ['农林牧渔业总产值', '万元', 241_300, 282_900, 315_600, '348,700'],
      ['注：本表按当年价格计算。', null, null, null, null, null],
      ['资料来源：市统计局', null, null, null, null, null],
    ],
    (sheet) => sheet.mergeCells('A1:F1'),
  );

/** 一行一个数, as a bulletin gives them, with a sign of what is not the last word, a total and an unknown grade mended by choice. */
const long = () =>
  book('公报', [
    ['2006年国民经济和社会发展统计公报主要数据', null, null, null, null],
    ['指标名称', '时期', '数值（万元）', '公布日期', '数据来源'],
    ['农林牧渔业总产值', '2006年（初步核算）', 112_000, '2007-03-20', '2006年统计公报'],
    ['农林牧渔业总产值', '2005年全年', 101_000, '2006-03-18', '2005年统计公报'],
    ['合　计', null, 213_000, null, null],
    ['制表人：张三', null, null, '审核人：李四', null],
  ]);

describe.skipIf(!chromiumPath() || !hasOffice())(
  'tables of yearbooks in Chromium (skipped where there is no Chromium or no LibreOffice)',
  () => {
    let lantu: Lantu;
    beforeAll(async () => {
      lantu = await startLantu();
    });
    afterAll(() => lantu?.stop());

    it.each([
      [
        'xlsx',
        years,
        8,
        [
          ['residents', '2011', 46.98],
          ['residents', '2014', 47.4],
          ['agri-output', '2014-01..12', 34.87],
        ],
      ],
      [
        'ods',
        long,
        2,
        [
          ['agri-output', '2006-01..12', 11.2],
          ['agri-output', '2005-01..12', 10.1],
        ],
      ],
    ] as const)('a table saved as .%s comes in by clicks', async (form, made, count, figures) => {
      const bytes = savedByOffice(await made(), 'xlsx', form);
      const { page, context, complaints } = await lantu.open('planner');
      await page.goto('/520181/reporting/figures');
      await page
        .getByLabel('表格文件')
        .setInputFiles({ name: `年鉴.${form}`, mimeType: 'application/octet-stream', buffer: bytes });
      await page.getByRole('status').getByText(`新增 ${count}`).waitFor();
      let clicks = 1;
      await settled(page);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.getByLabel('来源等级').selectOption('A');
      await page.getByRole('button', { name: '按这些重新核对' }).click();
      clicks += 2;
      await page.getByText(/没有写来源等级/u).waitFor({ state: 'detached' });
      clicks += await confirmed(page);
      await page.getByRole('button', { name: `写入 ${count} 行` }).click();
      await page.getByText(`已写入 ${count} 行`).waitFor();
      clicks += 1;
      expect(clicks).toBeLessThan(12);
      for (const [indicator, period, value] of figures) {
        const answer = await context.request.get(`/api/520181/indicators/${indicator}`);
        const text = await answer.text();
        expect(text).toContain(`"period":"${period}"`);
        const { points } = JSON.parse(text) as { points: { period: string; value: number }[] };
        expect(points.find((point) => point.period === period)?.value).toBe(value);
      }
      expect(complaints).toEqual([]);
      await context.close();
    });
  },
);

/** Gives a reason for every warning that asks for one. */
async function confirmed(page: Page): Promise<number> {
  const boxes = page.locator('.import-problems input');
  const count = await boxes.count();
  for (let at = 0; at < count; at += 1) await boxes.nth(at).fill('与年鉴原表核对无误');
  return count;
}
