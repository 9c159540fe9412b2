import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Office, openOffice } from '../../../test/office.ts';
import { servicesOf } from '../../../test/services.ts';
import { copyOf } from '../../../test/template.ts';
import { restoreBackup, writeBackup } from '../../evidence/backup.ts';
import { holds, Ledger, verifyChains } from '../../evidence/book.ts';
import { migrate } from '../../evidence/store/migrate.ts';
import { openStore } from '../../evidence/store/store.ts';
import { domains } from '../../server/domains.ts';
import type { Notice } from '../outbox/api.ts';
import { spool } from '../outbox/index.ts';
import type { AlertState } from './api.ts';
import { sideOf } from './reading.ts';
import { watch } from './watch.ts';

let office: Office;
let day = 0;
beforeEach(async () => {
  office = await openOffice('2026-09-28');
  day = Date.parse('2026-09-28');
});
/** A figure, known a day after the one before. */
async function next(value: number): Promise<void> {
  day += 86_400_000;
  office.turnTo(new Date(day).toISOString().slice(0, 10));
  await office.figure('2025', value);
}
afterEach(() => office.close());

const rule = (when: object, more: object = {}) => ({
  name: '产值预警',
  about: 'indicator/gdp',
  when,
  tells: 'office',
  active: true,
  ...more,
});
const put = (id: string, when: object, more: object = {}) =>
  office.ask<{ base: number }>('watch', 'PUT', `alerts/${id}`, { rule: rule(when, more) });
