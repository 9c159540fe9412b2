import { randomBytes, timingSafeEqual } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import type { z } from 'zod';
import type { Domain, Services } from '../evidence/domain.ts';
import { allows, type Capability } from '../http/access.ts';
import { Problem, problemSchema } from '../http/problem.ts';
import type { Checked, CookieJar, Download, Route, Upload, Who } from '../http/route.ts';
import { RecentSessions, type SignedIn } from '../work/sign-in/accounts.ts';
import { KeptAnswers } from './kept.ts';
import type { OidcSettings } from '../work/sign-in/oidc.ts';
import { sessionRoutes } from '../work/sign-in/session-routes.ts';

export interface AppOptions {
  services: Services;
  domains: readonly Domain[];
  /** Demonstration mode: accounts without a password are offered on the sign-in page. */
  demo: boolean;
  /** True behind TLS: cookies are marked Secure. */
  secure: boolean;
  /** The city's identity provider, where there is one. */
  oidc?: OidcSettings | null;
}

const uploadLimit = 20 * 1024 * 1024;
const bodyLimitBytes = 1024 * 1024;
const sessionCookie = 'lantu_session';
const csrfCookie = 'lantu_csrf';

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
  const sessions = new RecentSessions(services.store);
  const routes: Route[] = [
    ...sessionRoutes(services, options),
    ...options.domains.flatMap((domain) => domain.routes(services)),
  ];

  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // The component library writes style elements at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
      strictTransportSecurity: options.secure ? 'max-age=15552000' : false,
      xFrameOptions: 'DENY',
      referrerPolicy: 'same-origin',
    }),
  );
  app.get('/api/health', (c) => c.json({ ok: true }));
  const document = describe(routes);
  app.get('/api/openapi.json', (c) => c.json(document()));

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
    app.on(
      endpoint.method.toUpperCase(),
      endpoint.path,
      bodyLimit({ maxSize: endpoint.upload ? uploadLimit + 65_536 : bodyLimitBytes, onError: tooLarge }),
      async (c) => answer(c, item),
    );
  }

  app.all('/api/*', () => {
    throw new Problem({ status: 404, code: 'no-such-address', zh: '没有这个地址。', en: 'There is no such address.' });
  });

  app.onError((error, c) => {
    if (error instanceof Problem) return problem(c, error);
    process.stderr.write(`${c.req.method} ${c.req.path}: ${error.stack ?? error.message}\n`);
    return problem(
      c,
      new Problem({
        status: 500,
        code: 'internal',
        zh: '程序出错了，你的输入没有写入。',
        en: 'The program failed; nothing of your input was written.',
        hint: {
          zh: '请再试一次；仍不行请把时间告诉系统管理员。',
          en: 'Try again; if it fails again, tell the administrator the time.',
        },
      }),
    );
  });

  async function answer(c: Context, { endpoint, handle, kept: keep }: Route): Promise<Response> {
    const now = new Date();
    const token = getCookie(c, sessionCookie);
    const session = token ? await sessions.get(token, now) : null;
    // Rights come first: an address that is not well formed says nothing to somebody who may not ask.
    const who = whoIs(session, c.req.param('jurisdiction'));
    if (endpoint.method !== 'get') checkOrigin(c, session);
    permit(who, endpoint.access, session !== null && session.owes === null);
    const params = shaped(endpoint.params, c.req.param(), 'path') as { jurisdiction?: string };
    const query = shaped(endpoint.query, c.req.query(), 'query');
    if (keep) {
      const bytes = await kept.answer(params.jurisdiction ?? '', c.req.path, query, who, async () =>
        endpoint.response.parse(
          await handle({ params, query, body: {}, file: null, who, jar: jarOf(c, token) } as Checked<typeof endpoint>),
        ),
      );
      return c.body(bytes, 200, {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'private, no-cache',
      });
    }
    const { body, file } =
      endpoint.method === 'get' || endpoint.method === 'delete'
        ? { body: {}, file: null }
        : await bodyOf(c, endpoint.upload === true);
    const checked = {
      params,
      query,
      body: shaped(endpoint.body, body, 'body'),
      file,
      who,
      jar: jarOf(c, token),
    } as Checked<typeof endpoint>;
    const result = endpoint.response.parse(await handle(checked));
    if (endpoint.download) return sent(c, result as Download);
    return c.json(result as object, 200, { 'cache-control': 'no-store' });
  }

  function jarOf(c: Context, token: string | undefined): CookieJar {
    const base = { path: '/', httpOnly: true, sameSite: 'Lax' as const, secure: options.secure };
    return {
      token,
      set: (value) => {
        if (token) sessions.forget(token);
        setCookie(c, sessionCookie, value ?? '', { ...base, maxAge: value === null ? 0 : 12 * 3600 });
      },
      changed: () => {
        if (token) sessions.forget(token);
      },
      anonymousCsrf: () => {
        const known = getCookie(c, csrfCookie);
        const value = known ?? randomBytes(18).toString('base64url');
        if (!known) setCookie(c, csrfCookie, value, base);
        return value;
      },
      address:
        (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
          ?.remoteAddress ?? 'local',
    };
  }

  return { app, routes };
}

