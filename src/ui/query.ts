import { queryOptions, useQuery } from '@tanstack/react-query';
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
    retry: (count: number, error: Error) =>
      count < 1 && !(error instanceof CallProblem && error.status >= 400 && error.status < 500),
  });
}

/** Nobody presses reload on a wall screen: it asks again each minute. */
const onWall = () => (document.documentElement.hasAttribute('data-wall') ? 60_000 : false);

/** Reads one endpoint. While another as-of day of the same thing is fetched, its present figures stay on the page. */
export function useReading<E extends AnyEndpoint>(
  endpoint: E,
  input: Reading<E> = {},
  more: { enabled?: boolean } = {},
) {
  const same = JSON.stringify(input.params ?? {});
  return useQuery({
    ...reading(endpoint, input),
    enabled: more.enabled ?? true,
    refetchInterval: onWall,
    placeholderData: (before, query) => (JSON.stringify(query?.queryKey[1]) === same ? before : undefined),
  });
}
