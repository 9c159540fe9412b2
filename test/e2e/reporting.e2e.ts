import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { chromiumPath, type Lantu, overflow, seriousFaults, settled, startLantu, desk, phone } from './lantu.ts';

const [pool, poverty, output] = ['农业担保风险补偿基金池', '防返贫监测对象风险消除率', '农林牧渔业总产值'];
/** A step of a commitment, owed as well. */
const step = '农产品精深加工项目竣工验收';

type Cells = Record<string, string | number | null>;

/** The downloaded form with cells written by the name of the row and the head of the column, and rows put below it. */
async function filled(form: Buffer, rows: Record<string, Cells>, below: Cells[] = []): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(form.buffer.slice(form.byteOffset, form.byteOffset + form.length) as ArrayBuffer);
  const sheet = book.getWorksheet('填报表');
  if (!sheet) throw new Error('the form has a sheet to fill in');
  const headAt =
    Array.from({ length: 12 }, (_, at) => at + 1).find((row) =>
      (sheet.getRow(row).values as unknown[]).some((value) => String(value).startsWith('本期数')),
    ) ?? 0;
  const column = (name: string) =>
    (sheet.getRow(headAt).values as unknown[]).findIndex((value) => String(value ?? '').startsWith(name));
  let last = headAt;
  for (let row = headAt + 1; row <= sheet.rowCount; row += 1) {
    const name = String(sheet.getRow(row).getCell(column('指标')).value ?? '');
    if (name !== '') last = row;
    for (const [head, value] of Object.entries(rows[name] ?? {})) sheet.getRow(row).getCell(column(head)).value = value;
  }
  for (const [index, cells] of below.entries())
    for (const [head, value] of Object.entries(cells))
      sheet.getRow(last + 1 + index).getCell(column(head)).value = value;
  return Buffer.from(await book.xlsx.writeBuffer());
}

const upload = (page: Page, bytes: Buffer) =>
  page.getByLabel('表格文件').setInputFiles({
    name: '填报表.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: bytes,
  });

