import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { clientOf } from '../src/evidence/store/connection.ts';
import { openDatabase } from '../src/evidence/store/postgres.ts';
import { passage } from './passage.ts';
import { freePort } from './port.ts';

/**
 * Harms the server, or what it stands on, while writers are at work, and looks at what was said and what is left: the
 * server killed, PostgreSQL killed under it, every connection ended, PostgreSQL hung, the answer to a commit cut off, the
 * disk full.
 */

const root = join(import.meta.dirname, '..');

export const harms = ['server', 'postgres', 'backends', 'hung', 'cut', 'disk'] as const;
export type Harm = (typeof harms)[number];

export interface CrashResult {
  rounds: number;
  acknowledged: number;
  /** Acknowledged and not there afterwards. */
  lost: number;
  /** Said not to be written, and there. */
  falseWords: number;
  /** There, and neither acknowledged nor denied: the harm fell between the commit and its answer. */
  unacknowledged: number;
  /** Times that the server ended of a harm that it should outlive (all but its own kill). */
  died: number;
  /** Milliseconds of the slowest answer while PostgreSQL hung, and how many of those were not 503 with Retry-After. */
  hung: { slowest: number; wrong: number; answers: number };
  /** While the disk was full: readings that failed, and refusals that did not say so. */
  disk: { unread: number; unsaid: number; refused: number } | null;
  /** What `lantu verify` says at the end: chain, files and tables against a replay. */
  verified: { ok: boolean; entries: number };
  /** Harms that this machine cannot do, in words. */
  skipped: string[];
}

interface Server {
  child: ChildProcess;
  url: string;
}

function run(args: string[], databaseUrl?: string, of = root): ChildProcess {
  const env = {
    ...Object.fromEntries(
      Object.entries(process.env).filter(([key]) => key !== 'DATABASE_URL' && key !== 'NODE_OPTIONS'),
    ),
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
  };
  return spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(of, 'src', 'cli', 'main.ts'), ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env },
  );
}

/** A server with the demonstration on a data folder, once it answers; `of`: another copy of the program. */
export async function start(dataDir: string, databaseUrl?: string, of?: string): Promise<Server> {
  const port = await freePort();
  const child = run(['serve', '--demo', '--data', dataDir, '--port', String(port)], databaseUrl, of);
  let said = '';
  const url = await new Promise<string | null>((done) => {
    child.stdout?.on('data', (data: Buffer) => {
      said += data.toString();
      const ready = /ready (http:\S+)/.exec(said)?.[1];
      if (ready) done(ready);
    });
    child.stderr?.on('data', (data: Buffer) => (said += data.toString()));
    child.once('exit', () => done(null));
  });
  if (url === null) throw new Error(`the server did not start: ${said}`);
  return { child, url };
}

/** Resolves when a process has ended. */
export const gone = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((done) => child.once('exit', () => done()));

interface Answer {
  status: number;
  code: string | null;
  retryAfter: string | null;
  body: unknown;
  ms: number;
}
export type Ask = (method: string, path: string, body?: object) => Promise<Answer | null>;

/** Signs in, as the plan office unless told otherwise, and gives a way to ask; null is a connection that broke. */
export async function signIn(url: string, login = 'demo-planner'): Promise<Ask> {
  const first = await fetch(`${url}/api/session`);
  const cookie = first.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const { csrf } = (await first.json()) as { csrf: string };
  const signed = await fetch(`${url}/api/session/demo`, {
    method: 'POST',
    headers: { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json' },
    body: JSON.stringify({ login }),
  });
  const session = [cookie, ...signed.headers.getSetCookie().map((line) => line.split(';')[0])].join('; ');
  const token = ((await signed.json()) as { csrf: string }).csrf;
  return async (method, path, body) => {
    const began = performance.now();
    try {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: { cookie: session, 'x-csrf-token': token, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(30_000),
        ...(body && { body: JSON.stringify(body) }),
      });
      const said = (await answer.json().catch(() => null)) as { code?: string } | null;
      return {
        status: answer.status,
        code: said?.code ?? null,
        retryAfter: answer.headers.get('retry-after'),
        body: said,
        ms: performance.now() - began,
      };
    } catch {
      return null;
    }
  };
}

const field = (id: string, type: string) => ({ id, name: { zh: id, en: id }, type });
const type = {
  id: 'crash',
  name: { zh: '崩溃试验', en: 'Crash' },
  identify: ['name'],
  fields: [field('name', 'text'), { ...field('round', 'number'), decimals: 0 }],
};
const path = '/api/520181/registers/crash';

/** A server with its data, and the way to hurt it. */
interface Stand {
  dataDir: string;
  databaseUrl?: string;
  server: Server;
  ask: Ask;
  cut?: () => void;
  close: () => Promise<void>;
}

