import { randomBytes, randomUUID } from 'node:crypto';
import { BlockList } from 'node:net';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { complain, faultOf } from '../evidence/store/complain.ts';
import { portal } from '../deliver/portal/index.ts';
import type { Domain, Services } from '../evidence/domain.ts';
import { underKey } from '../evidence/ledger/act-key.ts';
import { sm3 } from '../evidence/ledger/canonical.ts';
import { record } from '../evidence/ledger/security.ts';
import { awayNode, databaseAway, isAway, programFault, storeFault } from '../evidence/store/fault.ts';
import type { Held } from '../evidence/store/held.ts';
import { Vault } from '../evidence/store/vault.ts';
import { countUpload } from '../evidence/store/quota.ts';
import type { Capability } from '../http/access.ts';
import { Problem } from '../http/problem.ts';
import type { Checked, CookieJar, Download, Route, Who } from '../http/route.ts';
import { RecentSessions } from '../work/sign-in/accounts.ts';
import { whoHolds } from '../work/sign-in/tokens.ts';
import { pageHeaders } from './headers.ts';
import { KeptAnswers } from './kept.ts';
import { HeavyWork, Pace, paces } from './limits.ts';
import { examplesOf } from './examples.ts';
import { describe } from './openapi.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { addressOf, checkHost, type Network } from './network.ts';
import { OwnWrites } from './own-writes.ts';
import type { Readiness } from './ready.ts';
import { RepeatedRequests } from './repeated.ts';
import { checkOrigin, csrfCookie, permit, sameText, whoIs } from './rights.ts';
import { bodyOf, bounded, notAhead, shaped, withLeftOut } from './shapes.ts';
import type { OidcSettings } from '../work/sign-in/oidc.ts';
import type { WecomSettings } from '../work/sign-in/wecom.ts';
import type { FirstSetUp } from '../work/sign-in/first-set-up.ts';
import { sessionRoutes } from '../work/sign-in/session-routes.ts';

export interface AppOptions {
  services: Services;
  domains: readonly Domain[];
  /** Demonstration mode: accounts without a password are offered on the sign-in page. */
  demo: boolean;
  /** Where nobody administers it yet: how the first one is made. */
  setUp?: FirstSetUp | null;
  /** True behind TLS: cookies are marked Secure, and browsers are told to come by TLS only. */
  secure: boolean;
  /** What secrets in the database are encrypted with. */
  vault?: Vault;
  /** By what names the server may be asked; without it by whatever name. */
  network?: Network;
  /** What keeps an operator informed; absent: nobody. */
  watch?: Watch;
  /** The city's identity provider, where there is one. */
  oidc?: OidcSettings | null;
  /** 企业微信, where there is no other provider. */
  wecom?: WecomSettings | null;
}

const uploadLimit = 20 * 1024 * 1024;
const bodyLimitBytes = 1024 * 1024;
const sessionCookie = 'lantu_session';

/** Answers with cookies, codes or personal data are not kept to be given again. */
const secretAnswers = new Set<Capability>(['session', 'personal.read', 'audit.read', 'people.manage']);

interface Asked {
  id: string;
  login: string | null;
  /** The endpoint that it is for. */
  route: string | null;
  /** What every answer to it says in its headers. */
  headers: Record<string, string>;
}

/** What is known of a request beside itself. */
const asked = new WeakMap<Request, Asked>();
/** Answers that were made with these headers. */
const dressed = new WeakSet<Response>();

/** What the server knows of its own health, and whom it tells. */
export interface Watch {
  log: Log;
  metrics: Metrics | null;
  /** Whether the parts that an answer needs are there; see `readiness`. */
  ready: () => Promise<Readiness>;
  /** Throws 507 `disk-full` when there is no room to write. */
  room: () => Promise<void>;
  unlessSilent: Held['unlessSilent'];
  /** True once the server was told to stop: connections are not kept. */
  stopping: () => boolean;
}

