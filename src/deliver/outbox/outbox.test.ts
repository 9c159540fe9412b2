import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Office, openOffice } from '../../../test/office.ts';
import { mailbox, type Mood, type Receiver, receiver, type Vendor } from '../../../test/receivers.ts';
import { isSealed } from '../../evidence/store/vault.ts';
import type { Channel, Message, Notice } from './api.ts';
import { remind } from './reminders.ts';
import { backOff, Sender } from './send.ts';
import { spool } from './spool.ts';

let office: Office;
let now = 0;
const receivers: Receiver[] = [];
const key = randomBytes(32).toString('base64');
const secretOf = (vendor: Vendor) => (vendor === 'webhook' ? key : vendor === 'wecom' ? 'SECret-key' : 'SECret+/');

beforeEach(async () => {
  now = Date.parse('2026-09-28T01:05:00Z');
  office = await openOffice('2026-09-28', () => now);
});
afterEach(async () => {
  for (const one of receivers.splice(0)) await one.close();
  await office.close();
});

async function open(vendor: Vendor, settings: object = {}): Promise<Receiver> {
  const made = await receiver(vendor, secretOf(vendor), () => now);
  receivers.push(made);
  const { status, body } = await office.ask('root', 'PUT', `outbox/channels/${vendor}`, {
    kind: vendor,
    name: vendor,
    settings: { allowPrivate: true, site: 'https://lantu.example', ...settings },
    secret: { url: made.url, secret: secretOf(vendor) },
  });
  expect([status, body]).toEqual([200, body]);
  return made;
}

/** Issues so many directives, in one entry each. */
async function issue(n: number): Promise<void> {
  await office.ask('watch', 'POST', 'directives', {
    directives: Array.from({ length: n }, (_, at) => ({
      title: `第 ${String(at + 1).padStart(4, '0')} 件`,
      demand: '办理',
      lead: 'agri',
      basis: { kind: 'instruction', text: '领导批示' },
    })),
  });
  await spool(office.db.store, 'test');
}

/** Rounds until nothing waits or so many milliseconds have passed on the clock of the test; time jumps to the next moment. */
async function run(forMs: number): Promise<void> {
  const sender = new Sender(office.services, () => now);
  const until = now + forMs;
  for (let rounds = 0; rounds < 20_000; rounds += 1) {
    const next = await sender.round('test');
    if (next > until) {
      now = until;
      return;
    }
    now = Math.max(now + 1, next);
  }
  throw new Error('it never rests');
}

const outboxOf = async (state: 'waiting' | 'dead' | 'sent') =>
  (
    await office.ask<{ channels: Channel[]; messages: Message[]; counts: Record<string, number> }>(
      'root',
      'GET',
      `outbox?state=${state}&limit=500`,
    )
  ).body;
const book = async (channel: string) =>
  office.db.store
    .selectFrom('notice')
    .innerJoin('message', (join) =>
      join
        .onRef('message.message_id', '=', 'notice.message_id')
        .onRef('message.jurisdiction_id', '=', 'notice.jurisdiction_id'),
    )
    .select(['notice.event', 'message.state'])
    .where('notice.channel_id', '=', channel)
    .orderBy('notice.n')
    .execute();

