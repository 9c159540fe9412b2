import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, type Lantu, seriousFaults, sharedLantu } from './lantu.ts';

/** Writes by an input method: letters that are still being composed, Enter while they are, then the word that they become. */
async function compose(page: Page, letters: string, word: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.imeSetComposition', {
    text: letters,
    selectionStart: letters.length,
    selectionEnd: letters.length,
  });
  // 229: the key belongs to the input method.
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 };
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
  await devtools.send('Input.insertText', { text: word });
}

describe.skipIf(!chromiumPath())('pickers (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await sharedLantu();
  });
  afterAll(() => lantu?.stop());

  const open = async (path: string) => {
    const visit = await lantu.open('planner');
    await visit.page.goto(path);
    return visit;
  };

  it('choose an organisation of a tree by keyboard; Enter that ends a word of an input method chooses nothing', async () => {
    const { page, context, complaints } = await open('/520181/indicators');
    const button = page.getByRole('button', { name: /责任单位：全部/ });
    await button.press('Enter');
    const tree = page.getByRole('treegrid');
    await tree.waitFor();
    await compose(page, 'nongye', '农业');
    await page.waitForFunction(() => document.querySelectorAll('[role=treegrid] [role=row]').length === 1);
    expect(new URL(page.url()).searchParams.get('owner')).toBeNull();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/owner=agri/);
    // The focus is back where it came from.
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('市农业农村局'));
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('find a record of another register; in a drawer Escape closes the list and not the drawer', async () => {
    const { page, context, complaints } = await open('/520181/registers/per-mu-appeals');
    await page.getByRole('button', { name: '录入', exact: true }).click();
    const box = page.getByRole('combobox', { name: /^企业/ });
    await box.click();
    await page.getByRole('option').first().waitFor();
    await compose(page, 'qiye', '演示企业012');
    await page.waitForFunction(() => document.querySelectorAll('[role=option]').length === 1);
    expect(await page.getByRole('option').innerText()).toContain('演示企业012');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => box.inputValue()).toBe('演示企业012');
    await box.press('ArrowDown');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.picker-popover').waitFor({ state: 'detached' });
    expect(await page.locator('dialog[open]').count()).toBe(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('take a day as it is typed, pasted or chosen from the calendar', async () => {
    const { page, context, complaints } = await open('/520181/indicators');
    const asOf = () => new URL(page.url()).searchParams.get('asOf');
    await page.getByRole('button', { name: /^截至/ }).press('Enter');
    const dialog = page.getByRole('dialog', { name: '截至哪一天' });
    await dialog.getByRole('spinbutton').first().focus();
    await page.keyboard.type('20240630');
    await page.keyboard.press('Enter');
    await page.waitForURL(/asOf=2024-06-30/);
    await page.getByRole('button', { name: /^截至/ }).press('Enter');
    await dialog.getByRole('spinbutton').first().focus();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', '2025年3月9日');
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    });
    await dialog.getByRole('button', { name: /2025年3月9日/ }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await dialog
      .getByRole('grid')
      .getByRole('button', { name: /2025年3月9日/ })
      .focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(asOf()).toBe('2025-03-02');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