export interface App {
  app: Hono;
  /** The route table, for the access test. */
  routes: readonly Route[];
}

/** Puts every route behind the same checks: size, shape, origin and token, capability, jurisdiction. */
export function createApp(options: AppOptions): App {
  const { services } = options;
  const app = new Hono();
  const kept = new KeptAnswers(services);
  const sessions = new RecentSessions(services.store, options.demo, services.servers);
  const own = new OwnWrites(services, options.secure);
  const heavy = new HeavyWork();
  const pace = new Pace();
  const repeated = new RepeatedRequests(services);
  const { watch } = options;
  const network = options.network ?? { hosts: null, proxies: new BlockList() };
  const areas = [
    { id: 'sign-in', routes: sessionRoutes(services, { ...options, vault: options.vault ?? Vault.passing() }) },
    ...options.domains.map((domain) => ({ id: domain.id, routes: domain.routes(services) })),
  ];
  const routes = namedFirst(areas.flatMap((area) => area.routes));

  app.use(async (c, next) => {
    await own.know(c);
    await next();
  });
  // Public pages come first: they have headers of their own, and no session.
  app.route(
    '/open',
    portal(services, {
      checkHost: (host) => checkHost(network, host),
      addressOf: addressOfRequest,
      secure: options.secure,
    }),
  );
  const always = pageHeaders(options.secure);
  app.use(async (c, next) => {
    const began = performance.now();
    const id = randomUUID();
    const headers = { ...always, 'x-request-id': id, ...(watch?.stopping() && { connection: 'close' }) };
    asked.set(c.req.raw, { id, login: null, route: null, headers });
    await next();
    own.wrote(c);
    if (!dressed.has(c.res)) for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
    told(c, (performance.now() - began) / 1000);
  });
  app.use(async (c, next) => {
    checkHost(network, c.req.header('host'));
    await next();
  });
  // Alive is not ready: a process that waits for its database must not be ended for it.
  app.get('/api/health', (c) => c.json({ ok: true }, 200, { 'cache-control': 'no-store' }));
  app.get('/api/ready', async (c) => {
    const ready = watch ? await watch.ready() : { ok: true };
    return c.json(ready, ready.ok ? 200 : 503, {
      'cache-control': 'no-store',
      ...(!ready.ok && { 'retry-after': '3' }),
    });
  });
  app.get('/metrics', async (c) => {
    const { metrics } = watch ?? {};
    if (!metrics || !mayMeasure(c)) return c.notFound();
    const { type, body } = await metrics.text();
    return c.body(body, 200, { 'content-type': type, 'cache-control': 'no-store' });
  });
  const document = describe(areas, async (path) => {
    const answer = await app.request(path);
    return answer.ok ? ((await answer.json()) as object) : null;
  });
  app.get('/api/openapi.json', async (c) => c.json(await document(false, await examplesOf(services))));
  app.get('/api/v1/openapi.json', async (c) => c.json(await document(true, await examplesOf(services))));

  for (const item of routes) {
    const { endpoint } = item;
    const tooLarge = () => {
      throw new Problem({
        status: 413,
        code: 'too-large',
        zh: endpoint.upload ? '文件超过 20 MB。' : '请求超过 1 MB。',
        en: endpoint.upload ? 'The file is larger than 20 MB.' : 'The request is larger than 1 MB.',
        hint: { zh: '拆成几份再传，或去掉图片。', en: 'Split it, or leave out the pictures.' },
      });
    };
    const method = endpoint.method.toUpperCase();
    // A reading has no body; looking for one takes longer than a kept answer.
    if (endpoint.method === 'get') app.on(method, endpoint.path, async (c) => answer(c, item));
    else
      app.on(
        method,
        endpoint.path,
        bodyLimit({ maxSize: endpoint.upload ? uploadLimit + 65_536 : bodyLimitBytes, onError: tooLarge }),
        async (c) => answer(c, item),
      );
  }

  app.all('/api/*', () => {
    throw new Problem({ status: 404, code: 'no-such-address', zh: '没有这个地址。', en: 'There is no such address.' });
  });

  app.notFound((c) => c.text('404', 404));
  app.onError((error, c) => {
    const writing = c.req.method !== 'GET' && c.req.method !== 'HEAD';
    const outcome = writing ? 'unknown' : 'reading';
    const known = error instanceof Problem ? error : storeFault(error, outcome);
    if (known && known.status < 500) return problem(c, known);
    watch?.log.write('error', 'fault', {
      id: asked.get(c.req.raw)?.id,
      method: c.req.method,
      path: c.req.path,
      code: known?.body.code ?? 'internal',
      ...(awayNode(error) !== null && { node: awayNode(error) }),
      ...(!known && faultOf(error)),
    });
    if (!known && !watch) complain('fault', error);
    return problem(c, known ?? programFault(outcome));
  });

  async function answer(c: Context, item: Route): Promise<Response> {
    const { endpoint } = item;
    const writing = endpoint.method !== 'get';
    // A reading whose connection broke is made again on another; a change is not: nobody knows what became of it.
    const work = () =>
      answered(c, item).catch((error: unknown) => {
        if (writing || !isAway(error)) throw error;
        return answered(c, item);
      });
    return watch ? watch.unlessSilent(work, () => databaseAway(writing ? 'unknown' : 'reading')) : work();
  }

  async function answered(c: Context, { endpoint, handle, kept: keep }: Route): Promise<Response> {
    const now = new Date();
    const about = asked.get(c.req.raw);
    const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const token = bearer === undefined ? getCookie(c, sessionCookie) : undefined;
    const session = token ? await sessions.get(token, now, own.turnOf(c)) : null;
    // Rights come first: an address that is not well formed says nothing to somebody who may not ask.
    const who =
      bearer === undefined ? whoIs(session, c.req.param('jurisdiction')) : await program(c, bearer, endpoint, now);
    if (about) Object.assign(about, { login: who.login, route: endpoint.path });
    if (bearer === undefined && endpoint.scope) {
      const [whose, most] =
        who.login === null
          ? ([`address ${addressOfRequest(c)}`, paces.address] as const)
          : ([`login ${who.login}`, paces.token] as const);
      say(c, 'ratelimit-remaining', String(pace.take(whose, most)));
    }
    if (endpoint.method !== 'get') checkOrigin(c, session);
    permit(who, endpoint.access, bearer !== undefined || (session !== null && session.owes === null));
    onTheWayOut(c, endpoint);
    const params = shaped(endpoint.params, bounded(c.req.param(), 'path'), 'path') as { jurisdiction?: string };
    const query = shaped(endpoint.query, bounded(c.req.query(), 'query'), 'query');
    notAhead(query, services.today());
    const jurisdiction = params.jurisdiction ?? '';
    const person = who.login ?? addressOfRequest(c);
    const weighed = <T>(act: () => Promise<T>) => (endpoint.heavy ? heavy.run(jurisdiction, person, act) : act());
    if (keep) {
      const { bytes, tag } = await kept.answer({ jurisdiction, path: c.req.path, query, who }, async () => {
        const request = { params, query, body: {}, file: null, who, jar: jarOf(c, token) } as Checked<typeof endpoint>;
        return withLeftOut(endpoint.response, () => weighed(() => handle(request)));
      });
      const headers = {
        etag: tag,
        vary: 'authorization, cookie',
        // What is made for a person stays in no browser; what everybody may see, or a program, may be asked for again.
        'cache-control': who.login === null || who.scopes ? 'private, no-cache' : 'no-store',
      };
      if (matches(c.req.header('if-none-match'), tag)) return plain(c, null, 304, headers);
      return plain(c, bytes, 200, { 'content-type': 'application/json; charset=utf-8', ...headers });
    }
    if (endpoint.method !== 'get') await watch?.room();
    const { body, file } =
      endpoint.method === 'get' || endpoint.method === 'delete'
        ? { body: {}, file: null }
        : await bodyOf(c, endpoint.upload === true);
    if (file && who.login !== null)
      await countUpload(services.store, { jurisdiction, login: who.login, bytes: file.bytes.length, at: now });
    const checked = {
      params,
      query,
      body: shaped(endpoint.body, bounded(body, 'body'), 'body'),
      file,
      who,
      jar: jarOf(c, token),
    } as Checked<typeof endpoint>;
    const act = () => weighed(() => handle(checked));
    if (endpoint.download) {
      const download = endpoint.response.parse(await act()) as Download;
      // What leaves the house stands in the book before it goes.
      await record(services.store, {
        jurisdiction,
        kind: 'export',
        actor: who.login ?? '',
        about: { path: c.req.path, name: download.name, bytes: download.bytes.length },
      });
      return sent(c, download);
    }
    const key = c.req.header('idempotency-key');
    if (key === undefined || endpoint.method === 'get' || secretAnswers.has(endpoint.access))
      return c.json((await withLeftOut(endpoint.response, act)) as object, 200, { 'cache-control': 'no-store' });
    const content = JSON.stringify([endpoint.method, c.req.path, query, body, file && [file.name, sm3(file.bytes)]]);
    const whose = who.login ?? getCookie(c, csrfCookie) ?? '';
    const given = await repeated.once(whose, key, content, async (name) => ({
      status: 200,
      body: JSON.stringify(await underKey(name, () => withLeftOut(endpoint.response, act))),
    }));
    return c.body(given.body, given.status as 200, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      ...(given.again && { 'idempotency-replayed': 'true' }),
    });
  }

  /** Who asks with the token of a program. Throws 401 `token-unknown`, 403 `scope-missing`, 429 `too-fast`. */
  async function program(c: Context, secret: string, endpoint: Route['endpoint'], now: Date): Promise<Who> {
    const held = await whoHolds(services.store, secret, now, options.demo);
    // Who guesses is slowed down by his address.
    const [whose, most] = held
      ? ([held.who.login ?? '', paces.token] as const)
      : ([`address ${addressOfRequest(c)}`, paces.address] as const);
    say(c, 'ratelimit-remaining', String(pace.take(whose, most)));
    if (!held)
      throw new Problem({
        status: 401,
        code: 'token-unknown',
        zh: '令牌不对，或已撤销、过期。',
        en: 'The token is unknown, withdrawn, or too old.',
        hint: { zh: '请系统管理员在“系统·接口令牌”里再建一个。', en: 'Ask the administrator for another one.' },
      });
    const jurisdiction = c.req.param('jurisdiction');
    const { scope } = endpoint;
    if (scope && held.who.scopes?.includes(scope) && (jurisdiction ?? held.jurisdiction) === held.jurisdiction)
      return held.who;
    throw new Problem({
      status: 403,
      code: 'scope-missing',
      ...(!scope
        ? { zh: '令牌只能用于开放接口。', en: 'Tokens are for the open interface alone.' }
        : held.who.scopes?.includes(scope)
          ? { zh: '令牌只能用于自己的行政区。', en: 'The token is for another place.' }
          : { zh: `令牌没有 ${scope} 的权限。`, en: `The token does not hold the scope ${scope}.` }),
      hint: { zh: '请系统管理员建一个有这项权限的令牌。', en: 'Ask the administrator for a token that holds it.' },
    });
  }

  function addressOfRequest(c: Context): string {
    const peer = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
      ?.remoteAddress;
    return addressOf(network, peer, c.req.header('x-forwarded-for'));
  }

  /** Metrics are for the machine itself, or for whoever knows the token of `LANTU_METRICS_TOKEN`. */
  function mayMeasure(c: Context): boolean {
    const token = process.env.LANTU_METRICS_TOKEN;
    if (token) return sameText(c.req.header('authorization') ?? '', `Bearer ${token}`);
    const peer = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
      ?.remoteAddress;
    const local = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(peer ?? '');
    // A proxy on this machine asks for somebody elsewhere.
    return local && c.req.header('x-forwarded-for') === undefined && c.req.header('forwarded') === undefined;
  }

  /** One line and one count for each request. */
  function told(c: Context, seconds: number): void {
    if (!watch || !c.req.path.startsWith('/api/')) return;
    const about = asked.get(c.req.raw);
    const { status } = c.res;
    watch.metrics?.answered(c.req.method, about?.route ?? 'none', status, seconds);
    watch.log.write(status >= 500 ? 'warn' : 'info', 'request', {
      id: about?.id,
      method: c.req.method,
      path: c.req.path,
      status,
      ms: Math.round(seconds * 1000),
      login: about?.login,
      address: addressOfRequest(c),
    });
  }

  function jarOf(c: Context, token: string | undefined): CookieJar {
    const base = { path: '/', httpOnly: true, sameSite: 'Lax' as const, secure: options.secure };
    return {
      token,
      set: (value) => {
        if (token) sessions.forget(token);
        own.turned(c);
        setCookie(c, sessionCookie, value ?? '', { ...base, maxAge: value === null ? 0 : 12 * 3600 });
      },
      changed: () => {
        if (token) sessions.forget(token);
        own.turned(c);
      },
      anonymousCsrf: () => {
        const known = getCookie(c, csrfCookie);
        const value = known ?? randomBytes(18).toString('base64url');
        if (!known) setCookie(c, csrfCookie, value, base);
        return value;
      },
      address: addressOfRequest(c),
      agent: (c.req.header('user-agent') ?? '').slice(0, 300),
    };
  }

  return { app, routes };
}

