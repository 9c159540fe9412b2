import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, type Lantu, overflow, seriousFaults, settled, startLantu } from './lantu.ts';

/** A project problem on its way through several hands, on the screen. */

describe.skipIf(!chromiumPath())('work on a record (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu();
  });
  afterAll(() => lantu?.stop());
  const problem = '/520181/registers/project-problems?r=q-43';

  it('two units support it, a file stands in its thread, a paper stops its clock, and it is printed', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await page.goto(problem);
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: '修改' }).click();
    const units = drawer.getByRole('combobox', { name: /^配合单位/ });
    for (const unit of ['市林业局', '市水务局']) {
      await units.fill(unit);
      await page.getByRole('option', { name: unit }).click();
    }
    await page.keyboard.press('Escape');
    await drawer.getByLabel(/^解决所需资金/).fill('0.3');
    await drawer.getByRole('button', { name: '保存' }).click();
    await drawer.getByRole('definition').filter({ hasText: '市林业局、市水务局' }).waitFor();
    await drawer.getByRole('definition').filter({ hasText: '0.30' }).waitFor();

    await drawer.getByLabel('写一条').fill('现场已看，界址要重新核对。');
    await drawer
      .locator('.remark-form input[type=file]')
      .setInputFiles({ name: '现场照片.txt', mimeType: 'text/plain', buffer: Buffer.from('照片') });
    await drawer.getByText('现场照片.txt').waitFor();
    await drawer.getByRole('button', { name: '写上' }).click();
    const thread = drawer.locator('.remarks');
    await thread.getByText('现场已看，界址要重新核对。').waitFor();
    await thread.getByRole('link', { name: '现场照片.txt' }).waitFor();

    await drawer.getByRole('button', { name: '停表' }).click();
    for (const [name, day] of [
      [/^年, 停表首日/, '20260901'],
      [/^年, 停表末日/, '20260904'],
    ] as const) {
      await drawer.getByRole('spinbutton', { name }).focus();
      await page.keyboard.type(day);
    }
    await drawer.getByLabel('依据文号').fill('专审〔2026〕3号');
    await drawer.getByLabel('理由').fill('专家评审');
    await drawer.getByRole('button', { name: '确定' }).click();
    await drawer.getByText(/停表 2026年9月1日 至 2026年9月4日/).waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await drawer.getByRole('link', { name: '打印' }).click();
    await page.getByRole('heading', { name: '项目问题' }).waitFor();
    await page.getByText('演示数据，不作依据').waitFor();
    await page.getByText(/演示项目问题〔2026〕\d+号/).waitFor();
    await page.getByText(/现场已看，界址要重新核对。/).waitFor();
    await settled(page);
    expect((await page.pdf({ format: 'A4', preferCSSPageSize: true })).length).toBeGreaterThan(10_000);
    expect(await overflow(page)).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('whoever did the step before is told that another one does the next', async () => {
    const { page, context } = await lantu.open('planner');
    await page.goto(problem);
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: '进入“已答复，待核”' }).click();
    await drawer.getByLabel('解决情况').fill('批复已取得');
    await drawer.getByLabel(/^办理意见/).fill('附批复文号');
    await drawer.getByRole('button', { name: '保存' }).click();
    await drawer.getByText('上一步是你办的，“已解决”要由另一个人办').waitFor();
    expect(await drawer.getByRole('button', { name: '进入“已解决”' }).isDisabled()).toBe(true);
    await drawer.locator('.remarks').getByText('附批复文号').waitFor();
    await context.close();
  });

  it('figures of towns stand side by side and make the city’s, on a phone as well', async () => {
    for (const phone of [false, true]) {
      const { page, context, complaints } = await lantu.open(null, { phone });
      await page.goto('/520181/indicators/school-places');
      const section = page.getByRole('region', { name: '分地区' });
      await section.getByText('红枫湖镇').waitFor();
      await section.getByText('各地合计').waitFor();
      await settled(page);
      expect(await overflow(page)).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  it('an administrator hands over what stands in a name', async () => {
    const { page, context } = await lantu.open('admin');
    await page.goto('/520181/system?view=people');
    await page.getByRole('button', { name: '演示·部门填报' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: '移交' }).first().click();
    await drawer.getByText(/现在名下/).waitFor();
    await drawer.getByLabel('移交给').selectOption({ index: 1 });
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  });
});
