import type { Server as HttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { basename } from 'node:path';
import { serve as listen } from '@hono/node-server';
import type pg from 'pg';
import { complain } from '../evidence/store/complain.ts';
import type { Domain, Gates, Services } from '../evidence/domain.ts';
import { Ledger } from '../evidence/book.ts';
import { contributing, listsOf } from '../evidence/judgement.ts';
import { installAreas, installPack } from '../evidence/pack/install.ts';
import { readPack, shippedPacks } from '../evidence/pack/pack.ts';
import { answering } from '../evidence/store/connection.ts';
import { Held } from '../evidence/store/held.ts';
import { openDatabase } from '../evidence/store/postgres.ts';
import { Vault } from '../evidence/store/vault.ts';
import { Outlooks } from '../evidence/reading/outlooks.ts';
import { Snapshots } from '../evidence/reading/snapshots.ts';
import { Runner, Runs } from '../evidence/run/index.ts';
import { migrate, openStore, type Store } from '../evidence/store/store.ts';
import type { Role } from '../http/access.ts';
import { Problem } from '../http/problem.ts';
import { putAccount } from '../work/sign-in/accounts.ts';
import { FirstSetUp } from '../work/sign-in/first-set-up.ts';
import { sealSecrets } from '../work/sign-in/second-factor.ts';
import { createApp, type Watch } from './app.ts';
import { openLog } from './log.ts';
import { Metrics } from './metrics.ts';
import { networkOf } from './network.ts';
import { Disk, readiness } from './ready.ts';
import { oidcSettings } from '../work/sign-in/oidc.ts';
import { wecomSettings } from '../work/sign-in/wecom.ts';
import { serveWeb } from './static.ts';
import { buildWebIfStale, webRoot } from './web-build.ts';

export interface ServeOptions {
  dataDir: string;
  databaseUrl: string | undefined;
  host: string;
  port: number;
  /** Load and offer the demonstration layer on the first run. */
  demo: boolean;
  /** Load the packs that ship with Lantu on the first run. */
  packs?: boolean;
  /** Offer demonstration accounts also where other machines can come. */
  exposeDemo?: boolean;
  domains: readonly Domain[];
  /** Doors beside the web. */
  gates?: Gates;
  today: () => string;
  /** Told about every step of the start. */
  onStep: (step: { zh: string; en: string }) => void;
}

export interface Running {
  url: string;
  /** Resolves with the reason when the database went away for good: nothing can be read or written until a new start. */
  lost: Promise<unknown>;
  /** Lets requests and runs under way come to their end, `grace` milliseconds at most, then ends everything. */
  stop(grace?: number): Promise<void>;
}

const serveLock = 0x4c414e53;
/** Milliseconds in which the embedded database may come back before the server starts anew with it. */
const mayBeAway = 4_000;

/**
 * Starts everything in order: port, database, schema, pack, web app, runs, listener. Whatever was started is taken down
 * again when a later step fails.
 */
export async function serve(options: ServeOptions): Promise<Running> {
  const { onStep } = options;
  const oidc = oidcSettings();
  const wecom = wecomSettings();
  const network = networkOf(options.host);
  const secure = flagOf('LANTU_TLS');
  await checkPort(options);
  let stopping = false;
  const undo: ((grace: number) => Promise<unknown>)[] = [];
  const stop = async (grace = 0) => {
    stopping = true;
    const until = Date.now() + grace;
    for (const step of undo.splice(0).reverse())
      await step(Math.max(0, until - Date.now())).catch((error: unknown) => complain('stop', error));
  };
  try {
    // The web app does not need the database, so it is built while that one starts.
    const built = buildWebIfStale(onStep);
    built.catch(() => {});
    const database = await openDatabase({ dataDir: options.dataDir, databaseUrl: options.databaseUrl, onStep });
    undo.push(() => database.release());
    const log = openLog(options.dataDir);
    undo.push(() => log.end());
    if ((await migrate(database.url)).length > 0) onStep({ zh: '建立数据表', en: 'Creating the tables' });
    const store = openStore(database.url, 10, answering);
    undo.push(() => store.destroy());
    const ledger = new Ledger(store);
    const snapshots = new Snapshots(store, new Outlooks(store, options.today));
    ledger.onCommit((jurisdiction, head) => snapshots.moved(jurisdiction, head));
    const vault = Vault.at(options.dataDir);
    await sealSecrets(store, vault);
    const lease = await holdLease(database.url, options, snapshots, database.embedded ? mayBeAway : Infinity);
    undo.push(() => lease.end());

    await firstRun(store, ledger, snapshots, options);
    for (const { jurisdiction_id } of await store.selectFrom('jurisdiction').select('jurisdiction_id').execute()) {
      await installAreas(store, ledger, jurisdiction_id, options.domains);
    }
    const demo = await demonstration(store, options);
    const setUp = demo ? null : await FirstSetUp.of(store);

    const lists = listsOf(options.domains);
    const kinds = options.domains.flatMap((domain) => domain.runs ?? []);
    const runs = new Runs(store, kinds);
    const runner = new Runner(store, { databaseUrl: database.url, contributing: contributing(lists) }, kinds);
    const services: Services = {
      store,
      ledger,
      snapshots,
      runs,
      databaseUrl: database.url,
      lists,
      vault,
      today: options.today,
      ...(options.gates && { gates: options.gates }),
    };
    const disk = new Disk(options.dataDir);
    const watch: Watch = {
      log,
      metrics: new Metrics(
        async () =>
          new Map((await store.selectFrom('chain_head').selectAll().execute()).map((h) => [h.jurisdiction_id, h.seq])),
        () => lease.silent,
      ),
      ready: () => readiness(store, disk, lease.silent, stopping),
      room: () => disk.room(),
      unlessSilent: (work, problem) => lease.unlessSilent(work, problem),
      stopping: () => stopping,
    };
    const { app } = createApp({
      services,
      domains: options.domains,
      demo,
      setUp,
      secure,
      oidc,
      wecom,
      vault,
      network,
      watch,
    });
    // Each is waited for whatever became of the others: what is still starting cannot be stopped.
    const begun = await Promise.allSettled([built, snapshots.warm()]);
    for (const one of begun) if (one.status === 'rejected') throw one.reason;
    runner.start(runs);
    undo.push((grace) => runner.stop(grace));
    for (const domain of options.domains) {
      const end = await domain.listen?.(services);
      if (end) undo.push(end);
    }
    serveWeb(app, webRoot);
    const server = listen({ fetch: app.fetch, hostname: options.host, port: options.port }) as HttpServer;
    undo.push((grace) => drained(server, grace));
    await new Promise<void>((done, failed) => {
      server.once('listening', () => done());
      server.once('error', failed);
    });
    undo.push(async (grace) => log.write('info', 'stopping', { grace }));
    if (setUp)
      onStep({
        zh: `首次设置：打开 /set-up，一次性代码 ${setUp.code}`,
        en: `First set-up: open /set-up, one-time code ${setUp.code}`,
      });
    log.write('info', 'started', { host: options.host, port: options.port, demo });
    return {
      url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${options.port}`,
      lost: lease.lost,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Takes no new connection and waits for the answers under way; what is not answered after `grace` is cut. */
async function drained(server: HttpServer, grace: number): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const cut = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}

function flagOf(name: string): boolean {
  return /^(1|true|yes|on)$/i.test(process.env[name] ?? '');
}

/**
 * Whether the demonstration runs. Its accounts have no password, so it is refused where others than this machine can come,
 * unless forced. What was signed in for one that is over ends.
 */
async function demonstration(store: Store, options: ServeOptions): Promise<boolean> {
  const accounts = await store.selectFrom('account').select('login').where('demo', '=', true).execute();
  const running = options.demo && accounts.length > 0;
  if (running && !/^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(options.host) && !options.exposeDemo)
    throw new Problem({
      status: 422,
      code: 'demo-exposed',
      zh: '演示账号没有密码，不能让别的机器访问。',
      en: 'Demonstration accounts have no password; other machines must not reach them.',
      hint: {
        zh: '加 --no-demo；确实只为演示，加 --expose-demo。',
        en: 'Add --no-demo; if it is for nothing but a demonstration, add --expose-demo.',
      },
    });
  if (!running && accounts.length > 0)
    await store
      .deleteFrom('session')
      .where(
        'login',
        'in',
        accounts.map(({ login }) => login),
      )
      .execute();
  return running;
}

/** Told before anything is started: a taken port is the commonest reason that a start fails. */
async function checkPort({ host, port }: ServeOptions): Promise<void> {
  const probe: Server = createServer();
  const fault = await new Promise<NodeJS.ErrnoException | null>((done) => {
    probe.once('error', done);
    probe.listen(port, host, () => probe.close(() => done(null)));
  });
  if (!fault) return;
  if (fault.code === 'EADDRINUSE') {
    throw new Problem({
      status: 503,
      code: 'port-taken',
      zh: `端口 ${port} 已被占用。`,
      en: `Port ${port} is taken.`,
      hint: {
        zh: `换一个端口，如 npm start -- --port ${port + 1}；或先停掉占用它的程序。`,
        en: `Choose another one, e.g. npm start -- --port ${port + 1}, or stop the program that holds it.`,
      },
    });
  }
  throw new Problem({
    status: 503,
    code: 'cannot-listen',
    zh: `不能在 ${host}:${port} 上监听：${fault.message}`,
    en: `Cannot listen on ${host}:${port}: ${fault.message}`,
  });
}

/**
 * One server for one database. A killed server's lease ends with its connection, which may take a moment. The lease also
 * hears where other processes moved a chain on; what was said while it was broken is asked for.
 */
async function holdLease(
  url: string,
  { host, port }: ServeOptions,
  snapshots: Snapshots,
  giveUp: number,
): Promise<Held> {
  return Held.open({
    config: {
      connectionString: url,
      application_name: `lantu serve http://${host}:${port} pid ${process.pid}`.slice(0, 63),
    },
    giveUp,
    enter: async (lease) => {
      for (let waited = 0; ; waited += 100) {
        const { rows } = await lease.query<{ ok: boolean }>('select pg_try_advisory_lock($1) as ok', [serveLock]);
        if (rows[0]?.ok) break;
        if (waited >= 2_000) throw alreadyServing(await holderOf(lease));
        await new Promise((done) => setTimeout(done, 100));
      }
      lease.on('notification', ({ payload = '' }) => {
        const [jurisdiction = '', head] = payload.split(' ');
        snapshots.moved(jurisdiction, Number(head));
      });
      await lease.query('listen lantu_head');
      const heads = await lease.query<{ jurisdiction_id: string; seq: number }>(
        'select jurisdiction_id, seq from chain_head',
      );
      for (const { jurisdiction_id, seq } of heads.rows) snapshots.moved(jurisdiction_id, seq);
    },
  });
}

