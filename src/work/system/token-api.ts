import { z } from 'zod';
import { type Scope, scopes } from '../../http/access.ts';
import { endpoint } from '../../http/endpoint.ts';
import { dayShape, jurisdictionParams, none, organisationShape, textShape } from '../../http/shapes.ts';

/** The contract of tokens by which programs read. */

const scopeShape = z.enum(Object.keys(scopes) as [Scope, ...Scope[]]);

const tokenShape = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(scopeShape),
  /** Null: the whole place. */
  organisation: organisationShape.nullable(),
  /** ISO instants. */
  expiresAt: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
  usedAt: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
  state: z.enum(['valid', 'expired', 'withdrawn']),
});
export type TokenView = z.infer<typeof tokenShape>;

export const listTokens = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/tokens',
  access: 'people.manage',
  summary: 'Tokens by which programs read, without their secrets, and what a token may be given.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: z.object({
    tokens: z.array(tokenShape),
    scopes: z.array(z.object({ id: scopeShape, name: textShape, inside: z.boolean() })),
  }),
});

export const addToken = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/tokens',
  access: 'people.manage',
  summary: 'Make a token. Its secret is in this answer and nowhere else.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    name: z.string().trim().min(2).max(80),
    scopes: z.array(scopeShape).min(1).max(20),
    organisation: z.string().max(64).nullable().default(null),
    /** The last day on which it counts; at most a year ahead. */
    until: dayShape,
  }),
  response: z.object({ token: tokenShape, secret: z.string() }),
});

export const endToken = endpoint({
  method: 'delete',
  path: '/api/:jurisdiction/tokens/:token',
  access: 'people.manage',
  summary: 'Withdraw a token; it opens nothing from now on.',
  params: jurisdictionParams.extend({ token: z.string().regex(/^[0-9a-f]{12}$/) }),
  query: none,
  body: none,
  response: none,
});
