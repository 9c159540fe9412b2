import type { z } from 'zod';
import type { Endpoint } from '../src/http/endpoint.ts';
import type { Checked, Route, Who } from '../src/http/route.ts';

interface Asked {
  params?: object;
  query?: object;
  body?: object;
  file?: { name: string; type: string; bytes: Uint8Array };
}

/** Calls a handler in the jurisdiction `test` as the server does after its checks of access: shapes in, shape out. */
export async function ask<E extends Endpoint>(
  routes: readonly Route[],
  endpoint: E,
  who: Pick<Who, 'login' | 'role' | 'organisation'>,
  more: Asked = {},
): Promise<z.output<E['response']>> {
  const route = routes.find((item) => item.endpoint === endpoint);
  if (!route) throw new Error(`no route ${endpoint.method} ${endpoint.path}`);
  const request = {
    params: endpoint.params.parse({ jurisdiction: 'test', ...more.params }),
    query: endpoint.query.parse(more.query ?? {}),
    body: endpoint.body.parse(more.body ?? {}),
    file: more.file ?? null,
    who: { name: who.login ?? '', ...who },
    jar: {} as never,
  } as Checked<Endpoint>;
  return endpoint.response.parse(await route.handle(request)) as z.output<E['response']>;
}
