import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { servicesOf } from '../../../../test/services.ts';
import { testStore, type TestStore } from '../../../../test/store.ts';
import { holds, rebuild, verifyChains } from '../../../evidence/book.ts';
import type { Services } from '../../../evidence/domain.ts';
import { keepFrames, lastFrame } from '../../../evidence/streams/frames.ts';
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

async function send(mn: string, demo: boolean, text: string) {
  const frame = Buffer.from(text);
  const one = { jurisdiction: 'test', mn, at, hash: hashOfFrame(frame), received: at, frame, demo } as const;
  await keepFrames(
    db.store,
    [{ ...one, kind: 'hour', opened: null, faults: [], door: 'hj212' }],
    await lastFrame(db.store),
  );
  await putHours(db.store, 'test', [{ ...value, mn, at, flag: 'N', frame: null, demo }]);
  await putDays(db.store, 'test', [{ ...value, mn, day: '2026-07-01', demo }]);
  await seal(services, 'test', []);
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
