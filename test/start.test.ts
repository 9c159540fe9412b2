import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from './port.ts';

/** The program as an operator runs it: started, killed at the worst moment, started again. */

const root = join(import.meta.dirname, '..');
const dataDir = mkdtempSync(join(tmpdir(), 'lantu-start-'));
const alive = new Set<ChildProcess>();

afterAll(async () => {
  for (const child of alive) child.kill('SIGTERM');
  await Promise.all([...alive].map((child) => new Promise((done) => child.once('close', done))));
  rmSync(dataDir, { recursive: true, force: true });
});

interface Run {
  child: ChildProcess;
  /** Resolves with the address when the program has become ready so many times, with null when it ends before. */
  ready: (times?: number) => Promise<string | null>;
  ended: Promise<number | null>;
  out: () => string;
  said: () => string;
}

function lantu(...args: string[]): Run {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => key !== 'DATABASE_URL' && key !== 'NODE_OPTIONS'),
  );
  const script = join(root, 'src', 'cli', 'main.ts');
  return follow(spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], { ...piped, env }));
}

const piped: { stdio: ['ignore', 'pipe', 'pipe'] } = { stdio: ['ignore', 'pipe', 'pipe'] };

/** What a process says, and when it is ready and ends. */
function follow(child: ChildProcessByStdio<null, Readable, Readable>): Run {
  alive.add(child);
  let out = '';
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  // Not at its exit: what it wrote last may not have been read yet.
  const ended = new Promise<number | null>((done) =>
    child.once('close', (code) => {
      alive.delete(child);
      done(code);
    }),
  );
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  const ready = (times = 1) =>
    new Promise<string | null>((done) => {
      const look = () => {
        const address = [...out.matchAll(/ready (http:\S+)\n/g)][times - 1]?.[1];
        if (address) done(address);
      };
      child.stdout.on('data', look);
      look();
      void ended.then(() => done(null));
    });
  return { child, ready, ended, out: () => out, said: () => out + errors };
}

async function verified(): Promise<{ ok: boolean; jurisdictions: { entries: number }[] }> {
  const run = lantu('verify', '--json', '--data', dataDir);
  await run.ended;
  return JSON.parse(run.out()) as { ok: boolean; jurisdictions: { entries: number }[] };
}

describe('lantu serve', () => {
  it('starts, refuses a second start on the same data and a port that is taken, and comes back after its processes were killed', async () => {
    const port = await freePort();
    const serve = () => lantu('serve', '--data', dataDir, '--port', String(port));
    const first = serve();
    expect(await first.ready()).toBe(`http://127.0.0.1:${port}`);

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
    expect(await again.ready(), again.said()).not.toBeNull();

    // Both at once: what the power does.
    const postmaster = Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(postmaster, 'SIGKILL');
    again.child.kill('SIGKILL');
    await again.ended;
    const third = serve();
    const url = await third.ready();
    expect(url, third.said()).not.toBeNull();
    expect((await fetch(`${url}/api/520181/overview`)).status).toBe(200);
    expect(await verified()).toMatchObject({ ok: true, jurisdictions: [{ entries }] });

    // The database alone: the server starts it again by itself.
    process.kill(Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    expect(await third.ready(2), third.said()).toBe(url);
    expect((await fetch(`${url}/api/520181/overview`)).status).toBe(200);

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
      const { jurisdictions } = JSON.parse(run.out()) as { jurisdictions: { commitments: { demo: boolean }[] }[] };
      return jurisdictions.flatMap((item) => item.commitments);
    };
    expect((await standing()).some((item) => item.demo)).toBe(true);
    const remove = lantu('demo', 'remove', '--data', dataDir);
    expect(await remove.ended).toBe(0);
    expect((await standing()).some((item) => item.demo)).toBe(false);
    expect(await verified()).toMatchObject({ ok: true });
  });

  it.skipIf(process.platform !== 'linux')('is started again where Node itself dies, and answers', async () => {
    const port = String(await freePort());
    const run = follow(
      spawn(process.execPath, [join(root, 'bin', 'lantu.mjs'), 'serve', '--data', dataDir, '--port', port], piped),
    );
    expect(await run.ready()).not.toBeNull();
    const pid = run.child.pid ?? 0;
    const [node = ''] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    process.kill(Number(node), 'SIGABRT');
    const url = await run.ready(2);
    expect(run.said()).toContain('starting again');
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });
});
