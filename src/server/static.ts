import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { Hono } from 'hono';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
};

interface Held {
  file: string;
  type: string;
  size: number;
  encodings: ('br' | 'gzip')[];
}

/**
 * Serves the built web app from `root`. Only files that were there at the start are served, by exact name, so no
 * address can lead out of the folder; any other address that is not the API's gets the page itself.
 */
export function serveWeb(app: Pick<Hono, 'get'>, root: string): void {
  const held = new Map<string, Held>();
  if (existsSync(root)) {
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      const file = join(root, name);
      const type = types[extname(name)];
      if (!type || !statSync(file).isFile()) continue;
      held.set(`/${relative(root, file).split(sep).join('/')}`, {
        file,
        type,
        size: statSync(file).size,
        encodings: [
          existsSync(`${file}.br`) ? ('br' as const) : null,
          existsSync(`${file}.gz`) ? ('gzip' as const) : null,
        ].filter((encoding) => encoding !== null),
      });
    }
  }
  app.get('*', (c) => {
    const asset = held.get(c.req.path);
    const item = asset ?? (extname(c.req.path) === '' ? held.get('/index.html') : undefined);
    if (!item)
      return c.text(
        held.size === 0
          ? '网页尚未构建:npm start 会构建它。 The web app is not built yet: npm start builds it.'
          : '404',
        404,
      );
    const accepted = c.req.header('accept-encoding') ?? '';
    const encoding = item.encodings.find((name) => accepted.includes(name));
    c.header('content-type', item.type);
    c.header('vary', 'accept-encoding');
    // The build puts a hash of the content into every asset's name.
    c.header(
      'cache-control',
      asset && c.req.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    if (encoding) c.header('content-encoding', encoding);
    const file = encoding ? `${item.file}.${encoding === 'br' ? 'br' : 'gz'}` : item.file;
    if (!encoding) c.header('content-length', String(item.size));
    return c.body(Readable.toWeb(createReadStream(file)) as ReadableStream);
  });
}
