import { spool } from '../../deliver/outbox/index.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { holds, verifyChains } from '../../evidence/book.ts';
import { type Office, openOffice } from '../../../test/office.ts';

/** A step from its setting to its light: set, due, reported with proof, returned, approved, reopened, changed, dropped. */

let office: Office;
const file = { hash: 'a'.repeat(64), name: '验收表.pdf', bytes: 12 };
const step = { commitment: 'B-1', id: null, base: null, title: { zh: '清淤完成', en: 'Dredged' }, due: '2026-03-31' };
const report = { about: 'milestone:B-1', place: 'test', period: 's1', base: null, value: null };

beforeAll(async () => (office = await openOffice('2026-01-10')));
afterAll(() => office.close());

interface Plan {
  commitments: { id: string; light: string; milestones: { id: string; base: number; doneOn: string | null }[] }[];
}
interface Reporting {
  tasks: { about: string; period: string; kind: string; state: string; base: number | null; mayReport: boolean }[];
  debt: { whole: { owed: number } };
}
const river = async (login: string, asOf?: string) => {
  const plan = await office.ask<Plan>(login, 'GET', asOf ? `plan?asOf=${asOf}` : 'plan');
  return plan.body.commitments.find(({ id }) => id === 'B-1');
};
const light = async (login: string, asOf?: string) => (await river(login, asOf))?.light;
const task = async (login: string) =>
  (await office.ask<Reporting>(login, 'GET', 'reporting')).body.tasks.find(({ about }) => about === 'milestone:B-1');
const send = (login: string, line: object) => office.ask(login, 'POST', 'reports', { lines: [{ ...report, ...line }] });
const decide = (login: string, decision: string, of: number | null, reason = '') =>
  office.ask(login, 'POST', 'reviews', {
    lines: [{ about: report.about, place: 'test', period: 's1', of, decision, reason }],
  });

it('only the plan office sets steps; what is wrong with one is said by its field', async () => {
  for (const login of ['water', 'watch', 'boss', 'farm-review'])
    expect((await office.ask(login, 'PUT', 'milestones', { steps: [step] })).status, login).toBe(403);
  const wrong = async (change: object) =>
    (await office.ask('plan', 'PUT', 'milestones', { steps: [{ ...step, ...change }] })).body.code;
  expect(await wrong({ commitment: 'Z-9' })).toBe('no-such-commitment');
  expect(await wrong({ due: '2046-03-31' })).toBe('due-outside-plan');
  expect(await wrong({ organisation: 'nobody' })).toBe('no-such-organisation');
  expect(await wrong({ id: 's7' })).toBe('no-such-milestone');
  expect(await light('water')).toBe('grey');
});

it('a set is proposed by the verb and the time that is left', async () => {
  const { body } = await office.ask<{ commitments: { id: string; steps: { due: string }[] }[] }>(
    'plan',
    'GET',
    'milestones/proposal',
  );
  expect(body.commitments.map(({ id }) => id)).toEqual(['B-1']);
  expect(body.commitments[0]?.steps.length).toBeGreaterThan(2);
  expect(body.commitments[0]?.steps.at(-1)?.due).toBe('2026-12-31');
});

it('a step falls due, is asked of the lead alone, and its lateness lights the commitment', async () => {
  const evidence = { zh: '验收表', en: 'record' };
  expect((await office.ask('plan', 'PUT', 'milestones', { steps: [{ ...step, evidence }] })).status).toBe(200);
  expect(await task('water')).toBeUndefined();
  office.turnTo('2026-03-20');
  expect(await task('water')).toMatchObject({ state: 'due', mayReport: true, kind: 'milestone' });
  expect(await task('road')).toBeUndefined();
  office.turnTo('2026-06-01');
  expect(await task('water')).toMatchObject({ state: 'late' });
  expect(await task('plan')).toMatchObject({ state: 'late' });
  expect(await light('water')).toBe('red');
});

it('it is done on a day that has come, with a sentence and the proof that is asked for', async () => {
  const code = async (line: object) => (await send('water', line)).body.code;
  expect(await code({ note: '已清淤', file })).toBe('done-day-missing');
  expect(await code({ doneOn: '2026-06-02', note: '已清淤', file })).toBe('done-in-future');
  expect(await code({ doneOn: '2026-05-28', file })).toBe('sentence-missing');
  expect(await code({ doneOn: '2026-05-28', note: '已清淤' })).toBe('proof-missing');
  expect((await send('road', { doneOn: '2026-05-28', note: '已清淤', file })).status).toBe(422);
});

it('reported, it counts for those who see it and for nobody else; returned, it is owed again; approved, it is green', async () => {
  const done = { doneOn: '2026-05-28', note: '已清淤', file };
  expect((await send('water', done)).status).toBe(200);
  expect(await light('water')).toBe('green');
  expect(await light('root')).toBe('red');
  const first = (await task('plan'))?.base ?? null;
  expect((await decide('water-review', 'return', first)).body.code).toBe('reason-missing');
  office.turnTo('2026-06-02');
  expect((await decide('water-review', 'return', first, '照片不清')).status).toBe(200);
  expect(await task('water')).toMatchObject({ state: 'returned' });
  expect(await light('water')).toBe('red');
  office.turnTo('2026-06-03');
  expect((await send('water', { ...done, base: (await task('water'))?.base })).status).toBe(200);
  expect((await decide('water', 'approve', (await task('water'))?.base ?? null)).status).toBe(403);
  expect((await decide('water-review', 'approve', (await task('water-review'))?.base ?? null)).status).toBe(200);
  expect([await light('water'), await light('root')]).toEqual(['green', 'green']);
  expect((await office.ask<Reporting>('plan', 'GET', 'reporting')).body.debt.whole.owed).toBe(
    (await office.ask<Reporting>('farm', 'GET', 'reporting')).body.debt.whole.owed,
  );
});