/** Has the answer to a request say something in its headers. */
function say(c: Context, name: string, value: string): void {
  const about = asked.get(c.req.raw);
  if (about) about.headers[name] = value;
}

/** An answer made with all its headers at once: half the time of one that they are put on afterwards. */
function plain(
  c: Context,
  bytes: Uint8Array<ArrayBuffer> | null,
  status: number,
  headers: Record<string, string>,
): Response {
  const answer = new Response(bytes, { status, headers: { ...asked.get(c.req.raw)?.headers, ...headers } });
  dressed.add(answer);
  return answer;
}

/** A file always goes out as an attachment: nothing that somebody uploaded is ever shown as a page of ours. */
function sent(c: Context, { name, type, bytes }: Download): Response {
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
  });
}

/** Whether one of the tags that a reader holds is that of the answer (RFC 9110, 13.1.2: weakly compared). */
function matches(held: string | undefined, tag: string): boolean {
  return held?.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag) === true;
}

/** What is on the way out says so in every answer (RFC 9745, RFC 8594). */
function onTheWayOut(c: Context, { deprecated }: Route['endpoint']): void {
  if (!deprecated) return;
  say(c, 'deprecation', `@${Date.parse(`${deprecated.since}T00:00:00Z`) / 1000}`);
  say(c, 'sunset', new Date(`${deprecated.sunset}T00:00:00Z`).toUTCString());
  say(c, 'link', `<${deprecated.use}>; rel="successor-version"`);
}

function problem(c: Context, error: Problem): Response {
  return c.body(JSON.stringify(error.body), error.status as 400, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    ...(error.retryAfter !== undefined && { 'retry-after': String(error.retryAfter) }),
    ...(error.status === 401 && { 'www-authenticate': 'Bearer realm="lantu"' }),
  });
}

/** Addresses that are written out before those with a parameter in the same place: whoever matches first answers. */
function namedFirst(routes: readonly Route[]): Route[] {
  const order = ({ endpoint }: Route) => endpoint.path.replace(/[^/]+/g, (part) => (part.startsWith(':') ? '1' : '0'));
  return routes.toSorted((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}
