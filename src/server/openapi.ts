import { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { webhooks } from '../deliver/outbox/index.ts';
import { allows, scopes } from '../http/access.ts';
import { problemSchema } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Examples } from './examples.ts';

/** An area with its routes, as the document groups them. */
interface Area {
  id: string;
  routes: readonly Route[];
}

/** Why a request is refused: every answer of 400 and above is a problem (RFC 9457). */
const refusals = {
  400: 'The body cannot be read.',
  401: 'Nobody is signed in, or the token is unknown, withdrawn, or too old.',
  403: 'The role may not do this, the token does not hold the scope, or the page is out of date.',
  404: 'There is no such thing, or not for the reader.',
  409: 'It does not go with how things stand now.',
  413: 'The request is too large.',
  422: 'Path, query or body is malformed; `where` says which part.',
  429: 'Too much at once; `retry-after` says how many seconds to wait.',
  503: 'The database is away; to be asked again.',
} as const;

type Json = Record<string, unknown>;

/** What the parameters that many routes share mean. */
const words: Readonly<Record<string, string>> = {
  jurisdiction: '行政区代码。Code of the place.',
  asOf: '按哪一天看，不填就是今天。The day as of which everything is shown; today without it.',
  limit: '一页最多几条。How many at most.',
  after: '从这一条之后取：上一页的 next。Only what comes behind this one: next of the page before.',
};

/** A name of its own for each operation: `getPlans`, `postImportsCommit`. */
function operationId({ method, path }: Route['endpoint']): string {
  const parts = path
    .replace(/^\/api\//, '')
    .split('/')
    .filter((part) => part !== ':jurisdiction');
  const named = parts.map((part) =>
    part.replace(/^:/, 'by-').replace(/(?:^|-)(\w)/g, (_, a: string) => a.toUpperCase()),
  );
  return `${method}${named.join('')}`;
}

function refusalsOf({ method, path, heavy, scope }: Route['endpoint']): (keyof typeof refusals)[] {
  const sends = method !== 'get' && method !== 'delete';
  return [
    ...(sends ? ([400] as const) : []),
    401,
    403,
    ...(path.includes(':') ? ([404] as const) : []),
    ...(method === 'get' ? [] : ([409] as const)),
    ...(sends ? ([413] as const) : []),
    422,
    ...(heavy || scope || method !== 'get' ? ([429] as const) : []),
    503,
  ];
}

function securityOf({ access, method, scope }: Route['endpoint']): Json[] {
  const person = method === 'get' ? { session: [] } : { session: [], page: [] };
  return [
    ...(allows('public', access) ? [method === 'get' ? {} : { page: [] }] : []),
    person,
    ...(scope ? [{ token: [] }] : []),
  ];
}

/** What the server itself answers to anybody who asks for a path; null: a refusal. */
type Ask = (path: string) => Promise<object | null>;

/**
 * The OpenAPI 3.1 documents of the routes, made when first asked for: of all of them, and of the open interface alone
 * (routes with a scope), whose examples are asked of the server itself with nobody signed in.
 */
export function describe(areas: readonly Area[], ask: Ask): (open: boolean, examples: Examples) => Promise<object> {
  const made = new Map<string, object>();
  return async (open, examples) => {
    const key = JSON.stringify([open, examples]);
    const known = made.get(key);
    if (known) return known;
    const document = documentOf(
      areas
        .map(({ id, routes }) => ({ id, routes: routes.filter(({ endpoint }) => !open || endpoint.scope) }))
        .filter(({ routes }) => routes.length > 0),
      open,
      examples,
    );
    if (open) await withAnswers(document, ask);
    if (made.size > 3) made.clear();
    made.set(key, document);
    return document;
  };
}

function documentOf(areas: readonly Area[], open: boolean, examples: Examples): object {
  const describer = new OpenAPIHono();
  const registry = describer.openAPIRegistry;
  const used = new Set(areas.flatMap(({ routes }) => routes.flatMap(({ endpoint }) => refusalsOf(endpoint))));
  for (const status of used)
    registry.registerComponent('responses', `problem${status}`, {
      description: refusals[status],
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    });
  const { $schema: _, ...problem } = z.toJSONSchema(problemSchema);
  registry.registerComponent('schemas', 'Problem', problem as never);
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'lantu_session',
    description: 'A person who has signed in.',
  });
  if (!open)
    registry.registerComponent('securitySchemes', 'page', {
      type: 'apiKey',
      in: 'header',
      name: 'x-csrf-token',
      description: '`csrf` of GET /api/session: a change comes from a page of ours.',
    });
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: `The token of a program, made on the page 系统·接口令牌. Scopes: ${Object.keys(scopes).join(', ')}.`,
  });
  for (const { id, routes } of areas)
    for (const { endpoint, kept } of routes) {
      const sends = endpoint.method !== 'get' && endpoint.method !== 'delete';
      registry.registerPath({
        method: endpoint.method,
        path: endpoint.path.replace(/:(\w+)/g, '{$1}'),
        operationId: operationId(endpoint),
        tags: [id],
        summary: endpoint.summary,
        description: [
          `Needs the capability \`${endpoint.access}\`${endpoint.scope ? `; a token the scope \`${endpoint.scope}\`` : ''}.`,
          ...(endpoint.deprecated
            ? [
                `On the way out since ${endpoint.deprecated.since}; until ${endpoint.deprecated.sunset}, use ${endpoint.deprecated.use}.`,
              ]
            : []),
        ].join(' '),
        security: securityOf(endpoint) as never,
        ...(endpoint.scope && { 'x-scope': endpoint.scope, 'x-zh': endpoint.zh }),
        ...(endpoint.deprecated && { deprecated: true }),
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
            ...(kept && {
              headers: {
                ETag: {
                  description: 'Sent back as `if-none-match`, nothing is sent as long as nothing changed (304).',
                  schema: { type: 'string' },
                },
              } as never,
            }),
            content: endpoint.download
              ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
              : { 'application/json': { schema: endpoint.response as never } },
          },
          ...(kept && { 304: { description: 'Nothing changed since that ETag.' } }),
          ...Object.fromEntries(
            refusalsOf(endpoint).map((status) => [status, { $ref: `#/components/responses/problem${status}` }]),
          ),
        } as never,
      });
    }
  const document = describer.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: open ? '蓝图开放接口 Lantu open interface' : '蓝图 Lantu',
      version: open ? '1' : '0.1.0',
      description:
        'What a plan promises, how it stands, and whether it will be kept. Figures of the demonstration carry `demo: true`. ' +
        'Texts come in Chinese and English. A missing value is null and says why.',
      contact: { name: 'The administrator of the place' },
      license: { name: 'Mulan PSL v2', url: 'http://license.coscl.org.cn/MulanPSL2' },
    },
    servers: [{ url: '/', description: 'This server.' }],
    tags: areas.map(({ id }) => ({ name: id, description: `Routes of the area ${id}.` })),
  });
  withExamples(document as unknown as Json, areas, examples);
  mend(document);
  return { ...document, ...(open && { webhooks }) };
}

