import { gzipSync } from 'node:zlib';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ReleasedPromise } from '../../evidence/delivery/release-shapes.ts';
import type { Services } from '../../evidence/domain.ts';
import { sm3 } from '../../evidence/ledger/canonical.ts';
import { complain } from '../../evidence/store/complain.ts';
import { Problem } from '../../http/problem.ts';
import { documentPage, partsOf } from './document-page.ts';
import { allAsJson, allPromises, csvOf, jsonOf, sdmxOf } from './downloads.ts';
import { atomOf, rssOf } from './feed.ts';
import { isOpen, type OpenBook, OpenBooks, openPlaces } from './held.ts';
import { hintPage, hintStatePage, HintLimit, takeHint } from './hints.ts';
import { type At, escaped, layout, t } from './layout.ts';
import { changesPage, homePage, notFoundPage, pagesOf, placesPage, withdrawnPage } from './list-pages.ts';
import { chartOf, embedPage, promisePage } from './promise-page.ts';
import { style, styleName } from './style.ts';
import { type Lang, langs } from './words.ts';

/** What the server gives the portal beside the services. */
export interface Front {
  /** Throws a Problem where the host is not ours. */
  checkHost: (host: string | undefined) => void;
  addressOf: (c: Context) => string;
  /** Behind TLS. */
  secure: boolean;
}

const types = {
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  sdmx1: 'application/vnd.sdmx.data+csv;version=1.0.0;charset=utf-8',
  sdmx2: 'application/vnd.sdmx.data+csv;version=2.0.0;charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  rss: 'application/rss+xml; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
} as const;

interface Made {
  type: keyof typeof types;
  body: string | Uint8Array;
  status?: 200 | 410;
  /** May stand in pages of others. */
  framed?: boolean;
}

/** An answer as it leaves, with its headers, plain and compressed. */
interface Kept {
  status: 200 | 410;
  plain: { bytes: Uint8Array<ArrayBuffer>; headers: Record<string, string> };
  gzip: { bytes: Uint8Array<ArrayBuffer>; headers: Record<string, string> };
}

/** Changes with the code that writes the pages: part of every ETag. */
const template = sm3(
  [
    style,
    layout,
    promisePage,
    embedPage,
    homePage,
    changesPage,
    documentPage,
    hintPage,
    atomOf,
    rssOf,
    csvOf,
    sdmxOf,
    jsonOf,
  ]
    .map(String)
    .join('\n'),
);

/** Bytes of answers that are kept of one place, and of a body that somebody sends. */
const mostKept = 48 * 1024 * 1024;
const mostSent = 16 * 1024;

function security(framed: boolean, secure: boolean): Record<string, string> {
  return {
    'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${framed ? '*' : "'none'"}`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    ...(!framed && { 'x-frame-options': 'DENY' }),
    ...(secure && { 'strict-transport-security': 'max-age=31536000' }),
  };
}

/** The answers of one place at one position, day by day. */
class Shelf {
  readonly key: string;
  readonly answers = new Map<string, Kept>();
  #bytes = 0;

  constructor(key: string) {
    this.key = key;
  }

  put(path: string, kept: Kept): void {
    this.#bytes += kept.plain.bytes.length + kept.gzip.bytes.length;
    if (this.#bytes > mostKept) {
      this.answers.clear();
      this.#bytes = kept.plain.bytes.length + kept.gzip.bytes.length;
    }
    this.answers.set(path, kept);
  }
}

/** What stands at an address of a place; null: nothing. */
function made(at: At, book: OpenBook, rest: readonly string[], file: string): Made | null {
  const [sort = '', id = '', more] = rest;
  if (file !== '') return fileOf(at, book, rest, file);
  if (rest.length === 0) return { type: 'html', body: homePage(at, book, 1) };
  if (rest.length === 1 && sort === 'changes') return { type: 'html', body: changesPage(at, book) };
  if (rest.length === 1 && sort === 'hints') return { type: 'html', body: hintPage(at, book, null) };
  if (rest.length === 2 && sort === 'page') {
    const page = /^[1-9]\d{0,4}$/u.test(id) ? Number(id) : 0;
    return page >= 1 && page <= pagesOf(book) ? { type: 'html', body: homePage(at, book, page) } : null;
  }
  if (rest.length > 3 || (sort !== 'promises' && sort !== 'documents')) return null;
  const open = book.byObject.get(`${sort === 'promises' ? 'commitment' : 'document'}/${id}`);
  if (!open) return null;
  if (!isOpen(open)) return { type: 'html', status: 410, body: withdrawnPage(at, book, open) };
  if (sort === 'documents') {
    const part = more === undefined ? 1 : /^[1-9]\d{0,4}$/u.test(more) ? Number(more) : 0;
    if (open.content.kind !== 'document' || part < 1 || part > partsOf(open.content).length) return null;
    return { type: 'html', body: documentPage(at, book, open, part) };
  }
  if (open.content.kind !== 'promise') return null;
  if (more === undefined) return { type: 'html', body: promisePage(at, book, open) };
  if (more === 'embed') return { type: 'html', framed: true, body: embedPage(at, book, open) };
  if (more === 'hint') return { type: 'html', body: hintPage(at, book, { id, title: open.content.title }) };
  return null;
}

