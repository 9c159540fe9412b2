import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chooseInTree, chromiumPath, type Lantu, overflow, seriousFaults, startLantu } from './lantu.ts';
import { today, turnTo } from './server.ts';

/** Types a day into a field of it. */
async function typeDay(page: Page, field: Locator, digits: string): Promise<void> {
  await field.getByRole('spinbutton').first().focus();
  await page.keyboard.type(digits);
}

/** A promise that is judged by steps, from the plan office's desk to the auditor's. */
describe.skipIf(!chromiumPath())('milestones in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu();
  });
  afterEach(() => turnTo(null));
  afterAll(() => lantu?.stop());

  const step = '建材产业链图谱编制完成';
  const drawer = '/520181/plan?c=A-14';

  it('is set, falls due, is reported with a file, returned, approved; the light turns and the audit leads to the file', async () => {
    const planner = await lantu.open('planner');
    await planner.page.goto(drawer);
    await planner.page.getByRole('button', { name: '设定节点' }).click();
    await planner.page.getByLabel('节点名称').fill(step);
    await typeDay(planner.page, planner.page.getByRole('group', { name: '到期日' }), '20261125');
    await planner.page.getByLabel('要什么佐证（可不填）').fill('图谱和验收意见');
    await chooseInTree(planner.page, /由谁填报/, '市农业农村局');
    expect(await seriousFaults(planner.page)).toEqual([]);
    await planner.page.getByRole('button', { name: '保存', exact: true }).click();
    await planner.page.locator('.milestones').getByText(step).waitFor();
    expect(await planner.page.locator('.drawer-light .light').first().innerText()).toContain('无据');
    await planner.context.close();

    turnTo('2027-02-01');
    const clerk = await lantu.open('reporter');
    await clerk.page.goto(drawer);
    await clerk.page.locator('.drawer-light .light', { hasText: '红灯' }).waitFor();
    await clerk.page.goto('/520181/reporting');
    const row = clerk.page.getByRole('row', { name: new RegExp(step) });
    await row.getByLabel(/完成情况/).fill('图谱已编制，专家评审通过');
    await row
      .getByLabel(/佐证材料/)
      .setInputFiles({ name: '验收意见.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 x') });
    await clerk.page.getByRole('button', { name: /提交/ }).click();
    await row.getByText('填完成日期').waitFor();
    const day = row.getByRole('group', { name: /完成日期/ });
    await typeDay(clerk.page, day, '20270128');
    expect(await overflow(clerk.page)).toBe(0);
    await clerk.page.getByRole('button', { name: /提交/ }).click();
    await clerk.page.getByRole('heading', { name: /^待审核/ }).waitFor();

    const reviewer = await lantu.open('reviewer');
    await reviewer.page.goto('/520181/reporting/review');
    await reviewer.page.getByRole('button', { name: `退回 ${step}` }).click();
    await reviewer.page.getByPlaceholder(/退回原因/).fill('验收意见没有盖章');
    await reviewer.page.getByRole('button', { name: '退回', exact: true }).click();
    await reviewer.page.getByText('验收意见没有盖章').waitFor();

    await clerk.page.goto('/520181/reporting');
    await clerk.page.getByText('退回原因：验收意见没有盖章').waitFor();
    await row.getByLabel(/完成情况/).fill('已补盖章');
    await typeDay(clerk.page, day, '20270130');
    await row
      .getByLabel(/佐证材料/)
      .setInputFiles({ name: '盖章件.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 y') });
    await clerk.page.getByRole('button', { name: /提交/ }).click();
    await clerk.page.getByRole('heading', { name: /^待审核/ }).waitFor();
    await clerk.context.close();

    await reviewer.page.reload();
    await reviewer.page.getByRole('button', { name: `通过 ${step}` }).click();
    await reviewer.page.getByText(/通过 1 项/).waitFor();
    await reviewer.context.close();

    const visitor = await lantu.open(null);
    await visitor.page.goto(drawer);
    await visitor.page.locator('.drawer-light .light', { hasText: '绿灯' }).waitFor();
    await visitor.context.close();

    const auditor = await lantu.open('auditor');
    await auditor.page.goto(drawer);
    await auditor.page.getByRole('button', { name: `经过：${step}` }).click();
    await auditor.page.getByRole('link', { name: '在审计里看' }).click();
    const story = auditor.page.locator('.thread').last();
    await story.getByText('验收意见没有盖章').waitFor();
    expect(await story.locator('.thread-name').allInnerTexts()).toEqual(['设定', '填报', '退回', '填报', '通过']);
    const [file] = await Promise.all([
      auditor.page.waitForEvent('download'),
      story.getByRole('link', { name: '盖章件.pdf' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('盖章件.pdf');
    expect(await seriousFaults(auditor.page)).toEqual([]);
    expect(auditor.complaints).toEqual([]);
    await auditor.context.close();
  });

  it('what is late is urged on the list and the trace stays; the plan office confirms a proposed set at once', async () => {
    const planner = await lantu.open('planner');
    await planner.page.goto('/520181/reporting');
    const late = planner.page.locator('section', { has: planner.page.getByRole('heading', { name: /^逾期/ }) });
    await late.getByRole('checkbox').nth(1).check();
    await late.getByRole('button', { name: /催报所选 1 项/ }).click();
    await planner.page.getByText(/已通知 1 个单位/).waitFor();
    await planner.page.getByText(/已催报 1 次/).waitFor();
    await planner.page.goto('/520181/plan/milestones');
    const confirm = planner.page.getByRole('button', { name: /确认所选 \d+ 项任务/ });
    const [, count] = /确认所选 (\d+) 项/.exec(await confirm.innerText()) ?? [];
    expect(Number(count)).toBeGreaterThan(5);
    expect(await seriousFaults(planner.page)).toEqual([]);
    await confirm.click();
    await planner.page.getByText('都有节点了').waitFor();
    expect(planner.complaints).toEqual([]);
    await planner.context.close();
    expect(today).toBe('2026-11-24');
  });

  it.each(['leader', 'planner', 'reporter', null])(
    'the first page of %s tells what waits for them, by keyboard and without a fault',
    async (role) => {
      const { page, context, complaints } = await lantu.open(role);
      await page.goto('/');
      await page.waitForURL(/520181\/overview/);
      await page.locator('.headline').waitFor();
      const badge = page.locator('.nav .nav-count');
      const heading = page.getByRole('heading', { name: /^你的 \d+ 件事/ });
      if (role === null) expect(await badge.count()).toBe(0);
      else if ((await badge.count()) > 0) {
        expect(await heading.innerText()).toContain(`你的 ${await badge.innerText()} 件事`);
        const first = page.locator('.matters a').first();
        await first.focus();
        await page.keyboard.press('Enter');
        await page.waitForURL((url) => !url.pathname.endsWith('/overview'));
        await page.goBack();
      }
      expect(await seriousFaults(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await expect.poll(() => overflow(page)).toBe(0);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
