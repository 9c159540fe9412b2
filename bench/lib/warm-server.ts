import { serve as listen } from '@hono/node-server';
import { Hono } from 'hono';
import { domains } from '../../src/server/domains.ts';
import { pageHeaders } from '../../src/server/headers.ts';
import { serve } from '../../src/server/serve.ts';
import { todayInChina } from '../../src/cli/command.ts';

/** The real program with its demonstration, and in the same process a bare Hono that gives the bytes it is sent, with the same headers. */
const [dataDir = '', port = ''] = process.argv.slice(2);
const running = await serve({
  dataDir,
  databaseUrl: undefined,
  host: '127.0.0.1',
  port: Number(port),
  demo: true,
  packs: true,
  exposeDemo: false,
  domains,
  today: todayInChina,
  onStep: () => {},
});
let bytes = new Uint8Array();
const always = pageHeaders(false);
const bare = new Hono();
bare.use(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(always)) c.res.headers.set(name, value);
});
bare.put('/', async (c) => {
  bytes = new Uint8Array(await c.req.arrayBuffer());
  return c.body(null, 204);
});
bare.get('/', (c) =>
  c.body(bytes, 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }),
);
listen({ fetch: bare.fetch, hostname: '127.0.0.1', port: 0 }, ({ port: other }) => console.log(`ready ${other}`));
process.on('SIGTERM', () => void running.stop().then(() => process.exit(0)));