async function stand(dataDir: string, more: Partial<Stand> = {}): Promise<Stand> {
  const server = await start(dataDir, more.databaseUrl);
  const ask = await signIn(server.url);
  const defined = await ask('PUT', path, { type });
  if (defined?.status !== 200) throw new Error(`the register was refused: ${JSON.stringify(defined)}`);
  return { dataDir, close: async () => {}, ...more, server, ask };
}

/** On a database of another process, reached by a way that can be cut. */
async function cutStand(dataDir: string): Promise<Stand> {
  const database = await openDatabase({ dataDir: join(dataDir, 'database') });
  const way = await passage(database.url);
  return stand(join(dataDir, 'server'), {
    databaseUrl: way.url,
    cut: () => way.cutAt('commit\0'),
    close: async () => {
      way.close();
      await database.release();
    },
  });
}

/** On a disk of its own, small enough to be filled; null where none can be mounted. */
async function diskStand(dataDir: string): Promise<Stand | null> {
  mkdirSync(dataDir, { recursive: true });
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=700m,mode=755', 'tmpfs', dataDir]).status !== 0) return null;
  return stand(join(dataDir, 'lantu'), {
    close: async () => {
      spawnSync('umount', ['-l', dataDir]);
    },
  });
}

/** PostgreSQL with all that it started. */
function processesOf(dataDir: string): number[] {
  const postmaster = Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      return Number(/\) \S (\d+) /.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]) === postmaster
        ? [Number(name)]
        : [];
    } catch {
      return [];
    }
  });
  return [postmaster, ...children];
}

async function endBackends({ dataDir }: Stand): Promise<void> {
  const port = readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(dataDir, 'pg-password'), 'utf8').trim();
  const client = clientOf({ connectionString: `postgres://lantu:${password}@127.0.0.1:${port}/lantu` });
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()',
  );
  await client.end();
}

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
/** What an answer with one of these codes promises: nothing was written. */
const denials = new Set(['database-away', 'database-busy', 'disk-full', 'not-storable', 'csrf', 'not-signed-in']);

/** Rounds take the harms in turn; `random` gives the moment of each. */
export async function crashRounds(
  dataDir: string,
  rounds: number,
  random: () => number,
  say: (line: string) => void = () => {},
  chosen: readonly Harm[] = harms,
): Promise<CrashResult> {
  const result: CrashResult = {
    rounds,
    acknowledged: 0,
    lost: 0,
    falseWords: 0,
    unacknowledged: 0,
    died: 0,
    hung: { slowest: 0, wrong: 0, answers: 0 },
    disk: null,
    verified: { ok: false, entries: 0 },
    skipped: [],
  };
  const stands = new Map<string, Stand>();
  const standFor = async (harm: Harm): Promise<Stand | null> => {
    const name = harm === 'cut' || harm === 'disk' ? harm : 'main';
    const known = stands.get(name);
    if (known) return known;
    const made =
      harm === 'cut'
        ? await cutStand(join(dataDir, 'cut'))
        : harm === 'disk'
          ? await diskStand(join(dataDir, 'disk'))
          : await stand(join(dataDir, 'main'));
    if (made) stands.set(name, made);
    else result.skipped.push(`${harm}: a file system cannot be mounted here`);
    return made;
  };
  try {
    for (let round = 0; round < rounds; round += 1) {
      const harm = chosen[round % chosen.length] as Harm;
      const at = await standFor(harm);
      if (at) await roundOf(at, harm, round, random, result, say);
    }
    result.verified.ok = true;
    for (const [name, at] of stands) {
      at.server.child.kill('SIGTERM');
      await gone(at.server.child);
      const report = await verified(at);
      result.verified.ok &&= report.ok;
      result.verified.entries += report.jurisdictions[0]?.entries ?? 0;
      if (!report.ok) say(`${name}: ${JSON.stringify(report)}`);
    }
  } finally {
    for (const at of stands.values()) {
      at.server.child.kill('SIGKILL');
      await gone(at.server.child);
      await at.close();
    }
  }
  return result;
}

async function verified(at: Stand): Promise<{ ok: boolean; jurisdictions: { entries: number }[] }> {
  const verify = run(['verify', '--json', '--data', at.dataDir], at.databaseUrl);
  let out = '';
  verify.stdout?.on('data', (data: Buffer) => (out += data.toString()));
  await new Promise((done) => verify.once('close', done));
  return JSON.parse(out) as { ok: boolean; jurisdictions: { entries: number }[] };
}

