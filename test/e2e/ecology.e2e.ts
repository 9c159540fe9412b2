import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameOf, SimulatedLine } from '../../src/domains/ecology/simulator.ts';
import { freePort } from '../port.ts';
import { chromiumPath, type Lantu, overflow, seriousFaults, settled, startLantu } from './lantu.ts';

const place = '/520181';
const mn = 'DE0000000000000000000002';

describe.skipIf(!chromiumPath())('from the probe to the phone in Chromium (skipped where there is no Chromium)', () => {
  let lantu: Lantu;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    lantu = await startLantu({ hj212: port });
  });
  afterAll(() => lantu?.stop());

  /** An hour of the station with this much phosphorus; resolves when it was answered. */
  async function send(hour: number, tp: number): Promise<void> {
    const line = new SimulatedLine('127.0.0.1', port);
    await line.opened;
    const of = Date.parse(`2026-11-24T${String(hour).padStart(2, '0')}:00:00+08:00`);
    const answered = line.answered(60_000);
    line.send(frameOf({ mn, password: '123456', cn: '2061', of, at: of, values: [{ code: 'w21011', value: tp }] }));
    expect(await answered).toBe(true);
    line.close();
  }

  it('phosphorus rises, the chief is called, answers without network, and the light turns back; pages fit and are clean', async () => {
    const planner = await lantu.open('planner');
    const asked = async <T>(path: string) =>
      (await (await planner.context.request.get(`/api${place}${path}`)).json()) as T;
    const csrf = ((await (await planner.context.request.get('/api/session')).json()) as { csrf: string }).csrf;
    const headers = { 'x-csrf-token': csrf };
    const stations = [{ mn, name: '演示站·南湖', password: '123456' }];
    expect((await planner.context.request.post(`/api${place}/stations`, { headers, data: { stations } })).ok()).toBe(
      true,
    );
    const rule = {
      name: '水质超目标',
      about: 'list/stations',
      when: { kind: 'light', worst: 'red' },
      tells: 'lead',
      active: true,
    };
    expect(
      (await planner.context.request.put(`/api${place}/alerts/water`, { headers, data: { base: null, rule } })).ok(),
    ).toBe(true);

    const { page, context } = await lantu.open('local', { phone: true });
    await context.grantPermissions(['geolocation']);
    await send(9, 0.13);
    const directives = () =>
      asked<{ rows: { state: string; title: string }[] }>(
        `/directives?show=all&object=record/stations/${mn.toLowerCase()}`,
      );
    await expect.poll(async () => (await directives()).rows.length).toBe(1);

    await page.goto(`${place}/ecology/patrol`);
    const handed = page.locator('.handed li', { hasText: '演示站·南湖水质预警' });
    await handed.waitFor();
    await settled(page);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await seriousFaults(page)).toEqual([]);
    await context.setOffline(true);
    await handed.getByRole('button', { name: '签收' }).click();
    await handed.getByLabel('处置情况').fill('已关闭溢流口，取样送检。');
    await handed.getByRole('button', { name: '反馈' }).click();
    await page.getByLabel('河湖段').selectOption('lake-south');
    await page.getByLabel(/^时长/).fill('35');
    await page.getByLabel(/^里程/).fill('2400');
    await page.getByLabel('情况', { exact: true }).fill('岸边有浮萍');
    await page.getByRole('button', { name: '提交巡查' }).click();
    await page.getByText('本机已存 3').waitFor();
    expect((await directives()).rows[0]?.state).toBe('issued');
    await context.setOffline(false);
    await page.getByText('本机已存 0，已上送 3').waitFor();
    expect((await directives()).rows[0]?.state).toBe('answered');
    const kept = await asked<{ total: number }>(
      `/registers/patrols/records?filter=${encodeURIComponent('found = "岸边有浮萍"')}`,
    );
    expect(kept.total).toBe(1);

    await send(10, 0.03);
    const light = async () =>
      (await asked<{ stations: { mn: string; light: string }[] }>('/stations')).stations.find((one) => one.mn === mn)
        ?.light;
    await expect.poll(light).toBe('green');
    await planner.page.goto(`${place}/ecology/stations/${mn}`);
    await planner.page
      .getByRole('button', { name: /^第 \d+ 帧$/ })
      .first()
      .click();
    await planner.page.getByText(/^账本第 \d+ 条/).waitFor();
    for (const path of ['lake', 'stations', 'air', 'chiefs']) {
      await planner.page.goto(`${place}/ecology/${path}`);
      await settled(planner.page);
      expect([path, await overflow(planner.page), await seriousFaults(planner.page)]).toEqual([path, 0, []]);
      await page.goto(`${place}/ecology/${path}`);
      await settled(page);
      expect([path, await overflow(page)]).toEqual([path, 0]);
    }
    expect(planner.complaints).toEqual([]);
  });
});
