import { z } from 'zod';
import type { Text } from '../../core/measure/index.ts';
import { dingtalkSign, feishuSign, webhookSign } from './sign.ts';

/** The kinds of channels: how a message looks to each vendor, how fast it may come, and what its answer means. */

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const channelSettings = z.strictObject({
  /** Language of what goes out. */
  language: z.enum(['zh', 'en']).default('zh'),
  /** The unit that reads it; null: the whole place. */
  organisation: z.string().max(64).nullable().default(null),
  /** Kinds of notices that it carries; empty: all. */
  kinds: z.array(z.string().max(40)).max(40).default([]),
  /** Nothing goes out between these times of day (China Standard Time). */
  quiet: z.strictObject({ from: clock, to: clock }).nullable().default(null),
  /** Everything of a day goes out together at this time. */
  digestAt: clock.nullable().default(null),
  /** Addresses that are not public may be asked. */
  allowPrivate: z.boolean().default(false),
  /** Address by which people reach Lantu, for links; empty: none. */
  site: z.union([z.literal(''), z.url().max(200)]).default(''),
  /** A word that the robot insists on (钉钉, 飞书). */
  keyword: z.string().trim().max(40).default(''),
  /** Of a webhook: what it is signed with. */
  algorithm: z.enum(['sha256', 'sm3']).default('sha256'),
  /** Of e-mail: the sender, and the server. */
  from: z.string().trim().max(200).default(''),
  host: z.string().trim().max(200).default(''),
  port: z.number().int().min(1).max(65_535).default(465),
  tls: z.boolean().default(true),
});
export type ChannelSettings = z.output<typeof channelSettings>;

/** What is encrypted at rest: the address of a robot is its key. */
export const channelSecret = z.strictObject({
  url: z.string().max(1000).default(''),
  secret: z.string().max(200).default(''),
  user: z.string().max(200).default(''),
  password: z.string().max(200).default(''),
});
export type ChannelSecret = z.output<typeof channelSecret>;

export const channelKinds = ['wecom', 'dingtalk', 'feishu', 'webhook', 'email'] as const;
export type ChannelKind = (typeof channelKinds)[number];

export interface Line {
  kind: string;
  event: string;
  on: string;
  text: { title: Text; body: Text };
  link: string;
}

/** What goes out in one piece. `at`: milliseconds. */
export interface Outgoing {
  id: string;
  recipient: string;
  lines: readonly Line[];
  at: number;
}

/** What became of it. `blocked`: milliseconds for which nothing may be sent through the channel. */
export type Outcome =
  | { kind: 'sent' }
  | { kind: 'retry'; code: string; said: string; blocked?: number; after?: number }
  | { kind: 'dead'; code: string; said: string };

interface Robot {
  /** Milliseconds between two messages. */
  pace: number;
  /** Most bytes of a text, UTF-8. */
  bytes: number;
  /** Several notices may go out as one message. */
  together: boolean;
  request(
    out: Outgoing,
    settings: ChannelSettings,
    secret: ChannelSecret,
    text: { title: string; body: string },
  ): { url: string; headers: Record<string, string>; body: string };
  /** What an answer with status 200 says: success is a code, not a status. */
  code(answer: Readonly<Record<string, unknown>>): number | null;
  /** Codes that pass by, with the block in milliseconds that they announce. */
  passing: Readonly<Record<number, number>>;
}

const minute = 60_000;
const json = { 'content-type': 'application/json; charset=utf-8' };
const numberOf = (value: unknown) => (typeof value === 'number' ? value : null);