function fileOf(at: At, book: OpenBook, rest: readonly string[], file: string): Made | null {
  const [sort, id = ''] = rest;
  if (rest.length === 1 && sort === 'feed')
    return file === 'atom'
      ? { type: 'atom', body: atomOf(at, book) }
      : file === 'rss'
        ? { type: 'rss', body: rssOf(at, book) }
        : null;
  let own: ReleasedPromise | null = null;
  if (rest.length === 2 && (sort === 'promises' || sort === 'documents')) {
    const open = book.byObject.get(`${sort === 'promises' ? 'commitment' : 'document'}/${id}`);
    if (!open) return null;
    if (!isOpen(open)) return { type: 'html', status: 410, body: withdrawnPage(at, book, open) };
    if (file === 'json') return { type: 'json', body: JSON.stringify(jsonOf(at, book, open)) };
    if (open.content.kind !== 'promise') return null;
    own = open.content;
  } else if (rest.length > 0) return null;
  else if (file === 'json') return { type: 'json', body: JSON.stringify(allAsJson(at, book)) };
  const promises = own ? [own] : allPromises(book);
  switch (file) {
    case 'csv':
      return { type: 'csv', body: csvOf(promises) };
    case 'sdmx1.csv':
      return { type: 'sdmx1', body: sdmxOf(book.jurisdiction, promises, 1) };
    case 'sdmx2.csv':
      return { type: 'sdmx2', body: sdmxOf(book.jurisdiction, promises, 2) };
    case 'svg': {
      const chart = own && chartOf(own, at.lang);
      return chart === null ? null : { type: 'svg', body: chart };
    }
    default:
      return null;
  }
}

/** `promises/A-1.sdmx1.csv` → the parts of the address, and what stands after the first point of the last one. */
function partedOf(path: string): { parts: string[]; file: string } | null {
  const parts: string[] = [];
  for (const part of path.split('/'))
    try {
      parts.push(decodeURIComponent(part));
    } catch {
      return null;
    }
  const last = parts.at(-1) ?? '';
  const file = /\.(sdmx[12]\.csv|csv|json|svg|atom|rss)$/u.exec(last)?.[1] ?? '';
  if (file !== '') parts[parts.length - 1] = last.slice(0, -file.length - 1);
  return { parts, file };
}

