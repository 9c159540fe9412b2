import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Office, openOffice } from './office.ts';

/** What is owed is the same number on every face, whatever was asked, reported, returned and approved before. */

let office: Office;
beforeAll(async () => (office = await openOffice('2026-03-02')));
afterAll(() => office.close());

interface Reporting {
  today: string;
  total: number;
  tasks: {
    about: string;
    place: string;
    period: string;
    kind: string;
    state: string;
    owed: boolean;
    due: string;
    base: number | null;
    organisation: { id: string } | null;
    mayReport: boolean;
  }[];
  debt: {
    whole: { owed: number; oldestDays: number | null };
    organisations: { organisation: { id: string } | null; owed: number }[];
  };
}
interface Overview {
  debt: { owed: number; oldestDays: number | null; rows: { organisation: { id: string }; owed: number }[] };
}
interface Duties {
  duties: { organisation: { id: string } | null; owed: number }[];
}
interface Matters {
  matters: { id: string; count: number }[];
}

const get = async <T>(login: string, path: string) => (await office.ask<T>(login, 'GET', path)).body;
const owing = (tasks: Reporting['tasks']) => tasks.filter(({ owed }) => owed);

async function allFacesAgree(): Promise<void> {
  const list = await get<Reporting>('plan', 'reporting');
  const { whole, organisations } = list.debt;
  const overview = await get<Overview>('boss', 'overview');
  const { duties } = await get<Duties>('watch', 'duties');
  const { matters } = await get<Matters>('watch', 'matters');
  expect(owing(list.tasks)).toHaveLength(whole.owed);
  expect(overview.debt).toMatchObject({ owed: whole.owed, oldestDays: whole.oldestDays });
  expect(duties.reduce((sum, duty) => sum + duty.owed, 0)).toBe(whole.owed);
  const late = list.tasks.filter(({ state, organisation }) => state === 'late' && organisation !== null).length;
  expect(matters.find(({ id }) => id === 'reports-chase')?.count ?? 0).toBe(late);
  for (const [unit, login] of [
    ['agri', 'farm'],
    ['water', 'water'],
  ] as const) {
    const row = organisations.find(({ organisation }) => organisation?.id === unit)?.owed ?? 0;
    const own = await get<Reporting>(login, 'reporting');
    expect(owing(own.tasks).filter(({ organisation }) => organisation?.id === unit)).toHaveLength(row);
    expect(duties.reduce((sum, duty) => sum + (duty.organisation?.id === unit ? duty.owed : 0), 0)).toBe(row);
    expect(overview.debt.rows.find(({ organisation }) => organisation.id === unit)?.owed ?? 0).toBe(row);
  }
}

const act = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), due: fc.integer({ min: -200, max: 60 }) }),
  fc.record({ kind: fc.constant('report' as const), nth: fc.nat(9), missing: fc.boolean() }),
  fc.record({
    kind: fc.constant('review' as const),
    nth: fc.nat(9),
    decision: fc.constantFrom('approve', 'return', 'reopen'),
  }),
  fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 1, max: 40 }) }),
);
let today = Date.parse('2026-03-02');
const day = (at: number) => new Date(at).toISOString().slice(0, 10);

it('debt adds up on the overview, the list, the duties, the first page and for each unit', () =>
  fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 6 }), async (acts) => {
      for (const one of acts) {
        if (one.kind === 'days') {
          today += one.days * 86_400_000;
          office.turnTo(day(today));
        } else if (one.kind === 'set') {
          const due = day(today + one.due * 86_400_000);
          const step = { commitment: 'B-1', id: null, base: null, title: { zh: `清淤 ${due}`, en: 'x' }, due };
          await office.ask('plan', 'PUT', 'milestones', { steps: [step] });
        } else if (one.kind === 'report') {
          for (const login of ['farm', 'water']) {
            const { tasks } = await get<Reporting>(login, 'reporting');
            const open = tasks.filter(({ mayReport, state }) => mayReport && state !== 'approved');
            const task = open[one.nth % Math.max(1, open.length)];
            if (!task) continue;
            const { about, place, period, base } = task;
            const said =
              task.kind === 'milestone'
                ? { value: null, doneOn: day(today), note: '已完成' }
                : one.missing
                  ? { value: null, missing: 'no-source' }
                  : { value: 100 + one.nth };
            const confirmed = ['jump', 'outlier', 'spike'].map((code) => ({ code, reason: '核对过' }));
            await office.ask(login, 'POST', 'reports', { lines: [{ about, place, period, base, ...said, confirmed }] });
          }
        } else {
          for (const login of ['farm-review', 'water-review']) {
            const { tasks } = await get<Reporting>(login, 'reporting');
            const open = tasks.filter(({ state }) => state === (one.decision === 'reopen' ? 'approved' : 'submitted'));
            const task = open[one.nth % Math.max(1, open.length)];
            if (!task) continue;
            const { about, place, period, base } = task;
            const line = { about, place, period, of: base, decision: one.decision, reason: '请核对' };
            await office.ask(login, 'POST', 'reviews', { lines: [line] });
          }
        }
      }
      await allFacesAgree();
    }),
    { numRuns: 15, seed: -1706767867, endOnFailure: true },
  ));
