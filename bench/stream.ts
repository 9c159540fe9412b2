/**
 * Frames of stations, from the line to the committed row and its answer, against a bare TCP echo of the same frames in the same
 * run; kill -9 at random moments while a thousand devices send; a million mutated frames.
 *
 *     npm run bench -- stream [rate] [kill] [mutate] [page] [flood]
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clientOf } from '../src/evidence/store/connection.ts';
import { registerStations } from '../src/domains/ecology/stream/register-stations.ts';
import { frameOf } from '../src/domains/ecology/simulator.ts';
import { mutated } from '../src/domains/ecology/hj212/mutated.ts';
import { addJurisdiction } from '../src/evidence/ledger/ledger.ts';
import { Ledger } from '../src/evidence/book.ts';
import { installRegisters } from '../src/evidence/pack/install.ts';
import { openDatabase } from '../src/evidence/store/postgres.ts';
import { migrate } from '../src/evidence/store/migrate.ts';
import { openStore } from '../src/evidence/store/store.ts';
import { Vault } from '../src/evidence/store/vault.ts';
import { ecology } from '../src/domains/ecology/index.ts';
import { freePort } from '../test/port.ts';
import { historyBench } from './lib/stream-history.ts';

const say = (line = ''): void => void process.stdout.write(`${line}\n`);
const devices = 1_000;
const place = 'bench';
const mnOf = (n: number) => n.toString(16).toUpperCase().padStart(24, '0');
const factors = ['w01001', 'w01009', 'w01019', 'w21003', 'w21011', 'w21001'];

/** Frames of a device differ by QN and DataTime, as those of a device do. */
function frame(device: number, n: number, cn = '2011'): string {
  const now = Date.now();
  return frameOf({
    mn: mnOf(device),
    password: '123456',
    cn,
    of: cn === '2061' ? Math.floor(now / 3_600_000) * 3_600_000 - (1 + n) * 3_600_000 : now - (now % 1000) - n * 1000,
    at: now,
    values: factors.map((code, at) => ({ code, value: Number((1 + at + (n % 90) / 100).toFixed(3)) })),
  });
}

async function prepared(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir, databaseUrl: undefined, onStep: () => {} });
  await migrate(database.url);
  const store = openStore(database.url, 4);
  const ledger = new Ledger(store);
  await addJurisdiction(store, place, { zh: '试验', en: 'Bench' });
  await installRegisters(store, ledger, place, [ecology]);
  const services = { store, ledger, vault: Vault.at(dataDir), today: () => new Date().toISOString().slice(0, 10) };
  for (let n = 0; n < devices; n += 500)
    await registerStations(
      services,
      place,
      'bench',
      Array.from({ length: 500 }, (_, k) => ({
        mn: mnOf(n + k),
        name: `站 ${n + k}`,
        password: '123456',
        key: null,
        kind: 'lake' as const,
      })),
    );
  await store.destroy();
  await database.release();
}

