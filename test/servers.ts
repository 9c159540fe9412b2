import type { ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { clientOf } from '../src/evidence/store/connection.ts';
import { openDatabase } from '../src/evidence/store/postgres.ts';
import { gone, start } from './crash.ts';

/**
 * Several servers on one database while people read and write at all of them, and one server after the other is killed with -9
 * and comes back: what failed beyond what was in flight, what a person did not see of his own writes, what was done twice or
 * not at all.
 */

const place = '/api/520181';

export interface ServersResult {
  seconds: number;
  kills: number;
  reads: number;
  writes: number;
  /** Asked of a server that was killed before it answered. */
  inFlight: number;
  /** Answers of 500 and above, and connections that broke, at a server that nobody had killed. */
  errors: number;
  /** Of them, what was said. */
  said: Record<string, number>;
  /** Readings at another server right after an own write, and those of them that did not show it. */
  ownReads: number;
  stale: number;
  /** Writes that were acknowledged and are not there; that are there twice. */
  lost: number;
  twice: number;
  /** Sheets that were to be written; those that did not end as done; rows that are missing or were written more than once. */
  jobs: number;
  unfinished: number;
  wrongRows: number;
  /** Milliseconds, half and 95 % of readings, and of writes. */
  read: { p50: number; p95: number };
  write: { p50: number; p95: number };
}

/** A server that may be killed and come back. */
export interface Live {
  name: number;
  url: string;
  child: ChildProcess;
  /** False from just before it is killed until it answers again. */
  up: boolean;
  /** How often it was killed. */
  killed: number;
}

/** A person with a browser: what servers ask him to remember he says at every one of them. */
export class Visitor {
  readonly #jar = new Map<string, string>();
  #csrf = '';

  /** Not signed in. */
  static async guest(url: string): Promise<Visitor> {
    const visitor = new Visitor();
    const first = await visitor.ask(url, 'GET', '/api/session');
    visitor.#csrf = (first.body as { csrf: string }).csrf;
    return visitor;
  }

  static async of(url: string, login = 'demo-planner'): Promise<Visitor> {
    const visitor = await Visitor.guest(url);
    const signed = await visitor.ask(url, 'POST', '/api/session/demo', { login });
    visitor.#csrf = (signed.body as { csrf: string }).csrf;
    return visitor;
  }

  /** The same cookies in another hand. */
  copy(): Visitor {
    const other = new Visitor();
    for (const [name, value] of this.#jar) other.#jar.set(name, value);
    return other;
  }

  /** Throws what fetch throws. */
  async ask(url: string, method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        cookie: [...this.#jar].map((pair) => pair.join('=')).join('; '),
        'x-csrf-token': this.#csrf,
        'content-type': 'application/json',
      },
      signal: AbortSignal.timeout(60_000),
      ...(body && { body: JSON.stringify(body) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      this.#jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return { status: answer.status, body: await answer.json().catch(() => null) };
  }
}

/** Readers and writers at all servers, and how it went. */
class Load {
  readonly counts = { reads: 0, writes: 0, inFlight: 0, errors: 0, ownReads: 0, stale: 0 };
  readonly said: Record<string, number> = {};
  readonly took = { read: [] as number[], write: [] as number[] };
  over = false;
  readonly #servers: readonly Live[];
  readonly #random: () => number;

  constructor(servers: readonly Live[], random: () => number) {
    this.#servers = servers;
    this.#random = random;
  }

  /** A server that is up, as a balancer chooses one; another than `not` where there is one. */
  async choose(not?: Live): Promise<Live> {
    for (;;) {
      const up = this.#servers.filter((one) => one.up);
      const others = up.filter((one) => one !== not);
      const among = others.length > 0 ? others : up;
      const chosen = among[Math.floor(this.#random() * among.length)];
      if (chosen) return chosen;
      await wait(20);
    }
  }

  /** Null: the server was killed meanwhile, or it went wrong, which is counted. */
  async ask(who: Visitor, at: Live, method: string, path: string, body?: object): Promise<unknown | null> {
    const { killed } = at;
    const began = performance.now();
    const failed = (what: string) => {
      if (at.killed !== killed) this.counts.inFlight += 1;
      else {
        this.counts.errors += 1;
        this.said[what] = (this.said[what] ?? 0) + 1;
      }
      return null;
    };
    try {
      const answer = await who.ask(at.url, method, path, body);
      if (answer.status >= 400) return failed(`${method} ${path.split('?')[0]} ${answer.status} ${code(answer.body)}`);
      (method === 'GET' ? this.took.read : this.took.write).push(performance.now() - began);
      return answer.body;
    } catch (error) {
      return failed(`${method} ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async reader(who: Visitor, pause: number): Promise<void> {
    const paths = [`${place}/overview`, `${place}/registers`, `${place}/plan`, `${place}/indicators`];
    while (!this.over) {
      const path = paths[Math.floor(this.#random() * paths.length)] ?? '';
      if (await this.ask(who, await this.choose(), 'GET', path)) this.counts.reads += 1;
      await wait(pause * this.#random());
    }
  }

  /** Writes into a register of its own, and looks at another server whether it is there. Gives what was acknowledged. */
  async writer(who: Visitor, register: string, pause: number): Promise<string[]> {
    const acknowledged: string[] = [];
    let unknown = 0;
    for (let n = 0; !this.over; n += 1) {
      const at = await this.choose();
      const name = `${register} ${n}`;
      const records = [{ id: null, base: null, values: { name } }];
      const written = await this.ask(who, at, 'POST', `${place}/registers/${register}/records`, { records });
      if (written) acknowledged.push(name);
      else unknown += 1;
      if (!written) continue;
      this.counts.writes += 1;
      const least = acknowledged.length;
      const other = await this.choose(at);
      const listed = (await this.ask(who, other, 'GET', `${place}/registers`)) as {
        registers: { id: string; total: number }[];
      } | null;
      if (listed) {
        this.counts.ownReads += 1;
        const total = listed.registers.find(({ id }) => id === register)?.total ?? 0;
        if (total < least || total > least + unknown) this.counts.stale += 1;
      }
      await wait(pause * this.#random());
    }
    return acknowledged;
  }
}

const code = (body: unknown) => (body as { code?: string } | null)?.code ?? '';

export const typeOf = (id: string) => ({
  id,
  name: { zh: id, en: id },
  identify: ['name'],
  fields: [{ id: 'name', name: { zh: '名称', en: 'Name' }, type: 'text' }],
});

/** Opens a register and gives its id. */
export async function openRegister(who: Visitor, url: string, id: string): Promise<string> {
  const { status, body } = await who.ask(url, 'PUT', `${place}/registers/${id}`, { type: typeOf(id) });
  if (status !== 200) throw new Error(`the register was refused: ${JSON.stringify(body)}`);
  return id;
}

/** A sheet that is read, confirmed and written in the background; gives its run. */
export async function openSheet(who: Visitor, url: string, register: string, rows: readonly string[]): Promise<string> {
  const text = ['名称', ...rows].join('\n');
  const { status, body } = await who.ask(url, 'POST', `${place}/imports`, { register, text });
  if (status !== 200) throw new Error(`the sheet was refused: ${JSON.stringify(body)}`);
  return (body as { id: string }).id;
}

export const sheetState = async (who: Visitor, url: string, id: string) =>
  ((await who.ask(url, 'GET', `${place}/imports/${id}`)).body as { state?: string } | null)?.state;

export async function serversRounds(
  dataDir: string,
  of: { seconds: number; every: number; readers: number; writers: number; next?: boolean },
  random: () => number,
  say: (line: string) => void = () => {},
): Promise<ServersResult> {
  const database = await openDatabase({ dataDir });
  const next = `${dataDir}-next`;
  const servers: Live[] = [];
  const begin = async (name: number, root?: string): Promise<Omit<Live, 'killed'>> => ({
    name,
    up: true,
    ...(await start(dataDir, database.url, root)),
  });
  try {
    for (let n = 0; n < 2; n += 1) servers.push({ ...(await begin(n)), killed: 0 });
    if (of.next) nextVersion(next);
    const load = new Load(servers, random);
    const [first] = servers;
    if (!first) throw new Error('no server');
    const people = await Promise.all(
      Array.from({ length: of.readers + of.writers + 1 }, () => Visitor.of(first.url, 'demo-planner')),
    );
    const [office] = people.splice(0, 1);
    if (!office) throw new Error('nobody');
    for (let n = 0; n < of.writers; n += 1) await openRegister(office, first.url, `served${n}`);
    await openRegister(office, first.url, 'sheets');

    const until = Date.now() + of.seconds * 1_000;
    const readers = people.splice(0, of.readers).map((who) => load.reader(who, 40));
    const writers = people.map((who, n) => load.writer(who, `served${n}`, 150));
    const sheets = jobs(office, load, servers);
    let kills = 0;
    while (Date.now() < until) {
      await wait(Math.min(of.every * 1_000 * (0.5 + random()), Math.max(0, until - Date.now())));
      if (Date.now() >= until) break;
      const victim = servers[kills % servers.length];
      if (!victim) break;
      kills += 1;
      victim.up = false;
      victim.killed += 1;
      victim.child.kill('SIGKILL');
      await gone(victim.child);
      // The next version comes in at the second kill; a server of the one before still comes back beside it at every third.
      const program = of.next && kills > 1 && kills % 3 !== 0 ? next : undefined;
      Object.assign(victim, await begin(victim.name, program));
      say(
        `${Math.round((Date.now() - until) / 1_000 + of.seconds)} s  server ${victim.name} killed and back; ${JSON.stringify(load.counts)}`,
      );
    }
    load.over = true;
    const [acknowledged, opened] = await Promise.all([Promise.all(writers), sheets, Promise.all(readers)]);
    const unfinished = await ends(office, servers, opened, load.said);
    const there = await namesIn(database.url);
    return {
      seconds: of.seconds,
      kills,
      ...load.counts,
      said: load.said,
      lost: acknowledged.flat().filter((name) => !there.has(name)).length,
      twice: [...there.values()].filter((n) => n > 1).length,
      jobs: opened.length,
      unfinished,
      wrongRows: opened.flatMap(({ rows }) => rows).filter((row) => there.get(row) !== 1).length,
      read: spread(load.took.read),
      write: spread(load.took.write),
    };
  } finally {
    for (const { child } of servers) child.kill('SIGTERM');
    await Promise.all(servers.map(({ child }) => gone(child)));
    await database.release();
    rmSync(next, { recursive: true, force: true });
  }
}

const addsColumns =
  "alter table run add column next_note text;\nalter table record add column next_note text not null default '';\n";

/** A copy of the program that adds to the schema and to a type of the program, as the version to come may. */
export function nextVersion(to: string, migration = addsColumns): void {
  const root = join(import.meta.dirname, '..');
  for (const name of ['src', 'packs', 'dist', 'package.json', 'package-lock.json', 'vite.config.ts'])
    if (existsSync(join(root, name)))
      cpSync(join(root, name), join(to, name), { recursive: true, preserveTimestamps: true });
  // Without the tools that pages are built with: they are those of this version.
  mkdirSync(join(to, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules')).filter((one) => one !== 'vite'))
    symlinkSync(join(root, 'node_modules', name), join(to, 'node_modules', name));
  writeFileSync(
    join(to, 'src', 'evidence', 'store', 'migrations', '9999-next.sql'),
    `-- Why: what a version to come may do.\n${migration}`,
  );
  const registers = join(to, 'src', 'domains', 'parks', 'registers.ts');
  const text = readFileSync(registers, 'utf8');
  writeFileSync(registers, text.replace("'园区'", "'园区（下一版）'"));
}

const sheetRows = 300;

interface Opened {
  id: string;
  rows: string[];
}

/** Opens one sheet after the other, and confirms each once it was read, wherever that is. */
async function jobs(who: Visitor, load: Load, servers: readonly Live[]): Promise<Opened[]> {
  const opened: Opened[] = [];
  for (let n = 0; !load.over; n += 1) {
    const rows = Array.from({ length: sheetRows }, (_, row) => `sheet ${n} row ${row}`);
    const at = await load.choose();
    const made = (await load.ask(who, at, 'POST', `${place}/imports`, {
      register: 'sheets',
      text: ['名称', ...rows].join('\n'),
    })) as { id: string } | null;
    if (made && (await confirmed(who, servers, made.id))) opened.push({ id: made.id, rows });
    await wait(500);
  }
  return opened;
}

async function confirmed(who: Visitor, servers: readonly Live[], id: string): Promise<boolean> {
  for (;;) {
    const up = servers.find((one) => one.up);
    const state = up && (await sheetState(who, up.url, id).catch(() => null));
    if (state === 'failed' || state === 'cancelled') return false;
    if (state === 'writing' || state === 'done') return true;
    if (state === 'review')
      await who.ask(up?.url ?? '', 'POST', `${place}/imports/${id}/commit`, { confirmed: [] }).catch(() => null);
    await wait(50);
  }
}

/** How many sheets did not come to be done within a minute; `said` gets what became of them. */
async function ends(
  who: Visitor,
  servers: readonly Live[],
  opened: readonly Opened[],
  said: Record<string, number>,
): Promise<number> {
  const until = Date.now() + 60_000;
  const open = new Set(opened.map(({ id }) => id));
  while (open.size > 0 && Date.now() < until) {
    for (const id of open) if ((await sheetState(who, servers[0]?.url ?? '', id)) === 'done') open.delete(id);
    if (open.size > 0) await wait(200);
  }
  for (const id of open) {
    const { body } = await who.ask(servers[0]?.url ?? '', 'GET', `${place}/imports/${id}`);
    const { state, problem } = body as { state: string; problem: { code?: string } | null };
    const what = `sheet ${state} ${problem?.code ?? ''}`;
    said[what] = (said[what] ?? 0) + 1;
  }
  return open.size;
}

/** How often each name was written, over all versions of all records of these registers. */
async function namesIn(url: string): Promise<Map<string, number>> {
  const client = clientOf({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string; n: number }>(
    `select values ->> 'name' as name, count(*)::int as n from record_version
     where register_id like 'served%' or register_id = 'sheets' group by 1`,
  );
  await client.end();
  return new Map(rows.map(({ name, n }) => [name, n]));
}

function spread(took: number[]): { p50: number; p95: number } {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  return { p50: at(0.5), p95: at(0.95) };
}
