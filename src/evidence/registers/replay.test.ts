import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import { sumExact } from '../../core/measure/index.ts';
import { registerItem } from '../../core/register/index.ts';
import { Problem } from '../../http/problem.ts';
import { addJurisdiction } from '../ledger/ledger.ts';
import { rebuild, verifyChains } from '../book.ts';
import { Snapshots } from '../reading/snapshots.ts';
import type { Submission } from '../book.ts';

let db: TestStore;
beforeAll(async () => {
  db = await testStore();
});
afterAll(() => db.close());

const named = (id: string) => ({ zh: id, en: id });
const type = registerItem.parse({
  id: 'works',
  name: named('works'),
  identify: ['name'],
  organisation: 'one',
  cadence: 'month',
  fields: [
    { id: 'name', name: named('name'), type: 'text' },
    { id: 'cost', name: named('cost'), type: 'money', unit: '万元' },
  ],
});

const ids = ['a', 'b', 'c'];
const cents = fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }).map((n) => n / 100);
const period = fc.constantFrom('2025-01', '2025-02');
const step = fc.oneof(
  fc.record({
    what: fc.constant('put' as const),
    id: fc.constantFrom(...ids),
    base: fc.constantFrom(null, 1, 2, 3),
    name: fc.constantFrom('x', 'y', 'z'),
    cost: cents,
  }),
  fc.record({ what: fc.constant('remove' as const), id: fc.constantFrom(...ids), base: fc.constantFrom(1, 2, 3) }),
  fc.record({
    what: fc.constant('report' as const),
    period,
    base: fc.integer({ min: 1, max: 30 }),
    first: fc.boolean(),
    value: cents,
    about: fc.constantFrom('indicator:roads', 'register:works'),
    revision: fc.boolean(),
  }),
  fc.record({
    what: fc.constant('review' as const),
    period,
    of: fc.integer({ min: 1, max: 30 }),
    decision: fc.constantFrom('approve' as const, 'return' as const, 'reopen' as const),
    about: fc.constantFrom('indicator:roads', 'register:works'),
    actor: fc.constantFrom('wang', 'li'),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function submissionOf(jurisdiction: string, one: Step): Submission {
  const of = { jurisdiction, actor: 'wang', demo: false };
  const place = (about: string) => (about.startsWith('register') ? 'one' : jurisdiction);
  switch (one.what) {
    case 'put':
      return {
        ...of,
        kind: 'record.put',
        payload: {
          register: 'works',
          on: '2025-03-01',
          source: 's',
          grade: 'A',
          status: 'preliminary',
          records: [
            { id: one.id, base: one.base, values: { name: one.name, cost: one.cost }, stage: null, passed: {} },
          ],
        },
      };
    case 'remove':
      return {
        ...of,
        kind: 'record.remove',
        payload: { register: 'works', on: '2025-03-02', reason: '重复', records: [{ id: one.id, base: one.base }] },
      };
    case 'report':
      return {
        ...of,
        kind: 'report.submit',
        payload: {
          on: '2025-03-03',
          grade: 'A',
          lines: [
            {
              about: one.about,
              place: place(one.about),
              organisation: 'one',
              period: one.period,
              base: one.first ? null : one.base,
              value: one.value,
              source: 's',
              ...(one.revision && { revision: '更正' }),
            },
          ],
        },
      };
    case 'review':
      return {
        ...of,
        actor: one.actor,
        kind: 'report.review',
        payload: {
          on: '2025-03-04',
          lines: [
            {
              about: one.about,
              place: place(one.about),
              period: one.period,
              of: one.of,
              decision: one.decision,
              reason: '核对',
            },
          ],
        },
      };
  }
}

it('whatever is handed in, in whatever order: what is refused leaves no trace, the chain holds, a replay gives the same tables, and money adds up to the cent', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const jurisdiction = `run-${(run += 1)}`;
      await addJurisdiction(db.store, jurisdiction, named(jurisdiction));
      await db.ledger.submit({
        jurisdiction,
        actor: 'x',
        demo: false,
        kind: 'register.put',
        payload: { registers: [type] },
      });
      await db.ledger.submit({
        jurisdiction,
        actor: 'x',
        demo: false,
        kind: 'indicator.put',
        payload: {
          indicators: [
            {
              id: 'spent',
              name: named('spent'),
              unit: '万元',
              nature: 'stock',
              cadence: 'month',
              evidence: { kind: 'register', register: 'works', fn: 'sum', field: 'cost' },
            },
          ],
        },
      });
      // All at once: some share a commit with others that fail.
      const answers = await Promise.allSettled(steps.map((one) => db.ledger.submit(submissionOf(jurisdiction, one))));
      for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(Problem);
      const accepted = answers.filter((answer) => answer.status === 'fulfilled').length;
      const [report] = await verifyChains(db.store, jurisdiction);
      expect(report).toMatchObject({ entries: accepted + 2 });
      expect(report).not.toHaveProperty('firstBroken');
      expect(report).not.toHaveProperty('differing');
      const held = await db.store
        .selectFrom('record')
        .select('values')
        .where('jurisdiction_id', '=', jurisdiction)
        .execute();
      const view = await new Snapshots(db.store).at(jurisdiction, '2025-04-01', 'all');
      const spent = view.series('spent')?.points.at(-1)?.value;
      const any = await db.store
        .selectFrom('record_version')
        .select('record_id')
        .where('jurisdiction_id', '=', jurisdiction)
        .limit(1)
        .executeTakeFirst();
      expect(spent).toEqual(any ? sumExact(held.map((row) => (row.values as { cost: number }).cost)) : undefined);
      await rebuild(db.store, jurisdiction);
      expect((await verifyChains(db.store, jurisdiction))[0]).not.toHaveProperty('differing');
    }),
    { numRuns: 25, seed: 11 },
  );
});
