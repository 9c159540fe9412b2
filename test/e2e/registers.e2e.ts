import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { chromiumPath, type Lantu, overflow, seriousFaults, settled, startLantu, chooseInTree } from './lantu.ts';

describe.skipIf(!chromiumPath())('registers, audit and system in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu();
  });
  afterAll(() => lantu?.stop());

  const button = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' });
  const records = '/520181/registers/markets';
  /** Fills in the form of a new market and saves it. */
  async function addMarket(page: Page, values: { name: string; kind: string; phone?: string }): Promise<void> {
    await button(page, '录入').click();
    const form = page.getByRole('dialog');
    await form.getByLabel('市场名称').fill(values.name);
    await form.getByLabel('类别').selectOption({ label: values.kind });
    await chooseInTree(page, /^责任单位/, '市农业农村局');
    if (values.phone !== undefined) await form.getByLabel('负责人电话').fill(values.phone);
    await button(page, '保存').click();
  }

  it('adds a type of register in the interface, and says at the field what is wrong with it', async () => {
    const { page, context, complaints } = await lantu.open('planner');
    await page.goto('/520181/registers');
    await page.getByRole('link', { name: '新建台账' }).click();
    await page.getByLabel('名称', { exact: true }).fill('农贸市场改造');
    await page.getByLabel(/^代码/).first().fill('markets');
    const field = (at: number) => page.locator('.define-rows').first().locator('> li').nth(at);
    await field(0).getByLabel('栏目名').fill('市场名称');
    const more: [string, string, string?][] = [
      ['类别', '选项', '新建\n改造'],
      ['责任单位', '单位'],
      ['建筑面积', '数值', '平方米'],
      ['负责人电话', '文字'],
      ['施工许可', '附件'],
      ['所在镇街', '地点'],
      ['计划完工', '日期'],
    ];
    for (const [at, [name, type, with_]] of more.entries()) {
      await button(page, '加一个栏目').click();
      await field(at + 1)
        .getByLabel('栏目名')
        .fill(name);
      await field(at + 1)
        .getByLabel('类型')
        .selectOption({ label: type });
      if (type === '数值' && with_)
        await field(at + 1)
          .getByLabel('单位', { exact: true })
          .fill(with_);
    }
    await page.getByLabel('哪个单位栏决定由谁填').selectOption({ label: '责任单位' });
    await field(4).getByLabel('个人信息').check();
    for (const [at, name] of ['前期', '建设'].entries()) {
      await button(page, '加一个阶段').click();
      await page.getByLabel('阶段名').nth(at).fill(name);
    }
    await page.getByLabel('停留时限').first().fill('20');
    await page.getByRole('group', { name: '进入前要填好' }).nth(1).getByLabel('施工许可').check();
    await button(page, '建这本台账').click();
    await page.getByText('第 2 个栏目“类别”的选项').waitFor();
    expect(await field(1).getAttribute('class')).toContain('is-faulty');
    expect(await seriousFaults(page)).toEqual([]);
    await field(1).getByLabel('选项，一行一个').fill('新建\n改造');
    await button(page, '建这本台账').click();
    await page.waitForURL(`**${records}`);
    await page.getByText('这本台账还没有记录').waitFor();
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await context.close();
  });

  it('takes in records by form, finds them, moves one with its evidence, and keeps its history', async () => {
    const { page, context, complaints } = await lantu.open('reporter');
    await page.goto(records);
    await button(page, '录入').click();
    await button(page, '保存').click();
    // The faults stand at their fields, and the first one has the focus.
    await page.getByText('“市场名称”必填').waitFor();
    expect(await page.getByLabel('市场名称').evaluate((node) => node === document.activeElement)).toBe(true);
    expect(await seriousFaults(page)).toEqual([]);
    await button(page, '取消').click();
    await addMarket(page, { name: '东门市场', kind: '改造', phone: '13800001111' });
    await addMarket(page, { name: '西门市场', kind: '新建' });
    await page.getByText('2 条', { exact: true }).waitFor();
    expect(await page.locator('main').innerText()).not.toContain('13800001111');

    await button(page, '＋ 加条件').click();
    await page.getByLabel('字段').selectOption({ label: '类别' });
    await page.getByLabel('值', { exact: true }).selectOption({ label: '改造' });
    await button(page, '加上').click();
    await page.getByText('1 条', { exact: true }).waitFor();
    await page.getByText('类别 是 改造').waitFor();
    await button(page, '手写条件').click();
    await page.getByLabel('筛选条件').fill('stage = s1 and sise > 3');
    await page.getByText('台账没有字段 sise（第 16 个字）').waitFor();
    await page.getByLabel('筛选条件').fill('stage = s1 and lb is not none');
    await page.keyboard.press('Enter');
    await page.getByText('2 条', { exact: true }).waitFor();

    // By the keyboard alone: the board, the menu on the card, the evidence that the stage asks for.
    await page.goto(`${records}?view=board`);
    const menu = page.getByRole('combobox', { name: '把“东门市场”移到' });
    await menu.focus();
    await menu.selectOption({ label: '建设' });
    await button(page, '保存').click();
    await page.getByText('进入“建设”要先填“施工许可”').waitFor();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '许可.txt', mimeType: 'text/plain', buffer: Buffer.from('施工许可') });
    await page.getByText('许可.txt').waitFor();
    await button(page, '保存').click();
    const built = page.getByRole('region', { name: '建设' });
    await built.getByText('东门市场').waitFor();
    await built.getByRole('button', { name: '东门市场' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('第 2 版').first().waitFor();
    expect(await drawer.innerText()).toMatch(/前期 → 建设[^]*第 1 版/);
    expect(await drawer.innerText()).toContain('138****1111');
    await button(page, '查看个人信息').click();
    await page.getByLabel('查看用途（会留痕，审计可见）').fill('电话核实进度');
    await drawer.getByRole('button', { name: '查看', exact: true }).click();
    await drawer.getByText('13800001111').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await context.close();
  });

  it('shows both versions when somebody else was faster, and saves what is chosen', async () => {
    const [mine, theirs] = [await lantu.open('reporter'), await lantu.open('planner')];
    for (const { page } of [mine, theirs]) {
      await page.goto(records);
      await button(page, '西门市场').click();
      await button(page, '修改').click();
    }
    await theirs.page.getByRole('textbox', { name: '建筑面积（平方米）' }).fill('1,200');
    await button(theirs.page, '保存').click();
    await theirs.page.getByRole('dialog').getByText('第 2 版').first().waitFor();
    await mine.page.getByRole('textbox', { name: '建筑面积（平方米）' }).fill('900');
    await mine.page.getByRole('dialog').getByLabel('类别').selectOption({ label: '改造' });
    await button(mine.page, '保存').click();
    await mine.page.getByText('你在改的时候，别人先存了。').waitFor();
    expect(await mine.page.getByRole('dialog').innerText()).toMatch(/demo-planner 在 .*存了第 2 版/);
    expect(await mine.page.getByRole('row').allInnerTexts()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/建筑面积\s+1,200\s*平方米\s+900\s*平方米/),
        expect.stringMatching(/类别\s+新建\s+改造/),
      ]),
    );
    expect(await seriousFaults(mine.page)).toEqual([]);
    await mine.page
      .getByRole('row', { name: /建筑面积/ })
      .getByRole('radio')
      .first()
      .check();
    await button(mine.page, '在最新版上继续').click();
    await button(mine.page, '保存').click();
    await mine.page.getByRole('dialog').getByText('第 3 版').first().waitFor();
    const shown = await mine.page.getByRole('dialog').locator('dl').filter({ hasText: '类别' }).innerText();
    expect(shown).toMatch(/类别\s+改造/);
    expect(shown).toMatch(/建筑面积\s+1,200/);
    await mine.context.close();
    await theirs.context.close();
  });

  it('hands the register out as a sheet', async () => {
    const { page, context } = await lantu.open('reporter');
    await page.goto(`${records}?view=exchange`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 csv' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('农贸市场改造.csv');
    await context.close();
  });

  it('leads the auditor from a record to its entry, through the chain and to who read personal data', async () => {
    const { page, context, complaints } = await lantu.open('auditor');
    await page.goto(records);
    await button(page, '东门市场').click();
    await page
      .getByRole('dialog')
      .getByRole('link', { name: /账本第 \d+ 号/ })
      .first()
      .click();
    await page.waitForURL(/audit\?entry=\d+/);
    await page.getByText('✓ 刚刚重算，相符').waitFor();
    expect(await page.getByRole('dialog').innerText()).toContain('许可.txt');
    await page.keyboard.press('Escape');
    await page.getByLabel('种类').selectOption({ label: '台账记录' });
    await page.getByRole('cell', { name: '台账记录 农贸市场改造 1 条' }).first().waitFor();
    await page.getByRole('link', { name: '个人信息查阅' }).click();
    await page.getByText('电话核实进度').waitFor();
    await page.getByRole('link', { name: '校验与导出' }).click();
    await button(page, '全部校验').click();
    await page.getByText(/✓ 完好：\d+ 条逐条相扣/).waitFor();
    await page.goto('/520181/audit?view=trace&indicator=gdp&period=2022-01..12');
    await page.getByText('301.39').first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('adds a person, who chooses a password of his own first of all', async () => {
    const { page, context, complaints } = await lantu.open('admin');
    await page.goto('/520181/system');
    await button(page, '新增人员').click();
    const form = page.getByRole('dialog');
    await form.getByLabel('账号').fill('zhang.min');
    await form.getByLabel('姓名').fill('张敏');
    await chooseInTree(page, /^单位/, '市农业农村局');
    await form.getByLabel('初始密码').fill('123456789');
    await button(page, '保存').click();
    await form.getByRole('alert').waitFor();
    await form.getByLabel('初始密码').fill('Hongfeng-lake-2026!');
    await button(page, '保存').click();
    await button(page, '张敏').waitFor();
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await context.close();

    const visitor = await lantu.open(null);
    await visitor.page.goto('/sign-in');
    await visitor.page.getByLabel(/^账号/).fill('zhang.min');
    await visitor.page.getByLabel(/^(密码|口令)/).fill('Hongfeng-lake-2026!');
    await button(visitor.page, '登录').click();
    // Somebody else set the password: another one comes first.
    await visitor.page.getByLabel('现在的密码').fill('Hongfeng-lake-2026!');
    for (const label of ['新密码', '再填一次']) await visitor.page.getByLabel(label).fill('Known-to-me-alone-7');
    await button(visitor.page, '修改').click();
    await visitor.page.getByText('部门填报 · 张敏').first().waitFor();
    await visitor.context.close();
  });

  const screens = [
    ['planner', '/520181/registers'],
    ['planner', records],
    ['planner', `${records}?view=board`],
    ['planner', `${records}?view=timeline`],
    ['planner', `${records}?view=map`],
    ['planner', `${records}?view=exchange`],
    ['planner', '/520181/define-register?register=markets'],
    ['auditor', '/520181/audit'],
    ['auditor', '/520181/audit?entry=1'],
    ['auditor', '/520181/audit?view=trace&indicator=gdp'],
    ['auditor', '/520181/audit?view=verify'],
    ['auditor', '/520181/audit?view=readings'],
    ['admin', '/520181/system'],
    ['admin', '/520181/system?view=organisations'],
    ['admin', '/520181/system?view=roles'],
    ['leader', '/520181/system'],
  ] as const;

  for (const phone of [false, true]) {
    it(`every screen ${phone ? 'on a phone fits the width' : 'on a desk fits the width, and axe finds nothing serious'}`, async () => {
      const faults: string[] = [];
      for (const role of ['planner', 'auditor', 'admin', 'leader'] as const) {
        const { page, context, complaints } = await lantu.open(role, { phone });
        for (const [, path] of screens.filter(([who]) => who === role)) {
          await page.goto(path);
          await page.locator('h1').first().waitFor();
          await settled(page);
          const wide = await overflow(page);
          if (wide > 0) faults.push(`${path}: ${wide} px too wide`);
          if (!phone) faults.push(...(await seriousFaults(page)).map((fault) => `${path}: ${fault}`));
        }
        faults.push(...complaints);
        await context.close();
      }
      expect(faults).toEqual([]);
    });
  }

  it('keeps audit and system from those who have no business there', async () => {
    const { page, context } = await lantu.open('reporter');
    await page.goto('/520181/audit');
    await page.getByText('审计要用审计的账号').waitFor();
    await page.goto('/520181/system');
    await page.getByRole('heading', { name: '单位' }).waitFor();
    expect(await button(page, '加单位').count()).toBe(0);
    await context.close();
  });
});
