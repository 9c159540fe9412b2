import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { jurisdictionParams, none, textShape } from '../../http/shapes.ts';
import { channelKinds, channelSecret, channelSettings } from './channels.ts';

/** The contract of notices and of the channels that they go by. */

const kindShape = z.object({ id: z.string(), name: textShape, duty: z.boolean() });

const noticeShape = z.object({
  n: z.number().int(),
  event: z.string(),
  kind: z.string(),
  title: textShape,
  body: textShape,
  link: z.string(),
  on: z.string(),
  at: z.string(),
  read: z.boolean(),
});

export const listNotices = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/notices',
  access: 'evidence.read',
  summary: 'Notices for the reader, the newest first; `before` one of them for older ones.',
  params: jurisdictionParams,
  query: z.object({
    before: z.coerce.number().int().min(1).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  body: none,
  response: z.object({ notices: z.array(noticeShape), unread: z.number().int() }),
});
export type Notice = z.infer<typeof noticeShape>;

export const readNotices = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/notices/read',
  access: 'evidence.read',
  summary: 'The reader has seen his notices up to one of them.',
  params: jurisdictionParams,
  query: none,
  body: z.object({ upTo: z.number().int().min(1) }),
  response: z.object({ unread: z.number().int() }),
});

const preferences = z.object({
  email: z.string().nullable(),
  off: z.array(z.string()),
  kinds: z.array(kindShape),
});

export const getPreferences = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/notices/preferences',
  access: 'evidence.read',
  summary: 'Where the reader is reached, and what he does not want to hear of.',
  params: jurisdictionParams,
  query: none,
  body: none,
  response: preferences,
});

export const putPreferences = endpoint({
  method: 'put',
  path: '/api/:jurisdiction/notices/preferences',
  access: 'evidence.read',
  summary: 'Change that. What belongs to the office cannot be turned off.',
  params: jurisdictionParams,
  query: none,
  body: z.object({
    email: z.email().max(200).nullable(),
    off: z.array(z.string().max(40)).max(40),
  }),
  response: preferences,
});

const channelShape = z.object({
  id: z.string(),
  kind: z.enum(channelKinds),
  name: z.string(),
  active: z.boolean(),
  settings: channelSettings,
  /** The host that it goes to; the rest of the address is the secret. */
  host: z.string(),
  hasSecret: z.boolean(),
  waiting: z.number().int(),
  dead: z.number().int(),
  /** Nothing goes out before: the pace of the vendor, or a block. */
  nextAt: z.string(),
});
export type Channel = z.infer<typeof channelShape>;

const messageShape = z.object({
  id: z.string(),
  channel: z.string(),
  recipient: z.string(),
  state: z.enum(['queued', 'sending', 'sent', 'dead', 'held']),
  attempts: z.number().int(),
  notBefore: z.string(),
  code: z.string().nullable(),
  error: z.string().nullable(),
  sentAt: z.string().nullable(),
  notices: z.number().int(),
  title: textShape,
});
export type Message = z.infer<typeof messageShape>;

export const getOutbox = endpoint({
  method: 'get',
  path: '/api/:jurisdiction/outbox',
  access: 'notice.manage',
  summary:
    'Channels without their secrets, and messages: what waits, what is dead and why, what is held after a restore.',
  params: jurisdictionParams,
  query: z.object({
    state: z.enum(['waiting', 'dead', 'sent']).default('dead'),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  body: none,
  response: z.object({
    channels: z.array(channelShape),
    messages: z.array(messageShape),
    counts: z.object({
      waiting: z.number().int(),
      dead: z.number().int(),
      held: z.number().int(),
      sent: z.number().int(),
    }),
    kinds: z.array(kindShape),
    restoredOn: z.string().nullable(),
  }),
});

const channelParams = jurisdictionParams.extend({ channel: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/) });

export const putChannel = endpoint({
  method: 'put',
  path: '/api/:jurisdiction/outbox/channels/:channel',
  access: 'notice.manage',
  summary: 'Add or change a channel. Secrets are kept encrypted and never given out; absent: they stay.',
  params: channelParams,
  query: none,
  body: z.object({
    kind: z.enum(channelKinds),
    name: z.string().trim().min(1).max(60),
    active: z.boolean().default(true),
    settings: channelSettings.prefault({}),
    secret: channelSecret.partial().optional(),
  }),
  response: channelShape,
});

export const testChannel = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/outbox/channels/:channel/test',
  access: 'notice.manage',
  summary: 'Send a test notice through a channel.',
  params: channelParams,
  query: none,
  body: z.object({ to: z.email().max(200).optional() }),
  response: z.object({ event: z.string() }),
});

export const sendAgain = endpoint({
  method: 'post',
  path: '/api/:jurisdiction/outbox/messages/:message/again',
  access: 'notice.manage',
  summary: 'Send one dead or held message again, under the key that it had.',
  params: jurisdictionParams.extend({ message: z.string().regex(/^msg_[0-9a-f]{32}$/) }),
  query: none,
  body: none,
  response: z.object({ state: z.string() }),
});
