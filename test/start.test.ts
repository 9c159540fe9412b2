import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

/** The program as an operator runs it: started, killed at the worst moment, started again. */

const root = join(import.meta.dirname, '..');
const dataDir = mkdtempSync(join(tmpdir(), 'lantu-start-'));
const alive = new Set<ChildProcess>();

afterAll(async () => {
  for (const child of alive) child.kill('SIGTERM');
  await Promise.all([...alive].map((child) => new Promise((done) => child.once('exit', done))));
  rmSync(dataDir, { recursive: true, force: true });
});

interface Run {
  child: ChildProcess;
  /** Resolves with the address, or with null when the program ends before it is ready. */
  ready: Promise<string | null>;
  ended: Promise<number | null>;
  said: () => string;
}

function lantu(...args: string[]): Run {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => key !== 'DATABASE_URL' && key !== 'NODE_OPTIONS'),
  );
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'src', 'cli', 'main.ts'), ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env },
  );
  alive.add(child);
  let out = '';
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const ended = new Promise<number | null>((done) =>
    child.once('exit', (code) => {
      alive.delete(child);
      done(code);
    }),
  );
  const ready = new Promise<string | null>((done) => {
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      const address = /ready (http:\S+)/.exec(out)?.[1];
      if (address) done(address);
    });
    void ended.then(() => done(null));
  });
  return { child, ready, ended, said: () => out + errors };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return address && typeof address === 'object' ? address.port : 0;
}

async function verified(): Promise<{ ok: boolean; jurisdictions: { entries: number }[] }> {
  const run = lantu('verify', '--json', '--data', dataDir);
  await run.ended;
  return JSON.parse(run.said()) as { ok: boolean; jurisdictions: { entries: number }[] };
}

describe('lantu serve', { timeout: 120_000 }, () => {
  it('starts, refuses a second start on the same data and a port that is taken, and comes back after its processes were killed', async () => {
    const port = await freePort();
    const serve = () => lantu('serve', '--data', dataDir, '--port', String(port));
    const first = serve();
    expect(await first.ready).toBe(`http://127.0.0.1:${port}`);

    const second = lantu('serve', '--data', dataDir, '--port', String(await freePort()));
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain('already-serving');
    expect(second.said()).toContain(`http://127.0.0.1:${port}`);

    const taken = lantu('serve', '--data', join(dataDir, 'other'), '--port', String(port));
    expect(await taken.ended).toBe(1);
    expect(taken.said()).toContain('port-taken');

    const { entries } = (await verified()).jurisdictions[0] ?? { entries: 0 };
    expect(entries).toBeGreaterThan(5);

    first.child.kill('SIGKILL');
    await first.ended;
    const again = serve();
    expect(await again.ready).not.toBeNull();

    // Both at once: what the power does.
    const postmaster = Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(postmaster, 'SIGKILL');
    again.child.kill('SIGKILL');
    await again.ended;
    const third = serve();
    const url = await third.ready;
    expect(url).not.toBeNull();
    expect((await fetch(`${url}/api/520181/overview`)).status).toBe(200);
    expect(await verified()).toMatchObject({ ok: true, jurisdictions: [{ entries }] });

    // The database alone: the server starts it again by itself.
    process.kill(Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    await expect
      .poll(
        () =>
          fetch(`${url}/api/session`).then(
            (answer) => answer.status,
            () => 0,
          ),
        { timeout: 30_000, interval: 200 },
      )
      .toBe(200);

    third.child.kill('SIGTERM');
    expect(await third.ended).toBe(0);
  });

  it('names what is wrong with its arguments', async () => {
    const port = lantu('serve', '--port', '99999');
    expect(await port.ended).toBe(1);
    expect(port.said()).toContain('no-such-port');
    const day = lantu('standing', '--as-of', '2023-02-30', '--data', dataDir);
    expect(await day.ended).toBe(1);
    expect(day.said()).toContain('no-such-day');
    const unknown = lantu('sevre');
    expect(await unknown.ended).toBe(2);
  });

  it('takes demonstration data back by one command and leaves the real points', async () => {
    const standing = async () => {
      const run = lantu('standing', '--json', '--as-of', '2026-11-24', '--data', dataDir);
      await run.ended;
      const { jurisdictions } = JSON.parse(run.said()) as { jurisdictions: { commitments: { demo: boolean }[] }[] };
      return jurisdictions.flatMap((item) => item.commitments);
    };
    expect((await standing()).some((item) => item.demo)).toBe(true);
    const remove = lantu('demo', 'remove', '--data', dataDir);
    expect(await remove.ended).toBe(0);
    expect((await standing()).some((item) => item.demo)).toBe(false);
    expect(await verified()).toMatchObject({ ok: true });
  });
});