/** The public pages below /open: no session, no script, every answer kept until an entry about releases comes or the day turns. */
export function portal(services: Services, front: Front): Hono {
  const app = new Hono();
  const books = new OpenBooks(services);
  const shelves = new Map<string, Shelf>();
  const limit = new HintLimit();
  const { secure } = front;
  const headers = { plain: security(false, secure), framed: security(true, secure) };
  const atOf = (c: Context, lang: Lang): At => ({
    lang,
    origin: `${secure ? 'https' : 'http'}://${c.req.header('host') ?? 'localhost'}`,
  });
  const html = (c: Context, body: string, status: number, more: Record<string, string> = {}) =>
    c.body(body, status as 200, { ...headers.plain, 'content-type': types.html, 'cache-control': 'no-store', ...more });

  function keptOf(at: At, book: OpenBook, day: string, what: Made): Kept {
    const bytes = typeof what.body === 'string' ? new TextEncoder().encode(what.body) : new Uint8Array(what.body);
    const packed = new Uint8Array(gzipSync(bytes, { level: 9 }));
    const tag = sm3([book.position, day, at.lang, at.origin, template].join('\n')).slice(0, 32);
    const of = (etag: string, length: number) => ({
      ...(what.framed ? headers.framed : headers.plain),
      'content-type': types[what.type],
      'content-length': String(length),
      'cache-control': 'public, max-age=60, stale-while-revalidate=600',
      etag: `"${etag}"`,
      vary: 'accept-encoding',
      'access-control-allow-origin': '*',
    });
    return {
      status: what.status ?? 200,
      plain: { bytes, headers: of(tag, bytes.length) },
      gzip: { bytes: packed, headers: { ...of(`${tag}-g`, packed.length), 'content-encoding': 'gzip' } },
    };
  }

  function send(c: Context, kept: Kept): Response {
    const way = (c.req.header('accept-encoding') ?? '').includes('gzip') ? kept.gzip : kept.plain;
    const asked = c.req.header('if-none-match');
    if (asked !== undefined && kept.status === 200 && matches(asked, way.headers.etag ?? '')) {
      const { 'content-length': _length, 'content-encoding': _encoding, 'content-type': _type, ...rest } = way.headers;
      return new Response(null, { status: 304, headers: rest });
    }
    return new Response(way.bytes, { status: kept.status, headers: way.headers });
  }

  app.use((c, next) => {
    front.checkHost(c.req.header('host'));
    return next();
  });
  app.get(`/${styleName}`, (c) =>
    c.body(style, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    }),
  );
  app.get('/', (c) => c.redirect('/open/zh', 302));
  for (const lang of langs)
    app.get(`/${lang}`, async (c) => html(c, placesPage(atOf(c, lang), await openPlaces(services.store)), 200));

  app.get('/:lang{zh|en}/:place/hints/:hint{h-[0-9a-f]+}', async (c) => {
    const at = atOf(c, c.req.param('lang') as Lang);
    const book = await books.of(c.req.param('place'));
    const page = book && (await hintStatePage(services, at, book, c.req.param('hint')));
    return html(c, page ?? notFoundPage(at), page === null ? 404 : 200);
  });
  app.post('/:lang{zh|en}/:place/hints', bodyLimit({ maxSize: mostSent }), async (c) => {
    const lang = c.req.param('lang') as Lang;
    const at = atOf(c, lang);
    const book = await books.of(c.req.param('place'));
    if (!book) return html(c, notFoundPage(at), 404);
    const origin = c.req.header('origin');
    // A page of somebody else does not send in the name of those who read it.
    if (origin !== undefined && URL.parse(origin)?.host !== c.req.header('host'))
      throw new Problem({
        status: 403,
        code: 'foreign',
        zh: '请在本站填写。',
        en: 'Please use the form of this site.',
      });
    const id = await takeHint(services, book, await c.req.parseBody(), () => limit.take(front.addressOf(c)));
    return c.body(null, 303, { ...headers.plain, location: `/open/${lang}/${book.jurisdiction}/hints/${id}` });
  });

  app.get('/:lang{zh|en}/*', async (c) => {
    const lang = c.req.param('lang') as Lang;
    const at = atOf(c, lang);
    const path = c.req.path;
    const found = partedOf(path.slice(`/open/${lang}/`.length).replace(/\/$/u, ''));
    const [place = '', ...rest] = found?.parts ?? [];
    const book = found && /^[0-9a-z-]{1,32}$/u.test(place) ? await books.of(place) : null;
    if (!book || !found) return html(c, notFoundPage(at), 404);
    const day = services.today();
    const key = `${book.position} ${day}`;
    let shelf = shelves.get(place);
    if (shelf?.key !== key) {
      shelf = new Shelf(key);
      shelves.set(place, shelf);
    }
    const name = `${at.origin} ${path}`;
    const known = shelf.answers.get(name);
    if (known) return send(c, known);
    const what = made(at, book, rest, found.file);
    if (!what) return html(c, notFoundPage(at), 404);
    const kept = keptOf(at, book, day, what);
    shelf.put(name, kept);
    return send(c, kept);
  });
  app.all('*', (c) => html(c, notFoundPage(atOf(c, 'zh')), 404));

  app.onError((error, c) => {
    const lang: Lang = c.req.path.startsWith('/open/en') ? 'en' : 'zh';
    const known = error instanceof Problem && error.status < 500 ? error : null;
    if (!known) complain('fault', error);
    const title =
      known?.body.title[lang] ?? t(lang, '暂时打不开，请稍后再试。', 'This cannot be shown just now; try again later.');
    const hint = known?.body.hint?.[lang] ?? '';
    return html(
      c,
      layout(atOf(c, lang), { title, path: '', body: `<h1>${escaped(title)}</h1><p>${escaped(hint)}</p>`, book: null }),
      known?.status ?? 503,
      known?.retryAfter === undefined ? {} : { 'retry-after': String(known.retryAfter) },
    );
  });
  return app;
}

/** Whether one of the tags that a client knows is that of the answer; a proxy that compresses may have made a strong one weak. */
const matches = (asked: string, etag: string): boolean =>
  asked.trim() === '*' || asked.split(',').some((one) => one.trim().replace(/^W\//u, '') === etag);
