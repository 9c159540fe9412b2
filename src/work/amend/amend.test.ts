import { afterAll, beforeAll, expect, it } from 'vitest';
import { holds, verifyChains } from '../../evidence/book.ts';
import { type Office, openOffice } from '../../../test/office.ts';

/** A promise is amended with its approval: from its day on it is judged by what it says then, before by what it said. */

let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-02-10');
  await office.figure('2025', 420);
});
afterAll(() => office.close());

interface Versions {
  base: { plan: string; seq: number };
  versions: { effective: string; changes: { from: string; to: string }[]; approval: { document: string } }[];
}
interface Plan {
  commitments: {
    id: string;
    title: { zh: string };
    target: { value: number } | null;
    standing: { required: number };
  }[];
}
const versions = async () => (await office.ask<Versions>('plan', 'GET', 'commitments/A-1/versions')).body;
const said = async (asOf: string) =>
  (await office.ask<Plan>('root', 'GET', `plan?asOf=${asOf}`)).body.commitments.find(({ id }) => id === 'A-1');
const given = {
  effective: '2026-03-01',
  reason: '省下达任务调增',
  approval: { body: '市人大常委会', document: '清人常〔2026〕3号' },
};
const target = { op: '>=', value: 600, unit: '亿元', period: '2026' };
const amend = async (login: string, change: object, more: object = {}) =>
  office.ask<{ seq: number }>(login, 'POST', 'commitments/A-1/amendments', {
    base: (await versions()).base,
    ...given,
    change,
    ...more,
  });

it('only the plan office amends, with an approval and a reason', async () => {
  for (const login of ['farm', 'boss', 'watch', 'farm-review', 'root'])
    expect((await amend(login, { target })).status, login).toBe(403);
  expect((await amend('plan', { target }, { approval: { body: '', document: '' } })).status).toBe(422);
  expect((await amend('plan', { target }, { reason: '' })).status).toBe(422);
});

it.each([
  ['nothing-amended', {}],
  ['unit-mismatch', { target: { ...target, unit: '公里' } }],
  ['bad-period', { target: { ...target, period: '明年' } }],
  ['value2-missing', { target: { ...target, op: 'range' } }],
  ['no-such-organisation', { lead: 'nobody' }],
  ['no-such-theme', { parent: 'B-1' }],
  ['no-such-tag', { tags: ['x/y'] }],
])('%s is refused by its field', async (code, change) => {
  expect((await amend('plan', change)).body.code).toBe(code);
});

it('from its day on the promise is judged by the new number, before by the old one, and both are shown', async () => {
  const before = await said('2026-02-10');
  expect(before).toMatchObject({ target: { value: 500 } });
  expect((await amend('plan', { target, title: '农业产值达到 600 亿元' })).status).toBe(200);
  expect(await said('2026-02-10')).toEqual(before);
  office.turnTo('2026-03-01');
  expect(await said('2026-02-28')).toMatchObject({ target: { value: 500 }, title: { zh: '农业产值达到 500 亿元' } });
  expect(await said('2026-03-01')).toMatchObject({ target: { value: 600 }, title: { zh: '农业产值达到 600 亿元' } });
  expect((await said('2026-03-01'))?.standing.required).toBeGreaterThan(
    (await said('2026-02-28'))?.standing.required ?? 0,
  );
  expect((await versions()).versions).toMatchObject([
    {
      effective: '2026-03-01',
      approval: { document: '清人常〔2026〕3号' },
      changes: [{}, { from: '>= 500 亿元（2026）' }],
    },
  ]);
});

it('two people who amend from the same version: the second is told; a day before the last amendment is refused', async () => {
  const { base } = await versions();
  const change = { target: { ...target, value: 610 } };
  expect((await amend('plan', change, { effective: '2026-02-01' })).body.code).toBe('effective-before-last');
  expect((await amend('plan', change, { effective: '2026-05-01' })).status).toBe(200);
  expect(
    (await amend('farm-plan', { target: { ...target, value: 620 } }, { base, effective: '2026-06-01' })).body.code,
  ).toBe('commitment-changed');
  office.turnTo('2026-05-01');
  expect(await said('2026-03-01')).toMatchObject({ target: { value: 600 } });
  expect(await said('2026-05-01')).toMatchObject({ target: { value: 610 } });
});

it('who answers has no days: a new lead holds for all versions', async () => {
  expect(
    (await office.ask('plan', 'POST', 'owners', { commitments: [{ id: 'A-1', organisation: 'water' }] })).status,
  ).toBe(200);
  for (const day of ['2026-02-10', '2026-03-01', '2026-05-01'])
    expect(await said(day)).toMatchObject({ lead: { id: 'water' } });
});

it('the ledger holds, and a replay lays the same tables', async () => {
  const [chain] = await verifyChains(office.db.store, 'test');
  expect(chain && holds(chain), JSON.stringify(chain)).toBe(true);
});
