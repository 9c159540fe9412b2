import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './port.ts';

/** Kills the server, or PostgreSQL under it, while writers are at work, and looks at what is left. */

const root = join(import.meta.dirname, '..');

export interface CrashResult {
  rounds: number;
  acknowledged: number;
  /** Acknowledged and not there after the restart. */
  lost: number;
  /** There without having been acknowledged: the kill fell between the commit and its answer. */
  unacknowledged: number;
  /** What `lantu verify` says at the end: chain, files and tables against a replay. */
  verified: { ok: boolean; entries: number };
}

interface Server {
  child: ChildProcess;
  url: string;
}

function run(...args: string[]): ChildProcess {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => key !== 'DATABASE_URL' && key !== 'NODE_OPTIONS'),
  );
  return spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'src', 'cli', 'main.ts'), ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env },
  );
}

async function start(dataDir: string): Promise<Server> {
  const child = run('serve', '--demo', '--data', dataDir, '--port', String(await freePort()));
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

const gone = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((done) => child.once('exit', () => done()));

/** Signs in as the plan office and gives a way to ask. */
async function signIn(
  url: string,
): Promise<(method: string, path: string, body?: object) => Promise<{ status: number; body: unknown }>> {
  const first = await fetch(`${url}/api/session`);
  const cookie = first.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const { csrf } = (await first.json()) as { csrf: string };
  const signed = await fetch(`${url}/api/session/demo`, {
    method: 'POST',
    headers: { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'demo-planner' }),
  });
  const session = [cookie, ...signed.headers.getSetCookie().map((line) => line.split(';')[0])].join('; ');
  const token = ((await signed.json()) as { csrf: string }).csrf;
  return async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { cookie: session, 'x-csrf-token': token, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json().catch(() => null) };
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

/** Rounds alternate between the server and PostgreSQL; `random` gives the moment of the kill. */
export async function crashRounds(
  dataDir: string,
  rounds: number,
  random: () => number,
  say: (line: string) => void = () => {},
): Promise<CrashResult> {
  const result: CrashResult = {
    rounds,
    acknowledged: 0,
    lost: 0,
    unacknowledged: 0,
    verified: { ok: false, entries: 0 },
  };
  let server = await start(dataDir);
  try {
    let ask = await signIn(server.url);
    const defined = await ask('PUT', path, { type });
    if (defined.status !== 200) throw new Error(`the register was refused: ${JSON.stringify(defined.body)}`);
    for (let round = 0; round < rounds; round += 1) {
      const acknowledged = new Set<string>();
      let writing = true;
      const current = ask;
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (let n = 0; writing; n += 1) {
          const name = `r${round}-w${writer}-${n}`;
          // A connection that breaks is what happens here; what matters is what was answered before.
          const answer = await current('POST', `${path}/records`, {
            records: [{ id: null, base: null, values: { name, round } }],
          }).catch(() => null);
          if (answer?.status === 200) acknowledged.add(name);
          else if (answer === null) return;
        }
      });
      while (acknowledged.size === 0) await sleep(10);
      await sleep(1000 * random());
      const postgres = round % 2 === 1;
      if (postgres)
        process.kill(Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
      // Killed PostgreSQL leaves the server a moment to answer wrongly before it is killed, too.
      if (postgres) await sleep(200);
      writing = false;
      server.child.kill('SIGKILL');
      await gone(server.child);
      await Promise.all(writers);
      server = await start(dataDir);
      ask = await signIn(server.url);
      const there = new Set<string>();
      for (let from = 0; ; from += 500) {
        const page = (
          await ask(
            'GET',
            `${path}/records?limit=500&from=${from}&sort=id&filter=${encodeURIComponent(`round = ${round}`)}`,
          )
        ).body as { records: { values: { name: string } }[] };
        for (const record of page.records) there.add(record.values.name);
        if (page.records.length < 500) break;
      }
      const lost = [...acknowledged].filter((name) => !there.has(name)).length;
      result.acknowledged += acknowledged.size;
      result.lost += lost;
      result.unacknowledged += [...there].filter((name) => !acknowledged.has(name)).length;
      say(
        `round ${round + 1}/${rounds}: ${postgres ? 'PostgreSQL' : 'server'} killed, ${acknowledged.size} acknowledged, ${lost} lost`,
      );
    }
  } finally {
    server.child.kill('SIGTERM');
    await gone(server.child);
  }
  const verify = run('verify', '--json', '--data', dataDir);
  let out = '';
  verify.stdout?.on('data', (data: Buffer) => (out += data.toString()));
  await new Promise((done) => verify.once('close', done));
  const report = JSON.parse(out) as { ok: boolean; jurisdictions: { entries: number }[] };
  result.verified = { ok: report.ok, entries: report.jurisdictions[0]?.entries ?? 0 };
  return result;
}
