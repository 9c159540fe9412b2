import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import type { Counting } from '../../../test/work/counting.ts';
import { inTurn, Runner, runKind, Runs } from './index.ts';

const kind = (more: object = {}) =>
  runKind<Counting>({
    id: 'counting',
    name: { zh: '计数', en: 'countings' },
    work: new URL('../../../test/work/counting.ts', import.meta.url),
    seconds: 60,
    megabytes: 64,
    most: { person: 3, city: 5 },
    failed: { code: 'counting-failed', title: { zh: '没有数完。', en: 'Not counted.' }, hint: null },
    ...more,
  });
const counting = kind();

let db: TestStore;
let runs: Runs;
const runners: Runner[] = [];
beforeAll(async () => {
  db = await testStore();
  runs = new Runs(db.store, [counting]);
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await db.store.deleteFrom('run').execute();
});
afterAll(() => db.close());

const open = (by: string, body: Partial<Counting> = {}, subject = '') =>
  runs.open(counting, { jurisdiction: 'test', by, subject, body: { steps: 2, ending: 'end', counted: 0, ...body } });
const get = (id: string | null) => runs.get(counting, { jurisdiction: 'test', id: id ?? '' });
/** A process that takes runs up. */
function taking(kinds = [counting]): Runner {
  const runner = new Runner(db.store, { databaseUrl: db.url, contributing: [] }, kinds);
  runners.push(runner);
  runner.start(runs);
  return runner;
}

describe('a run', () => {
  it('waits, says how far it is, and ends with what came out', async () => {
    const id = await open('li', { steps: 60 });
    expect(await get(id)).toMatchObject({ state: 'waiting', progress: 0, step: { zh: '排队' } });
    const runner = taking();
    await expect.poll(async () => (await get(id)).progress).toBeGreaterThan(0);
    const during = await get(id);
    expect(during).toMatchObject({ state: 'running', step: { zh: `第 ${during.body.counted} 步` } });
    await runner.idle();
    expect(await get(id)).toMatchObject({ state: 'done', progress: 1, problem: null, body: { counted: 60 } });
  });

  it('ends at once when it is called off, for its maker alone', async () => {
    const id = (await open('li', { steps: 10_000 })) ?? '';
    const runner = taking();
    await expect.poll(async () => (await get(id)).state).toBe('running');
    await expect(runs.cancel({ jurisdiction: 'test', id }, 'wang')).rejects.toMatchObject({
      status: 403,
      body: { code: 'not-yours' },
    });
    await runs.cancel({ jurisdiction: 'test', id }, 'li');
    await runner.idle();
    expect(await get(id)).toMatchObject({ state: 'cancelled', step: { zh: '已取消' } });
  });

  it('called off by another process ends as well', async () => {
    const id = (await open('li', { steps: 10_000 })) ?? '';
    const runner = taking();
    await expect.poll(async () => (await get(id)).state).toBe('running');
    await new Runs(db.store, [counting]).cancel({ jurisdiction: 'test', id }, 'li');
    await runner.idle();
    expect((await get(id)).state).toBe('cancelled');
  });

  it('past the point of return is not called off, and says so', async () => {
    const fixed = kind({ fixed: ({ ending }: Counting) => ending === 'end' });
    runs = new Runs(db.store, [fixed]);
    const id = (await open('li', { steps: 50 })) ?? '';
    const runner = taking([fixed]);
    await expect.poll(async () => (await get(id)).state).toBe('running');
    const refused = { status: 409, body: { code: 'run-fixed' } };
    await expect(runs.cancel({ jurisdiction: 'test', id }, 'li')).rejects.toMatchObject(refused);
    await expect(runs.remove(fixed, { jurisdiction: 'test', id }, 'li')).rejects.toMatchObject(refused);
    await runner.idle();
    expect((await get(id)).state).toBe('done');
    runs = new Runs(db.store, [counting]);
  });

  it('that fails says why: in the words of what refused it, or in those of its kind', async () => {
    const ids = [];
    for (const [by, ending] of Object.entries({ a: 'refuse', b: 'break', c: 'exit', d: 'fill' } as const))
      ids.push(await open(by, { ending }));
    await taking().idle();
    const codes = [];
    for (const id of ids) {
      const { state, problem } = await get(id);
      codes.push([state, problem?.code]);
    }
    expect(codes).toEqual([
      ['failed', 'not-countable'],
      ['failed', 'counting-failed'],
      ['failed', 'counting-failed'],
      ['failed', 'counting-failed'],
    ]);
  });

  it('that takes longer than its kind may is ended and says so', async () => {
    const id = await open('li', { steps: 10_000 });
    await taking([kind({ seconds: 0.5 })]).idle();
    expect(await get(id)).toMatchObject({ state: 'failed', problem: { code: 'counting-failed' } });
  });
});

