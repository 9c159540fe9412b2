import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, type Lantu, overflow, seriousFaults, settled, startLantu } from './lantu.ts';
import { turnTo } from './server.ts';

/** Three plans side by side, a year broken down, the outline closed and the next one begun, as the plan office does it. */

const text = (name: string) => join(import.meta.dirname, '..', 'texts', `${name}.txt`);

/** Reads a text, accepts all, and makes it a plan beside the others. */
async function importText(page: Page, name: string, from: string, document = ''): Promise<void> {
  await page.goto('/520181/import');
  await page.setInputFiles('input[type=file]', {
    name: `${name}.txt`,
    mimeType: 'text/plain',
    buffer: readFileSync(text(name)),
  });
  await page.getByRole('button', { name: '全部采用' }).click();
  // Accepting is shown before it is written.
  await settled(page);
  await page.getByRole('button', { name: /确认入库/ }).click();
  const panel = page.getByRole('dialog');
  await panel.getByText('并行：').click();
  await panel.getByLabel('起效日期').fill(from);
  await panel.getByLabel('文号').fill(document);
  await panel.getByRole('button', { name: /记入/ }).click();
  await page.waitForURL(/\/plan/);
}

describe.skipIf(!chromiumPath())('years and plans in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu();
  });
  afterAll(async () => {
    turnTo(null);
    await lantu?.stop();
  });

  it('runs three plans at once, breaks the year down, corrects it, and switches between plans', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await importText(page, 'work-report-2026', '2026-01-20', '清府发〔2026〕1号');
    await importText(page, 'ecology-plan', '2025-06-01');
    await page.goto('/520181/overview');
    await page.getByRole('heading', { name: '清镇市：3 份规划并行' }).waitFor();
    await page.getByRole('button', { name: /^年度计划/ }).click();
    await page.getByRole('heading', { name: '清镇市2026年政府工作报告' }).waitFor();
    expect(await page.locator('main').innerText()).toMatch(/15 项目标任务/);

    await page.goto('/520181/plan/years/A-01');
    await page.getByRole('button', { name: /写明：420/ }).click();
    await page
      .getByRole('row', { name: /市商务局/ })
      .getByRole('button', { name: '去掉' })
      .click();
    const cell = page.getByLabel('市工业和信息化局', { exact: true });
    await cell.fill('200');
    await cell.press('Enter');
    await page.getByText('与全市相等').first().waitFor();
    expect(await page.getByText('与全市相等').count()).toBe(2);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel('文号').fill('清府发〔2026〕3号');
    await page.getByLabel('下达日期').fill('2026-01-30');
    await page.getByRole('button', { name: '下达', exact: true }).click();
    await page.getByRole('heading', { name: '已下达 420 亿元' }).waitFor();
    const whole = page.getByLabel('全市全年', { exact: true });
    await whole.fill('400');
    await whole.press('Enter');
    await page.getByLabel('文号').fill('清府发〔2026〕9号');
    await page.getByLabel('下达日期').fill('2026-07-10');
    await page.getByLabel('更正理由').fill('上级调整口径');
    await page.getByRole('button', { name: '更正并下达' }).click();
    await page.getByRole('heading', { name: '已下达 400 亿元' }).waitFor();
    // 15 units: three departments and twelve towns, with what each was given first.
    const table = page.getByRole('table', { name: '分解' });
    expect(await table.getByRole('row').count()).toBe(16);
    expect(await table.innerText()).toContain('200 亿元');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('closes the outline, begins the next, carries over, and shows each day under its plan; on a phone too', async () => {
    turnTo('2026-12-31');
    const { page, context } = await lantu.open('planner');
    await page.goto('/520181/plan/succession?plan=qingzhen-2022');
    await page.getByText('确认收官').click();
    await page.getByRole('button', { name: '收官', exact: true }).click();
    await page.getByText('2026年12月31日收官').first().waitFor();
    await importText(page, 'outline-2027', '2027-01-01');
    turnTo('2027-01-05');
    await page.goto('/520181/plan/succession?plan=qingzhen-2022');
    await page.getByRole('heading', { name: /收官时的灯/ }).waitFor();
    await page.getByRole('button', { name: '选中全部未完成的' }).click();
    await page.getByRole('button', { name: /^结转 \d+ 项$/ }).click();
    await page.getByText(/^结转 1\d\d 项/).waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto('/520181/overview?asOf=2026-12-31');
    await page.getByRole('button', { name: /三个500/ }).waitFor();
    await page.goto('/520181/overview?asOf=2027-01-05');
    await page.getByRole('button', { name: /规划纲要（2027—2031年）/ }).waitFor();
    expect(await page.getByRole('button', { name: /三个500/ }).count()).toBe(0);
    await context.close();

    const phone = await lantu.open('planner', { phone: true });
    const fits = async (path: string) => {
      await phone.page.locator('h1').first().waitFor();
      await settled(phone.page);
      expect([path, await overflow(phone.page), await seriousFaults(phone.page)]).toEqual([path, 0, []]);
    };
    for (const path of ['plan/succession?plan=qingzhen-2022', 'foresight/next', 'overview', 'plan/years']) {
      await phone.page.goto(`/520181/${path}`);
      await fits(path);
    }
    await phone.page
      .getByRole('link', { name: /地区生产总值/ })
      .first()
      .click();
    await phone.page.getByRole('heading', { name: '拟定' }).waitFor();
    await fits('a breakdown');
    await phone.context.close();
  });
});
