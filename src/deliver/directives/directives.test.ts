import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice } from '../../../test/office.ts';
import { holds, rebuild, verifyChains } from '../../evidence/book.ts';
import type { DirectiveDetail } from './api.ts';
import { escalateDue } from './tick.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-09-28');
  // Red on the way to 500.
  await office.figure('2025', 120);
});
afterAll(() => office.close());
afterEach(() => office.turnTo('2026-09-28'));

interface Issued {
  directives: { id: string; number: string; level: string; due: string; certain: boolean; again: string | null }[];
}

/** A matter that nothing else is about. */
const apart = { object: null, lead: 'agri', basis: { kind: 'instruction', text: '领导批示' } };
const about = { object: 'commitment/A-1', basis: { kind: 'light' }, demand: '查明原因，限期整改' };

async function issue(more: object = {}, login = 'watch') {
  const { status, body } = await office.ask<Issued>(login, 'POST', 'directives', {
    directives: [{ ...about, workdays: 5, ...more }],
  });
  const [first] = body.directives ?? [];
  if (status !== 200 || !first) throw new Error(JSON.stringify(body));
  return first;
}
const detail = async (id: string, login = 'watch') =>
  (await office.ask<DirectiveDetail>(login, 'GET', `directives/${id}`)).body;
const act = (login: string, id: string, path: string, body: object = {}) =>
  office.ask(login, 'POST', `directives/${id}/${path}`, body);

/** To the point where it waits for verification. */
async function answered(id: string, by = 'farm') {
  await act(by, id, 'receive');
  await act(by, id, 'plan', { text: '整改方案', steps: [{ title: '勘查', due: '2026-09-30' }] });
  const { status } = await act(by, id, 'answer', { text: '已整改' });
  expect(status).toBe(200);
}

describe('issuing', () => {
  it('keeps the number of that moment and a limit over the holidays: 5 working days from 2026-09-28 is 2026-10-10', async () => {
    const { id, number, due, certain } = await issue();
    expect([number, due, certain]).toEqual(['督办〔2026〕1号', '2026-10-10', true]);
    const held = await detail(id);
    expect(held).toMatchObject({
      title: '农业产值达到 500 亿元',
      lead: { id: 'agri' },
      state: 'issued',
      atIssue: { light: 'red', value: 120, unit: '亿元', period: '2025' },
      now: { light: 'red', value: 120 },
      wouldBeUnturned: true,
    });
  });

  it.each(['farm', 'farm-review', 'root', 'audit', 'water'])('is not for %s', async (login) => {
    const { status } = await office.ask(login, 'POST', 'directives', { directives: [about] });
    expect(status).toBe(403);
  });

  it('names the draft and the field that are wrong, and writes none of them', async () => {
    const { body: before } = await office.ask<{ total: number }>('watch', 'GET', 'directives?show=all');
    for (const [draft, where] of [
      [{ ...about, object: 'commitment/none' }, 'directives.1.object'],
      [{ ...about, support: ['agri'] }, 'directives.1.support'],
      [{ ...about, object: null }, 'directives.1.object'],
      [{ demand: '办理', basis: { kind: 'hint', text: '群众反映' }, title: '河道' }, 'directives.1.lead'],
      [{ ...about, person: 'nobody' }, 'directives.1.person'],
    ] as const) {
      const { status, body } = await office.ask<{ where: string }>('watch', 'POST', 'directives', {
        directives: [about, draft],
      });
      expect([status, body.where]).toEqual([422, where]);
    }
    const { body: after } = await office.ask<{ total: number }>('watch', 'GET', 'directives?show=all');
    expect(after.total).toBe(before.total);
  });

  it('gives numbers without gaps and without doubles to fifty who issue at once, also where some are refused', async () => {
    const drafts = Array.from({ length: 60 }, (_, n) => ({
      ...about,
      title: `并发 ${n}`,
      series: '并发督办',
      ...(n % 6 === 5 && { object: 'commitment/none' }),
    }));
    const answers = await Promise.all(
      drafts.map((draft) => office.ask<Issued>('watch', 'POST', 'directives', { directives: [draft] })),
    );
    const numbers = answers.flatMap(({ body }) => (body.directives ?? []).map(({ number }) => number));
    expect(numbers).toHaveLength(50);
    expect(new Set(numbers)).toEqual(new Set(Array.from({ length: 50 }, (_, n) => `并发督办〔2026〕${n + 1}号`)));
  });

  it('counts each series and each year from one', async () => {
    const many = await office.ask<Issued>('watch', 'POST', 'directives', {
      directives: ['甲', '乙', '丙'].map((title) => ({ ...about, title: `${title}事项`, series: '专项督办' })),
    });
    expect(many.body.directives.map(({ number }) => number)).toEqual([1, 2, 3].map((n) => `专项督办〔2026〕${n}号`));
    office.turnTo('2027-01-04');
    expect((await issue({ series: '专项督办' })).number).toBe('专项督办〔2027〕1号');
  });
});

