import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, type Lantu, overflow, seriousFaults, sharedLantu } from './lantu.ts';

describe.skipIf(!chromiumPath())('methods in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await sharedLantu();
  });
  afterAll(() => lantu?.stop());

  it('a reader who is not signed in pastes his own numbers, computes by keyboard, and is told the field that is wrong', async () => {
    const { page, context } = await lantu.open(null, { phone: true });
    await page.goto('/520181/methods');
    await page.getByRole('link', { name: '供需匹配' }).click();
    await page.locator('[name=supply]').fill('焊工\t3\n电工\t2');
    await page.locator('[name=demand]').fill('甲厂\t4');
    await page.locator('[name=fit]').fill('焊工\t甲厂\t1\n木工\t甲厂\t1');
    await page.getByRole('button', { name: '计算' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('供给里没有“木工”').waitFor();
    const fit = page.locator('[name=fit]');
    expect(await fit.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await fit.getAttribute('aria-invalid')).toBe('true');
    await fit.fill('焊工\t甲厂\t1\n电工\t甲厂\t0.5');
    await page.getByRole('button', { name: '计算' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: '安置 4' }).waitFor();
    await page.getByRole('row', { name: '电工 甲厂 1' }).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  });
});