describe('limits', () => {
  it('let a person have so many at once and no more, however many are asked for together', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 12 }, () => open('li')));
    expect(asked.filter((one) => one.status === 'fulfilled')).toHaveLength(3);
    for (const one of asked)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ status: 429, body: { code: 'quota' } });
    await open('wang');
    await open('zhao');
    await expect(open('qian')).rejects.toMatchObject({ status: 429 });
    await taking().idle();
    await open('li');
  });

  it('work off one run of a person at a time, so that nobody keeps all others waiting', async () => {
    for (let n = 0; n < 3; n += 1) await open('li', { steps: 10_000 });
    const other = await open('wang');
    taking();
    await expect.poll(async () => (await get(other)).state).toBe('done');
    const states = (await runs.latest(counting, { jurisdiction: 'test', most: 10 })).map(({ state }) => state);
    expect(states.filter((state) => state === 'running')).toHaveLength(1);
  });

  it('let one wait for a subject', async () => {
    expect(await open('li', {}, 'today')).not.toBeNull();
    expect(await open('li', {}, 'today')).toBeNull();
    expect(await open('li', {}, 'tomorrow')).not.toBeNull();
  });
});

describe('a process that dies', () => {
  const left = (attempt: number) =>
    db.store.updateTable('run').set({ state: 'running', attempt, progress: 0.4 }).execute();

  it('leaves runs that are begun again and end', async () => {
    const id = await open('li');
    await left(1);
    await taking().idle();
    expect(await get(id)).toMatchObject({ state: 'done', body: { counted: 2 } });
  });

  it('five times over a run is told so: it does not say for good that it is running', async () => {
    const id = await open('li');
    await left(5);
    await taking().idle();
    expect(await get(id)).toMatchObject({ state: 'failed', problem: { code: 'run-broken-off' } });
  });

  it('of a version that knew more kinds leaves none of them waiting', async () => {
    const id = await open('li');
    // A newer server beside this one may know how to do it: only what waits for long is given up.
    await taking([]).idle();
    expect((await get(id)).state).toBe('waiting');
    await db.store.updateTable('run').set({ created_at: '2026-01-01T00:00:00.000Z' }).execute();
    await taking([]).idle();
    expect(await get(id)).toMatchObject({ state: 'failed', problem: { code: 'run-unknown' } });
  });

  it('in an orderly way hands its runs on, which does not count against them', async () => {
    const id = await open('li', { steps: 10_000 });
    const first = taking();
    await expect.poll(async () => (await get(id)).state).toBe('running');
    await first.stop();
    expect((await get(id)).state).toBe('waiting');
    const { attempt } = await db.store.selectFrom('run').select('attempt').executeTakeFirstOrThrow();
    expect(attempt).toBe(0);
  });
});

it('a run goes on with its file once a person has looked at it, and only from where that person saw it', async () => {
  const twice = kind({ keepsFile: ({ ending }: Counting) => ending === 'end' });
  const body = { steps: 1, ending: 'end' as const, counted: 0 };
  const id = (await runs.open(twice, { jurisdiction: 'test', by: 'li', body, upload: new Uint8Array([1, 2]) })) ?? '';
  const place = { jurisdiction: 'test', id };
  expect(await runs.goOn(twice, place, {}, { steps: 3 })).toBe(false);
  const runner = taking([twice]);
  await runner.idle();
  expect(await runs.goOn(twice, place, { counted: 7 }, { steps: 3 })).toBe(false);
  expect(await runs.goOn(twice, place, { counted: 1 }, { steps: 3, ending: 'refuse' })).toBe(true);
  await runner.idle();
  expect(await get(id)).toMatchObject({ state: 'failed', problem: { code: 'not-countable' } });
  const { upload } = await db.store.selectFrom('run').select('upload').executeTakeFirstOrThrow();
  expect(upload).toBeNull();
});

it('work in turn runs so many at once, the first come first, and goes on after one that fails', async () => {
  const turn = inTurn(2);
  const begun: number[] = [];
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<number>());
  const results = ends.map(({ promise }, n) =>
    turn(() => {
      begun.push(n);
      return promise;
    }),
  );
  const all = Promise.allSettled(results);
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  ends[1]?.reject(new Error('failed'));
  await expect(results[1]).rejects.toThrow('failed');
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  for (const { resolve } of ends) resolve(1);
  expect((await all).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});