describe('what was issued', () => {
  it('never changes: there is no way to write it, neither as a directive nor as a record', async () => {
    const { id } = await issue({ title: '不能改的事项' });
    const before = await detail(id);
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expect(
        (await office.ask('watch', method, `directives/${id}`, { title: '改轻了', due: '2027-12-01' })).status,
      ).toBe(404);
    for (const login of ['plan', 'farm', 'farm-plan']) {
      const put = await office.ask(login, 'POST', 'registers/directives/records', {
        records: [
          {
            id,
            base: 1,
            values: {
              no: before.number,
              title: '改轻了',
              due: '2027-12-01',
              lead: 'agri',
              level: 'none',
              basis: 'light',
              issued_on: '2026-09-28',
              first_due: '2027-12-01',
            },
          },
        ],
      });
      expect(put.status).toBeGreaterThanOrEqual(400);
    }
    await expect(
      office.db.ledger.submit({
        jurisdiction: 'test',
        kind: 'record.put',
        actor: 'x',
        demo: false,
        payload: {
          register: 'directives',
          on: '2026-09-28',
          source: 'x',
          grade: 'A',
          status: 'approved',
          records: [{ id, base: 1, values: { title: '改轻了' }, stage: null, passed: {} }],
        },
      }),
    ).rejects.toMatchObject({ status: 403, body: { code: 'register-of-acts' } });
    await answered(id);
    await act('farm', id, 'extension', { to: '2026-10-20', reason: '等审批' });
    const after = await detail(id);
    const fixed = [
      'number',
      'title',
      'demand',
      'closes',
      'lead',
      'support',
      'object',
      'basisText',
      'limit',
      'firstDue',
      'issuedOn',
      'atIssue',
    ] as const;
    expect(fixed.map((field) => after[field])).toEqual(fixed.map((field) => before[field]));
  });

  it('stands as a record that filters, sheets and indicators read', async () => {
    const { body } = await office.ask<{
      records: { values: Record<string, unknown>; stage: string; returns: number }[];
    }>('audit', 'GET', `registers/directives/records?filter=${encodeURIComponent('title = "不能改的事项"')}`);
    expect(body.records).toHaveLength(1);
    expect(body.records[0]).toMatchObject({ stage: 'answered', values: { lead: 'agri', first_due: '2026-10-10' } });
    const list = await office.ask<{ total: number }>('watch', 'GET', 'lists/directives?light=yellow');
    expect(list.body.total).toBeGreaterThan(0);
  });
});

