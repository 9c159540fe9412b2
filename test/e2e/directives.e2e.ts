import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chromiumPath,
  type Lantu,
  overflow,
  seriousFaults,
  settled,
  startLantu,
  type Visit,
  desk,
  phone,
} from './lantu.ts';
import { receiver } from '../receivers.ts';
import { turnTo } from './server.ts';

/** Keeps a picture where somebody wants to look at the pages: `LANTU_SHOTS=FOLDER`. */
async function shot(page: Page, name: string): Promise<void> {
  if (process.env.LANTU_SHOTS)
    await page.screenshot({ path: `${process.env.LANTU_SHOTS}/${name}.png`, fullPage: true });
}

describe.skipIf(!chromiumPath())('directives in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  beforeAll(async () => {
    lantu = await startLantu();
  });
  afterAll(async () => {
    turnTo(null);
    await lantu?.stop();
  });

  /** Asks the API as the person whose page it is. */
  async function api<T>({ context }: Visit, method: string, path: string, data?: object): Promise<T> {
    const { csrf } = (await (await context.request.get('/api/session')).json()) as { csrf: string };
    const answer = await context.request.fetch(`/api/520181/${path}`, {
      method,
      headers: { 'x-csrf-token': csrf },
      ...(data && { data }),
    });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** A page fits the width of a phone, and axe finds nothing serious on it there. */
  async function fitsPhone(url: string, name: string): Promise<void> {
    const { page, context, complaints } = await lantu.open('supervisor', { phone: true });
    await page.goto(url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await settled(page);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await shot(page, name);
    await context.close();
  }

  /** What is red and belongs to the unit of the demonstration's reporter. */
  async function redOf(visit: Visit, lead: string) {
    const { candidates } = await api<{
      candidates: { object: string; title: string; light: string; lead: { id: string } | null; open: object | null }[];
    }>(visit, 'GET', 'directives/candidates');
    return candidates.filter((one) => one.lead?.id === lead && one.open === null);
  }

  it('leads from a red light to a closed directive: issued, received, planned, answered with evidence, verified beside the number', async () => {
    const office = await lantu.open('supervisor');
    const { page } = office;
    const [matter] = await redOf(office, 'agri');
    if (!matter) throw new Error('nothing of agri is red or yellow');
    await page.goto('/520181/directives/new');
    await page.getByRole('searchbox', { name: '在“红灯、黄灯”里找' }).fill(matter.title);
    await page
      .getByRole('checkbox', { name: `选 ${matter.title}` })
      .first()
      .check();
    await page.getByLabel('办理要求').fill('查明原因，限期整改');
    await page.getByLabel('时限（工作日）').fill('5');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '交办', exact: true }).click();
    await page.getByText('已交办 1 件').waitFor();
    await page.getByRole('link', { name: /^督办〔2026〕\d+号$/ }).click();
    await page.getByText('交办时（').waitFor();
    await settled(page);
    const url = page.url();
    expect(await page.locator('.then-now').innerText()).toMatch(/红灯|黄灯/);
    expect(await page.getByRole('button', { name: '核销' }).count()).toBe(0);

    const unit = await lantu.open('reporter');
    await unit.page.goto(url);
    await unit.page.getByRole('button', { name: '签收' }).click();
    await unit.page.getByRole('button', { name: '报整改方案' }).click();
    await unit.page.getByLabel('第 1 个节点', { exact: true }).fill('现场勘查');
    await unit.page.getByLabel('方案概要').fill('先勘查，再整改');
    await unit.page.getByRole('button', { name: '提交方案' }).click();
    await unit.page.getByRole('table', { name: '整改方案' }).getByText('现场勘查').waitFor();
    await unit.page.getByRole('button', { name: '报进展' }).click();
    await unit.page.getByLabel('现场勘查').check();
    await unit.page.getByLabel('进展', { exact: true }).fill('勘查完成');
    await unit.page.getByRole('button', { name: '提交进展' }).click();
    await unit.page.getByText('勘查完成').waitFor();
    await unit.page.getByRole('button', { name: '反馈', exact: true }).click();
    await unit.page.getByLabel('办理结果').fill('整改完成，附验收单');
    await unit.page.locator('input[type=file]').setInputFiles({
      name: '验收单.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('验收合格'),
    });
    await unit.page.getByRole('button', { name: '去掉附件 验收单.txt' }).waitFor();
    await unit.page.getByRole('button', { name: '提交反馈' }).click();
    await unit.page.getByRole('link', { name: '验收单.txt' }).waitFor();
    // Nobody of the lead unit closes it.
    expect(await unit.page.getByRole('button', { name: /核销|销号/ }).count()).toBe(0);
    expect(await seriousFaults(unit.page)).toEqual([]);

    await page.reload();
    await page.getByRole('button', { name: '写理由销号' }).click();
    await page.getByLabel('未转绿而销号的理由').fill('已列入明年计划，先行销号');
    await page.getByRole('button', { name: '销号', exact: true }).click();
    await page.getByText('销号未转绿。').waitFor();
    await page.getByText('销号时（').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'directive');
    await fitsPhone(url, 'directive-phone');
    expect([...office.complaints, ...unit.complaints]).toEqual([]);
    for (const { context } of [office, unit]) await context.close();
  });

  it('a second one is returned twice and rises by the clock and by the returns', async () => {
    const office = await lantu.open('supervisor');
    const unit = await lantu.open('reporter');
    const { directives } = await api<{ directives: { id: string }[] }>(office, 'POST', 'directives', {
      directives: [
        {
          title: '灌渠清淤',
          demand: '清淤',
          lead: 'agri',
          workdays: 5,
          basis: { kind: 'instruction', text: '领导批示' },
        },
      ],
    });
    const path = `directives/${directives[0]?.id}`;
    await api(unit, 'POST', `${path}/receive`, {});
    const level = async () => (await api<{ level: string }>(office, 'GET', path)).level;
    const reaches = async (wanted: string) => {
      while ((await level()) !== wanted) await sleep(100);
    };
    // 5 working days from 24 November 2026 end on 1 December.
    turnTo('2026-11-26');
    await api(unit, 'POST', `${path}/progress`, { text: '开工' });
    await reaches('blue');
    turnTo('2026-12-02');
    await api(unit, 'POST', `${path}/progress`, { text: '过半' });
    await reaches('orange');
    await office.page.goto(`/520181/${path}`);
    await office.page.getByText('橙单').first().waitFor();
    for (const reason of ['佐证不足', '照片不清']) {
      await api(unit, 'POST', `${path}/answer`, { text: '已清淤' });
      await office.page.reload();
      await office.page.getByRole('button', { name: '退回', exact: true }).click();
      await office.page.getByLabel('退回原因').fill(reason);
      await office.page.getByRole('button', { name: '退回重办' }).click();
      await office.page.getByRole('list', { name: '办理进程' }).getByText(reason).waitFor();
    }
    await reaches('red');
    await office.page.reload();
    await office.page.getByText('红单').first().waitFor();
    expect(await office.page.getByText('已退回 2 次').count()).toBe(1);
    // The unit was told each time, once.
    const told = async () => {
      const { notices } = await api<{ notices: { kind: string; link: string }[] }>(unit, 'GET', 'notices?limit=200');
      return notices.filter(({ link }) => link.endsWith(path)).map(({ kind }) => kind);
    };
    await expect.poll(async () => (await told()).length).toBeGreaterThanOrEqual(6);
    expect((await told()).toSorted()).toEqual([
      'directive-issued',
      'directive-level',
      'directive-level',
      'directive-level',
      'directive-returned',
      'directive-returned',
    ]);
    turnTo(null);
    for (const { context } of [office, unit]) await context.close();
  });

  it('a document is drafted from the data, a passage rewritten, its export watched; two texts are compared', async () => {
    const office = await lantu.open('supervisor');
    const { page } = office;
    await page.goto('/520181/reports');
    await page.getByLabel('文种').selectOption('督查通报');
    await page.getByRole('button', { name: '起草' }).click();
    await page.getByRole('heading', { level: 1, name: /督查通报/ }).waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    const passage = page.locator('.report-passage', { hasText: '本次通报督办事项' }).first();
    await passage.getByRole('button', { name: '改写' }).click();
    await page.getByLabel('改写这一段').fill('本次通报的事项总体平稳，另有12个项目支撑。');
    await page.getByRole('button', { name: '保存' }).first().click();
    await page.locator('.report-passage.is-edited', { hasText: '没有出处的数字：12' }).waitFor();
    await shot(page, 'document');
    await page.getByRole('button', { name: '导出 Word 和 PDF' }).click();
    const arrives = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载 Word' }).click({ timeout: 240_000 });
    expect((await arrives).suggestedFilename()).toMatch(/督查通报\.docx$/);
    await fitsPhone(page.url(), 'document-phone');
    await page.goto('/520181/compare');
    await page.getByLabel('旧文本').first().fill('未来五年，地区生产总值突破500亿元。');
    await page.getByLabel('新文本').first().fill('未来五年，地区生产总值突破600亿元。');
    await page.getByRole('button', { name: '对照' }).click();
    await page.getByRole('cell', { name: '改数（收紧）' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await fitsPhone(page.url(), 'compare-phone');
    expect(office.complaints).toEqual([]);
    await office.context.close();
  });

  it('a meeting is walked by keys, turns two decisions into directives and prints its minutes', async () => {
    const office = await lantu.open('supervisor');
    const { page } = office;
    await page.goto('/520181/directives/meetings');
    await page.getByLabel('会议名称').fill('四季度调度会');
    await page.getByRole('button', { name: '生成议程，开会' }).click();
    await page.locator('.meeting-item').waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await shot(page, 'meeting');
    for (const [n, text] of ['由农业农村局拿出增收方案', '由水务局排查灌渠'].entries()) {
      await page.keyboard.press('d');
      await page.keyboard.type(text);
      const lead = page.getByRole('combobox', { name: '牵头单位' });
      if ((await lead.inputValue()) === '') {
        await lead.fill('农业农村');
        await page.getByRole('option').first().click();
      }
      await page.getByRole('textbox', { name: /^决定/ }).press('Enter');
      await page.locator('.meeting-decided li', { hasText: text }).waitFor();
      expect(await page.locator('.meeting-decided').innerText()).toMatch(/督办〔2026〕\d+号/);
      if (n === 0) {
        await page.keyboard.press('ArrowRight');
        await page.getByText(/^2 \/ \d+/).waitFor();
      }
    }
    await page.keyboard.press('a');
    await page.getByLabel('出席').fill('张三、李四');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '散会' }).click();
    await page.getByRole('textbox', { name: '会议综述（进纪要）' }).fill('会议听取了各单位汇报。');
    await page.getByRole('button', { name: '散会，出纪要' }).click();
    await page.getByRole('link', { name: '纪要', exact: true }).click();
    const minutes = page.locator('.minutes');
    await minutes.getByText('会议听取了各单位汇报。').waitFor();
    expect(await minutes.innerText()).toMatch(/增收方案（督办〔2026〕\d+号[\s\S]*灌渠（督办〔2026〕\d+号/);
    expect(await minutes.innerText()).toContain('张三、李四');
    await shot(page, 'minutes');
    expect(await seriousFaults(page)).toEqual([]);
    await fitsPhone(page.url(), 'minutes-phone');
    await fitsPhone(page.url().replace('/minutes', ''), 'meeting-phone');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(5_000);
    expect(office.complaints).toEqual([]);
    await office.context.close();
  });

  it('an administrator adds a robot, sees what did not arrive and sends it again; a rule of alerts fires and is silenced', async () => {
    const robot = await receiver('dingtalk', 'SECtest');
    robot.mood = 'permanent';
    const root = await lantu.open('admin');
    try {
      await root.page.goto('/520181/directives/outbox');
      await root.page.getByRole('button', { name: '新增渠道' }).click();
      await root.page.getByLabel('种类').selectOption('dingtalk');
      await root.page.getByLabel('名称').fill('督查群');
      await root.page.getByLabel('地址（含密钥，加密保存）').fill(robot.url);
      await root.page.getByLabel('加签密钥').fill('SECtest');
      await root.page.getByRole('button', { name: '保存' }).click();
      await root.page
        .getByText(/内网地址|https/)
        .first()
        .waitFor();
      await root.page.getByLabel('允许内网地址和 http').check();
      expect(await seriousFaults(root.page)).toEqual([]);
      await root.page.getByRole('button', { name: '保存' }).click();
      await root.page.getByRole('button', { name: '试发 督查群' }).click();
      const again = root.page.getByRole('button', { name: /^再发/ });
      for (let tries = 0; tries < 100 && (await again.count()) === 0; tries += 1) {
        await sleep(200);
        await root.page.reload();
        await settled(root.page);
      }
      expect(await root.page.getByRole('table', { name: '消息' }).innerText()).toContain('40058');
      robot.mood = 'well';
      await again.first().click();
      await expect.poll(() => robot.taken.length).toBe(1);
      expect(robot.taken[0]?.text).toContain('测试通知');
      await shot(root.page, 'channels');

      const office = await lantu.open('planner');
      await office.page.goto('/520181/directives/alerts');
      await office.page.getByRole('button', { name: '新增规则' }).click();
      await office.page.getByLabel('名称').fill('生产总值预警');
      await office.page.getByLabel('界线（指标的单位）').fill('100000');
      await office.page.getByRole('combobox', { name: '看哪个指标' }).fill('地区生产总值');
      await office.page.getByRole('option').first().click();
      expect(await seriousFaults(office.page)).toEqual([]);
      await office.page.getByRole('button', { name: '保存' }).click();
      const silence = office.page.getByRole('button', { name: '静默 生产总值预警 一周' });
      for (let tries = 0; tries < 100 && (await silence.count()) === 0; tries += 1) {
        await sleep(200);
        await office.page.reload();
        await settled(office.page);
      }
      await silence.click();
      await office.page.getByLabel('静默的理由').fill('已在调度');
      await office.page.getByRole('button', { name: '静默', exact: true }).click();
      await office.page.getByText('已在调度').waitFor();
      await shot(office.page, 'alert-silenced');
      await office.page.getByRole('link', { name: '交办督办单' }).first().click();
      await office.page.getByRole('heading', { name: '交办所选 1 件' }).waitFor();
      await office.context.close();
      expect(root.complaints.filter((text) => !text.includes('422'))).toEqual([]);
    } finally {
      await robot.close();
      await root.context.close();
    }
  });

  const pages = [
    ['督办单', '/520181/directives', 'supervisor'],
    ['交办', '/520181/directives/new', 'supervisor'],
    ['调度会', '/520181/directives/meetings', 'leader'],
    ['预警', '/520181/directives/alerts', 'planner'],
    ['考核', '/520181/directives/scores', 'planner'],
    ['通知', '/520181/directives/notices', 'reporter'],
    ['通知渠道', '/520181/directives/outbox', 'admin'],
  ] as const;
  it.each(pages)(
    '%s: says its name, nothing serious from axe, fits the width of a desk and of a phone, no error on the console',
    async (name, path, role) => {
      const { page, context, complaints } = await lantu.open(role);
      await page.goto(path);
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      await settled(page);
      expect(await seriousFaults(page)).toEqual([]);
      for (const size of [desk, phone]) {
        await page.setViewportSize(size);
        await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0);
        await shot(page, `${path.split('/').at(-1)}${size === phone ? '-phone' : ''}`);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