/**
 * What readers of the document stumble over: a tuple says how long it is and what may follow, and a default is of the type
 * of its parameter as it stands in an address.
 */
function mend(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as { prefixItems?: unknown[]; type?: unknown; default?: unknown };
  if (Array.isArray(schema.prefixItems)) {
    const { length } = schema.prefixItems;
    Object.assign(schema, { items: {}, minItems: length, maxItems: length });
  }
  if (schema.type === 'string' && schema.default !== undefined) schema.default = String(schema.default);
  for (const part of Object.values(node)) mend(part);
}

/** Writes what parameters mean, and an example where a route or its name has one. */
function withExamples(document: Json, areas: readonly Area[], examples: Examples): void {
  const paths = document['paths'] as Record<string, Record<string, { parameters?: Json[] }>>;
  for (const { endpoint } of areas.flatMap(({ routes }) => routes)) {
    const operation = paths[endpoint.path.replace(/:(\w+)/g, '{$1}')]?.[endpoint.method];
    for (const parameter of operation?.parameters ?? []) {
      const name = String(parameter['name']);
      const said = endpoint.example?.query?.[name] ?? (parameter['in'] === 'path' ? `:${name}` : undefined);
      const own = said?.startsWith(':') ? examples[said.slice(1)] : said;
      const schema = parameter['schema'] as { type?: string } | undefined;
      const numeric = schema?.type === 'integer' || schema?.type === 'number';
      if (own !== undefined) parameter['example'] = numeric ? Number(own) : own;
      parameter['description'] ??= words[name];
      if (parameter['description'] === undefined) delete parameter['description'];
    }
  }
}

/** Puts beside each operation that anybody may ask for what the server answers to its example; a page shows its first two. */
async function withAnswers(document: object, ask: Ask): Promise<void> {
  const { paths } = document as { paths: Record<string, Record<string, Operation>> };
  for (const [path, { get }] of Object.entries(paths)) {
    const parameters = get?.parameters ?? [];
    const content = get?.responses['200']?.content['application/json'];
    const named = parameters.filter((parameter) => parameter['in'] === 'path');
    if (!content || named.some((parameter) => parameter['example'] === undefined)) continue;
    const query = new URLSearchParams(
      parameters
        .filter((parameter) => parameter['in'] === 'query' && parameter['example'] !== undefined)
        .map((parameter): [string, string] => [String(parameter['name']), String(parameter['example'])]),
    );
    if (parameters.some((parameter) => parameter['name'] === 'limit')) query.set('limit', '2');
    const address = named.reduce(
      (so, one) => so.replace(`{${one['name']}}`, encodeURIComponent(String(one['example']))),
      path,
    );
    const example = await ask(`${address}?${query}`);
    if (example) content.example = example;
  }
}

interface Operation {
  parameters?: Json[];
  responses: Record<string, { content: Record<string, { example?: object }> }>;
}