describe('four eyes', () => {
  it('nobody of the lead unit verifies, nor who answered: not by role, not by unit, not by login', async () => {
    const { id } = await issue({ title: '四只眼' });
    await answered(id);
    const verdict = { decision: 'close', reason: '指标未转，先行销号' };
    for (const login of ['farm', 'farm2', 'farm-review', 'farm-plan', 'farm-watch', 'water', 'boss', 'root', 'audit'])
      expect([login, (await act(login, id, 'verify', verdict)).status]).toEqual([login, 403]);
    expect((await detail(id)).state).toBe('answered');
    // Who answered has another chair now; the answer is still his.
    await office.db.store
      .updateTable('membership')
      .set({ role: 'supervisor', organisation_id: 'office' })
      .where('login', '=', 'farm')
      .execute();
    await office.db.store.deleteFrom('session').where('login', '=', 'nobody').execute();
    await expect(
      office.db.ledger.submit({
        jurisdiction: 'test',
        kind: 'directive.verify',
        actor: 'farm',
        demo: false,
        payload: {
          directive: id,
          base: null,
          on: '2026-09-28',
          organisation: 'office',
          decision: 'close',
          reason: '可以',
          now: null,
        },
      }),
    ).rejects.toMatchObject({ status: 403, body: { code: 'own-answer' } });
    await office.db.store
      .updateTable('membership')
      .set({ role: 'reporter', organisation_id: 'agri' })
      .where('login', '=', 'farm')
      .execute();
    expect((await act('watch', id, 'verify', verdict)).status).toBe(200);
    expect(await detail(id)).toMatchObject({ state: 'closed', unturned: true });
  });

  it('other units read and do nothing of it', async () => {
    const { id } = await issue({ title: '别家的事' });
    expect((await office.ask('road', 'GET', `directives/${id}`)).status).toBe(403);
    for (const step of ['receive', 'answer', 'reply'])
      expect((await act('road', id, step, { text: '我们来答' })).status).toBe(403);
    const { body } = await office.ask<{ rows: { lead: { id: string } }[] }>('road', 'GET', 'directives?show=all');
    expect(body.rows).toEqual([]);
  });

  it('a supporting unit reports progress and replies; receiving and answering stay with the lead unit', async () => {
    const { id } = await issue({ title: '一起办', support: ['water'] });
    expect((await act('water', id, 'receive')).status).toBe(403);
    await act('farm', id, 'receive');
    expect((await act('water', id, 'progress', { text: '已会商' })).status).toBe(200);
    expect((await act('water', id, 'answer', { text: '办完了' })).status).toBe(403);
    expect((await act('water', id, 'reply', { text: '不是我们的职责' })).status).toBe(200);
  });
});

describe('the limit', () => {
  it('is extended by somebody else before it ends; the first one stays', async () => {
    const { id } = await issue({ title: '延期' });
    await act('farm', id, 'receive');
    expect((await act('farm', id, 'extension', { to: '2026-10-09', reason: '太近' })).status).toBe(422);
    expect((await act('water', id, 'extension', { to: '2026-10-20', reason: '别家' })).status).toBe(403);
    expect((await act('farm', id, 'extension', { to: '2026-10-20', reason: '等待审批' })).status).toBe(200);
    for (const login of ['farm', 'farm-plan', 'farm-review'])
      expect((await act(login, id, 'extension/decision', { grant: true })).status).toBe(403);
    expect((await act('watch', id, 'extension/decision', { grant: true, reason: '同意' })).status).toBe(200);
    expect(await detail(id)).toMatchObject({ firstDue: '2026-10-10', due: '2026-10-20', extensions: 1, asked: null });
    const { body } = await office.ask<{ records: { values: object }[] }>(
      'watch',
      'GET',
      `registers/directives/records?filter=${encodeURIComponent(`id = ${id}`)}`,
    );
    expect(body.records[0]?.values).toMatchObject({ first_due: '2026-10-10', due: '2026-10-20', extended: 1 });
  });

  it('is not extended once it has passed', async () => {
    const { id } = await issue({ title: '晚了才要延期' });
    await act('farm', id, 'receive');
    office.turnTo('2026-10-12');
    expect(await act('farm', id, 'extension', { to: '2026-11-20', reason: '才想起来' })).toMatchObject({
      status: 409,
      body: { code: 'extension-late' },
    });
  });
});