const states = async () => (await office.ask<{ states: AlertState[] }>('watch', 'GET', 'alerts')).body.states;
const fires = async () => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from submission where kind = 'alert.fire'`.execute(
    office.db.store,
  );
  return rows[0]?.n ?? 0;
};
const below = (value: number, hysteresis: number) => ({ kind: 'threshold', is: 'below', value, hysteresis });

describe('an alert that flaps', () => {
  it('a hundred times across a threshold fires whenever it had come back by the hysteresis, however seldom somebody looks', async () => {
    await put('low', below(100, 10));
    // 95 is over the line, 105 between, 112 back.
    const course = Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? 95 : n % 10 === 9 ? 112 : 105));
    for (const [n, value] of course.entries()) {
      await next(value);
      if (n % 7 === 0) await watch(office.services, 'test');
    }
    await watch(office.services, 'test');
    // Once at first, then after each of the ten times that it was back, but for the last: there it is still back.
    expect(await fires()).toBe(10);
    expect((await states())[0]).toMatchObject({ state: 'armed', times: 10 });
  });

  it('fires as the rule says for any course, whoever looks when, three at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ value: fc.integer({ min: 80, max: 120 }), look: fc.boolean() }), {
          minLength: 1,
          maxLength: 25,
        }),
        fc.integer({ min: 0, max: 15 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        async (course, hysteresis, n) => {
          const id = `r${n}-${hysteresis}`;
          const { body } = await put(id, below(100, hysteresis));
          const before = await fires();
          for (const { value, look } of course) {
            await next(value);
            if (look) await Promise.all([1, 2, 3].map(() => watch(office.services, 'test')));
          }
          await watch(office.services, 'test');
          // A plain model of it.
          let armed = true;
          let expected = 0;
          for (const { value } of course) {
            const side = sideOf(value, 100, hysteresis, false);
            if (armed && side === 'over') expected += 1;
            armed = armed ? side !== 'over' : side === 'back';
          }
          const fired = (await fires()) - before;
          await office.ask('watch', 'DELETE', `alerts/${id}?base=${body.base}`);
          // What stood before the rule was made counts as its first reading only where nobody wrote since.
          expect(fired).toBe(expected);
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('an alert', () => {
  it('is told once, whoever starts anew in between, and not while it is silenced', async () => {
    await put('low', below(100, 10));
    await office.figure('2025', 90);
    for (let n = 0; n < 3; n += 1) {
      await Promise.all([watch(office.services, 'test'), watch(office.services, 'test')]);
      await spool(office.db.store, 'test');
    }
    const told = async (login: string) =>
      (await office.ask<{ notices: Notice[] }>(login, 'GET', 'notices')).body.notices.map(({ kind }) => kind);
    expect(await told('watch')).toEqual(['alert']);
    expect(await told('farm')).toEqual(['alert']);
    expect(await told('water')).toEqual([]);
    const silence = { object: 'indicator/gdp', until: '2026-12-31', reason: '统计口径调整' };
    expect((await office.ask('farm', 'POST', 'alerts/low/snooze', silence)).status).toBe(403);
    expect((await office.ask('watch', 'POST', 'alerts/low/snooze', silence)).status).toBe(200);
    expect(
      (await office.ask('farm', 'POST', 'alerts/low/acknowledge', { object: 'indicator/gdp', note: '在查' })).status,
    ).toBe(200);
    await next(120);
    await watch(office.services, 'test');
    await next(80);
    await watch(office.services, 'test');
    await spool(office.db.store, 'test');
    expect(await told('watch')).toEqual(['alert']);
    const [state] = await states();
    expect(state).toMatchObject({ state: 'fired', times: 2, snoozed: { by: 'watch', reason: '统计口径调整' } });
    const hushed = await office.db.store
      .selectFrom('notice')
      .select('suppressed')
      .where('recipient', '=', 'watch')
      .where('suppressed', 'is not', null)
      .execute();
    expect(hushed.map(({ suppressed }) => suppressed)).toEqual([
      expect.objectContaining({ why: 'silenced', by: 'watch' }),
      expect.objectContaining({ why: 'silenced', by: 'watch' }),
    ]);
  });

  it('goes by the change, by staleness and by limits that are near', async () => {
    await put('fall', { kind: 'change', is: 'below', percent: -20, hysteresis: 5 });
    await put('old', { kind: 'stale', days: 30 });
    await put('near', { kind: 'limit', workdays: 2 }, { about: 'list/directives', tells: 'lead' });
    await office.figure('2024', 100);
    await office.figure('2025', 70);
    await watch(office.services, 'test');
    expect((await states()).map(({ rule: id }) => id)).toEqual(['fall']);
    await office.ask('watch', 'POST', 'directives', {
      directives: [
        { title: '临近', demand: '办理', lead: 'water', workdays: 5, basis: { kind: 'other', text: '其他' } },
      ],
    });
    office.turnTo('2026-10-09');
    await watch(office.services, 'test');
    office.turnTo('2026-11-10');
    await watch(office.services, 'test');
    await watch(office.services, 'test');
    expect((await states()).map(({ rule: id, state }) => `${id} ${state}`).toSorted()).toEqual([
      'fall fired',
      'near fired',
      'old fired',
    ]);
    await office.figure('2026', 71);
    await watch(office.services, 'test');
    expect(
      (await states())
        .filter(({ state }) => state === 'armed')
        .map(({ rule: id }) => id)
        .toSorted(),
    ).toEqual(['fall', 'old']);
  });

  it('says in both languages what does not fit, and is for those who may', async () => {
    expect(await put('x', { kind: 'limit', workdays: 2 })).toMatchObject({
      status: 422,
      body: { code: 'rule-does-not-fit' },
    });
    expect(await put('x', below(1, 1), { about: 'indicator/none' })).toMatchObject({
      status: 422,
      body: { code: 'no-such-object' },
    });
    expect((await office.ask('farm', 'PUT', 'alerts/x', { rule: rule(below(1, 1)) })).status).toBe(403);
    expect((await put('x', below(1, 1))).status).toBe(200);
    expect(await put('x', below(2, 1))).toMatchObject({ status: 409, body: { code: 'alert-changed' } });
  });
});

it('what was told before is not told again by a place that was restored from a backup', async () => {
  await put('low', below(100, 10));
  await put('old', { kind: 'stale', days: 30 });
  await office.ask('root', 'PUT', 'outbox/channels/hook', {
    kind: 'webhook',
    name: 'hook',
    settings: { allowPrivate: true },
    secret: { url: 'http://127.0.0.1:1/', secret: Buffer.alloc(32).toString('base64') },
  });
  await office.figure('2025', 90);
  await watch(office.services, 'test');
  await spool(office.db.store, 'test');
  expect(await fires()).toBe(1);
  const folder = mkdtempSync(join(tmpdir(), 'lantu-alert-'));
  const file = join(folder, 'backup');
  await writeBackup(office.db.store, file);
  const url = await copyOf(inject('databaseUrl'), 'unfilled', (template) => migrate(template).then(() => {}));
  const store = openStore(url, 4);
  try {
    await restoreBackup(store, file);
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const db = { url, store, ledger: new Ledger(store), close: () => store.destroy() };
    const services = servicesOf(db, () => today, domains);
    for (const { jurisdiction_id, seq } of await store.selectFrom('chain_head').selectAll().execute())
      services.snapshots.moved(jurisdiction_id, seq);
    for (let n = 0; n < 3; n += 1) {
      await watch(services, 'test');
      await spool(store, 'test');
    }
    const { rows } = await sql<{ rule: string; n: number }>`
      select payload::jsonb ->> 'rule' as rule, count(*) as n from submission where kind = 'alert.fire' group by 1 order by 1`.execute(
      store,
    );
    // What turns with the days may have turned, and been told, between the backup and now: it is entered, and waits for a person.
    expect(rows).toEqual([
      { rule: 'low', n: 1 },
      { rule: 'old', n: 1 },
    ]);
    const messages = await store.selectFrom('message').select('state').execute();
    expect(messages.length).toBe(1);
    const waiting = await store
      .selectFrom('notice')
      .select('event')
      .where('channel_id', '=', 'hook')
      .where('message_id', 'is', null)
      .execute();
    // The one of before stands unsent in the book: the sender lays it aside as held, too.
    expect([...messages.map(({ state }) => state), waiting.length]).toEqual(['held', 1]);
    const [report] = await verifyChains(store, 'test');
    expect(report && holds(report)).toBe(true);
  } finally {
    await store.destroy();
    rmSync(folder, { recursive: true });
  }
});
