import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { clientOf } from '../src/evidence/store/connection.ts';
import { openDatabase } from '../src/evidence/store/postgres.ts';
import { gone, start } from './crash.ts';
import { openRegister, openSheet, sheetState, Visitor } from './servers.ts';

const place = '/api/520181';

it('two servers on one database: what is written at one is read at the other, a run is called off from the other, and what one killed with -9 left half done the other ends, once', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-servers-'));
  const database = await openDatabase({ dataDir });
  const servers = [await start(dataDir, database.url), await start(dataDir, database.url)];
  const [{ url: here = '' } = {}, { url: there = '' } = {}] = servers;
  const holder = clientOf({ connectionString: database.url });
  await holder.connect();
  try {
    const li = await Visitor.of(here);
    const wang = await Visitor.of(there, 'demo-leader');

    // Own writes, at once; those of others as soon as they are told.
    for (let n = 1; n <= 10; n += 1) {
      await openRegister(li, n % 2 ? here : there, `own${n}`);
      const { body } = await li.ask(n % 2 ? there : here, 'GET', `${place}/registers`);
      expect((body as { registers: { id: string }[] }).registers.map(({ id }) => id)).toContain(`own${n}`);
    }
    const seen = async () => (await wang.ask(there, 'GET', `${place}/registers/own1`)).status;
    await expect.poll(seen).toBe(200);

    // Signed in here, signed out there.
    const zhao = await Visitor.of(there);
    const copied = zhao.copy();
    const user = async () => ((await copied.ask(there, 'GET', '/api/session')).body as { user: object | null }).user;
    expect(await user()).not.toBeNull();
    await zhao.ask(here, 'DELETE', '/api/session');
    await expect.poll(user).toBeNull();

    const claimed = async (id: string) => {
      const { rows } = await holder.query<{ state: string; pid: number }>(
        `select state, split_part(claimed_by, ' ', 1)::int as pid from run where run_id = $1`,
        [id],
      );
      return rows[0] ?? { state: '', pid: 0 };
    };
    const rowsOf = (what: string, n: number) => Array.from({ length: n }, (_, row) => `${what}第${row}行`);

    // Whoever has it in hand, the other one calls it off.
    const long = await openSheet(li, here, 'own1', rowsOf('长', 25_000));
    await expect.poll(async () => (await claimed(long)).state).toBe('running');
    const has = (await claimed(long)).pid;
    const elsewhere = servers.find(({ child }) => child.pid !== has)?.url ?? '';
    expect((await li.ask(elsewhere, 'DELETE', `${place}/imports/${long}`)).status).toBe(200);
    await expect.poll(async () => (await li.ask(here, 'GET', `${place}/imports/${long}`)).status).toBe(404);

    // Whoever holds the head of the chain keeps the writer waiting.
    const sheet = await openSheet(li, here, 'own2', rowsOf('', 2_000));
    await expect.poll(() => sheetState(li, there, sheet)).toBe('review');
    await holder.query("begin; select 1 from chain_head where jurisdiction_id = '520181' for update");
    expect((await li.ask(there, 'POST', `${place}/imports/${sheet}/commit`, { confirmed: [] })).status).toBe(200);
    await expect.poll(async () => (await claimed(sheet)).state).toBe('running');
    const { pid } = await claimed(sheet);
    const victim = servers.find(({ child }) => child.pid === pid);
    const left = servers.find((one) => one !== victim)?.url ?? '';
    expect(victim).toBeDefined();
    victim?.child.kill('SIGKILL');
    await gone(victim?.child as (typeof servers)[0]['child']);
    await expect.poll(async () => (await claimed(sheet)).pid).not.toBe(pid);
    await holder.query('commit');
    await expect.poll(() => sheetState(li, left, sheet)).toBe('done');
    const { rows } = await holder.query<{ written: number; versions: number }>(
      "select count(distinct record_id)::int as written, count(*)::int as versions from record_version where register_id = 'own2'",
    );
    expect(rows).toEqual([{ written: 2_000, versions: 2_000 }]);
  } finally {
    await holder.end();
    for (const { child } of servers) child.kill('SIGTERM');
    await Promise.all(servers.map(({ child }) => gone(child)));
    await database.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