describe('levels', () => {
  it('rise blue, orange, red once each, however often the clock ticks and whoever starts anew in between', async () => {
    const { id } = await issue({ ...apart, title: '三色', series: '三色督办' });
    const levels = async () =>
      (await detail(id)).events.filter(({ kind }) => kind === 'escalate').map(({ on, body }) => [on, body.to]);
    for (const day of [
      '2026-09-29',
      '2026-09-30',
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
      '2026-10-12',
      '2026-10-13',
      '2026-10-15',
      '2026-10-16',
      '2026-10-17',
      '2026-10-19',
      '2026-11-02',
    ]) {
      office.turnTo(day);
      // Three at once, and again: as after three restarts.
      await Promise.all([1, 2, 3].map(() => escalateDue(office.services, 'test')));
      await escalateDue(office.services, 'test');
    }
    // 3 working days before 10 October; 1 over it; 5 over it.
    expect(await levels()).toEqual([
      ['2026-09-30', 'blue'],
      ['2026-10-12', 'orange'],
      ['2026-10-16', 'red'],
    ]);
    expect((await detail(id)).level).toBe('red');
  });

  it('is red at the second return, and waits while an answer waits', async () => {
    const { id } = await issue({ ...apart, title: '两次退回', workdays: 30 });
    for (let time = 1; time <= 2; time += 1) {
      if (time === 1) await act('farm', id, 'receive');
      expect((await act('farm', id, 'answer', { text: `第 ${time} 次反馈` })).status).toBe(200);
      expect((await act('watch', id, 'verify', { decision: 'return' })).body.code).toBe('reason-missing');
      expect((await act('watch', id, 'verify', { decision: 'return', reason: '佐证不足' })).status).toBe(200);
      await escalateDue(office.services, 'test');
    }
    expect(await detail(id)).toMatchObject({ state: 'returned', returns: 2, level: 'red' });
    const { body } = await office.ask<{ records: { returns: number; values: object }[] }>(
      'watch',
      'GET',
      `registers/directives/records?filter=${encodeURIComponent(`id = ${id}`)}`,
    );
    expect(body.records[0]).toMatchObject({ returns: 2, values: { returned: 2, level: 'red' } });
  });

  it('follow the rule that the place has published, from its day on', async () => {
    const { body } = await office.ask<{ records: { values: object }[] }>(
      'plan',
      'GET',
      'registers/directive-rules/records',
    );
    const [published] = body.records;
    const put = await office.ask('plan', 'POST', 'registers/directive-rules/records', {
      records: [
        {
          id: null,
          base: null,
          values: { ...published?.values, name: '从严', series: '清督办', blue_before: 10, since: '2026-10-01' },
        },
      ],
    });
    expect(put.status).toBe(200);
    office.turnTo('2026-09-30');
    expect((await issue({ ...apart, title: '旧规则' })).number).toMatch(/^督办/);
    office.turnTo('2026-10-09');
    const { id, number } = await issue({ ...apart, title: '新规则', workdays: 9 });
    expect(number).toBe('清督办〔2026〕1号');
    await escalateDue(office.services, 'test');
    expect((await detail(id)).level).toBe('blue');
  });

  it('are raised by hand, never lowered', async () => {
    const { id } = await issue({ ...apart, title: '越级', level: 'orange' });
    expect((await act('watch', id, 'escalate', { to: 'blue', reason: '降级' })).status).toBe(409);
    expect((await act('farm', id, 'escalate', { to: 'red', reason: '自己升' })).status).toBe(403);
    expect((await act('boss', id, 'escalate', { to: 'red', reason: '事关重大' })).status).toBe(200);
  });
});

