import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Office, openOffice } from '../../../test/office.ts';
import { holds, verifyChains } from '../../evidence/book.ts';
import type { Scores } from '../scores/api.ts';
import type { Meeting } from './api.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-09-28');
  await office.figure('2025', 120);
});
afterAll(() => office.close());

const open = async (more: object = {}) => {
  const { status, body } = await office.ask<{ id: string; number: string; items: number }>(
    'watch',
    'POST',
    'meetings',
    {
      title: '三季度经济运行调度会',
      chair: '市长',
      place: '三会议室',
      ...more,
    },
  );
  expect([status, body]).toEqual([200, body]);
  return body;
};
const meeting = async (id: string, login = 'watch') => (await office.ask<Meeting>(login, 'GET', `meetings/${id}`)).body;

it('walks what is red on a frozen view, turns decisions into directives as it runs, and asks next time whether they were kept', async () => {
  const { id, number } = await open();
  expect(number).toBe('调度会〔2026〕第1期');
  const before = await meeting(id);
  expect(before.agenda).toMatchObject([
    { from: 'red', object: 'commitment/A-1', lead: 'agri', seen: { light: 'red', value: 120 }, promised: [] },
  ]);
  expect(before.agenda[0]?.trend.at(-1)).toEqual({ period: '2025', value: 120 });
  // What becomes known meanwhile does not change the wall.
  await office.figure('2026', 600);
  expect((await meeting(id)).agenda).toEqual(before.agenda);

  await office.ask('watch', 'PUT', `meetings/${id}/attendance`, {
    attendance: [
      { person: '张三', organisation: 'agri', as: 'present' },
      { person: '李四', organisation: 'water', as: 'leave' },
    ],
  });
  await office.ask('watch', 'POST', `meetings/${id}/notes`, { item: 'i1', text: '受旱情影响' });
  const decide = (body: object) =>
    office.ask<{ directive: { id: string; number: string; due: string } | null }>(
      'watch',
      'POST',
      `meetings/${id}/decisions`,
      body,
    );
  const first = await decide({ item: 'i1', text: '农业农村局提出增产方案', directive: { workdays: 5 } });
  expect(first.body.directive).toMatchObject({ number: '督办〔2026〕1号', due: '2026-10-10' });
  const second = await decide({ text: '水务局排查灌渠', directive: { lead: 'water', workdays: 10 } });
  expect(second.body.directive?.number).toBe('督办〔2026〕2号');
  expect((await decide({ text: '下月再议' })).body.directive).toBeNull();
  // Whole or not at all: a decision whose directive is refused does not stand.
  expect((await decide({ text: '没有单位的决定', directive: {} })).status).toBe(422);
  expect((await meeting(id)).decisions.map(({ directive }) => directive?.number ?? null)).toEqual([
    '督办〔2026〕1号',
    '督办〔2026〕2号',
    null,
  ]);
  expect((await office.ask('farm', 'POST', `meetings/${id}/close`, {})).status).toBe(403);
  expect((await office.ask('watch', 'POST', `meetings/${id}/close`, { minutes: '会议指出……' })).status).toBe(200);
  expect((await decide({ text: '会后再加' })).body).toMatchObject({ code: 'meeting-over' });
  expect(await meeting(id, 'farm')).toMatchObject({ state: 'closed', minutes: { by: 'watch' } });

  office.turnTo('2026-10-13');
  const next = await meeting((await open({ title: '下一次调度会' })).id);
  expect(next.agenda.map(({ from, title }) => [from, title])).toEqual([
    ['promised', '农业产值达到 500 亿元'],
    ['promised', '水务局排查灌渠'],
  ]);
  expect(next.agenda.map(({ promised }) => promised.map(({ kept }) => kept))).toEqual([['broken'], ['open']]);
  office.turnTo('2026-09-28');
});

it('is frozen at the day that was asked for', async () => {
  office.turnTo('2026-11-20');
  const { id } = await open({ frozenOn: '2026-09-28' });
  expect((await meeting(id)).frozenOn).toBe('2026-09-28');
  expect(
    (await office.ask('watch', 'POST', 'meetings', { title: '以后的会', chair: '市长', frozenOn: '2027-01-01' }))
      .status,
  ).toBe(422);
  office.turnTo('2026-09-28');
});

it('scores name their rule and their day, rank nobody below five cases, and may be appealed against line by line', async () => {
  const answer = async (directive: string, late: boolean) => {
    for (const [step, body] of [
      ['receive', {}],
      ['answer', { text: '办结' }],
    ] as const)
      expect((await office.ask('water', 'POST', `directives/${directive}/${step}`, body)).status).toBe(200);
    if (late) return;
    expect(
      (await office.ask('watch', 'POST', `directives/${directive}/verify`, { decision: 'close', reason: '已经办结' }))
        .status,
    ).toBe(200);
  };
  const { body } = await office.ask<{ directives: { id: string }[] }>('watch', 'POST', 'directives', {
    directives: Array.from({ length: 5 }, (_, n) => ({
      title: `灌渠 ${n}`,
      demand: '排查',
      lead: 'water',
      workdays: 5,
      basis: { kind: 'other', text: '其他' },
    })),
  });
  for (const { id } of body.directives) await answer(id, false);
  office.turnTo('2026-10-20');
  const scores = async (login = 'farm') =>
    (await office.ask<Scores>(login, 'GET', 'scores?from=2026-01-01&to=2026-10-20')).body;
  const now = await scores();
  expect(now).toMatchObject({ on: '2026-10-20', rule: { fewest: 5, weights: { onTime: 40 } } });
  const line = (id: string) => now.lines.find(({ organisation }) => organisation.id === id);
  expect(line('water')).toMatchObject({ cases: 6, rank: 1 });
  expect(line('agri')).toMatchObject({ cases: 1, rank: null, onTime: 0 });

  expect((await office.ask('farm', 'POST', 'scores', { from: '2026-01-01', to: '2026-10-20' })).status).toBe(403);
  const published = await office.ask<{ id: string; appealUntil: string }>('watch', 'POST', 'scores', {
    from: '2026-01-01',
    to: '2026-10-20',
  });
  expect(published.body.appealUntil).toBe('2026-10-27');
  const appeal = (login: string) =>
    office.ask<{ seq: number }>(login, 'POST', `scores/${published.body.id}/appeals`, {
      line: 'onTime',
      text: '期限内已报',
    });
  const made = await appeal('farm');
  expect(made.status).toBe(200);
  expect((await appeal('road')).status).toBe(404);
  const decision = { decision: 'accepted', reason: '核对后认可' };
  const path = `scores/${published.body.id}/appeals/${made.body.seq}/decision`;
  for (const login of ['farm', 'farm-plan']) expect((await office.ask(login, 'POST', path, decision)).status).toBe(403);
  expect((await office.ask('plan', 'POST', path, decision)).status).toBe(200);
  expect((await office.ask('plan', 'POST', path, decision)).status).toBe(409);
  expect((await scores()).published[0]?.appeals).toMatchObject([
    { organisation: { id: 'agri' }, line: 'onTime', decision: { decision: 'accepted' } },
  ]);
  office.turnTo('2026-10-28');
  expect(await appeal('farm')).toMatchObject({ status: 409, body: { code: 'appeal-late' } });
  const [report] = await verifyChains(office.db.store, 'test');
  expect(report && holds(report)).toBe(true);
});
