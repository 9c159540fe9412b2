import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { clientOf } from '../src/evidence/store/connection.ts';

/** `npm start` as an operator stops it: with a signal, while people are at work. */

const root = join(import.meta.dirname, '..');
const dataDir = mkdtempSync(join(tmpdir(), 'lantu-stop-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

it(
  'a stop by SIGTERM to npm start cuts nobody off: requests and an import under way are finished, then everything ends',
  { timeout: 120_000 },
  async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([key]) => !/^(DATABASE_URL|NODE_OPTIONS|npm_.*|VITEST.*)$/.test(key)),
    );
    const child = spawn('npm', ['start', '--', '--data', dataDir, '--port', String(port)], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
    await expect.poll(() => said.includes(`ready ${url}`), { timeout: 60_000 }).toBe(true);

    const first = await fetch(`${url}/api/session`);
    const cookies = (answer: Response) => answer.headers.getSetCookie().map((line) => line.split(';')[0]);
    const { csrf } = (await first.json()) as { csrf: string };
    const signed = await fetch(`${url}/api/session/demo`, {
      method: 'POST',
      headers: { cookie: cookies(first).join('; '), 'x-csrf-token': csrf, 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'demo-planner' }),
    });
    const headers = {
      cookie: cookies(signed).join('; '),
      'x-csrf-token': ((await signed.json()) as { csrf: string }).csrf,
      'content-type': 'application/json',
    };
    const fields = [
      { id: 'name', name: { zh: '名称', en: 'Name' }, type: 'text' },
      { id: 'note', name: { zh: '说明', en: 'Note' }, type: 'text' },
    ];
    const type = { id: 'stopped', name: { zh: '停机', en: 'Stopped' }, identify: ['name'], fields };
    const send = (method: string, path: string, body: object) =>
      fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) });
    expect((await send('PUT', '/api/520181/registers/stopped', { type })).status).toBe(200);
    const rows = ['名称\t说明', ...Array.from({ length: 3_000 }, (_, n) => `第${n}行\t说明${n}`)].join('\n');
    const opened = await send('POST', '/api/520181/imports', { register: 'stopped', text: rows });
    const { id } = (await opened.json()) as { id: string };
    await expect
      .poll(
        async () =>
          ((await (await fetch(`${url}/api/520181/imports/${id}`, { headers })).json()) as { state: string }).state,
        { timeout: 20_000 },
      )
      .toBe('review');

    const measured = await fetch(`${url}/metrics`);
    expect(measured.headers.get('content-type')).toContain('openmetrics');
    expect(await measured.text()).toMatch(/lantu_requests_total\{.*status="200"\} \d+[^]*lantu_database_up 1[^]*# EOF/);
    expect((await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.1' } })).status).toBe(404);

    // Whoever holds the head of the chain keeps all writers waiting.
    const pidFile = join(dataDir, 'pg', 'postmaster.pid');
    const at = readFileSync(pidFile, 'utf8').split('\n')[3];
    const password = readFileSync(join(dataDir, 'pg-password'), 'utf8').trim();
    const holder = clientOf({ connectionString: `postgres://lantu:${password}@127.0.0.1:${at}/lantu` });
    await holder.connect();
    await holder.query("begin; select 1 from chain_head where jurisdiction_id = '520181' for update");
    const asked = Array.from({ length: 8 }, (_, n) =>
      send('POST', '/api/520181/registers/stopped/records', {
        records: [{ id: null, base: null, values: { name: `途中${n}` } }],
      }),
    );
    expect((await send('POST', `/api/520181/imports/${id}/commit`, { confirmed: [] })).status).toBe(200);
    await new Promise((done) => setTimeout(done, 500));
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await new Promise((done) => setTimeout(done, 1_000));
    await holder.query('commit');
    const statuses = (await Promise.all(asked)).map((answer) => answer.status);
    expect(statuses).toEqual(Array.from({ length: 8 }, () => 200));
    const { rows: written } = await holder.query<{ n: number }>(
      "select count(*) as n from record where register_id = 'stopped'",
    );
    await holder.end().catch(() => {});
    await ended;
    await expect.poll(() => existsSync(pidFile), { timeout: 30_000 }).toBe(false);
    await expect(fetch(`${url}/api/health`)).rejects.toThrow();
    expect(written[0]?.n).toBeGreaterThanOrEqual(8);
    const log = readFileSync(join(dataDir, 'log', 'lantu.jsonl'), 'utf8');
    expect(log).toContain('"event":"stopping"');
    // Read line by line: every line is one document with known fields, and no line holds a secret.
    const known = new Set(
      'at level event id method path status ms login address grace host port demo code stack message'.split(' '),
    );
    const secrets = [
      headers['x-csrf-token'],
      ...headers.cookie.split('; ').map((pair) => pair.split('=')[1] ?? ''),
      password,
    ];
    for (const line of log.trimEnd().split('\n')) {
      expect(Object.keys(JSON.parse(line) as object).filter((key) => !known.has(key))).toEqual([]);
      for (const secret of secrets) expect(line).not.toContain(secret);
    }

    // Started again, the import is there as a whole.
    const { openDatabase } = await import('../src/evidence/store/postgres.ts');
    const { openStore } = await import('../src/evidence/store/store.ts');
    const database = await openDatabase({ dataDir });
    const store = openStore(database.url, 1);
    const draft = await store.selectFrom('run').select('state').where('run_id', '=', id).executeTakeFirst();
    const count = await store
      .selectFrom('record')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('register_id', '=', 'stopped')
      .executeTakeFirstOrThrow();
    await store.destroy();
    await database.release();
    expect([draft?.state, count.n]).toEqual(['done', 3_008]);
  },
);