describe('closing against the number', () => {
  it('asks for a reason while the light is red, shows then and now, and starts higher when the matter comes again', async () => {
    const { id } = await issue({ title: '看数销号', object: 'indicator/gdp', lead: 'road' });
    await answered(id, 'road');
    expect(await act('watch', id, 'verify', { decision: 'close' })).toMatchObject({
      status: 422,
      body: { code: 'still-red' },
    });
    expect((await act('watch', id, 'verify', { decision: 'close', reason: '项目已列入明年' })).status).toBe(200);
    const closed = await detail(id);
    expect(closed).toMatchObject({ state: 'closed', unturned: true, unturnedOfLead: 1 });
    const verified = closed.events.find(({ kind }) => kind === 'verify');
    expect(verified?.body).toMatchObject({ decision: 'close', now: { light: 'red', value: 120 } });

    office.turnTo('2027-03-01');
    const { again, level, id: next } = await issue({ title: '又来了', object: 'indicator/gdp', lead: 'road' });
    expect([again, level]).toEqual([expect.any(String), 'orange']);
    expect((await detail(next)).earlier.map((one) => one.id)).toContain(id);
  });

  it('closes without a word once the number has turned', async () => {
    const { id } = await issue({ title: '转绿了' });
    await answered(id);
    await office.figure('2025', 600);
    expect((await detail(id)).now).toMatchObject({ light: 'green', value: 600 });
    expect((await act('watch2', id, 'verify', { decision: 'close' })).status).toBe(200);
    expect(await detail(id)).toMatchObject({ state: 'closed', unturned: false });
    await office.figure('2025', 120);
  });

  it('a matter that comes after the months of the rule starts as it is chosen', async () => {
    const { id } = await issue({
      title: '两年后',
      object: 'commitment/B-1',
      lead: 'water',
      basis: { kind: 'instruction', text: '领导批示' },
    });
    await answered(id, 'water');
    await act('watch', id, 'verify', { decision: 'close', reason: '已经完成整治' });
    office.turnTo('2027-09-27');
    expect((await issue({ object: 'commitment/B-1', lead: 'water' })).again).toBe(id);
    office.turnTo('2027-09-29');
    expect((await issue({ object: 'commitment/B-1', lead: 'water' })).again).toBeNull();
  });
});

describe('right of reply', () => {
  it('stands in the thread with the decision on it, also after it is over', async () => {
    const { id } = await issue({ title: '申辩' });
    await answered(id);
    await act('watch', id, 'verify', { decision: 'close', reason: '先行销号处理' });
    const { body } = await office.ask<{ seq: number }>('farm', 'POST', `directives/${id}/reply`, {
      text: '审批时限由政务中心起算',
    });
    for (const login of ['farm', 'farm-plan', 'farm-watch'])
      expect(
        (await act(login, id, 'reply/decision', { of: body.seq, decision: 'accepted', reason: '有道理' })).status,
      ).toBe(403);
    const decided = { of: body.seq, decision: 'partly', reason: '节点三改由政务中心牵头' };
    expect((await act('watch', id, 'reply/decision', decided)).status).toBe(200);
    expect((await act('watch', id, 'reply/decision', decided)).status).toBe(409);
    const { replies, events } = await detail(id, 'farm');
    expect(replies).toEqual([{ seq: body.seq, decision: 'partly' }]);
    expect(events.at(-1)?.body).toMatchObject({ act: 'decide', reason: '节点三改由政务中心牵头' });
  });
});

it('two who act at once: the second learns that something was done meanwhile', async () => {
  const { id } = await issue({ title: '同时' });
  const { base } = await detail(id);
  expect((await act('farm', id, 'receive', { base })).status).toBe(200);
  expect(await act('farm2', id, 'receive', { base })).toMatchObject({
    status: 409,
    body: { code: 'directive-changed' },
  });
});

it('drafts from chosen rows say what is open already and what comes again', async () => {
  const { body } = await office.ask<{
    drafts: { object: string; open: object | null; lead: { id: string } }[];
    missing: string[];
  }>('watch', 'POST', 'directives/drafts', { objects: ['commitment/A-1', 'indicator/gdp', 'commitment/none'] });
  expect(body.drafts.map(({ object, lead }) => [object, lead.id])).toEqual([
    ['commitment/A-1', 'agri'],
    ['indicator/gdp', 'agri'],
  ]);
  expect(body.drafts[0]?.open).not.toBeNull();
  expect(body.missing).toEqual(['commitment/none']);
});

it('the chain replays into the same tables', async () => {
  const [report] = await verifyChains(office.db.store, 'test');
  expect(report && holds(report) ? [] : report).toEqual([]);
  await rebuild(office.db.store, 'test');
  const [again] = await verifyChains(office.db.store, 'test');
  expect(again && holds(again)).toBe(true);
});
