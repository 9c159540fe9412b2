import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { chromiumPath, chooseInTree, type Lantu, overflow, seriousFaults, settled, startLantu } from './lantu.ts';

describe.skipIf(!chromiumPath())('filling in on the spot in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu();
  });
  afterAll(() => lantu?.stop());

  const field = '/520181/reporting/field';
  const button = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' });
  const item = (page: Page, title: string) => page.locator('.outbox-item', { hasText: title });

  /** Opens the form of a list with network, and waits until it would open without. */
  async function openForm(page: Page, list = '项目问题'): Promise<void> {
    await page.goto(field);
    await page.getByRole('link', { name: list, exact: true }).click();
    await page.getByRole('button', { name: '提交' }).waitFor();
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await settled(page);
  }

  /** Chooses what some words find. */
  async function take(page: Page, box: Locator, words: string): Promise<void> {
    await box.fill(words);
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
  }

  async function fillIn(page: Page, problem: string, solver = '市农业农村局'): Promise<void> {
    await take(page, page.getByRole('combobox', { name: /^项目/ }), '演示再生铝项目04');
    await page.getByRole('textbox', { name: /^问题/ }).fill(problem);
    await chooseInTree(page, /^解决单位/, solver);
    await page.locator('.form-field', { hasText: '提出日期' }).getByRole('spinbutton').first().focus();
    await page.keyboard.type('20261120');
  }

  interface Spotted {
    photos: { hash: string }[];
    spot: number[];
  }
  /** Records of the list with this problem, as the server holds them. */
  async function written(context: BrowserContext, problem: string) {
    const filter = encodeURIComponent(`problem = "${problem}"`);
    const answer = await context.request.get(`/api/520181/registers/project-problems/records?filter=${filter}`);
    return (await answer.json()) as { total: number; records: { values: unknown }[] };
  }

  it('fills in a form without network, survives a closed page, and sends it once when the network is back', async () => {
    const { page, context, complaints } = await lantu.open('reporter', { phone: true });
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ longitude: 106.4712345, latitude: 26.5543219, accuracy: 8 });
    await openForm(page);
    await context.setOffline(true);
    await page.getByText('没有网络，填的先存在本机').waitFor();
    await fillIn(page, '进场道路被占');
    await button(page, '用我的位置').click();
    await page.getByText('误差约 8 米').waitFor();
    await page.locator('input[type=file][multiple]').setInputFiles([await photograph(page)]);
    await page.locator('.photos img').waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    // The page is put away before it was handed in: what was filled in is still there.
    await page.waitForTimeout(500);
    await page.reload();
    await page.locator('.photos img').waitFor();
    expect(await page.getByPlaceholder(/^经度/).inputValue()).toBe('106.471235');
    await button(page, '提交').click();
    await item(page, '进场道路被占').getByText('本机已存，未上送').waitFor();
    await page.close();

    const again = await context.newPage();
    await again.goto(field);
    await again.getByText('没有网络，填的先存在本机').waitFor();
    await item(again, '进场道路被占').getByText('本机已存，未上送').waitFor();
    expect(await seriousFaults(again)).toEqual([]);
    const beside = await context.newPage();
    await beside.goto(field);
    await item(beside, '进场道路被占').waitFor();
    expect((await written(context, '进场道路被占').catch(() => null))?.total ?? 0).toBe(0);

    await context.setOffline(false);
    await item(again, '进场道路被占')
      .getByText(/已上送，账本第 \d+ 条/)
      .waitFor();
    await item(beside, '进场道路被占').getByText('已上送').waitFor();
    await again.reload();
    await item(again, '进场道路被占').getByText('已上送').waitFor();
    const { total, records } = await written(context, '进场道路被占');
    expect(total).toBe(1);
    const [{ photos, spot }] = records.map(({ values }) => values) as [Spotted];
    expect(spot).toEqual([106.471235, 26.554322]);
    expect(await sizeOf(again, `/api/520181/files/${photos[0]?.hash}`)).toEqual([800, 1600]);
    await button(again, '清除已上送的').click();
    await again.getByText('还没有填报').waitFor();
    expect(complaints.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    await context.close();
  });

  it('shows a refusal at its field, and sends the mended one', async () => {
    const { page, context } = await lantu.open('reporter', { phone: true });
    await openForm(page);
    await button(page, '提交').click();
    await page.getByText('“问题”必填').waitFor();
    await fillIn(page, '缺水', '市财政局');
    await button(page, '提交').click();
    await item(page, '缺水').getByText('被拒').waitFor();
    await item(page, '缺水').getByText('这条记录不属于你的单位').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await item(page, '缺水').getByRole('link', { name: '修改后再送' }).click();
    await page.locator('.form-field', { hasText: '解决单位' }).getByText('不属于你的单位').waitFor();
    await chooseInTree(page, /^解决单位/, '市农业农村局');
    await button(page, '提交').click();
    await item(page, '缺水').getByText('已上送').waitFor();
    expect((await written(context, '缺水')).total).toBe(1);
    await context.close();
  });

  it('writes a remark with a photograph under a record, without network', async () => {
    const { page, context } = await lantu.open('planner', { phone: true });
    await openForm(page);
    await page.getByRole('link', { name: '写办理情况' }).click();
    await context.setOffline(true);
    await take(page, page.getByRole('combobox', { name: '写在哪条记录下' }), '流动资金缺口');
    await page.getByLabel('办理情况（写下就不能改）').fill('现场看过，路已清');
    await page.locator('input[type=file][multiple]').setInputFiles([await photograph(page)]);
    await page.locator('.photos img').waitFor();
    await button(page, '提交').click();
    await page.getByText('本机已存，未上送').waitFor();
    await context.setOffline(false);
    await page.getByText(/已上送，账本第 \d+ 条/).waitFor();
    const answer = await context.request.get('/api/520181/registers/project-problems/records/q-52/remarks');
    expect(await answer.json()).toMatchObject({
      remarks: [{ text: '现场看过，路已清', files: [{ name: 'road.jpg' }] }],
    });
    await context.close();
  });

  it('keeps what one login handed in from another, and sends it when the first is back', async () => {
    const { page, context } = await lantu.open('reporter', { phone: true });
    await openForm(page);
    await context.setOffline(true);
    await fillIn(page, '只属于填报人');
    await button(page, '提交').click();
    await item(page, '只属于填报人').waitFor();
    const sign = async (login: string) => {
      const { csrf } = (await (await context.request.get('/api/session')).json()) as { csrf: string };
      await context.request.post('/api/session/demo', { data: { login }, headers: { 'x-csrf-token': csrf } });
    };
    await sign('demo-planner');
    await context.setOffline(false);
    await page.getByText('登录已过期或换了账号').waitFor();
    await page.reload();
    await page.getByText('本机还存着另一账号的 1 条').waitFor();
    expect(await page.getByText('只属于填报人').count()).toBe(0);
    expect((await written(context, '只属于填报人')).total).toBe(0);
    await sign('demo-reporter');
    await page.reload();
    await item(page, '只属于填报人').getByText('已上送').waitFor();
    expect((await written(context, '只属于填报人')).total).toBe(1);
    // Signing out takes from the device what the server told, and the pages.
    await button(page, /部门填报/).click();
    await button(page, '退出登录').click();
    await page.getByText('现场填报要登录').waitFor();
    await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(0);
    await context.close();
  });
});

/** A photograph of 3200 × 1600 that was taken with the camera turned: by its EXIF orientation it stands upright. */
async function photograph(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [3200, 1600];
    canvas.getContext('2d')?.fillRect(0, 0, 1600, 1600);
    return canvas.toDataURL('image/jpeg', 0.8).split(',')[1] ?? '';
  });
  const jpeg = Buffer.from(drawn, 'base64');
  // TIFF header, one entry: tag 0x0112 (orientation), a short, 6 = turn a quarter to the right.
  const exif = Buffer.from('4578696600004d4d002a00000008000101120003000000010006000000000000', 'hex');
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return {
    name: 'road.jpeg',
    mimeType: 'image/jpeg',
    buffer: Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]),
  };
}

function sizeOf(page: Page, address: string): Promise<number[]> {
  return page.evaluate(async (url) => {
    const picture = await createImageBitmap(await (await fetch(url)).blob());
    return [picture.width, picture.height];
  }, address);
}
