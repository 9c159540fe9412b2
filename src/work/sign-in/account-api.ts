import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { none } from '../../http/shapes.ts';
import { sessionShape } from './session-api.ts';

const newPassword = z.string().min(1).max(200);

export const changePassword = endpoint({
  method: 'put',
  path: '/api/session/password',
  access: 'session',
  summary: 'Change one’s own password; every other session of the account ends.',
  params: none,
  query: none,
  body: z.object({ before: z.string().max(200), password: newPassword }),
  response: sessionShape,
});

export const acceptCode = endpoint({
  method: 'post',
  path: '/api/session/invitation',
  access: 'session',
  summary: 'Open an account with the one-time code of an administrator, and choose its password.',
  params: none,
  query: none,
  body: z.object({ code: z.string().min(10).max(60), password: newPassword }),
  response: sessionShape,
});

export const listSessions = endpoint({
  method: 'get',
  path: '/api/session/sessions',
  access: 'session',
  summary: 'Where one is signed in: since when, used when, from which address, by which browser.',
  params: none,
  query: none,
  body: none,
  response: z.object({
    sessions: z.array(
      z.object({
        id: z.string(),
        openedAt: z.string().nullable(),
        usedAt: z.string(),
        address: z.string(),
        agent: z.string(),
        here: z.boolean(),
      }),
    ),
  }),
});

export const endSessions = endpoint({
  method: 'post',
  path: '/api/session/sessions/end',
  access: 'session',
  summary: 'Sign out elsewhere: one other session, or (without `id`) all others.',
  params: none,
  query: none,
  body: z.object({ id: z.string().max(40).optional() }),
  response: z.object({ ended: z.number().int() }),
});

export const setUp = endpoint({
  method: 'post',
  path: '/api/set-up',
  access: 'session',
  summary:
    'The first start without demonstration: the place, and its first administrator, with the code that the start printed.',
  params: none,
  query: none,
  body: z.object({
    code: z.string().min(10).max(60),
    /** A place that is there already needs no name. */
    place: z.object({ id: z.string().regex(/^[0-9a-z-]{2,32}$/), name: z.string().trim().max(60) }),
    login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,63}$/),
    name: z.string().trim().min(1).max(100),
    password: newPassword,
  }),
  response: z.object({ jurisdiction: z.string(), session: sessionShape }),
});
