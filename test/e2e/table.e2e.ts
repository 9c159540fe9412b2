import { getDocumentProxy, extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, type Lantu, settled, sharedLantu } from './lantu.ts';

describe.skipIf(!chromiumPath())('the one table (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await sharedLantu();
  });
  afterAll(() => lantu?.stop());

  async function duties() {
    const visit = await lantu.open('planner');
    await visit.page.goto('/520181/reporting/duties');
    await visit.page.getByRole('table', { name: '填报责任' }).waitFor();
    await settled(visit.page);
    return { ...visit, table: visit.page.getByRole('table', { name: '填报责任' }) };
  }

  it('draws of a long list only what is in sight, says how long it is, and is read to its end by keyboard', async () => {
    const { page, context, table } = await duties();
    const total = Number(await table.getAttribute('aria-rowcount')) - 1;
    expect(total).toBeGreaterThanOrEqual(100);
    expect(await table.locator('tbody tr[data-index]').count()).toBeLessThan(60);
    const region = page.getByRole('region', { name: '填报责任' });
    await region.focus();
    await page.keyboard.press('End');
    await table.locator(`tr[aria-rowindex="${total + 1}"]`).waitFor();
    const [head, box] = await Promise.all([table.locator('thead th').first().boundingBox(), region.boundingBox()]);
    expect(Math.abs((head?.y ?? 0) - (box?.y ?? 0))).toBeLessThan(3);
    await page.keyboard.press('Home');
    await table.locator('tr[aria-rowindex="2"]').waitFor();
    await context.close();
  });

  it('keeps the focus in a row that is scrolled out of sight', async () => {
    const { page, context, table } = await duties();
    const button = table.getByRole('button', { name: /^指定 / }).first();
    const name = await button.getAttribute('aria-label');
    await button.focus();
    const region = page.getByRole('region', { name: '填报责任' });
    await region.evaluate((node) => node.scrollTo(0, node.scrollHeight));
    await table.locator(`tr[aria-rowindex="${await table.getAttribute('aria-rowcount')}"]`).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(name);
    await context.close();
  });

  it('finds among all rows, where the browser’s own search would see those in sight', async () => {
    const { page, context, table } = await duties();
    await page.getByRole('searchbox', { name: '在“填报责任”里找' }).fill('肉鸡');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length < 5);
    expect(await table.innerText()).toContain('肉鸡产能');
    await context.close();
  });

  it('prints all rows', async () => {
    const { page, context, table } = await duties();
    const total = Number(await table.getAttribute('aria-rowcount')) - 1;
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await page.pdf())), { mergePages: true });
    // A PDF may write a character by its look-alike among the radicals.
    expect(
      text
        .normalize('NFKC')
        .replace(/\s/g, '')
        .match(/本单位填报人/g)?.length,
    ).toBeGreaterThanOrEqual(total - 5);
    await context.close();
  });

  it('orders by a head: up, down, as it was; what is absent stands last', async () => {
    const { page, context } = await lantu.open('admin');
    await page.goto('/520181/system?view=people');
    const table = page.getByRole('table', { name: '人员' });
    await table.waitFor();
    const column = () => table.locator('tbody td:nth-child(4)').allInnerTexts();
    const before = await column();
    const head = table.getByRole('columnheader', { name: '单位' });
    const order = () => head.getAttribute('aria-sort');
    expect(await order()).toBe('none');
    await head.getByRole('button').click();
    expect(await order()).toBe('ascending');
    const up = await column();
    await head.getByRole('button').click();
    expect(await order()).toBe('descending');
    const down = await column();
    const named = (list: string[]) => list.filter((text) => text !== '—');
    expect(named(down)).toEqual(named(up).toReversed());
    for (const list of [up, down]) expect(list.at(-1)).toBe('—');
    await head.getByRole('button').click();
    expect(await order()).toBe('none');
    expect(await column()).toEqual(before);
    await context.close();
  });

  it('leaves reasons readable where there are many columns, and keeps the name of a row in sight', async () => {
    const { page, context } = await lantu.open('planner');
    await page.goto('/520181/registers/parks');
    const region = page.getByRole('region', { name: '园区', exact: true });
    await region.waitFor();
    const why = await region.locator('tbody td.is-text').first().boundingBox();
    expect(why?.width).toBeGreaterThan(180);
    await region.evaluate((node) => node.scrollTo(node.scrollWidth, 0));
    const [name, box] = await Promise.all([region.locator('tbody th').first().boundingBox(), region.boundingBox()]);
    expect(Math.abs((name?.x ?? 0) - (box?.x ?? 0))).toBeLessThan(3);
    await context.close();
  });
});
