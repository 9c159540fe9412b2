import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, type Lantu, overflow, seriousFaults, settled, startLantu } from './lantu.ts';

describe.skipIf(!chromiumPath())('the public portal in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu();
  });
  afterAll(() => lantu?.stop());

  it('takes a promise from one person over a second one to a page that is whole without script, and a hint from there to a directive', async () => {
    const { page: plan, context: first } = await lantu.open('planner');
    await plan.goto('/520181/release');
    await settled(plan);
    const row = plan
      .getByRole('row')
      .filter({ has: plan.locator('input[type=checkbox]:not([disabled])') })
      .first();
    const title = (await row.locator('label').innerText()).replace(/[●▲■◇]|演示|[绿黄红]灯|无据/gu, '').trim();
    await row.locator('input[type=checkbox]').check();
    await plan.getByRole('button', { name: '提请公开（1 项）' }).click();
    await plan.getByText('本人提请，须由他人审核').waitFor();
    expect(await seriousFaults(plan)).toEqual([]);
    await first.close();

    const { page: watch, context: second } = await lantu.open('supervisor');
    await watch.goto('/520181/release');
    await settled(watch);
    await watch.getByRole('button', { name: `查看 ${title}` }).click();
    await watch.getByRole('dialog').getByText(title).first().waitFor();
    await watch.keyboard.press('Escape');
    await watch.getByRole('button', { name: '全选' }).click();
    await watch.getByLabel('保密审查人').fill('王审查');
    await watch.getByRole('button', { name: '审核 1 项' }).click();
    await watch.getByRole('heading', { name: '待审核' }).waitFor({ state: 'detached' });

    const { page, context } = await lantu.open(null, { script: false });
    await page.goto('/open/zh/520181');
    await page.getByRole('link', { name: title, exact: true }).click();
    for (const part of ['规划怎么说', '进展和前景', '公开的历史', '下载和引用'])
      expect(await page.getByRole('heading', { name: part }).isVisible()).toBe(true);
    expect(await page.locator('script').count()).toBe(0);
    await page.getByRole('link', { name: '对这一项留言' }).click();
    await page.getByLabel('类别').selectOption({ label: '改进工作的意见建议' });
    await page.getByLabel('内容').fill('建议多公布每季度的进度');
    await page.getByRole('button', { name: '提交' }).click();
    const number = page.url();
    await page.getByText('已收到，待处理').waitFor();
    await context.close();

    await watch.goto('/520181/release/hints');
    await watch.getByRole('button', { name: '办理' }).first().click();
    await watch.getByLabel('给留言人的答复').fill('已交责任单位研究');
    await watch.getByRole('button', { name: '提交' }).click();
    await watch.getByText('已转督办').waitFor();
    expect(await seriousFaults(watch)).toEqual([]);
    await watch.goto(number);
    expect(await watch.getByText('已交责任单位研究').isVisible()).toBe(true);
    await second.close();
  });

  it('has no serious fault for those who cannot see, in both languages, and fits a phone', async () => {
    const { page, context } = await lantu.open(null, { phone: true });
    for (const lang of ['zh', 'en'] as const) {
      await page.goto(`/open/${lang}/520181`);
      expect(await seriousFaults(page)).toEqual([]);
      const promise = await page.locator('tbody a').first().getAttribute('href');
      for (const path of [
        promise ?? '',
        `${promise}/embed`,
        `/open/${lang}/520181/hints`,
        `/open/${lang}/520181/changes`,
      ]) {
        await page.goto(path);
        expect([path, await seriousFaults(page)]).toEqual([path, []]);
        expect([path, (await overflow(page)) > 0]).toEqual([path, false]);
      }
    }
    await context.close();
  });
});