async function holderOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ application_name: string }>(
    "select application_name from pg_stat_activity join pg_locks using (pid) where locktype = 'advisory' and granted and objid = $1",
    [serveLock],
  );
  return rows[0]?.application_name.replace('lantu serve ', '') ?? '';
}

const alreadyServing = (who: string) =>
  new Problem({
    status: 503,
    code: 'already-serving',
    zh: `这个数据目录已有一个蓝图在运行(${who})。`,
    en: `Lantu is already running on this data directory (${who}).`,
    hint: {
      zh: '打开那个地址，或先停掉它；要另起一个，请用 --data 指定别的目录。',
      en: 'Open that address, or stop it first; to run another one, give it another directory with --data.',
    },
  });

/** One account for each role; `of`: the role of the organisation that it belongs to. */
const demoAccounts: { login: string; name: string; role: Role; of: string | null }[] = [
  { login: 'demo-leader', name: '演示·市领导', role: 'leader', of: null },
  { login: 'demo-planner', name: '演示·规划管理', role: 'planner', of: null },
  { login: 'demo-reporter', name: '演示·部门填报', role: 'reporter', of: 'agriculture' },
  { login: 'demo-reviewer', name: '演示·部门审核', role: 'reviewer', of: 'agriculture' },
  { login: 'demo-local', name: '演示·园区镇街', role: 'local', of: 'park' },
  { login: 'demo-supervisor', name: '演示·督查', role: 'supervisor', of: null },
  { login: 'demo-admin', name: '演示·系统管理', role: 'admin', of: null },
  { login: 'demo-auditor', name: '演示·审计', role: 'auditor', of: null },
];

