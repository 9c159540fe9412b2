import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servicesOf } from '../../../../test/services.ts';
import { testStore, type TestStore } from '../../../../test/store.ts';
import { holds, rebuild, verifyChains } from '../../../evidence/book.ts';
import type { Services } from '../../../evidence/domain.ts';
import { keepFrames, lastFrame } from '../../../evidence/streams/frames.ts';
import { partitionRest, partitionsFor } from '../../../evidence/streams/partitions.ts';
import { keepFramesFrom, keptFrom, monthsOfFrames } from './retention.ts';
import { putDays, putHours } from '../../../evidence/streams/values.ts';
import { seal } from './seal.ts';
import { hashOfFrame } from './writer.ts';

let db: TestStore;
let services: Services;
const at = Date.parse('2026-07-01T08:00:00+08:00');
const value = { factor: 'w21011', value: 0.04, low: null, high: null, n: 1, made: 'device' as const, why: null };

beforeAll(async () => {
  db = await testStore();
  services = servicesOf(db, () => '2026-07-10');
});
afterAll(() => db.close());

async function send(mn: string, demo: boolean, text: string, { at: when = at, sealed = true } = {}) {
  const frame = Buffer.from(text);
  const one = { jurisdiction: 'test', mn, at: when, hash: hashOfFrame(frame), received: at, frame, demo } as const;
  await keepFrames(
    db.store,
    [{ ...one, kind: 'hour', opened: null, faults: [], door: 'hj212' }],
    await lastFrame(db.store),
  );
  await putHours(db.store, 'test', [{ ...value, mn, at, flag: 'N', frame: null, demo }]);
  await putDays(db.store, 'test', [{ ...value, mn, day: '2026-07-01', demo }]);
  if (sealed) await seal(services, 'test', []);
}
const remove = () =>
  db.ledger.submit({ jurisdiction: 'test', kind: 'demo.remove', actor: 'x', demo: false, payload: {} });
async function kept() {
  const counts: number[] = [];
  for (const table of ['stream_frame', 'reading_hour', 'reading_day', 'reading_month']) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db.store);
    counts.push(Number(rows[0]?.n));
  }
  return counts;
}
const sound = async () => (await verifyChains(db.store)).every(holds);

test('removing the demonstration clears what its stations sent, leaves what others sent, and the book holds', async () => {
  await send('REAL', false, 'real');
  await send('DEMO', true, 'demonstration');
  expect(await kept()).toEqual([2, 2, 2, 2]);
  await remove();
  expect(await kept()).toEqual([1, 1, 1, 1]);
  expect(await sound()).toBe(true);
});

test('a demonstration that came again is sealed again, and outlasts a check and a rebuild', async () => {
  await send('DEMO', true, 'demonstration');
  expect(await sound()).toBe(true);
  await rebuild(db.store, 'test');
  expect(await kept()).toEqual([2, 2, 2, 2]);
  const [chain] = await verifyChains(db.store);
  expect(chain?.streams).toEqual({ batches: 2, whole: 2, gone: 0 });
});

describe('frames whose time is over', () => {
  const old = { at: Date.parse('2025-05-31T23:30:00+08:00') };
  const count = async () => (await kept())[0];
  const streams = async () => (await verifyChains(db.store))[0]?.streams;

  test('go when the ledger has said so, once; values stay, and a check and a rebuild hold', async () => {
    await partitionsFor(db.store, [old.at], at);
    await send('REAL', false, 'old', { ...old, sealed: false });
    await send('DEMO', true, 'old demonstration', { ...old, sealed: false });
    await keepFramesFrom(services, '2025-06-01');
    expect(await count(), 'nothing goes unsealed').toBe(4);
    await send('REAL', false, 'new');
    await keepFramesFrom(services, '2025-06-01');
    await keepFramesFrom(services, '2025-06-01');
    expect(await count()).toBe(3);
    expect(await streams()).toEqual({ batches: 3, whole: 2, gone: 1 });
    const { rows } = await sql`select 1 from submission where kind = 'stream.drop'`.execute(db.store);
    expect(rows).toHaveLength(1);
    await rebuild(db.store, 'test');
    expect(await sound()).toBe(true);
  });

  test('one that comes when its month is gone goes as well, and is told', async () => {
    await send('REAL', false, 'late', old);
    await keepFramesFrom(services, '2025-06-01');
    expect(await count()).toBe(3);
    expect(await sound()).toBe(true);
  });

  test('one that was taken away is not taken for one whose time is over', async () => {
    await sql`delete from stream_frame where convert_from(frame, 'UTF8') = 'new'`.execute(db.store);
    expect((await streams())?.firstBroken).toMatchObject({ why: 'frame-missing' });
    expect(await sound()).toBe(false);
  });

  test('are kept for whole months, at least twelve, and for ever where nothing is said', () => {
    expect(keptFrom('2026-07-10', 12)).toBe('2025-07-01');
    expect(keptFrom('2026-01-31', 13)).toBe('2024-12-01');
    expect([monthsOfFrames(''), monthsOfFrames('24')]).toEqual([null, 24]);
    for (const wrong of ['0', '11', '12.5', 'x', '-24'])
      expect(() => monthsOfFrames(wrong)).toThrow('LANTU_FRAMES_MONTHS');
  });
});

test('the demonstration that shares a batch with others goes out of it, and the batch still holds', async () => {
  await sql`delete from stream_frame`.execute(db.store);
  await sql`delete from stream_batch`.execute(db.store);
  await send('REAL', false, 'shared', { sealed: false });
  await send('DEMO', true, 'shared demonstration');
  await remove();
  const [chain] = await verifyChains(db.store);
  expect(chain?.streams).toEqual({ batches: 1, whole: 0, gone: 1 });
});

test('frames of a month without a partition go into it once it is made', async () => {
  const when = Date.parse('2024-02-10T00:00:00+08:00');
  await send('REAL', false, 'restored', { at: when });
  await partitionRest(db.store, at);
  const { rows } = await sql<{ of: string }>`select tableoid::regclass::text as of from stream_frame
    where convert_from(frame, 'UTF8') = 'restored'`.execute(db.store);
  expect(rows).toEqual([{ of: 'stream_frame_2024_02' }]);
});
