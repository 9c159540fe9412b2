import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRoom, type Room } from '../../../test/room.ts';
import { ecology } from './index.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom([ecology], '2026-07-10');
  await room.put('stations', '2026-05-01', {
    clean: { mn: 'A1', name: '湖心', kind: 'lake', target: '3' },
    bad: { mn: 'A2', name: '湖口', kind: 'lake', target: '3' },
    old: { mn: 'A3', name: '湾', kind: 'lake', target: '3' },
    none: { mn: 'A4', name: '坝前', kind: 'lake', target: '3' },
  });
  await room.put('samples', '2026-06-10', {
    s1: { station: 'clean', on: '2026-06-04', tp: 0.03 },
    s2: { station: 'bad', on: '2026-06-04', tp: 0.08 },
    s3: { station: 'old', on: '2026-02-04', tp: 0.03 },
  });
  const rule = {
    body: 'river',
    level: 'village',
    per: 'week',
    times: 1,
    first_month: 3,
    last_month: 12,
    metres: 300,
    gap: 24,
  };
  await room.put('stretches', '2026-05-01', {
    north: { code: 'R1', name: '北河', body: 'river', village_chief: 'a' },
    south: { code: 'R2', name: '南河', body: 'river' },
    wood: { code: 'W1', name: '林', body: 'wood' },
  });
  await room.put('patrol-rules', '2026-05-01', {
    first: { ...rule, since: '2026-06-01', minutes: 10 },
    // In the middle of a week: from the Monday after it counts.
    second: { ...rule, since: '2026-06-17', minutes: 30 },
  });
  // At nine every day: the same minute of another day is another patrol.
  const patrol = (stretch: string, on: string, minutes: number) => ({
    stretch,
    level: 'village',
    chief: 'a',
    on,
    began: '09:00',
    minutes,
    metres: 500,
  });
  await room.put('restoration', '2026-07-01', {
    mine: { name: '矿', kind: 'mine', area: 6.1, accepted_on: '2026-06-01', stage: 'accepted' },
    more: { name: '矿二', kind: 'mine', area: 0.2, stage: 'running' },
    plan: { name: '坡', kind: 'greening', stage: 'planned' },
  });
  await room.put('eco-fund', '2026-07-01', {
    a: { voucher: '1', on: '2026-01-05', kind: 'in', amount: '2000000.10' },
    b: { voucher: '2', on: '2026-02-05', kind: 'out', amount: '999999.90' },
    c: { voucher: '3', on: '2026-03-05', kind: 'back', amount: '0.10' },
  });
  await room.put('patrols', '2026-07-09', {
    w1: patrol('north', '2026-06-02', 12),
    w2: patrol('north', '2026-06-09', 12),
    w3: patrol('north', '2026-06-20', 12),
    w4: patrol('north', '2026-06-24', 12),
    w5: patrol('north', '2026-06-30', 40),
    s1: patrol('south', '2026-06-02', 12),
  });
});
afterAll(() => room.close());

test('a section without a station is lit by its samples, for as long as they are of the last months', async () => {
  const { rows } = await room.list('stations');
  const lights = Object.fromEntries(rows.map((row) => [row.id, row.judged?.light]));
  expect(lights).toEqual({ clean: 'green', bad: 'red', old: 'grey', none: 'grey' });
  const why = (id: string) => rows.find((row) => row.id === id)?.judged?.why?.zh;
  expect(why('bad')).toContain('2026-06 手工监测 Ⅳ类');
  expect(why('old')).toContain('最近的手工监测是 2026-02');
});

test('a stretch is lit by the duties of its chiefs, each week by the rule of its days; what no rule names is not judged', async () => {
  const { rows } = await room.list('stretches');
  const judged = (id: string) => rows.find((row) => row.id === id)?.judged;
  // Weeks of 1, 8, 15, 22 and 29 June: the fourth lasted twelve minutes, and thirty were asked for by then.
  expect(judged('north')).toMatchObject({
    light: 'yellow',
    why: { zh: expect.stringContaining('应巡 5，完成 4（80%）') },
  });
  expect(judged('south')).toMatchObject({ light: 'red' });
  expect(judged('wood')).toMatchObject({ light: 'grey' });
});

test('restoration says what is accepted of what is entered and how much tells its area; the fund is exact to the cent', async () => {
  const tilesOf = async (list: string) =>
    new Map((await room.list(list)).tiles.map(({ name, value, note, share }) => [name.zh, { value, note, share }]));
  const restored = await tilesOf('restoration');
  expect(restored.get('矿山修复')).toMatchObject({ value: 6.1, note: { zh: expect.stringContaining('6.3') } });
  expect(restored.get('填了面积')).toMatchObject({ value: 2, share: 2 / 3 });
  expect((await tilesOf('eco-fund')).get('结余')?.value).toEqual({ zh: '1,000,000.30 元', en: '¥1,000,000.30' });
});