/** Fills an empty store with the packs that ship with Lantu. */
async function firstRun(store: Store, ledger: Ledger, snapshots: Snapshots, options: ServeOptions): Promise<void> {
  const loaded = await store.selectFrom('chain_head').select('seq').where('seq', '>', 0).limit(1).executeTakeFirst();
  if (loaded || options.packs === false) return;
  for (const path of shippedPacks()) {
    const pack = readPack(path);
    const { id, name } = pack.jurisdiction;
    options.onStep(
      options.demo
        ? { zh: `载入${name.zh}规划和演示数据`, en: `Loading the plan of ${name.en} and its demonstration data` }
        : { zh: `载入${name.zh}规划`, en: `Loading the plan of ${name.en}` },
    );
    await installPack(store, ledger, options.domains, pack, {
      actor: `pack ${basename(path)}`,
      demo: options.demo,
      restate: true,
    });
    if (!options.demo) continue;
    for (const { of, ...account } of demoAccounts)
      await putAccount(store, {
        ...account,
        organisation: pack.sections.organisations.find(({ roles }) => of !== null && roles.includes(of))?.id ?? null,
        jurisdiction: id,
        password: null,
        demo: true,
      });
    for (const { demonstrate } of options.domains)
      await demonstrate?.({ store, ledger, snapshots, today: options.today }, id);
  }
}
