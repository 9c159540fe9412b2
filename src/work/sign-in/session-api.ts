import { z } from 'zod';
import { roles } from '../../http/access.ts';
import { endpoint } from '../../http/endpoint.ts';
import { none, textShape } from '../../http/shapes.ts';

export const sessionShape = z.object({
  /** Null: nobody is signed in; the reader has the role `public`. */
  user: z.object({ id: z.string(), name: z.string(), organisation: textShape.nullable() }).nullable(),
  /** The place of the account: where it lands, and where its role holds; null for nobody. */
  home: z.string().nullable(),
  role: z.enum(roles),
  capabilities: z.array(z.string()),
  /** Goes back in the header `x-csrf-token` of every request that is not a GET. */
  csrf: z.string(),
  /** `lists`: the registers that the reader may see and that have records there. */
  jurisdictions: z.array(z.object({ id: z.string(), name: textShape, lists: z.array(z.string()) })),
  /** The day that the server takes for today. */
  today: z.string(),
  /** A password was right, and this is still owed: a code, a password of one's own, a second factor. Until then `user` is null. */
  owes: z.enum(['code', 'enrol', 'password']).nullable(),
  /** Nobody administers it yet: the first one sets it up with the code that the start printed. */
  setUp: z.boolean(),
  /** Null for nobody. */
  secondFactor: z.object({ enrolled: z.boolean(), required: z.boolean(), recoveryLeft: z.number().int() }).nullable(),
  /** What the button of the identity provider says; null without one. */
  provider: z.string().nullable(),
  /** Accounts offered on the sign-in page; empty outside demonstration mode. */
  demoAccounts: z.array(z.object({ login: z.string(), name: z.string(), role: z.enum(roles) })),
});
export type Session = z.infer<typeof sessionShape>;

export const getSession = endpoint({
  method: 'get',
  path: '/api/session',
  access: 'session',
  summary: 'Who is signed in.',
  params: none,
  query: none,
  body: none,
  response: sessionShape,
});

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

const code = z.string().min(6).max(20);

export const showCode = endpoint({
  method: 'post',
  path: '/api/session/code',
  access: 'session',
  summary: 'Show the second factor that the session owes: a code of the app, or a recovery code.',
  params: none,
  query: none,
  body: z.object({ code }),
  response: sessionShape,
});

export const offerFactor = endpoint({
  method: 'post',
  path: '/api/session/second-factor',
  access: 'session',
  summary: 'Begin to set up a second factor (TOTP); the password is asked for again.',
  params: none,
  query: none,
  body: z.object({ password: z.string().max(200) }),
  response: z.object({ secret: z.string(), uri: z.string() }),
});

export const confirmFactor = endpoint({
  method: 'put',
  path: '/api/session/second-factor',
  access: 'session',
  summary: 'Turn the second factor on by its first code; gives the recovery codes, once.',
  params: none,
  query: none,
  body: z.object({ code }),
  response: z.object({ recoveryCodes: z.array(z.string()), session: sessionShape }),
});

export const removeFactor = endpoint({
  method: 'post',
  path: '/api/session/second-factor/removal',
  access: 'session',
  summary: 'Take the second factor off, with a code of it.',
  params: none,
  query: none,
  body: z.object({ code }),
  response: sessionShape,
});

export const beginProvider = endpoint({
  method: 'post',
  path: '/api/session/provider',
  access: 'session',
  summary: 'Where to send the browser to sign in at the identity provider (OpenID Connect).',
  params: none,
  query: none,
  body: none,
  response: z.object({ url: z.string() }),
});

export const finishProvider = endpoint({
  method: 'put',
  path: '/api/session/provider',
  access: 'session',
  summary: 'Sign in with what the identity provider sent the browser back with.',
  params: none,
  query: none,
  /** The query of the address that the browser came back to. */
  body: z.object({ query: z.string().min(1).max(8000) }),
  response: sessionShape,
});

export const signOut = endpoint({
  method: 'delete',
  path: '/api/session',
  access: 'session',
  summary: 'Sign out.',
  params: none,
  query: none,
  body: none,
  response: none,
});

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
