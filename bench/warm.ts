/**
 * 总览 of a reader who is signed in, kept, against a bare Hono answer of the same bytes with the same headers in the same process, in
 * turns: milliseconds of 50 readers at once at p95, and requests a second. And the 304 of whoever has the answer already.
 *
 *     npm run bench -- warm [ROUNDS]
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

const readers = 50;
const port = 5598;
const agent = new Agent({ keepAlive: true, maxSockets: readers });

interface Asked {
  port: number;
  path: string;
  headers?: Record<string, string>;
  method?: string;
  body?: Buffer | string;
}

function ask({ body, ...of }: Asked): Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }> {
  return new Promise((done, failed) => {
    const sent = request({ host: '127.0.0.1', agent, ...of }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('end', () =>
        done({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(parts) }),
      );
    });
    sent.once('error', failed);
    sent.end(body);
  });
}

async function timed(of: Asked, wanted: number, rounds: number): Promise<{ p95: number; perSecond: number }> {
  const one = async () => {
    const from = performance.now();
    const { status } = await ask(of);
    if (status !== wanted) throw new Error(`answered ${status} instead of ${wanted}`);
    return performance.now() - from;
  };
  const ms: number[] = [];
  const began = performance.now();
  for (let round = 0; round < rounds; round += 1) ms.push(...(await Promise.all(Array.from({ length: readers }, one))));
  const perSecond = ms.length / ((performance.now() - began) / 1000);
  return { p95: ms.toSorted((a, b) => a - b)[Math.floor(ms.length * 0.95)] ?? 0, perSecond };
}

const middle = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

export async function run([rounds = '60']: string[]): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-warm-'));
  const script = join(import.meta.dirname, 'lib', 'warm-server.ts');
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, dataDir, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const other = await new Promise<number>((done, failed) => {
      server.stdout.on('data', (part: Buffer) => {
        const found = /ready (\d+)/.exec(part.toString());
        if (found) done(Number(found[1]));
      });
      server.once('exit', () => failed(new Error('the server ended')));
    });
    console.log(`warm · Node ${process.versions.node} · ${cpus().length} cores · ${readers} readers at once`);
    // A fresh demonstration is still being forecast in a thread: that would take a core from one of the two.
    await new Promise((done) => setTimeout(done, 30_000));
    const cookie = await signedIn();
    const overview = { port, path: '/api/520181/overview', headers: { cookie } };
    const bare = { port: other, path: '/' };
    const { bytes, headers } = await ask(overview);
    await ask({ ...bare, method: 'PUT', body: bytes });
    const known = { ...overview, headers: { cookie, 'if-none-match': String(headers.etag) } };
    const turns: [Asked, number][] = [
      [overview, 200],
      [bare, 200],
      [known, 304],
    ];
    for (let n = 0; n < 3; n += 1) for (const [of, wanted] of turns) await timed(of, wanted, Number(rounds));
    const ratios: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      const [ours, base, same] = [
        await timed(overview, 200, Number(rounds)),
        await timed(bare, 200, Number(rounds)),
        await timed(known, 304, Number(rounds)),
      ];
      ratios.push(ours.p95 / base.p95);
      const said = (name: string, { p95, perSecond }: typeof ours) =>
        `${name} p95 ${p95.toFixed(1)} ms, ${perSecond.toFixed(0)}/s`;
      console.log(
        `${said('overview', ours)} · ${said('bare', base)} · ${said('304', same)} · p95 ${(ours.p95 / base.p95).toFixed(2)} ×, 304 ${(same.p95 / base.p95).toFixed(2)} ×`,
      );
    }
    const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
    console.log(
      `${(bytes.length / 1000).toFixed(1)} kB; overview over bare at p95, median of ${ratios.length}: ${middle(ratios).toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)}); bar 1.3`,
    );
    console.log(
      'does not prove: a network, TLS, readers on other machines (they share the cores with the server here)',
    );
  } finally {
    agent.destroy();
    server.kill('SIGTERM');
    await new Promise((done) => server.once('exit', done));
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The cookies of somebody who reads as the leader of the demonstration. */
async function signedIn(): Promise<string> {
  const jar = new Map<string, string>();
  const keep = (headers: Record<string, unknown>) => {
    for (const line of (headers['set-cookie'] ?? []) as string[]) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
  };
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const session = await ask({ port, path: '/api/session' });
  keep(session.headers);
  const { csrf } = JSON.parse(session.bytes.toString()) as { csrf: string };
  const headers = { cookie: cookie(), 'x-csrf-token': csrf, 'content-type': 'application/json' };
  const body = JSON.stringify({ login: 'demo-leader' });
  keep((await ask({ port, path: '/api/session/demo', method: 'POST', headers, body })).headers);
  return `lantu_session=${jar.get('lantu_session') ?? ''}`;
}
