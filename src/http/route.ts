import { z } from 'zod';
import type { Role, Scope } from './access.ts';
import type { Endpoint } from './endpoint.ts';

/** Who asks, in the jurisdiction that the request is about. */
export interface Who {
  /** Null: nobody is signed in. */
  login: string | null;
  name: string;
  /** `public` where the account is not a member. */
  role: Role;
  organisation: string | null;
  /** An account of the demonstration layer. */
  demo?: boolean;
  /** What the token of a program may read; absent: a person asks. */
  scopes?: readonly Scope[];
}

/** The cookies of a request, for the few routes that sign people in and out. */
export interface CookieJar {
  /** What the session cookie holds. */
  token: string | undefined;
  /** Replaces the session cookie, or ends it with null. */
  set: (token: string | null) => void;
  /** What the session stands for has changed (a membership): it is looked up anew. */
  changed: () => void;
  /** Token that a reader without a session sends back with a change. */
  anonymousCsrf: () => string;
  /** Network address that the request came from. */
  address: string;
  /** What the browser says that it is. */
  agent: string;
}

export interface Upload {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** The answer of an endpoint with `download`. */
export const downloadShape = z.object({
  name: z.string(),
  type: z.string(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});
export type Download = z.infer<typeof downloadShape>;

/** A request that was checked: shapes hold, and `who` has the endpoint's capability in its jurisdiction. */
export interface Checked<E extends Endpoint> {
  params: z.output<E['params']>;
  query: z.output<E['query']>;
  body: z.output<E['body']>;
  file: Upload | null;
  who: Who;
  jar: CookieJar;
}

/** An endpoint with its handler. */
export interface Route<E extends Endpoint = Endpoint> {
  endpoint: E;
  handle: (request: Checked<E>) => Promise<z.input<E['response']>>;
  /**
   * For reads that depend on nothing but what the ledger lays down, the address and what the role may see: the answer is
   * kept and served again until something that it read changes.
   */
  kept?: boolean;
}

export function route<E extends Endpoint>(
  endpoint: E,
  handle: Route<E>['handle'],
  options: { kept?: boolean } = {},
): Route {
  return { endpoint, handle, ...options } as unknown as Route;
}
