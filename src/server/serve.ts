import type { Server as HttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { serve as listen } from '@hono/node-server';
import { complain } from '../evidence/store/complain.ts';
import type { Services } from '../evidence/domain.ts';
import { Ledger } from '../evidence/book.ts';
import { headsOf } from '../evidence/ledger/ledger.ts';
import { contributing, listsOf } from '../evidence/judgement.ts';
import { answering } from '../evidence/store/connection.ts';
import { openDatabase } from '../evidence/store/postgres.ts';
import { serving } from '../evidence/store/serving.ts';
import { Vault } from '../evidence/store/vault.ts';
import { Outlooks } from '../evidence/reading/outlooks.ts';
import { Snapshots } from '../evidence/reading/snapshots.ts';
import { Runner, Runs } from '../evidence/run/index.ts';
import { migrate, settingUp } from '../evidence/store/migrate.ts';
import { openStore } from '../evidence/store/store.ts';
import { Problem } from '../http/problem.ts';
import { FirstSetUp } from '../work/sign-in/first-set-up.ts';
import { sealSecrets } from '../work/sign-in/second-factor.ts';
import { createApp, type Watch } from './app.ts';
import { bringProgram, demonstration, firstRun, programOf } from './first-run.ts';
import { join, sameKey } from './joined.ts';
import { openLog } from './log.ts';
import { Metrics } from './metrics.ts';
import { networkOf } from './network.ts';
import { Disk, readiness } from './ready.ts';
import type { ServeOptions } from './serve-options.ts';
import { oidcSettings } from '../work/sign-in/oidc.ts';
import { wecomSettings } from '../work/sign-in/wecom.ts';
import { serveWeb } from './static.ts';
import { buildWebIfStale, webRoot } from './web-build.ts';

export interface Running {
  url: string;
  /** Resolves with the reason when the database went away for good: nothing can be read or written until a new start. */
  lost: Promise<unknown>;
  /** Lets requests and runs under way come to their end, `grace` milliseconds at most, then ends everything. */
  stop(grace?: number): Promise<void>;
}

/** Milliseconds in which the embedded database may come back before the server starts anew with it. */
export const mayBeAway = 4_000;

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
  // Workers of one supervisor share its port.
  if (!options.worker) await checkPort(options);
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
    const log = openLog(options.dataDir, options.worker?.slot);
    undo.push(() => log.end());
    if ((await migrate(database.url)).length > 0) onStep({ zh: '建立数据表', en: 'Creating the tables' });
    const store = openStore(database.url, connectionsOf(options.worker?.of ?? 1), answering);
    undo.push(() => store.destroy());
    const ledger = new Ledger(store);
    const snapshots = new Snapshots(store, new Outlooks(store, options.today));
    ledger.onCommit((jurisdiction, head) => snapshots.moved(jurisdiction, head));
    const vault = Vault.at(options.dataDir);
    const where = `http://${options.host}:${options.port}`;
    const { servers, leave } = await join(
      database.url,
      store,
      {
        where,
        folder: database.embedded,
        program: programOf(options.domains),
        giveUp: database.embedded ? mayBeAway : Infinity,
      },
      snapshots,
    );
    undo.push(leave);
    await sameKey(servers, vault);
    await sealSecrets(store, vault);

    await settingUp(database.url, async (client) => {
      await firstRun(store, ledger, snapshots, options);
      await bringProgram(store, ledger, options.domains, async (program) => (await serving(client, program)).of > 0);
    });
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
      servers,
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
        async () => new Map((await headsOf(store)).map((h) => [h.jurisdiction_id, h.seq])),
        () => servers.held.silent,
        options.worker?.slot,
      ),
      ready: () => readiness(store, disk, servers.held.silent, stopping),
      room: () => disk.room(),
      unlessSilent: (work, problem) => servers.held.unlessSilent(work, problem),
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
      lost: servers.held.lost,
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

/** Connections of a server, of a database that all servers share. */
const connectionsOf = (servers: number) => Math.max(4, Math.min(10, Math.floor(40 / servers)));

function flagOf(name: string): boolean {
  return /^(1|true|yes|on)$/i.test(process.env[name] ?? '');
}

/** Told before anything is started: a taken port is the commonest reason that a start fails. */
export async function checkPort({ host, port }: Pick<ServeOptions, 'host' | 'port'>): Promise<void> {
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
