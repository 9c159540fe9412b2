import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isProblem } from '../../src/core/measure/index.ts';
import { readSheet } from '../../src/evidence/intake/sheet/index.ts';
import { hasOffice, savedByOffice } from '../soffice.ts';
import { chromiumPath, type Lantu, seriousFaults, settled, sharedLantu } from './lantu.ts';

/** What is on the screen is found, taken along and printed. */

describe.skipIf(!chromiumPath())('found and taken along in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await sharedLantu();
  });
  afterAll(() => lantu?.stop());

  it('anything is found by keyboard, in pinyin, within what a visitor may see', async () => {
    const { page, context, complaints } = await lantu.open(null);
    await page.goto('/520181/overview');
    await settled(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: '查找' }).fill('wlyzcz');
    await page
      .getByRole('option', { name: /物流园总产值/ })
      .first()
      .waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('combobox').fill('地区生产总值');
    await page.getByRole('group', { name: '指标' }).getByRole('option').first().waitFor();
    const first = page.getByRole('option', { name: /^地区生产总值/ }).first();
    await first.waitFor();
    while ((await first.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/indicators\/gdp|plan\?c=A-01/u);
    await page.getByRole('button', { name: '这一页怎么用' }).click();
    await page
      .getByRole('link', { name: /^使用手册/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: '使用手册' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('a table stays a table on the clipboard and in .xlsx, a chart is a picture, and a page prints whole', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/520181/indicators');
    await settled(page);
    const take = page.getByRole('button', { name: '带走“指标”' });
    await take.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '复制表格' }).click();
    await page.getByText('复制表格：好了').waitFor();
    const html = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return (await item?.getType('text/html'))?.text() ?? '';
    });
    const rows = html.match(/<tr>/gu)?.length ?? 0;
    // All rows, not only those in sight.
    expect(rows).toBeGreaterThan(90);
    if (hasOffice()) {
      const sheet = await readSheet(savedByOffice(Buffer.from(`<meta charset="utf-8">${html}`), 'html', 'xlsx'), {
        name: 'clipboard.xlsx',
      });
      if (isProblem(sheet)) throw new Error(sheet.zh);
      expect(sheet.sheets[0]?.rows.length).toBe(rows);
      expect(sheet.sheets[0]?.rows[0]?.cells.length).toBeGreaterThan(4);
    }
    await take.click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载 .xlsx' }).click(),
    ]);
    const book = await readSheet(readFileSync(await file.path()), { name: file.suggestedFilename() });
    if (isProblem(book)) throw new Error(book.zh);
    expect(book.sheets[0]?.rows.length).toBe(rows);

    await page.goto('/520181/indicators/gdp');
    await settled(page);
    const picture = page.locator('.take-picture', { has: page.locator('svg') }).first();
    await picture.locator('> .take > .take-button').click();
    const [png] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'PNG' }).click()]);
    expect(
      readFileSync(await png.path())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    for (const landscape of [false, true])
      expect((await page.pdf({ format: 'A4', landscape })).length).toBeGreaterThan(20_000);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.header').isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
