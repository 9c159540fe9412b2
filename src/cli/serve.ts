import { setTimeout as sleep } from 'node:timers/promises';
import { domains } from '../server/domains.ts';
import { type Running, serve } from '../server/serve.ts';
import { Supervisor, type WorkerReady, workerOf } from '../server/workers.ts';
import { Problem } from '../http/problem.ts';
import { type Command, databaseUrlOf, storeOptions, todayInChina } from './command.ts';

export const command: Command = {
  usage:
    'serve [--port 5500] [--host 127.0.0.1] [--data DIR] [--demo|--no-demo] [--no-pack] [--expose-demo] [--workers N] [--hj212 PORT] [--hj212-host HOST] [--mqtt URL] [--mqtt-topic TOPIC]',
  summary: {
    zh: '启动蓝图；首次启动载入自带的规划包（默认带演示数据）。',
    en: 'Starts Lantu; the first start loads the packs that ship with it (with demonstration data unless told otherwise).',
  },
  options: {
    ...storeOptions,
    port: { type: 'string', default: '5500' },
    host: { type: 'string', default: '127.0.0.1' },
    demo: { type: 'boolean', default: true },
    pack: { type: 'boolean', default: true },
    'expose-demo': { type: 'boolean', default: false },
    workers: { type: 'string', default: '1' },
    hj212: { type: 'string' },
    'hj212-host': { type: 'string' },
    mqtt: { type: 'string' },
    'mqtt-topic': { type: 'string', default: 'hj212/#' },
  },
  run: async ({ values }) => {
    const port = portOf(values.port);
    const host = String(values.host);
    const count = countOf(values.workers);
    const worker = workerOf(count);
    const dataDir = String(values.data ?? '.lantu');
    const gates = {
      ...(values.hj212 !== undefined && {
        hj212: { host: String(values['hj212-host'] ?? host), port: portOf(values.hj212) },
      }),
      ...(values.mqtt !== undefined && { mqtt: { url: String(values.mqtt), topic: String(values['mqtt-topic']) } }),
    };
    const stopped = new Promise<'stop'>((done) => {
      // A signal may come twice (from the terminal and from the one that started us): the second must not cut people off.
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => done('stop'));
    });
    // The last net: a promise that nobody waits for says so in the log; people's work goes on.
    process.on('unhandledRejection', (reason) => {
      process.stderr.write(
        `unhandled: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}\n`,
      );
    });
    const began = Date.now();
    const onStep = ({ zh, en }: { zh: string; en: string }) =>
      // Of several workers one is heard.
      void (
        (worker?.slot ?? 1) === 1 &&
        process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s  ${zh} ${en}\n`)
      );
    if (count > 1 && !worker) {
      const onReady = (url: string) => void process.stdout.write(`ready ${url}\n`);
      const databaseUrl = databaseUrlOf();
      const supervisor = await Supervisor.start({ count, dataDir, databaseUrl, host, port, grace, onStep, onReady });
      // Windows knows no such signal.
      if (process.platform !== 'win32') process.on('SIGUSR2', () => void supervisor.renew());
      const why = await Promise.race([stopped, supervisor.failed]);
      await supervisor.stop();
      return why === 'stop' ? 0 : why;
    }
    const start = () =>
      serve({
        dataDir,
        databaseUrl: databaseUrlOf(),
        host,
        port,
        gates,
        demo: values.demo === true && values.pack !== false,
        packs: values.pack !== false,
        exposeDemo: values['expose-demo'] === true,
        domains,
        today: todayInChina,
        ...(worker && { worker }),
        onStep,
      });
    for (let running = await start(); ;) {
      if (worker) process.send?.({ ready: running.url } satisfies WorkerReady);
      else process.stdout.write(`ready ${running.url}\n`);
      const why = await Promise.race([stopped, running.lost]);
      await running.stop(why === 'stop' ? grace : 0);
      if (why === 'stop') break;
      if (why instanceof Problem) throw why;
      process.stderr.write('数据库断开，重新启动。 The database went away; starting again.\n');
      const again = await startAgain(start, stopped);
      if (!again) break;
      running = again;
    }
    // The supervisor's line would keep a worker from ending.
    if (worker) process.disconnect();
    return 0;
  },
};

function portOf(given: string | boolean | undefined): number {
  const port = Number(given);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Problem({
    status: 422,
    code: 'no-such-port',
    zh: `端口 ${String(given)} 不对。`,
    en: `There is no port ${String(given)}.`,
    hint: { zh: '用 1 到 65535 之间的数。', en: 'Use a number from 1 to 65535.' },
  });
}

function countOf(given: string | boolean | undefined): number {
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1 && count <= 64) return count;
  throw new Problem({
    status: 422,
    code: 'no-such-workers',
    zh: `不能有 ${String(given)} 个工作进程。`,
    en: `There cannot be ${String(given)} workers.`,
    hint: { zh: '用 1 到 64 之间的整数。', en: 'Use a whole number from 1 to 64.' },
  });
}

/** Requests and jobs under way may take so long after the word to stop. */
const grace = Number(process.env.LANTU_STOP_SECONDS ?? 20) * 1000;

/** Tries until the database is back; null when it was told to stop meanwhile. */
async function startAgain(start: () => Promise<Running>, stopped: Promise<'stop'>): Promise<Running | null> {
  for (let wait = 500; ; wait = Math.min(15_000, wait * 2)) {
    try {
      return await start();
    } catch (error) {
      if (error instanceof Problem && error.body.code === 'already-serving') throw error;
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
    if ((await Promise.race([stopped, sleep(wait)])) === 'stop') return null;
  }
}