describe('a receiver that misbehaves', () => {
  const vendors: Vendor[] = ['wecom', 'dingtalk', 'feishu', 'webhook'];
  const moods: Mood[] = ['broken', 'cut', 'away', 'code'];
  it.each(
    vendors.flatMap((vendor) =>
      moods.filter((mood) => vendor !== 'webhook' || mood !== 'code').map((mood) => [vendor, mood] as const),
    ),
  )(
    '%s is %s for an hour: nothing is lost, nothing stands twice in the book, the order is kept',
    async (vendor, mood) => {
      const to = await open(vendor);
      await issue(3);
      to.mood = mood;
      await run(3_600_000);
      expect(to.taken).toEqual([]);
      await issue(2);
      to.mood = 'well';
      await run(12 * 3_600_000);
      const rows = await book(vendor);
      expect(rows.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'sent'));
      expect(new Set(rows.map(({ event }) => event)).size).toBe(5);
      const said = to.taken
        .map(({ text }) => [...text.matchAll(/第 (\d{4}) 件/g)].map((found) => Number(found[1])))
        .flat();
      const firsts = said.filter((n, at) => said.indexOf(n) === at);
      expect(firsts.length).toBeGreaterThan(0);
      if (vendor === 'webhook') {
        const ids = to.taken.map(({ headers }) => headers['webhook-id']);
        expect(new Set(ids).size).toBe(5);
        expect(said.slice(0, 3)).toEqual(said.slice(0, 3).toSorted());
      }
      expect(to.refused).toEqual([]);
    },
  );

  it('that hangs holds nobody else up for long, and is tried again', async () => {
    const slow = await open('webhook');
    const quick = await open('feishu');
    slow.mood = 'hang';
    await issue(1);
    await new Sender(office.services, () => now).round('test');
    expect(quick.taken).toHaveLength(1);
    const { messages } = await outboxOf('waiting');
    expect(messages).toMatchObject([{ channel: 'webhook', attempts: 1, code: 'network' }]);
    slow.mood = 'well';
    await run(backOff[0] + 1);
    expect(slow.taken).toHaveLength(1);
  }, 60_000);

  it('that refuses for good makes a dead letter at once, which is sent again one by one', async () => {
    const to = await open('dingtalk');
    await issue(1);
    to.mood = 'permanent';
    await run(1000);
    const { messages, counts } = await outboxOf('dead');
    expect(counts).toMatchObject({ dead: 1, waiting: 0 });
    expect(messages).toMatchObject([{ state: 'dead', code: '40058', notices: 1, attempts: 1 }]);
    to.mood = 'well';
    await run(60_000);
    expect(to.taken).toEqual([]);
    expect((await office.ask('farm', 'POST', `outbox/messages/${messages[0]?.id}/again`)).status).toBe(403);
    expect((await office.ask('root', 'POST', `outbox/messages/${messages[0]?.id}/again`)).status).toBe(200);
    // The route speaks of the machine's own clock.
    now = Math.max(now, Date.now() + 1000);
    await run(60_000);
    expect(to.taken).toHaveLength(1);
    expect((await office.ask('root', 'POST', `outbox/messages/${messages[0]?.id}/again`)).status).toBe(404);
  });

  it('that never comes back is given up after five more tries, and what follows goes on', async () => {
    const to = await open('webhook');
    to.mood = 'broken';
    await issue(1);
    await run(backOff.reduce((sum, ms) => sum + ms, 0) + 10_000);
    expect(to.tried).toBe(backOff.length + 1);
    const { messages } = await outboxOf('dead');
    expect(messages).toMatchObject([{ state: 'dead', code: 'http-500', attempts: 6 }]);
    to.mood = 'well';
    await issue(1);
    await run(60_000);
    expect(to.taken).toHaveLength(1);
  });
});

describe('the limits of the vendors', () => {
  it.each(['wecom', 'dingtalk', 'feishu'] as const)(
    '%s: a flood goes out within them, bundled, and none is refused',
    async (vendor) => {
      const to = await open(vendor);
      for (let n = 0; n < 2; n += 1) await issue(200);
      await run(24 * 3_600_000);
      const rows = await book(vendor);
      expect(rows).toHaveLength(400);
      expect(rows.every(({ state }) => state === 'sent')).toBe(true);
      expect(to.refused).toEqual([]);
      expect(to.taken.length).toBeLessThanOrEqual(5);
      expect(to.taken.some(({ text }) => text.includes('共 100 件'))).toBe(true);
    },
  );

  it('one message every few seconds, for as long as something comes: also a robot that blocks is never made to', async () => {
    const to = await open('dingtalk');
    const sender = new Sender(office.services, () => now);
    for (let n = 0; n < 60; n += 1) {
      await issue(1);
      await sender.round('test');
      now += 1_000;
    }
    await run(600_000);
    expect(to.refused).toEqual([]);
    expect(to.taken.length).toBeGreaterThan(10);
    expect((await book('dingtalk')).every(({ state }) => state === 'sent')).toBe(true);
  });

  it('a block that comes all the same is waited out', async () => {
    const to = await open('dingtalk');
    await issue(1);
    to.mood = 'code';
    await run(1_000);
    to.mood = 'well';
    await run(598_000);
    expect(to.taken).toEqual([]);
    await run(10_000);
    expect(to.taken).toHaveLength(1);
  });
});

