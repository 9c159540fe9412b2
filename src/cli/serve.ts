import { domains } from '../server/domains.ts';
import { serve } from '../server/serve.ts';
import { Problem } from '../http/problem.ts';
import { type Command, storeOptions, todayInChina } from './command.ts';

export const command: Command = {
  usage: 'serve [--port 5500] [--host 127.0.0.1] [--data DIR] [--demo|--no-demo]',
  summary: {
    zh: '启动蓝图；首次启动载入自带的规划包（默认带演示数据）。',
    en: 'Starts Lantu; the first start loads the packs that ship with it (with demonstration data unless told otherwise).',
  },
  options: {
    ...storeOptions,
    port: { type: 'string', default: '5500' },
    host: { type: 'string', default: '127.0.0.1' },
    demo: { type: 'boolean', default: true },
  },
  run: async ({ values }) => {
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new Problem({
        status: 422,
        code: 'no-such-port',
        zh: `端口 ${String(values.port)} 不对。`,
        en: `There is no port ${String(values.port)}.`,
        hint: { zh: '用 1 到 65535 之间的数。', en: 'Use a number from 1 to 65535.' },
      });
    const stopped = new Promise<'stop'>((done) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done('stop'));
    });
    for (;;) {
      const began = Date.now();
      const running = await serve({
        dataDir: String(values.data ?? '.lantu'),
        databaseUrl: process.env.DATABASE_URL,
        host: String(values.host),
        port,
        demo: values.demo === true,
        domains,
        today: todayInChina,
        onStep: ({ zh, en }) =>
          process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s  ${zh} ${en}\n`),
      });
      process.stdout.write(`ready ${running.url}\n`);
      const why = await Promise.race([stopped, running.lost.then(() => 'lost' as const)]);
      await running.stop();
      if (why === 'stop') break;
      process.stderr.write('数据库断开，重新启动。 The database went away; starting again.\n');
    }
    return 0;
  },
};
