import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../../test/ask.ts';
import { servicesOf } from '../../../test/services.ts';
import { testStore, type TestStore } from '../../../test/store.ts';
import type { Services } from '../../evidence/domain.ts';
import { Runner } from '../../evidence/run/index.ts';
import { commitDraft, createDraft, getDraft, mendDraft } from './api.ts';
import { readings } from './reading.ts';
import { planRoutes } from './routes.ts';

const planner = { login: 'planner', role: 'planner', organisation: null } as const;
let db: TestStore;
let services: Services;
beforeAll(async () => {
  db = await testStore('empty');
  services = servicesOf(db, () => '2026-05-01');
});
afterAll(() => db.close());

const reviewed = async (title: string, text: string) => {
  const routes = planRoutes(services);
  const file = { name: `${title}.txt`, type: 'text/plain', bytes: Buffer.from(text) };
  const { id: draft } = await ask(routes, createDraft, planner, { file });
  await new Runner(db.store, { databaseUrl: db.url, contributing: [] }, [readings]).idle();
  const params = { draft };
  const { version, items } = await ask(routes, getDraft, planner, { params });
  const accepted = items.map(({ id }) => ({ id, decision: 'accepted' }));
  const plan = { title, start: 2026, end: 2030 };
  const shown = await ask(routes, mendDraft, planner, { params, body: { version, items: accepted, plan } });
  return {
    shown,
    commit: (version: number, base: typeof shown.standing) =>
      ask(routes, commitDraft, planner, { params, body: { version, mode: 'replace', base } }),
    again: () => ask(routes, getDraft, planner, { params }),
  };
};

test('a plan that came to stand while another was reviewed is not replaced unseen', async () => {
  const one = await reviewed('甲规划', '到2030年，粮食产量达到5万吨。');
  const other = await reviewed('乙规划', '到2030年，粮食产量达到6万吨。');
  expect([one.shown.standing, other.shown.standing]).toEqual([null, null]);
  await one.commit(one.shown.version, null);
  await expect(other.commit(other.shown.version, null)).rejects.toMatchObject({
    status: 409,
    body: { code: 'plan-changed' },
  });
  // The draft is still there to be committed, and says what stands now.
  const now = await other.again();
  expect(now).toMatchObject({ state: 'review', standing: { title: { zh: '甲规划' }, version: 1 } });
  await other.commit(now.version, now.standing);
  expect((await other.again()).standing).toMatchObject({ title: { zh: '乙规划' } });
});