/** A file always goes out as an attachment: nothing that somebody uploaded is ever shown as a page of ours. */
function sent(c: Context, { name, type, bytes }: Download): Response {
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
  });
}

function whoIs(session: SignedIn | null, jurisdiction: string | undefined): Who {
  // Whoever still owes a second factor is nobody yet.
  if (session?.owes) return { login: null, name: '', role: 'public', organisation: null };
  const membership = session?.memberships.find((item) => item.jurisdiction === (jurisdiction ?? session.home));
  return {
    login: session?.login ?? null,
    name: session?.name ?? '',
    role: membership?.role ?? 'public',
    organisation: membership?.organisation ?? null,
  };
}

function permit(who: Who, capability: Capability, signedIn: boolean): void {
  if (allows(who.role, capability)) return;
  if (!signedIn) {
    throw new Problem({
      status: 401,
      code: 'not-signed-in',
      zh: '请先登录。',
      en: 'Please sign in first.',
      hint: { zh: '登录后再试。', en: 'Sign in and try again.' },
    });
  }
  throw new Problem({
    status: 403,
    code: 'not-allowed',
    zh: '你的角色不能做这件事。',
    en: 'Your role may not do this.',
    hint: { zh: '需要的话，请系统管理员调整角色。', en: 'If you need it, ask the administrator for another role.' },
  });
}

/** A request that changes something must come from our own page: same origin, and the token that only it knows. */
function checkOrigin(c: Context, session: SignedIn | null): void {
  const origin = c.req.header('origin');
  const given = c.req.header('x-csrf-token') ?? '';
  const expected = session?.csrf ?? getCookie(c, csrfCookie) ?? '';
  const same =
    given.length === expected.length && expected !== '' && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
  const foreign =
    origin !== undefined && c.req.header('host') !== undefined && URL.parse(origin)?.host !== c.req.header('host');
  if (same && !foreign) return;
  throw new Problem({
    status: 403,
    code: 'csrf',
    zh: '页面已过期。',
    en: 'The page is out of date.',
    hint: {
      zh: '刷新页面后再试；已填的内容请先复制。',
      en: 'Reload the page and try again; copy what you typed first.',
    },
  });
}

function shaped<T extends z.ZodType>(schema: T, input: unknown, part: string): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = [part, ...(issue?.path ?? [])].map(String).join('.');
  throw new Problem({
    status: part === 'path' ? 404 : 422,
    code: part === 'path' ? 'no-such-address' : 'malformed',
    zh: `${where} 不合要求。`,
    en: `${where} is malformed: ${issue?.message ?? ''}`,
    where,
  });
}

async function bodyOf(c: Context, upload: boolean): Promise<{ body: unknown; file: Upload | null }> {
  const type = c.req.header('content-type') ?? '';
  try {
    if (upload && type.startsWith('multipart/form-data')) {
      const { file, ...fields } = await c.req.parseBody();
      if (!(file instanceof File)) return { body: fields, file: null };
      return {
        body: fields,
        file: {
          name: file.name.replace(/[\p{Cc}/\\]/gu, '_').slice(-200),
          type: file.type,
          bytes: new Uint8Array(await file.arrayBuffer()),
        },
      };
    }
    const text = await c.req.text();
    return { body: text === '' ? {} : (JSON.parse(text) as unknown), file: null };
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem({
      status: 400,
      code: 'unreadable',
      zh: '请求的内容读不出来。',
      en: 'The body of the request cannot be read.',
      hint: { zh: '请再试一次。', en: 'Try again.' },
    });
  }
}

function problem(c: Context, error: Problem): Response {
  return c.body(JSON.stringify(error.body), error.status as 400, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  });
}

/** The OpenAPI document of the routes, made when it is first asked for. */
function describe(routes: readonly Route[]): () => object {
  let made: object | undefined;
  return () => {
    if (made) return made;
    const describer = new OpenAPIHono();
    for (const { endpoint } of routes) {
      const sends = endpoint.method !== 'get' && endpoint.method !== 'delete';
      describer.openAPIRegistry.registerPath({
        method: endpoint.method,
        path: endpoint.path.replace(/:(\w+)/g, '{$1}'),
        summary: endpoint.summary,
        description: `Needs the capability \`${endpoint.access}\`.`,
        request: {
          params: endpoint.params as never,
          query: endpoint.query as never,
          ...(sends && {
            body: {
              content: {
                [endpoint.upload ? 'multipart/form-data' : 'application/json']: { schema: endpoint.body as never },
              },
            },
          }),
        },
        responses: {
          200: {
            description: 'Done.',
            content: endpoint.download
              ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
              : { 'application/json': { schema: endpoint.response as never } },
          },
          default: {
            description: 'A problem (RFC 9457).',
            content: { 'application/problem+json': { schema: problemSchema } },
          },
        },
      });
    }
    made = describer.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '蓝图 Lantu', version: '0.1.0' } });
    return made;
  };
}
