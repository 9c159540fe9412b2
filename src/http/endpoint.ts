import type { z } from 'zod';
import type { Capability, Scope } from './access.ts';

/**
 * What a route is: one value that the server serves, the browser calls, the OpenAPI document describes and the access
 * test walks. Domains declare endpoints in `api.ts`; `routes.ts` gives each one its handler.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `:name` parameters, e.g. `/api/:jurisdiction/overview`. */
  path: `/api/${string}`;
  access: Capability;
  /** Of the open interface: what the token of a program must hold. Without it no token is answered. */
  scope?: Scope;
  /** What one may ask for as an example; `:indicator` stands for one that the served place has, as names in the path do. */
  example?: { query: Readonly<Record<string, string>> };
  /** On the way out: since which day, until which day it answers, and which path to use instead. */
  deprecated?: { since: string; sunset: string; use: string };
  summary: string;
  /** The summary in Chinese, of what the page of the open interface shows. */
  zh?: string;
  params: Params;
  query: Query;
  body: Body;
  /** `file` takes one multipart field `file` beside the body's fields. */
  upload?: boolean;
  /** The answer is a file (`Download`), not JSON. */
  download?: boolean;
  /** Holds the machine for long (an export, a check of a chain): only so many at once. */
  heavy?: boolean;
  response: Response;
}

export function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  definition: Endpoint<P, Q, B, R>,
): Endpoint<P, Q, B, R> {
  return definition;
}
