import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from '../../../test/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-09-28');
});
afterAll(() => office.close());

const put = async (register: string, id: string, values: object, stage: string) => {
  const answer = await office.ask('plan', 'POST', `registers/${register}/records`, {
    records: [{ id, base: null, values, stage }],
  });
  expect([answer.status, answer.body]).toEqual([200, answer.body]);
};

test('a problem of a project becomes a directive in one act, and is worked on there alone', async () => {
  await put('projects', 'p1', { name: '铝箔项目', bureau: 'agri', investment: 3, ev_contract: '合同1号' }, 'signed');
  await put(
    'project-problems',
    'q1',
    { project: 'p1', problem: '供电专线未到位', solver: 'water', raised: '2026-09-01' },
    'open',
  );
  const run = (login: string, base: number) =>
    office.ask<{ register: string; id: string }>(login, 'POST', 'lists/project-problems/q1/actions/to-directive', {
      base,
      values: { demand: '十日内送电', workdays: 5 },
    });
  expect((await run('water', 1)).status).toBe(403);
  const { status, body } = await run('plan', 1);
  expect([status, body.register]).toEqual([200, 'directives']);
  expect((await office.ask('watch', 'GET', `directives/${body.id}`)).body).toMatchObject({
    number: '督办〔2026〕1号',
    title: '铝箔项目：供电专线未到位',
    lead: { id: 'water' },
    object: 'record/projects/p1',
    basis: 'project',
    due: '2026-10-10',
  });
  const problem = await office.ask('plan', 'GET', 'registers/project-problems/records/q1');
  expect(problem.body).toMatchObject({ record: { stage: 'handed', values: { directive: body.id } } });
  // What was handed over is not handed over again, and not worked on here.
  expect((await run('plan', 2)).status).toBeGreaterThanOrEqual(400);
  const back = await office.ask('plan', 'POST', 'registers/project-problems/records/q1/enter', {
    base: 2,
    stage: 'open',
  });
  expect(back.status).toBe(422);
  const project = await office.ask('plan', 'GET', 'lists/projects/p1');
  expect(JSON.stringify(project.body)).toContain(body.id);
});
