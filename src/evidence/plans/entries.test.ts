import { afterAll, beforeAll, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import { rebuild, type Submission, verifyChains } from '../book.ts';

/** Two people at one plan: what one has not seen he does not undo. */

let db: TestStore;
const of = { jurisdiction: 'test', actor: '张三', demo: false };
const plan = { id: 'p', title: { zh: '规划', en: 'Plan' }, horizon: { start: 2022, end: 2026 } };
const commitment = (id: string, lead: string | null) => ({
  id,
  kind: 'action' as const,
  title: { zh: id, en: id },
  parent: null,
  lead,
});
const put = (base: { plan: string; version: number } | null, commitments: object[]): Submission => ({
  ...of,
  kind: 'plan.put',
  payload: { plan, mode: 'replace', base, commitments: commitments as never },
});
const own = (id: string, was: string | null, organisation: string): Submission => ({
  ...of,
  kind: 'owner.put',
  payload: { owners: [{ of: 'commitment', id, was, organisation }] },
});

beforeAll(async () => {
  db = await testStore();
  await db.ledger.submit(put(null, [commitment('R-1', null), commitment('R-2', null)]));
});
afterAll(() => db.close());

const leads = async () =>
  Object.fromEntries(
    (await db.store.selectFrom('commitment').select(['commitment_id', 'body']).orderBy('position').execute()).map(
      (row) => [row.commitment_id, (row.body as { lead: string | null }).lead],
    ),
  );

it('a change of one owner is one small entry, and leaves everything else as it was', async () => {
  const entry = await db.ledger.submit(own('R-1', null, 'water'));
  expect(entry.payload.length).toBeLessThan(200);
  expect(await leads()).toEqual({ 'R-1': 'water', 'R-2': null });
});

it('an owner that somebody else has changed meanwhile is a conflict that says what stands', async () => {
  await expect(db.ledger.submit(own('R-1', null, 'industry'))).rejects.toMatchObject({
    status: 409,
    body: { code: 'owner-changed', current: { id: 'R-1', owner: 'water' } },
  });
  await expect(db.ledger.submit(own('R-9', null, 'water'))).rejects.toMatchObject({ status: 404 });
  expect(await leads()).toEqual({ 'R-1': 'water', 'R-2': null });
});

it('a plan that was made before an owner was named does not undo him', async () => {
  await expect(db.ledger.submit(put({ plan: 'p', version: 1 }, [commitment('R-1', null)]))).rejects.toMatchObject({
    status: 409,
    body: { code: 'plan-changed', current: { plan: 'p', version: 2 } },
  });
  await expect(db.ledger.submit(put(null, [commitment('R-1', null)]))).rejects.toMatchObject({ status: 409 });
  await db.ledger.submit(put({ plan: 'p', version: 2 }, [commitment('R-1', 'water'), commitment('R-3', null)]));
  expect(await leads()).toEqual({ 'R-1': 'water', 'R-3': null });
});

it('a replay gives the same owners', async () => {
  expect((await verifyChains(db.store, 'test'))[0]).not.toHaveProperty('differing');
  await rebuild(db.store, 'test');
  expect(await leads()).toEqual({ 'R-1': 'water', 'R-3': null });
});