async function served(dataDir: string, hj212: number, own?: number): Promise<ChildProcess> {
  const port = own ?? (await freePort());
  const child = spawn(
    process.execPath,
    ['src/cli/main.ts', 'serve', '--port', String(port), '--data', dataDir, '--no-demo', '--hj212', String(hj212)],
    { cwd: join(import.meta.dirname, '..'), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const text of child.stdout ?? []) if (String(text).includes('ready')) return child;
  throw new Error('the server ended');
}

const echoes = `require('node:net').createServer({noDelay:true},(s)=>{s.on('error',()=>s.destroy());s.pipe(s)}).listen(+process.argv[1],'127.0.0.1',()=>console.log('ready'))`;

interface Rate {
  perSecond: number;
  p50: number;
  p95: number;
}

/** Every device sends its next frame when the last one was answered. */
async function drive(
  port: number,
  seconds: number,
  whole: (text: string) => boolean,
  done?: Set<string>,
): Promise<Rate> {
  const waits: number[] = [];
  let answered = 0;
  const until = performance.now() + seconds * 1000;
  await Promise.all(
    Array.from(
      { length: devices },
      (_, device) =>
        new Promise<void>((end) => {
          const socket = connect({ port, host: '127.0.0.1', noDelay: true });
          let n = 0;
          let sent = 0;
          let heard = '';
          let last = '';
          const next = () => {
            if (performance.now() > until) return void socket.destroy();
            n += 1;
            last = frame(device, n);
            sent = performance.now();
            socket.write(last);
          };
          socket.setEncoding('latin1');
          socket.on('connect', next);
          socket.on('data', (text: string) => {
            heard += text;
            if (!whole(heard)) return;
            heard = '';
            answered += 1;
            done?.add(last);
            if (waits.length < 500_000) waits.push(performance.now() - sent);
            next();
          });
          socket.on('error', () => socket.destroy());
          socket.on('close', () => end());
          setTimeout(() => socket.destroy(), (seconds + 5) * 1000).unref();
        }),
    ),
  );
  waits.sort((a, b) => a - b);
  return {
    perSecond: answered / seconds,
    p50: waits[waits.length >> 1] ?? 0,
    p95: waits[Math.floor(waits.length * 0.95)] ?? 0,
  };
}

const whole = (text: string) => text.endsWith('\r\n');

async function databaseOf(dataDir: string) {
  const password = readFileSync(join(dataDir, 'pg-password'), 'utf8').trim();
  const port = readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[3];
  const client = clientOf({ connectionString: `postgres://lantu:${password}@127.0.0.1:${port}/lantu` });
  await client.connect();
  return client;
}

async function rates(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-stream-'));
  const echoPort = await freePort();
  const echo = spawn(process.execPath, ['-e', echoes, String(echoPort)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let server: ChildProcess | null = null;
  try {
    await once(echo.stdout ?? echo, 'data');
    await prepared(dataDir);
    const port = await freePort();
    server = await served(dataDir, port);
    const ratios: number[] = [];
    for (let round = 1; round <= 3; round += 1) {
      const bare = await drive(echoPort, 5, whole);
      const own = await drive(port, 8, whole);
      ratios.push(own.perSecond / bare.perSecond);
      say(
        `round ${round}: echo ${Math.round(bare.perSecond)} frames/s (p50 ${bare.p50.toFixed(0)} ms) · accepted, on disk and answered ${Math.round(own.perSecond)} frames/s (p50 ${own.p50.toFixed(0)} ms, p95 ${own.p95.toFixed(0)} ms) · ratio ${(own.perSecond / bare.perSecond).toFixed(3)}`,
      );
    }
    const median = ratios.toSorted((a, b) => a - b)[1] ?? 0;
    const client = await databaseOf(dataDir);
    const { rows } = await client.query<{ n: number; size: string }>(
      "select count(*) as n, pg_size_pretty(sum(pg_total_relation_size(relid))) as size from stream_frame, (select relid from pg_partition_tree('stream_frame')) t group by t.relid order by 1 desc limit 1",
    );
    await client.end();
    say(`median ratio ${median.toFixed(3)} (goal 0.15) · ${rows[0]?.n} frames kept · resident ${memoryOf(server)} MB`);
    if (median < 0.15) process.exitCode = 1;
  } finally {
    echo.kill();
    await ended(server, 'SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Lines that never stop, of frames or of noise: what the loop of the server and a page of somebody else have of it. */
async function floods(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-stream-'));
  let server: ChildProcess | null = null;
  try {
    await prepared(dataDir);
    const [hj212, port] = [await freePort(), await freePort()];
    server = await served(dataDir, hj212, port);
    const quiet = await heldWhile(port, 5);
    const tell = (name: string, { pages, loop }: Held) =>
      say(
        `${name}: a page of somebody else p95 ${pages.toFixed(1)} ms (${(pages / quiet.pages).toFixed(1)} × quiet) · loop held at most ${loop.toFixed(0)} ms (resolution 10 ms) · resident ${server ? memoryOf(server) : 0} MB`,
      );
    tell('quiet', quiet);
    for (const [name, text] of [
      ['frames that are good', Array.from({ length: 60 }, (_, n) => frame(n, n)).join('')],
      ['one frame again and again', frame(1, 1).repeat(60)],
      ['noise', '##0101QN=x;ST=1;'.repeat(900)],
    ] as const) {
      const flooding = spawn(process.execPath, ['-e', flood, String(hj212), text], { stdio: 'inherit' });
      await sleep(1_000);
      await heldWhile(port, 1);
      tell(`200 lines of ${name}`, await heldWhile(port, 8));
      await ended(flooding, 'SIGKILL');
    }
  } finally {
    await ended(server, 'SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const flood = `const [port, text] = process.argv.slice(1);
for (let n = 0; n < 200; n += 1) {
  const open = () => {
    const s = require('node:net').connect({ port: Number(port), host: '127.0.0.1' });
    const go = () => s.write(text, () => setImmediate(go));
    s.on('connect', go).on('error', () => {}).on('close', () => setTimeout(open, 50)).resume();
  };
  open();
}`;

interface Held {
  pages: number;
  loop: number;
}

/** Asks for a small page again and again for so many seconds: p95 in milliseconds, and the longest that the loop was held. */
async function heldWhile(port: number, seconds: number): Promise<Held> {
  const lag = async () =>
    Number(
      /^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(
        await (await fetch(`http://127.0.0.1:${port}/metrics`)).text(),
      )?.[1],
    ) * 1000;
  await lag();
  const waits: number[] = [];
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    const before = performance.now();
    await (await fetch(`http://127.0.0.1:${port}/api/session`)).text();
    waits.push(performance.now() - before);
    await sleep(5);
  }
  waits.sort((a, b) => a - b);
  return { pages: waits[Math.floor(waits.length * 0.95)] ?? 0, loop: await lag() };
}

const memoryOf = ({ pid }: ChildProcess): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);

async function ended(child: ChildProcess | null, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

async function kills(rounds: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-stream-'));
  let server: ChildProcess | null = null;
  const acknowledged = new Set<string>();
  try {
    await prepared(dataDir);
    const port = await freePort();
    for (let round = 1; round <= rounds; round += 1) {
      server = await served(dataDir, port);
      const driving = drive(port, 3, whole, acknowledged);
      await sleep(500 + Math.random() * 2_000);
      await ended(server, 'SIGKILL');
      await driving;
    }
    server = await served(dataDir, port);
    // Everything again, as stations do that heard no answer.
    const again = [...acknowledged].slice(0, 5_000);
    const socket = connect({ port, host: '127.0.0.1' });
    socket.setEncoding('latin1');
    let heard = 0;
    const all = new Promise<void>((done) => {
      socket.on('data', (text: string) => {
        heard += text.split('CN=9014').length - 1;
        if (heard >= again.length) done();
      });
    });
    socket.write(again.join(''));
    await all;
    socket.destroy();
    const client = await databaseOf(dataDir);
    const { rows } = await client.query<{ frame: Buffer }>('select frame from stream_frame');
    const kept = new Map<string, number>();
    for (const row of rows) kept.set(row.frame.toString(), (kept.get(row.frame.toString()) ?? 0) + 1);
    await client.end();
    const lost = [...acknowledged].filter((one) => !kept.has(one.trimEnd())).length;
    const twice = [...kept.values()].filter((n) => n > 1).length;
    say(
      `${rounds} rounds of kill -9: ${acknowledged.size} acknowledged, ${lost} lost; ${again.length} sent again, ${twice} kept twice`,
    );
    await sleep(6_000);
    await ended(server, 'SIGTERM');
    const check = spawn(process.execPath, ['src/cli/main.ts', 'verify', '--data', dataDir, '--json'], {
      cwd: join(import.meta.dirname, '..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    for await (const part of check.stdout) text += String(part);
    say(
      `lantu verify: ${JSON.stringify((JSON.parse(text) as { ok: boolean; jurisdictions: unknown[] }).jurisdictions.at(-1))}`,
    );
    if (lost + twice > 0) process.exitCode = 1;
  } finally {
    await ended(server, 'SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function mutations(): void {
  const frames = Array.from({ length: 50 }, (_, n) => Buffer.from(frame(n, n, n % 2 ? '2011' : '2061')));
  global.gc?.();
  const before = process.memoryUsage();
  const started = performance.now();
  let sum = { tried: 0, seen: 0, accepted: 0, near: 0, held: 0 };
  for (let part = 0; part < 10; part += 1) {
    const one = mutated(frames, 100_000, part + 1);
    sum = {
      tried: sum.tried + one.tried,
      seen: sum.seen + one.seen,
      accepted: sum.accepted + one.accepted,
      near: sum.near + one.near,
      held: Math.max(sum.held, one.held),
    };
  }
  const after = process.memoryUsage();
  say(
    `${sum.tried} mutated frames in ${((performance.now() - started) / 1000).toFixed(1)} s: ${sum.seen} differ, ${sum.accepted} let in (${((100 * sum.accepted) / sum.seen).toFixed(2)} %; the check has 256 values: ${(100 / 256).toFixed(2)} % of what differs widely), of changes of one sign and of swapped neighbours ${sum.near}; held at most ${sum.held} bytes; heap ${Math.round(before.heapUsed / 1e6)} → ${Math.round(after.heapUsed / 1e6)} MB, resident ${Math.round(before.rss / 1e6)} → ${Math.round(after.rss / 1e6)} MB`,
  );
}

export async function run(args: string[]): Promise<void> {
  const wanted = args.filter((one) => !/^\d+$/.test(one));
  const all = wanted.length === 0;
  say(`stream · Node ${process.versions.node} · ${cpus().length} cores`);
  if (all || wanted.includes('mutate')) mutations();
  if (all || wanted.includes('rate')) await rates();
  if (all || wanted.includes('kill')) await kills(Number(args.find((one) => /^\d+$/.test(one)) ?? 20));
  if (all || wanted.includes('flood')) await floods();
  if (all || wanted.includes('page')) await historyBench(say);
}
