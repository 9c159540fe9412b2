import { z } from 'zod';
import { roles } from '../http/access.ts';
import { endpoint } from '../http/endpoint.ts';
import { none, textShape } from '../http/shapes.ts';

export const sessionShape = z.object({
  /** Null: nobody is signed in; the reader has the role `public`. */
  user: z.object({ id: z.string(), name: z.string(), organisation: textShape.nullable() }).nullable(),
  role: z.enum(roles),
  capabilities: z.array(z.string()),
  /** Goes back in the header `x-csrf-token` of every request that is not a GET. */
  csrf: z.string(),
  jurisdictions: z.array(z.object({ id: z.string(), name: textShape })),
  /** The day that the server takes for today. */
  today: z.string(),
  /** Accounts offered on the sign-in page; empty outside demonstration mode. */
  demoAccounts: z.array(z.object({ login: z.string(), name: z.string(), role: z.enum(roles) })),
});
export type Session = z.infer<typeof sessionShape>;

export const getSession = endpoint({ method: 'get', path: '/api/session', access: 'session', summary: 'Who is signed in.', params: none, query: none, body: none, response: sessionShape });

export const signIn = endpoint({
  method: 'post',
  path: '/api/session',
  access: 'session',
  summary: 'Sign in with a local account.',
  params: none,
  query: none,
  body: z.object({ login: z.string().min(1).max(100), password: z.string().min(1).max(200) }),
  response: sessionShape,
});

/** Demonstration mode only: sign in as one of the offered accounts without a password. */
export const signInDemo = endpoint({
  method: 'post',
  path: '/api/session/demo',
  access: 'session',
  summary: 'Sign in as a demonstration account.',
  params: none,
  query: none,
  body: z.object({ login: z.string().min(1).max(100) }),
  response: sessionShape,
});

export const signOut = endpoint({ method: 'delete', path: '/api/session', access: 'session', summary: 'Sign out.', params: none, query: none, body: none, response: none });

export const createJurisdiction = endpoint({
  method: 'post',
  path: '/api/jurisdictions',
  access: 'jurisdiction.create',
  summary: 'Add a jurisdiction, so that another city can bring its plan.',
  params: none,
  query: none,
  body: z.object({ id: z.string().regex(/^[0-9a-z-]{2,32}$/), name: z.string().min(2).max(60) }),
  response: z.object({ id: z.string() }),
});
