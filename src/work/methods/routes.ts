import { described, type Method } from '../../evidence/method.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { computeMethod, listMethods, type MethodView } from './api.ts';
import { computeAside } from './run.ts';

export function methodRoutes(methods: readonly Method[]): Route[] {
  let said: MethodView[] | undefined;
  return [
    route(listMethods, async () => ({ methods: (said ??= methods.map(described)) })),
    route(computeMethod, async ({ params, body }) => computeAside(methodOf(methods, params.method), body)),
  ];
}

/** The method of an id. Throws a Problem (404 `no-such-method`). */
export function methodOf(methods: readonly Method[], id: string): Method {
  const found = methods.find((one) => one.id === id);
  if (found) return found;
  throw new Problem({
    status: 404,
    code: 'no-such-method',
    zh: `没有方法 ${id}。`,
    en: `There is no method ${id}.`,
    hint: { zh: '看“方法”页，或 lantu compute --list。', en: 'See the page 方法, or lantu compute --list.' },
  });
}
