import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerItem } from '../src/core/register/index.ts';
import { Runner, Runs } from '../src/evidence/run/index.ts';
import { emptyBody, imports } from '../src/work/registers/importing.ts';
import { testStore, type TestStore } from './store.ts';

/** A sheet is written on the very word, however soon after its reading the word comes. */

let db: TestStore;
let runs: Runs;
let runner: Runner;
beforeAll(async () => {
  db = await testStore();
  const type = registerItem.parse({
    id: 'mines',
    name: { zh: '矿山', en: 'Mines' },
    identify: ['name'],
    fields: [{ id: 'name', name: { zh: '名称', en: 'Name' }, type: 'text', required: true }],
  });
  await db.ledger.submit({
    jurisdiction: 'test',
    actor: 'x',
    demo: false,
    kind: 'register.put',
    payload: { registers: [type] },
  });
  runs = new Runs(db.store, [imports]);
  runner = new Runner(db.store, { databaseUrl: db.url, contributing: [] }, [imports]);
  runner.start(runs);
});
afterAll(async () => {
  await runner.stop();
  await db.close();
});

it('a commit sent the moment that the review is ready is written', async () => {
  const by = { login: 'wang', role: 'planner', organisation: null };
  for (let n = 0; n < 8; n++) {
    const id =
      (await runs.open(imports, {
        jurisdiction: 'test',
        by: 'wang',
        body: emptyBody({
          target: { kind: 'register', register: 'mines' },
          file: { name: '', bytes: 10 },
          by,
          today: '2026-01-01',
        }),
        upload: new TextEncoder().encode(`名称\n矿山${n}`),
      })) ?? '';
    const get = () => runs.get(imports, { jurisdiction: 'test', id });
    let run = await get();
    while (run.state !== 'done' && run.state !== 'failed') run = await get();
    expect(await runs.goOn(imports, run, { phase: 'read' }, { phase: 'write', confirmed: [], by })).toBe(true);
    do run = await get();
    while (run.state === 'waiting' || run.state === 'running');
    expect([run.state, run.body.seq === null, run.problem]).toEqual(['done', false, null]);
  }
});