describe('the hours', () => {
  it('are quiet when they should be, and a digest comes at its hour', async () => {
    const quiet = await open('wecom', { quiet: { from: '08:00', to: '10:00' } });
    const digest = await open('feishu', { digestAt: '17:00' });
    await issue(3);
    await run(10 * 60_000);
    expect([quiet.taken.length, digest.taken.length]).toEqual([0, 0]);
    await run(60 * 60_000);
    expect([quiet.taken.length, digest.taken.length]).toEqual([1, 0]);
    await issue(2);
    await run(8 * 3_600_000);
    // Five notices, one message at 17:00.
    expect(digest.taken).toHaveLength(1);
    expect(digest.taken[0]?.at).toBe(Date.parse('2026-09-28T09:00:00Z') + 60_000);
    expect((await book('feishu')).every(({ state }) => state === 'sent')).toBe(true);
  });
});

describe('e-mail', () => {
  it('goes to who left an address, under one key; a refused address is a dead letter', async () => {
    const box = await mailbox();
    try {
      const put = await office.ask('root', 'PUT', 'outbox/channels/post', {
        kind: 'email',
        name: '邮件',
        settings: { allowPrivate: true, from: 'lantu@city.example', host: '127.0.0.1', port: box.port, tls: false },
      });
      expect(put.status).toBe(200);
      await office.ask('farm', 'PUT', 'notices/preferences', { email: 'farm@city.example', off: [] });
      await issue(1);
      await run(1_000);
      expect(box.letters.map(({ to }) => to)).toEqual(['farm@city.example']);
      expect(box.letters[0]?.data).toMatch(/Message-ID: <msg_[0-9a-f]{32}@city\.example>/);
      box.answer = '550 no such person';
      await issue(1);
      await run(60_000);
      expect((await outboxOf('dead')).messages).toMatchObject([{ code: 'smtp-550', recipient: 'farm@city.example' }]);
      box.answer = '450 busy';
      await issue(1);
      await run(1_000);
      box.answer = null;
      await run(120_000);
      expect(box.letters).toHaveLength(2);
    } finally {
      await box.close();
    }
  });
});

describe('in the product', () => {
  it('everybody whom a directive concerns has one notice of it, whoever asks how often', async () => {
    await issue(1);
    await spool(office.db.store, 'test');
    await Promise.all([1, 2, 3].map(() => spool(office.db.store, 'test')));
    const inboxOf = async (login: string) =>
      (await office.ask<{ notices: Notice[]; unread: number }>(login, 'GET', 'notices')).body;
    for (const login of ['farm', 'farm2', 'farm-review'])
      expect((await inboxOf(login)).notices.map(({ kind }) => kind)).toEqual(['directive-issued']);
    for (const login of ['water', 'watch', 'boss']) expect((await inboxOf(login)).notices).toEqual([]);
    const { notices, unread } = await inboxOf('farm');
    expect(unread).toBe(1);
    await office.ask('farm', 'POST', 'notices/read', { upTo: notices[0]?.n });
    expect((await inboxOf('farm')).unread).toBe(0);
    expect((await inboxOf('farm2')).unread).toBe(1);
  });

  it('a report that is near, late, and later still is told once for each of these steps', async () => {
    const told = async () =>
      (await office.ask<{ notices: Notice[] }>('farm', 'GET', 'notices')).body.notices
        .filter(({ kind }) => kind === 'report')
        .map(({ body }) => body.zh);
    // The figure of 2026 is due some working days after its year.
    const steps = new Set<string>();
    for (let at = Date.parse('2027-01-01'); at < Date.parse('2027-04-01'); at += 86_400_000) {
      office.turnTo(new Date(at).toISOString().slice(0, 10));
      await Promise.all([remind(office.services, 'test'), remind(office.services, 'test')]);
      for (const one of await told()) steps.add(one);
    }
    expect((await told()).filter((text) => /后到期/.test(text)).length).toBeGreaterThan(0);
    expect((await told()).filter((text) => /提级督查/.test(text)).length).toBeGreaterThan(0);
    expect((await told()).length).toBe(steps.size);
    const office2 = await office.ask<{ notices: Notice[] }>('watch', 'GET', 'notices');
    expect(
      office2.body.notices.filter(({ kind }) => kind === 'report').every(({ body }) => body.zh.includes('提级督查')),
    ).toBe(true);
  });

  it('is unsubscribed from where duty allows', async () => {
    const refused = await office.ask('farm', 'PUT', 'notices/preferences', { email: null, off: ['directive-issued'] });
    expect(refused).toMatchObject({ status: 422, body: { code: 'notice-of-duty' } });
    expect(
      (await office.ask('farm', 'PUT', 'notices/preferences', { email: null, off: ['directive-closed'] })).status,
    ).toBe(200);
  });
});

