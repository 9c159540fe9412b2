import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { clientOf } from '../src/evidence/store/connection.ts';
import { gone, signIn, start } from './crash.ts';

const place = '/api/520181';
const fields = [
  { id: 'name', name: { zh: '名称', en: 'Name' }, type: 'text' },
  { id: 'note', name: { zh: '说明', en: 'Note' }, type: 'text' },
];

it('what a server killed with -9 left half done is taken up by the next one and ends: a sheet being written, a choice being computed', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-kill-'));
  let server = await start(dataDir);
  try {
    let ask = await signIn(server.url);
    const stateOf = async (path: string) => ((await ask('GET', `${place}/${path}`))?.body as { state?: string })?.state;
    const opened = async (path: string, body: object) =>
      ((await ask('POST', `${place}/${path}`, body))?.body as { id: string } | undefined)?.id;
    const type = { id: 'killed', name: { zh: '中断', en: 'Killed' }, identify: ['name'], fields };
    expect((await ask('PUT', `${place}/registers/killed`, { type }))?.status).toBe(200);
    const rows = ['名称\t说明', ...Array.from({ length: 2_000 }, (_, n) => `第${n}行\t说明`)].join('\n');
    const sheet = await opened('imports', { register: 'killed', text: rows });
    await expect.poll(() => stateOf(`imports/${sheet}`)).toBe('review');

    // Whoever holds the head of the chain keeps the writer waiting.
    const password = readFileSync(join(dataDir, 'pg-password'), 'utf8').trim();
    const port = readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[3];
    const holder = clientOf({ connectionString: `postgres://lantu:${password}@127.0.0.1:${port}/lantu` });
    await holder.connect();
    await holder.query("begin; select 1 from chain_head where jurisdiction_id = '520181' for update");
    expect((await ask('POST', `${place}/imports/${sheet}/commit`, { confirmed: [] }))?.status).toBe(200);
    const choice = await opened('portfolio', { from: 2027, to: 2030 });
    const running = async () => {
      const { rows } = await holder.query<{ n: number }>("select count(*) as n from run where state = 'running'");
      return rows[0]?.n ?? 0;
    };
    await expect.poll(running).toBeGreaterThanOrEqual(2);
    server.child.kill('SIGKILL');
    await gone(server.child);
    expect(await running()).toBeGreaterThanOrEqual(2);
    await holder.query('commit');
    await holder.end();

    server = await start(dataDir);
    ask = await signIn(server.url);
    await expect.poll(() => stateOf(`imports/${sheet}`)).toBe('done');
    await expect.poll(() => stateOf(`portfolio/${choice}`)).toBe('done');
    const written = await ask('GET', `${place}/registers/killed/records?limit=1`);
    expect(written?.body).toMatchObject({ total: 2_000 });
  } finally {
    server.child.kill('SIGTERM');
    await gone(server.child);
    rmSync(dataDir, { recursive: true, force: true });
  }
});
