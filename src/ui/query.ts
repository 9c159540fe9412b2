import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { call, CallProblem, type AnyEndpoint } from './call.ts';

interface Reading<E extends AnyEndpoint> {
  params?: z.input<E['params']>;
  query?: z.input<E['query']>;
}

/** Query options for reading one endpoint; the key is its path with what was asked. */
export function reading<E extends AnyEndpoint>(endpoint: E, input: Reading<E> = {}) {
  return queryOptions({
    queryKey: [endpoint.path, input.params ?? {}, input.query ?? {}] as readonly [string, object, object],
    queryFn: ({ signal }) => call(endpoint, { ...input, signal }),
    staleTime: 30_000,
    retry: readAgain,
    retryDelay: whenAgain,
  });
}

/** A server that is busy (429, 503) says when to come back: a page waits for it instead of showing an error at once. */
export function readAgain(failures: number, error: Error): boolean {
  if (!(error instanceof CallProblem)) return failures < 1;
  if (error.status === 429 || error.status === 503) return failures < 6;
  return failures < 1 && !(error.status >= 400 && error.status < 500);
}

/** Milliseconds until then; without a word of the server a little longer each time. */
export function whenAgain(failures: number, error: Error): number {
  const asked = error instanceof CallProblem ? error.retryAfter : null;
  return 1000 * Math.min(30, asked ?? 2 ** failures);
}

/** Nobody presses reload on a wall screen: it asks again each minute. */
const onWall = () => (document.documentElement.hasAttribute('data-wall') ? 60_000 : false);

/** Reads one endpoint. While another as-of day of the same thing is fetched, its present figures stay on the page. */
export function useReading<E extends AnyEndpoint>(
  endpoint: E,
  input: Reading<E> = {},
  /** `again`: in how many milliseconds what was read is to be asked for again, because more is on the way. */
  more: { enabled?: boolean; again?: (data: z.infer<E['response']>) => number | false } = {},
) {
  const same = JSON.stringify(input.params ?? {});
  return useQuery({
    ...reading(endpoint, input),
    enabled: more.enabled ?? true,
    refetchInterval: (query) => {
      const data = query.state.data as z.infer<E['response']> | undefined;
      return (data !== undefined && more.again?.(data)) || onWall();
    },
    placeholderData: (before, query) => (JSON.stringify(query?.queryKey[1]) === same ? before : undefined),
  });
}

/** Has everything that stands on pages read anew after a change, but for who is signed in. Resolves when it was. */
export function readAnew(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== '/api/session' });
}