describe('a change of data', () => {
  it('is told to a channel that names it, one message for a resource, and to nobody else', async () => {
    const all = await open('wecom');
    const to = await open('webhook', { kinds: ['data'] });
    await spool(office.db.store, 'test');
    await run(60_000);
    to.taken.length = 0;
    for (const [at, value] of [1, 2, 3].entries()) await office.figure(String(2021 + at), value);
    await spool(office.db.store, 'test');
    await run(60_000);
    expect(to.taken.map(({ text }) => text)).toEqual([expect.stringContaining('数据有变动：指标数据')]);
    expect(to.taken[0]?.text).toContain('https://lantu.example/api/v1/test/observations');
    expect(all.taken).toEqual([]);
    for (const login of ['farm', 'watch', 'boss'])
      expect((await office.ask<{ notices: Notice[] }>(login, 'GET', 'notices')).body.notices).toEqual([]);
  });
});

describe('settings', () => {
  it('give no secret away: not in the answer, not in the database, not in the backup', async () => {
    await open('dingtalk');
    const { status, body } = await office.ask('root', 'GET', 'outbox');
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain('SECret');
    expect(JSON.stringify(body)).not.toContain('access_token');
    const { secret } = await office.db.store.selectFrom('channel').select('secret').executeTakeFirstOrThrow();
    expect(isSealed(secret ?? '')).toBe(true);
    expect(secret).not.toContain('SECret');
  });

  it.each(['plan', 'watch', 'farm', 'boss', 'audit'])('are not for %s', async (login) => {
    expect((await office.ask(login, 'GET', 'outbox')).status).toBe(403);
    expect((await office.ask(login, 'PUT', 'outbox/channels/x', { kind: 'webhook', name: 'x' })).status).toBe(403);
  });

  it.each([
    ['http://example.com/', 'insecure'],
    ['https://10.0.0.1/', 'private-address'],
    ['https://[::ffff:192.168.0.1]/', 'private-address'],
    ['nonsense', 'no-such-address'],
  ])('refuse %s', async (url, code) => {
    const answer = await office.ask('root', 'PUT', 'outbox/channels/x', { kind: 'wecom', name: 'x', secret: { url } });
    expect(answer).toMatchObject({ status: 422, body: { code } });
  });

  it('a channel of one unit carries what concerns that unit', async () => {
    const to = await open('webhook', { organisation: 'water' });
    await issue(1);
    await run(1_000);
    expect(to.taken).toEqual([]);
  });

  it('a test goes through', async () => {
    const to = await open('wecom');
    expect((await office.ask('root', 'POST', 'outbox/channels/wecom/test')).status).toBe(200);
    now = Date.now() + 5_000;
    await run(60_000);
    expect(to.taken).toHaveLength(1);
    expect(to.taken[0]?.text).toContain('测试通知');
  });
});