async function roundOf(
  at: Stand,
  harm: Harm,
  round: number,
  random: () => number,
  result: CrashResult,
  say: (line: string) => void,
): Promise<void> {
  const acknowledged = new Set<string>();
  const denied = new Set<string>();
  let writing = true;
  let harmed = false;
  const { ask } = at;
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let n = 0; writing; n += 1) {
      const name = `r${round}-w${writer}-${n}`;
      const whileHarmed = harmed;
      const answer = await ask('POST', `${path}/records`, {
        records: [{ id: null, base: null, values: { name, round } }],
      });
      if (answer?.status === 200) acknowledged.add(name);
      else if (answer?.code && denials.has(answer.code)) denied.add(name);
      if (answer && (whileHarmed || (harmed && answer.status !== 200))) observe(answer, harm, result);
      // A broken connection is what happens here; what matters is what was answered.
      if (answer?.status !== 200) await wait(100);
    }
  });
  while (acknowledged.size === 0) await wait(10);
  await wait(1_000 * random());
  const dead = () => at.server.child.exitCode !== null || at.server.child.signalCode !== null;
  await hurt(at, harm, result, (now) => (harmed = now));
  if (harm !== 'server' && harm !== 'postgres') await wait(500);
  writing = false;
  if (harm === 'server' || harm === 'postgres') {
    // Killed PostgreSQL leaves the server a moment to answer wrongly before it is killed, too.
    if (harm === 'postgres') await wait(200);
    at.server.child.kill('SIGKILL');
    await gone(at.server.child);
  }
  await Promise.all(writers);
  if (dead()) {
    if (harm !== 'server' && harm !== 'postgres') result.died += 1;
    at.server = await start(at.dataDir, at.databaseUrl);
    at.ask = await signIn(at.server.url);
  }
  const there = await namesOf(at, round);
  const lost = [...acknowledged].filter((name) => !there.has(name)).length;
  const falseWords = [...denied].filter((name) => there.has(name)).length;
  result.acknowledged += acknowledged.size;
  result.lost += lost;
  result.falseWords += falseWords;
  result.unacknowledged += [...there].filter((name) => !acknowledged.has(name) && !denied.has(name)).length;
  say(
    `round ${round + 1}/${result.rounds}: ${harm}, ${acknowledged.size} acknowledged, ${lost} lost, ${denied.size} denied, ${falseWords} of them there`,
  );
}

function observe(answer: Answer, harm: Harm, result: CrashResult): void {
  if (harm === 'hung') {
    result.hung.answers += 1;
    result.hung.slowest = Math.max(result.hung.slowest, Math.round(answer.ms));
    if (answer.status !== 503 || answer.retryAfter === null) {
      result.hung.wrong += 1;
      process.stderr.write(`while hung: ${answer.status} ${answer.code} after ${Math.round(answer.ms)} ms\n`);
    }
  }
  if (harm === 'disk' && result.disk) {
    if (answer.status !== 200) result.disk.refused += 1;
    if (answer.status !== 200 && answer.code !== 'disk-full') result.disk.unsaid += 1;
  }
}

async function hurt(at: Stand, harm: Harm, result: CrashResult, during: (now: boolean) => void): Promise<void> {
  switch (harm) {
    case 'server':
      return;
    case 'postgres':
      process.kill(Number(readFileSync(join(at.dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
      return;
    case 'backends':
      await endBackends(at);
      return;
    case 'cut':
      for (let n = 0; n < 5; n += 1) {
        at.cut?.();
        await wait(150);
      }
      return;
    case 'hung': {
      // Whoever starts others first: a connection made meanwhile would be the only one that still answers.
      const [postmaster = 0] = processesOf(at.dataDir);
      process.kill(postmaster, 'SIGSTOP');
      await wait(50);
      const stopped = processesOf(at.dataDir);
      for (const pid of stopped) process.kill(pid, 'SIGSTOP');
      await wait(50);
      during(true);
      await wait(6_500);
      during(false);
      for (const pid of stopped) process.kill(pid, 'SIGCONT');
      // What was asked last may still be waiting for an answer.
      await wait(4_000);
      return;
    }
    case 'disk': {
      result.disk ??= { unread: 0, unsaid: 0, refused: 0 };
      const filler = join(at.dataDir, '..', 'filler');
      spawnSync('sh', ['-c', `cat /dev/zero > ${filler}`], { stdio: 'ignore' });
      // Room is looked for once a second.
      await wait(1_200);
      during(true);
      for (let n = 0; n < 5; n += 1) {
        const read = await at.ask('GET', '/api/520181/overview');
        if (read?.status !== 200) result.disk.unread += 1;
        await wait(200);
      }
      during(false);
      await wait(300);
      rmSync(filler);
      await wait(1_200);
      return;
    }
  }
}

async function namesOf(at: Stand, round: number): Promise<Set<string>> {
  const there = new Set<string>();
  for (let from = 0; ; from += 500) {
    const answer = await at.ask(
      'GET',
      `${path}/records?limit=500&from=${from}&sort=id&filter=${encodeURIComponent(`round = ${round}`)}`,
    );
    if (answer?.status !== 200) {
      await wait(200);
      from -= 500;
      continue;
    }
    const { records } = answer.body as { records: { values: { name: string } }[] };
    for (const record of records) there.add(record.values.name);
    if (records.length < 500) return there;
  }
}
