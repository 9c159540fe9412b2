import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const readers = 50;
const rounds = 60;

interface Got {
  status: number;
  etag: string;
  bytes: Buffer;
}

function asker(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: readers });
  const ask = (path: string, headers: OutgoingHttpHeaders = {}) =>
    new Promise<Got>((done, failed) => {
      get({ host: '127.0.0.1', port, path, agent, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.once('end', () =>
          done({ status: answer.statusCode ?? 0, etag: answer.headers.etag ?? '', bytes: Buffer.concat(parts) }),
        );
      }).once('error', failed);
    });
  return { ask, end: () => agent.destroy() };
}

/** Milliseconds of each of `rounds` times `readers` requests, `readers` at once, and requests a second. */
async function timed(ask: () => Promise<Got>, wanted: number): Promise<{ ms: number[]; perSecond: number }> {
  const one = async () => {
    const from = performance.now();
    const { status } = await ask();
    if (status !== wanted) throw new Error(`answered ${status} instead of ${wanted}`);
    return performance.now() - from;
  };
  const ms: number[] = [];
  const began = performance.now();
  for (let round = 0; round < rounds; round += 1) ms.push(...(await Promise.all(Array.from({ length: readers }, one))));
  return { ms, perSecond: ms.length / ((performance.now() - began) / 1000) };
}

const p95 = (ms: readonly number[]) => ms.toSorted((a, b) => a - b)[Math.floor(ms.length * 0.95)] ?? 0;

const bare = `
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
const parts = [];
for await (const part of process.stdin) parts.push(part);
const bytes = new Uint8Array(Buffer.concat(parts));
const app = new Hono();
app.get('/', (c) => c.body(bytes, 200, { 'content-type': 'text/html; charset=utf-8' }));
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => console.log('ready ' + port));
`;

/**
 * The public pages of the real program with its demonstration: sizes, requests a second of kept answers against a bare Hono
 * that gives the same bytes (in turns, so that both meet the same machine), and how long a 304 takes, one after another.
 */
export async function run(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'lantu-bench-'));
  const port = 5597;
  const main = join(import.meta.dirname, '..', 'src', 'cli', 'main.ts');
  const server = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, 'serve', '--data', data, '--port', String(port), '--demo'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const plain = spawn(process.execPath, ['--input-type=module', '-e', bare], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said = (child: typeof server | typeof plain, word: string) =>
    new Promise<string>((done, failed) => {
      child.stdout?.on('data', (part: Buffer) => part.toString().includes(word) && done(part.toString()));
      child.once('exit', () => failed(new Error('a server ended')));
    });
  try {
    await said(server, 'ready http');
    const ours = asker(port);
    const home = '/open/zh/520181';
    const first = (await ours.ask(home)).bytes.toString();
    const page = /\/open\/zh\/520181\/promises\/[^"]+/u.exec(first)?.[0];
    if (!page) throw new Error('the demonstration has released nothing');
    for (const path of [home, page, `${page}/embed`, `${home}/changes`, `${home}/hints`, `${home}/feed.atom`]) {
      const whole = (await ours.ask(path)).bytes.length;
      const packed = (await ours.ask(path, { 'accept-encoding': 'gzip' })).bytes.length;
      console.log(`${path}: ${(whole / 1000).toFixed(1)} kB, ${(packed / 1000).toFixed(1)} kB compressed`);
    }
    // A fresh demonstration is still being forecast in a thread: that would take a core from one of the two.
    await new Promise((done) => setTimeout(done, 30_000));
    const { bytes, etag } = await ours.ask(page);
    const listening = said(plain, 'ready');
    plain.stdin.end(bytes);
    const other = asker(Number((await listening).split(' ')[1]));
    // The first rounds meet code that is not compiled yet.
    for (let warm = 0; warm < 3; warm += 1) {
      await timed(() => ours.ask(page), 200);
      await timed(() => other.ask('/'), 200);
    }
    const ratios: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const [kept, base] = [await timed(() => ours.ask(page), 200), await timed(() => other.ask('/'), 200)];
      ratios.push(kept.perSecond / base.perSecond);
      console.log(
        `kept ${kept.perSecond.toFixed(0)}/s, bare Hono ${base.perSecond.toFixed(0)}/s, ratio ${(kept.perSecond / base.perSecond).toFixed(2)}`,
      );
    }
    console.log(`ratio, median of ${ratios.length}: ${ratios.toSorted((a, b) => a - b)[2]?.toFixed(2)}`);
    const alone: number[] = [];
    for (let n = 0; n < 1000; n += 1) {
      const from = performance.now();
      const { status } = await ours.ask(page, { 'if-none-match': etag });
      if (status !== 304) throw new Error(`answered ${status} instead of 304`);
      alone.push(performance.now() - from);
    }
    const many = await timed(() => ours.ask(page, { 'if-none-match': etag }), 304);
    console.log(
      `304: p95 ${p95(alone).toFixed(2)} ms one after another; ${many.perSecond.toFixed(0)}/s and p95 ${p95(many.ms).toFixed(1)} ms with ${readers} at once`,
    );
    ours.end();
    other.end();
  } finally {
    plain.kill();
    server.kill();
    await new Promise((done) => server.once('exit', done));
    rmSync(data, { recursive: true, force: true });
  }
}
