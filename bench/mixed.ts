/**
 * 100 readers and 20 writers of one city at once: before, when every write empties all kept answers, and after, when it empties
 * those that read what it changed; one after the other in one run, twice. Writers put records into registers of their own; readers
 * read overview, plan, indicators and two judged lists. Bars: p95 of readings 300 ms, p50 of writes 150 ms.
 *
 *     npm run bench -- mixed [SECONDS] [READERS] [WRITERS]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { Ledger } from '../src/evidence/book.ts';
import { listsOf } from '../src/evidence/judgement.ts';
import { installPack } from '../src/evidence/pack/install.ts';
import { readPack, shippedPack } from '../src/evidence/pack/pack.ts';
import { Outlooks } from '../src/evidence/reading/outlooks.ts';
import { Snapshots } from '../src/evidence/reading/snapshots.ts';
import { Runs } from '../src/evidence/run/index.ts';
import { migrate } from '../src/evidence/store/migrate.ts';
import { openDatabase } from '../src/evidence/store/postgres.ts';
import { OneServer } from '../src/evidence/store/servers.ts';
import { openStore } from '../src/evidence/store/store.ts';
import { Vault } from '../src/evidence/store/vault.ts';
import { createApp } from '../src/server/app.ts';
import { domains } from '../src/server/domains.ts';
import { putAccount } from '../src/work/sign-in/accounts.ts';
import { openRegister, Visitor } from '../test/servers.ts';

const city = '520181';
const place = `/api/${city}`;
const today = '2026-11-20';
const pages = ['overview', 'plan', 'indicators', 'lists/projects', 'lists/parks'].map((page) => `${place}/${page}`);

export async function run(args: string[]): Promise<void> {
  if (args[0] === 'serve') return serveOne(args[1] ?? '', args[2] === 'before');
  const [seconds = '60', readers = '100', writers = '20'] = args;
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-mixed-'));
  const database = await openDatabase({ dataDir });
  const store = openStore(database.url, 2);
  try {
    await migrate(database.url);
    const pack = readPack(shippedPack('qingzhen'));
    await installPack(store, new Ledger(store), domains, pack, { actor: 'pack', demo: true });
    await putAccount(store, {
      jurisdiction: city,
      login: 'demo-planner',
      name: 'planner',
      password: null,
      role: 'planner',
      organisation: null,
      demo: true,
    });
    const say = (line: string) => process.stdout.write(`${line}\n`);
    say(`mixed · Node ${process.versions.node} · ${readers} readers, ${writers} writers, ${seconds} s each`);
    for (const how of ['before', 'after', 'before', 'after']) {
      const { child, url } = await begin(database.url, how);
      say(`${how.padEnd(6)}  ${await load(url, Number(seconds), Number(readers), Number(writers))}`);
      child.kill('SIGKILL');
    }
  } finally {
    await store.destroy();
    await database.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function begin(databaseUrl: string, how: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'run.ts'), 'mixed', 'serve', databaseUrl, how],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await new Promise<string>((done, failed) => {
    child.stdout.on('data', (data: Buffer) => {
      const at = /http:\S+/.exec(data.toString())?.[0];
      if (at) done(at);
    });
    child.once('exit', () => failed(new Error('the server ended')));
  });
  return { child, url };
}

/** One server; `before`: whatever is written, every kept answer is made anew. */
async function serveOne(databaseUrl: string, before: boolean): Promise<void> {
  const store = openStore(databaseUrl, 10);
  const ledger = new Ledger(store);
  const kept = new Snapshots(store, new Outlooks(store, () => today));
  ledger.onCommit((jurisdiction, head) => kept.moved(jurisdiction, head));
  const snapshots = before
    ? new Proxy(kept, {
        get(of, name) {
          if (name === 'versions')
            return async (jurisdiction: string) => {
              const version = await of.versions(jurisdiction);
              return () => version('head');
            };
          const value = Reflect.get(of, name, of) as unknown;
          return typeof value === 'function' ? (value.bind(of) as unknown) : value;
        },
      })
    : kept;
  const services = {
    store,
    ledger,
    snapshots,
    runs: new Runs(store, []),
    servers: new OneServer(),
    databaseUrl,
    lists: listsOf(domains),
    vault: Vault.passing(),
    today: () => today,
  };
  const { app } = createApp({ services, domains, demo: true, secure: false });
  serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
    process.stdout.write(`http://127.0.0.1:${port}\n`),
  );
  await new Promise(() => {});
}

async function load(url: string, seconds: number, readers: number, writers: number): Promise<string> {
  const office = await Visitor.of(url);
  for (let n = 0; n < writers; n += 1) await openRegister(office, url, `served${n}`).catch(() => undefined);
  const took = { read: [] as number[], write: [] as number[] };
  let failed = 0;
  for (const page of pages) await office.ask(url, 'GET', page);
  const until = performance.now() + seconds * 1_000;
  const timed = async (kind: 'read' | 'write', ask: () => Promise<{ status: number }>) => {
    const began = performance.now();
    const { status } = await ask();
    if (status === 200) took[kind].push(performance.now() - began);
    else failed += 1;
  };
  await Promise.all([
    ...Array.from({ length: readers }, async (_, n) => {
      for (let turn = n; performance.now() < until; turn += 1) {
        await timed('read', () => office.ask(url, 'GET', pages[turn % pages.length] ?? ''));
        await wait(500 * Math.random());
      }
    }),
    ...Array.from({ length: writers }, async (_, n) => {
      for (let turn = 0; performance.now() < until; turn += 1) {
        const records = [{ id: null, base: null, values: { name: `${Date.now()} ${turn}` } }];
        await timed('write', () => office.ask(url, 'POST', `${place}/registers/served${n}/records`, { records }));
        await wait(1_000 * Math.random());
      }
    }),
  ]);
  return `readings ${quantiles(took.read)}; writes ${quantiles(took.write)}; failed ${failed}`;
}

function quantiles(ms: number[]): string {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  return `${ms.length}, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`;
}