/** Paces keep every window of a minute within the vendor's limit: 20 in a minute is one in three seconds. */
export const robots: Readonly<Record<Exclude<ChannelKind, 'email'>, Robot>> = {
  // developer.work.weixin.qq.com 91770: 20 a minute, 4,096 bytes; the key in the address is the secret.
  wecom: {
    pace: 3_050,
    bytes: 4_096,
    together: true,
    request: (_out, _settings, { url }, { title, body }) => ({
      url,
      headers: json,
      body: JSON.stringify({ msgtype: 'markdown', markdown: { content: `**${title}**\n${body}` } }),
    }),
    code: (answer) => numberOf(answer.errcode),
    passing: { [-1]: 0, 45_009: minute, 45_033: minute },
  },
  // 20 a minute, else blocked for ten (130101); body up to 20,000 bytes.
  dingtalk: {
    pace: 3_050,
    bytes: 18_000,
    together: true,
    request: (out, { keyword }, { url, secret }, { title, body }) => {
      const to = new URL(url);
      if (secret !== '') {
        to.searchParams.set('timestamp', String(out.at));
        to.searchParams.set('sign', dingtalkSign(out.at, secret));
      }
      const text = withWord(`### ${title}\n\n${body.replaceAll('\n', '\n\n')}`, keyword);
      return { url: to.href, headers: json, body: JSON.stringify({ msgtype: 'markdown', markdown: { title, text } }) };
    },
    code: (answer) => numberOf(answer.errcode),
    passing: { [-1]: 0, 130_101: 10 * minute, 90_018: 10 * minute },
  },
  // 100 a minute and 5 a second; 11232 around full and half hours; 20 KB.
  feishu: {
    pace: 650,
    bytes: 18_000,
    together: true,
    request: (out, { keyword }, { url, secret }, { title, body }) => {
      const at = Math.floor(out.at / 1000);
      return {
        url,
        headers: json,
        body: JSON.stringify({
          ...(secret !== '' && { timestamp: String(at), sign: feishuSign(at, secret) }),
          msg_type: 'text',
          content: { text: withWord(`${title}\n${body}`, keyword) },
        }),
      };
    },
    code: (answer) => numberOf(answer.code ?? answer.StatusCode),
    passing: { 11_232: minute },
  },
  // Standard Webhooks 1.0.
  webhook: {
    pace: 0,
    bytes: 200_000,
    together: false,
    request: (out, { algorithm, site }, { url, secret }) => {
      const at = Math.floor(out.at / 1000);
      const [line] = out.lines;
      const body = JSON.stringify({
        type: line?.kind ?? '',
        timestamp: new Date(out.at).toISOString(),
        data: {
          event: line?.event,
          on: line?.on,
          ...line?.text,
          link: site === '' ? line?.link : `${site}${line?.link}`,
        },
      });
      return {
        url,
        headers: {
          ...json,
          'webhook-id': out.id,
          'webhook-timestamp': String(at),
          'webhook-signature': webhookSign({ id: out.id, at, body }, secret, algorithm),
        },
        body,
      };
    },
    code: () => 0,
    passing: {},
  },
};

const withWord = (text: string, keyword: string) =>
  keyword === '' || text.includes(keyword) ? text : `${text}\n${keyword}`;

const passingStatus = new Set([408, 425, 429]);

/** What an answer of a robot or a webhook means. HTTP 200 is not success: the code in it is read. */
export function outcomeOf(
  kind: Exclude<ChannelKind, 'email'>,
  answer: { status: number; headers: Readonly<Record<string, string | string[] | undefined>>; body: string },
): Outcome {
  const { status } = answer;
  const said = answer.body.slice(0, 300);
  if (passingStatus.has(status) || status >= 500) {
    const after = Number(answer.headers['retry-after']) * 1000;
    return { kind: 'retry', code: `http-${status}`, said, ...(after > 0 && after <= 86_400_000 && { after }) };
  }
  if (status < 200 || status > 299) return { kind: 'dead', code: `http-${status}`, said };
  if (kind === 'webhook') return { kind: 'sent' };
  const robot = robots[kind];
  let code: number | null = null;
  try {
    const parsed: unknown = JSON.parse(answer.body);
    if (parsed && typeof parsed === 'object') code = robot.code(parsed as Record<string, unknown>);
  } catch {
    // Not what the vendor answers: something stands between.
  }
  if (code === 0) return { kind: 'sent' };
  if (code === null) return { kind: 'retry', code: 'answer-unreadable', said };
  const blocked = robot.passing[code];
  return blocked === undefined
    ? { kind: 'dead', code: String(code), said }
    : { kind: 'retry', code: String(code), said, ...(blocked > 0 && { blocked, after: blocked }) };
}

/** The words of a message: one notice as it is, several as a list that is cut at a line and says how many there are. */
export function wordsOf(
  lines: readonly Line[],
  { language, site }: Pick<ChannelSettings, 'language' | 'site'>,
  bytes: number,
): { title: string; body: string } {
  const link = (to: string) => (site === '' ? '' : `\n${site}${to}`);
  const [only] = lines;
  if (only && lines.length === 1) {
    const { title, body } = only.text;
    return { title: cut(title[language], 200), body: `${cut(body[language], bytes - 700)}${link(only.link)}` };
  }
  const [zh, en] = [`共 ${lines.length} 件`, `${lines.length} notices`];
  const title = language === 'zh' ? `蓝图通知：${zh}` : `Lantu: ${en}`;
  const end = `${language === 'zh' ? zh : en}${site === '' ? '' : `，查看 ${site}/`}`;
  let body = '';
  let left = bytes - 200 - Buffer.byteLength(title) - Buffer.byteLength(end);
  for (const [at, { text }] of lines.entries()) {
    const line = `${at + 1}. ${cut(text.title[language], 160)}\n`;
    left -= Buffer.byteLength(line);
    if (left < 0) break;
    body += line;
  }
  return { title, body: `${body}${end}` };
}

/** A text of at most so many bytes in UTF-8, cut between two characters. */
function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let short = '';
  let left = bytes - 3;
  for (const sign of text) {
    left -= Buffer.byteLength(sign);
    if (left < 0) break;
    short += sign;
  }
  return `${short}…`;
}