it('a past day is told as it was: red for everybody while it waited, green only from the approval on', async () => {
  expect(await light('root', '2026-05-30')).toBe('yellow');
  expect(await light('root', '2026-06-02')).toBe('red');
  expect(await light('water', '2026-06-01')).toBe('green');
  expect(await light('root', '2026-06-03')).toBe('green');
  expect(await light('root', '2026-01-09')).toBe('grey');
});

it('its story names every hand, the file and the reasons; who does not see drafts is told what was approved', async () => {
  const story = async (login: string) =>
    (
      await office.ask<{ steps: { what: string; actor: string; note: string | null; file: object | null }[] }>(
        login,
        'GET',
        'milestones/B-1/s1',
      )
    ).body.steps.map(({ what, actor, note, file: proof }) => [what, actor, note, proof !== null]);
  expect(await story('audit')).toEqual([
    ['set', 'plan', null, false],
    ['submitted', 'water', '已清淤', true],
    ['returned', 'water-review', '照片不清', false],
    ['submitted', 'water', '已清淤', true],
    ['approved', 'water-review', null, false],
  ]);
  expect((await story('farm')).map(([what]) => what)).toEqual(['set', 'approved']);
});

it('what stands is changed and dropped with a reason, from what the person saw', async () => {
  const held = (await river('plan'))?.milestones[0];
  const change = { ...step, id: 's1', base: held?.base, due: '2026-04-30' };
  const put = (body: object) => office.ask('plan', 'PUT', 'milestones', body);
  expect((await put({ steps: [change] })).body.code).toBe('reason-missing');
  expect((await put({ steps: [change], reason: '汛期推迟' })).status).toBe(200);
  expect((await put({ steps: [change], reason: '再改' })).body.code).toBe('milestone-changed');
  expect((await river('plan'))?.milestones[0]).toMatchObject({ due: '2026-04-30', doneOn: '2026-05-28' });
  const now = (await river('plan'))?.milestones[0];
  expect((await put({ steps: [{ ...change, base: now?.base, dropped: true }], reason: '并入新节点' })).status).toBe(
    200,
  );
  expect((await river('plan'))?.milestones).toEqual([]);
  expect((await put({ steps: [step] })).status).toBe(200);
  expect((await river('plan'))?.milestones.map(({ id }) => id)).toEqual(['s2']);
});

it('reopened, what was approved is owed again', async () => {
  office.turnTo('2026-06-10');
  const done = { doneOn: '2026-06-09', note: '已清淤', period: 's2' };
  expect((await send('water', done)).status).toBe(200);
  const of = async () =>
    (await office.ask<Reporting>('water-review', 'GET', 'reporting')).body.tasks.find((one) => one.period === 's2');
  const lines = async (decision: string, reason = '') => ({
    lines: [{ about: report.about, place: 'test', period: 's2', of: (await of())?.base, decision, reason }],
  });
  expect((await office.ask('water-review', 'POST', 'reviews', await lines('approve'))).status).toBe(200);
  expect(await light('root')).toBe('green');
  expect((await office.ask('water-review', 'POST', 'reviews', await lines('reopen', '复核未通过'))).status).toBe(200);
  expect(await light('root')).toBe('red');
  expect(await of()).toMatchObject({ state: 'returned' });
});

it('who chases urges what is late, once kept and told; nobody urges what is not owed', async () => {
  const owed = { about: 'milestone:B-1', place: 'test', period: 's2' };
  expect((await office.ask('water', 'POST', 'reports/urge', { lines: [owed] })).status).toBe(403);
  expect((await office.ask('watch', 'POST', 'reports/urge', { lines: [{ ...owed, period: 's1' }] })).body.code).toBe(
    'not-owed',
  );
  expect((await office.ask('watch', 'POST', 'reports/urge', { lines: [owed] })).status).toBe(200);
  await spool(office.db.store, 'test');
  const told = await office.ask<{ notices: { title: { zh: string } }[] }>('water', 'GET', 'notices');
  expect(told.body.notices.map(({ title }) => title.zh)).toEqual([expect.stringContaining('催报：')]);
  const { body } = await office.ask<{ tasks: { period: string; urged: object }[] }>('water', 'GET', 'reporting');
  expect(body.tasks.find(({ period }) => period === 's2')?.urged).toMatchObject({ by: 'watch', times: 1 });
});

it('the ledger holds, and a replay lays the same tables', async () => {
  const [chain] = await verifyChains(office.db.store, 'test');
  expect(chain && holds(chain), JSON.stringify(chain)).toBe(true);
});