describe.skipIf(!chromiumPath())('reporting in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu();
    await reportByHand();
  });
  afterAll(() => lantu?.stop());

  /** Both are counted over lists here; a place without these lists has them reported, from 2021 on. */
  async function reportByHand(): Promise<void> {
    const { context } = await lantu.open('planner');
    const { csrf } = (await (await context.request.get('/api/session')).json()) as { csrf: string };
    const api = async <T>(method: string, path: string, data?: object): Promise<T> => {
      const answer = await context.request.fetch(`/api/520181${path}`, {
        method,
        headers: { 'x-csrf-token': csrf },
        ...(data && { data }),
      });
      expect([path, answer.status(), await answer.text()]).toEqual([path, 200, expect.any(String)]);
      return (await answer.json()) as T;
    };
    for (const indicator of ['risk-pool', 'poverty-watch']) {
      const { evidence } = await api<{ evidence: { item: object } }>('GET', `/indicators/${indicator}`);
      const source = { was: evidence.item, evidence: { kind: 'observations' }, reason: '由单位填报' };
      await api('PUT', `/indicators/${indicator}/source`, source);
    }
    const quarters = Array.from({ length: 22 }, (_, n) => `${2021 + Math.floor(n / 4)}Q${1 + (n % 4)}`);
    const text = [
      ['指标', ...quarters].join('\t'),
      [`${pool}（万元）`, ...quarters.map((_, n) => 1200 + 30 * n)].join('\t'),
      [`${poverty}（%）`, ...quarters.map((_, n) => 48 + 1.5 * n)].join('\t'),
    ].join('\n');
    const { id } = await api<{ id: string }>('POST', '/imports', { kind: 'observations', text });
    const state = async () =>
      api<{ state: string; problems: { key: string | null; severity: string }[] }>('GET', `/imports/${id}`);
    await vi.waitFor(async () => expect((await state()).state).toBe('review'), { timeout: 60_000 });
    const doubts = (await state()).problems.filter(({ severity, key }) => severity === 'warning' && key !== null);
    await api('POST', `/imports/${id}/commit`, { confirmed: doubts.map(({ key }) => ({ key, reason: '台账原数' })) });
    await vi.waitFor(async () => expect((await state()).state).toBe('done'), { timeout: 60_000 });
    await context.close();
  }

  const light = async () => {
    const { page, context } = await lantu.open(null);
    await page.goto('/520181/indicators/risk-pool');
    const shown = await page.locator('.indicator-standings .light').first().innerText();
    await context.close();
    return shown;
  };

  it('carries a clerk through the month: form, four errors, mended, returned, mended, approved, a new light, and back to the sheet row', async () => {
    const before = await light();
    expect(before).toContain('黄灯');

    const clerk = await lantu.open('reporter');
    await clerk.page.goto('/520181/reporting');
    await clerk.page.getByText('4 项逾期').waitFor();
    const late = clerk.page.locator('section', { has: clerk.page.getByRole('heading', { name: /^逾期/ }) });
    expect((await late.locator('tbody .row-name').allInnerTexts()).toSorted()).toEqual(
      [pool, poverty, output, step].toSorted(),
    );
    expect(await seriousFaults(clerk.page)).toEqual([]);

    const [file] = await Promise.all([
      clerk.page.waitForEvent('download'),
      clerk.page.getByRole('button', { name: '下载填报表' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/填报表.*\.xlsx$/);
    const form = await readFile(await file.path());
    await clerk.page.getByRole('button', { name: '上传或粘贴' }).click();
    await upload(
      clerk.page,
      await filled(
        form,
        { [pool]: { 本期数: '约两千' }, [poverty]: { 本期数: '80亩' }, [output]: { 本期数: 57.9, 未填原因: '不适用' } },
        [{ 指标: '常住人口', 统计期: '2026年', 本期数: 66 }],
      ),
    );
    const problems = clerk.page.locator('.import-problems tbody tr');
    await problems.first().waitFor();
    const said = await problems.allInnerTexts();
    expect(said).toHaveLength(4);
    for (const [at, about] of [
      '“约两千”不是数',
      '“亩”与“%”不是同一种量',
      '既有数又写了未填原因',
      '“常住人口”不在你的应报清单里',
    ].entries()) {
      expect(said.filter((line) => line.includes(about))).toHaveLength(1);
      expect(said[at]).toMatch(/[A-Z]+\d+/);
    }
    expect(await seriousFaults(clerk.page)).toEqual([]);
    expect(await clerk.page.getByRole('button', { name: /^写入/ }).count()).toBe(0);

    await clerk.page.getByRole('button', { name: '改好后重新上传' }).click();
    await upload(
      clerk.page,
      await filled(form, { [pool]: { 本期数: '0.201亿元' }, [poverty]: { 本期数: 80.1 }, [output]: { 本期数: 57.9 } }),
    );
    const write = clerk.page.getByRole('button', { name: '写入 3 行' });
    await write.waitFor();
    expect(await write.isDisabled()).toBe(true);
    await clerk.page.getByLabel(/行的理由/).fill('三季度财政新增注资');
    await write.click();
    await clerk.page.getByText('已写入 3 行').waitFor();
    await clerk.page.getByText('1 项逾期').waitFor();
    await clerk.page.getByText('3 项待审核').first().waitFor();
    expect(await light()).toContain('黄灯');

    const reviewer = await lantu.open('reviewer');
    await reviewer.page.goto('/520181/reporting/review');
    await reviewer.page.getByText('3 项等待审核').waitFor();
    const row = reviewer.page.locator('tr', { hasText: pool });
    expect(await row.innerText()).toMatch(/2,010.万元[\s\S]*填报表\.xlsx/);
    expect(await row.innerText()).toContain('三季度财政新增注资');
    expect(await seriousFaults(reviewer.page)).toEqual([]);
    await reviewer.page.getByRole('button', { name: `退回 ${poverty}` }).click();
    expect(await reviewer.page.getByRole('button', { name: '退回', exact: true }).isDisabled()).toBe(true);
    await reviewer.page.getByPlaceholder(/退回原因/).fill('请核对累计识别户');
    await reviewer.page.getByRole('button', { name: '退回', exact: true }).click();
    await reviewer.page.getByText('2 项等待审核').waitFor();
    await reviewer.page.getByRole('checkbox', { name: '全选' }).check();
    await reviewer.page.getByRole('button', { name: '通过所选 2 项' }).click();
    await reviewer.page.getByText('没有等待审核的').waitFor();
    // The light says also whether it will be kept: it follows when the outlook of the new figure is there.
    await vi.waitFor(async () => expect(await light()).toContain('绿灯'), { timeout: 90_000, interval: 1_000 });

    // Returned: the reason stands there. Somebody else of the bureau is quicker; both versions are shown.
    await clerk.page.reload();
    await clerk.page.getByText('请核对累计识别户').first().waitFor();
    const { csrf } = (await (await clerk.context.request.get('/api/session')).json()) as { csrf: string };
    const { tasks } = (await (await clerk.context.request.get('/api/520181/reporting')).json()) as {
      tasks: { about: string; place: string; period: string; base: number; state: string }[];
    };
    const returned = tasks.find((task) => task.state === 'returned');
    if (!returned) throw new Error('one report was returned');
    const { about, place, period, base } = returned;
    expect(
      (
        await clerk.context.request.post('/api/520181/reports', {
          data: { lines: [{ about, place, period, base, value: 80.4 }] },
          headers: { 'x-csrf-token': csrf },
        })
      ).ok(),
    ).toBe(true);
    await clerk.page.getByLabel(new RegExp(`${poverty}.*本期数`)).fill('８０．６');
    await clerk.page.getByRole('button', { name: '提交 1 项' }).click();
    const conflict = clerk.page.getByRole('alert');
    await conflict.getByText('用我的').waitFor();
    expect(await conflict.innerText()).toMatch(/80\.4%[\s\S]*８０．６/);
    await conflict.getByRole('button', { name: '用我的' }).click();
    await clerk.page.getByRole('button', { name: '提交 1 项' }).click();
    await clerk.page.getByText('已提交 1 项，等待审核').waitFor();

    await reviewer.page.reload();
    await reviewer.page.getByRole('button', { name: `通过 ${poverty}` }).click();
    await reviewer.page.getByText('没有等待审核的').waitFor();
    expect(await reviewer.page.locator('tr', { hasText: poverty }).innerText()).toMatch(/80\.6%/);

    const auditor = await lantu.open('auditor');
    await auditor.page.goto('/520181/audit?view=trace&indicator=risk-pool&period=2026Q3');
    await auditor.page.getByText('填报表.xlsx').first().waitFor();
    const trail = await auditor.page.locator('.trace').innerText();
    expect(trail).toMatch(/演示·部门填报[\s\S]*填报表 第 \d+ 行[A-Z]+ 列[\s\S]*演示·部门审核/);
    expect(trail).toContain('三季度财政新增注资');
    expect(
      [...clerk.complaints, ...reviewer.complaints, ...auditor.complaints].filter((text) => !text.includes('409')),
    ).toEqual([]);
    for (const { context } of [clerk, reviewer, auditor]) await context.close();
  });

  const pages = [
    ['我的填报', '/520181/reporting', 'reporter'],
    ['应报清单', '/520181/reporting?organisation=tourism', 'planner'],
    ['审核', '/520181/reporting/review', 'reviewer'],
    ['填报责任', '/520181/reporting/duties?organisation=agri', 'planner'],
    ['数据核验', '/520181/reporting/checks', 'planner'],
  ] as const;
  it.each(pages)(
    '%s: says its name, nothing serious from axe, fits the width of a desk and of a phone, no error on the console',
    async (name, path, role) => {
      const { page, context, complaints } = await lantu.open(role);
      await page.goto(path);
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      await settled(page);
      expect(await seriousFaults(page)).toEqual([]);
      for (const size of [desk, phone]) {
        await page.setViewportSize(size);
        await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it('lets a column pasted from a spreadsheet run down the list, and a grid take it', async () => {
    const { page, context } = await lantu.open('planner');
    await page.goto('/520181/reporting');
    const values = page.getByLabel(/本期数$/);
    await values.first().waitFor();
    await values.first().evaluate((field) => {
      const data = new DataTransfer();
      data.setData('text/plain', '11\n12\n');
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    expect([
      await values.nth(0).inputValue(),
      await values.nth(1).inputValue(),
      await values.nth(2).inputValue(),
    ]).toEqual(['11', '12', '']);
    await page.getByRole('button', { name: '提交 2 项' }).waitFor();
    await page.getByRole('button', { name: '上传或粘贴' }).click();
    await page.getByLabel('本期数 3', { exact: true }).evaluate((field) => {
      const data = new DataTransfer();
      data.setData('text/plain', '5亩\n6亩\n');
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await page.getByRole('button', { name: '核对这张表' }).click();
    await page.getByText('D4', { exact: true }).waitFor();
    await context.close();
  });

  it('names who reports: the reviewer gives a figure to a person of the bureau', async () => {
    const { page, context } = await lantu.open('reviewer');
    await page.goto('/520181/reporting/duties?organisation=agri');
    await page.getByRole('button', { name: '指定 肉鸡产能 的填报人' }).click();
    await page.getByLabel('填报人', { exact: true }).selectOption({ label: '演示·部门填报' });
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '保存' }).click();
    await page.locator('tr', { hasText: '肉鸡产能' }).getByText('演示·部门填报').waitFor();
    await context.close();
  });

  it('explains a doubted figure: it leaves the open list with its reason', async () => {
    const { page, context } = await lantu.open('planner');
    await page.goto('/520181/reporting/checks');
    const row = page.locator('tbody tr').first();
    await row.waitFor();
    const open = await page.locator('tbody tr').count();
    await row.getByRole('textbox').fill('项目按季集中开工');
    await row.getByRole('button', { name: '确认' }).click();
    await page.waitForFunction((count) => document.querySelectorAll('tbody tr').length === count - 1, open);
    await page.getByRole('button', { name: /已有说明的/ }).click();
    await page.getByText('项目按季集中开工').waitFor();
    await context.close();
  });

  it('is not offered to the public', async () => {
    const { page, context } = await lantu.open(null);
    await page.goto('/520181/overview');
    await settled(page);
    expect(await page.getByRole('link', { name: '填报', exact: true }).count()).toBe(0);
    await page.goto('/520181/reporting');
    await page.getByRole('heading', { name: /要用单位的账号/ }).waitFor();
    await context.close();
  });
});
