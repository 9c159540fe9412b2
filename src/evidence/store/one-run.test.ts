import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { copyOf } from '../../../test/template.ts';
import { clientOf } from './connection.ts';
import { migrate } from './migrate.ts';

it('what was under way or waited for a person before there was one run is there after it: nothing is lost, nothing hangs', async () => {
  const folder = join(import.meta.dirname, 'migrations');
  const earlier = readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && name < '0034')
    .toSorted();
  const url = await copyOf(inject('databaseUrl'), 'before_one_run', async (template) => {
    const client = clientOf({ connectionString: template });
    await client.connect();
    await client.query('create table schema_migration (name text primary key, applied_at timestamptz default now())');
    for (const name of earlier) {
      await client.query(readFileSync(join(folder, name), 'utf8'));
      await client.query('insert into schema_migration (name) values ($1)', [name]);
    }
    await client.end();
  });
  const client = clientOf({ connectionString: url });
  await client.connect();
  const step = { zh: '走到这里', en: 'so far' };
  const problem = { code: 'x', title: { zh: '坏了', en: 'broken' }, hint: null };
  const file = { name: 'a.xlsx', bytes: 3 };
  await client.query(`insert into jurisdiction (jurisdiction_id, name) values ('j', '{}')`);
  const put = (table: string, id: string, key: string, state: string, body: object, more = '') =>
    client.query(
      `insert into ${table} (jurisdiction_id, ${id}, state, progress, body, created_by, created_at${more && ', version, upload'}${table === 'import_draft' ? ', upload' : ''}${table === 'run' ? ', kind' : ''})
       values ('j', $1, $2, 0.5, $3, 'li', '2026-01-01'${more}${table === 'import_draft' ? ", 'abc'" : ''}${table === 'run' ? ", 'portfolio'" : ''})`,
      [key, state, JSON.stringify({ step, problem: null, job: 'j1', ...body })],
    );
  await put('run', 'run_id', 'r-running', 'running', {});
  await put('run', 'run_id', 'r-failed', 'failed', { problem: problem.title });
  for (const state of ['waiting', 'reading', 'review', 'writing', 'done', 'failed'])
    await put('import_draft', 'draft_id', `i-${state}`, state, { file, ...(state === 'failed' && { problem }) });
  for (const state of ['reading', 'compiling', 'review', 'committed', 'failed'])
    await put(
      'plan_draft',
      'draft_id',
      `d-${state}`,
      state,
      { file, items: [], ...(state === 'failed' && { problem }) },
      ", 1, 'abc'",
    );

  expect(await migrate(url)).toContain('0034-one-run.sql');
  const { rows } = await client.query<Record<string, string>>(
    `select run_id, kind, state, body ->> 'phase' as phase, step ->> 'zh' as step, problem -> 'title' ->> 'zh' as problem,
       body ? 'job' as job, upload is not null as file from run order by run_id`,
  );
  expect(rows.map((row) => [row.run_id, row.kind, row.state, row.phase, row.problem, row.file])).toEqual([
    ['d-compiling', 'plan.read', 'waiting', null, null, true],
    ['d-failed', 'plan.read', 'failed', null, '坏了', true],
    ['d-reading', 'plan.read', 'waiting', null, null, true],
    ['i-done', 'registers.import', 'done', 'write', null, true],
    ['i-failed', 'registers.import', 'failed', 'read', '坏了', true],
    ['i-reading', 'registers.import', 'waiting', 'read', null, true],
    ['i-review', 'registers.import', 'done', 'read', null, true],
    ['i-waiting', 'registers.import', 'waiting', 'read', null, true],
    ['i-writing', 'registers.import', 'waiting', 'write', null, true],
    ['r-failed', 'portfolio', 'failed', null, '坏了', false],
    ['r-running', 'portfolio', 'waiting', null, null, false],
  ]);
  expect(rows.every((row) => row.step === step.zh && !row.job)).toBe(true);
  const drafts = await client.query<{ draft_id: string }>('select draft_id from plan_draft order by draft_id');
  expect(drafts.rows.map((row) => row.draft_id)).toEqual(['d-committed', 'd-review']);
  await client.end();
});
