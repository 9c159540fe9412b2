import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Text } from '../../core/measure/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { record } from '../../evidence/ledger/security.ts';
import { json } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { wake } from '../../evidence/pulse.ts';
import {
  type Channel,
  getOutbox,
  getPreferences,
  listNotices,
  putChannel,
  putPreferences,
  readNotices,
  sendAgain,
  testChannel,
} from './api.ts';
import { type ChannelKind, type ChannelSecret, channelSecret, channelSettings } from './channels.ts';
import { isForPrograms, isNoticeKind, type NoticeKind, noticeKinds } from './kinds.ts';
import { checkedAddress, NotAsked } from './post.ts';
import { inbox } from './spool.ts';

const kindList = (channel: boolean) =>
  (Object.keys(noticeKinds) as NoticeKind[])
    .filter((id) => channel || !isForPrograms(id))
    .map((id) => ({ id, name: noticeKinds[id].name, duty: noticeKinds[id].duty }));

export function outboxRoutes(services: Services): Route[] {
  const { store, vault } = services;

  async function unreadOf(jurisdiction: string, login: string): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from notice
      where jurisdiction_id = ${jurisdiction} and channel_id = ${inbox} and recipient = ${login}
        and suppressed is null and read_at is null`.execute(store);
    return rows[0]?.n ?? 0;
  }

  async function preferencesOf(jurisdiction: string, login: string) {
    const row = await store
      .selectFrom('notice_preference')
      .select(['email', 'off'])
      .where('jurisdiction_id', '=', jurisdiction)
      .where('login', '=', login)
      .executeTakeFirst();
    return { email: row?.email ?? null, off: (row?.off as string[] | undefined) ?? [], kinds: kindList(false) };
  }

  async function channelsOf(jurisdiction: string): Promise<Channel[]> {
    const rows = await store
      .selectFrom('channel')
      .selectAll()
      .where('jurisdiction_id', '=', jurisdiction)
      .orderBy('name')
      .execute();
    const { rows: counted } = await sql<{ channel_id: string; waiting: number; dead: number }>`
      select channel_id, count(*) filter (where state in ('queued', 'sending')) as waiting,
        count(*) filter (where state in ('dead', 'held')) as dead
      from message where jurisdiction_id = ${jurisdiction} group by channel_id`.execute(store);
    const counts = new Map(counted.map((row) => [row.channel_id, row]));
    return rows.map((row) => {
      const secret = openSecret(row.secret);
      const settings = channelSettings.parse(row.body);
      return {
        id: row.channel_id,
        kind: row.kind as ChannelKind,
        name: row.name,
        active: row.active,
        settings,
        host: row.kind === 'email' ? settings.host : (URL.parse(secret?.url ?? '')?.host ?? ''),
        hasSecret: row.secret !== null,
        waiting: counts.get(row.channel_id)?.waiting ?? 0,
        dead: counts.get(row.channel_id)?.dead ?? 0,
        nextAt: row.next_at,
      };
    });
  }

  /** Null where it was encrypted with another key: it is entered again. */
  function openSecret(sealed: string | null): ChannelSecret | null {
    try {
      return channelSecret.parse(sealed === null ? {} : JSON.parse(vault.open(sealed)));
    } catch {
      return null;
    }
  }

  return [
    route(listNotices, async ({ params, query, who }) => {
      const { rows } = await sql<{
        n: number;
        event: string;
        kind: string;
        text: { title: Text; body: Text };
        link: string;
        on_day: string;
        at: string;
        read_at: string | null;
      }>`
        select n, event, kind, text, link, on_day, at, read_at from notice
        where jurisdiction_id = ${params.jurisdiction} and channel_id = ${inbox} and recipient = ${who.login ?? ''}
          and suppressed is null and (${query.before ?? null}::bigint is null or n < ${query.before ?? null})
        order by n desc limit ${query.limit}`.execute(store);
      return {
        notices: rows.map(({ text, on_day, read_at, ...row }) => ({
          ...row,
          ...text,
          on: on_day,
          read: read_at !== null,
        })),
        unread: await unreadOf(params.jurisdiction, who.login ?? ''),
      };
    }),
    route(readNotices, async ({ params, body, who }) => {
      await store
        .updateTable('notice')
        .set({ read_at: new Date().toISOString() })
        .where('jurisdiction_id', '=', params.jurisdiction)
        .where('channel_id', '=', inbox)
        .where('recipient', '=', who.login ?? '')
        .where('n', '<=', body.upTo)
        .where('read_at', 'is', null)
        .execute();
      return { unread: await unreadOf(params.jurisdiction, who.login ?? '') };
    }),
    route(getPreferences, ({ params, who }) => preferencesOf(params.jurisdiction, who.login ?? '')),
    route(putPreferences, async ({ params, body, who }) => {
      const wrong = body.off.find((kind) => !isNoticeKind(kind) || noticeKinds[kind].duty);
      if (wrong !== undefined)
        throw new Problem({
          status: 422,
          code: 'notice-of-duty',
          zh: `“${isNoticeKind(wrong) ? noticeKinds[wrong].name.zh : wrong}”是职责内的通知，不能退订。`,
          en: 'That kind of notice belongs to the office; it stays.',
          where: 'off',
        });
      const set = { email: body.email, off: json([...new Set(body.off)]) };
      await store
        .insertInto('notice_preference')
        .values({ jurisdiction_id: params.jurisdiction, login: who.login ?? '', ...set })
        .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'login']).doUpdateSet(set))
        .execute();
      return preferencesOf(params.jurisdiction, who.login ?? '');
    }),
    route(getOutbox, async ({ params, query }) => {
      const states = { waiting: ['queued', 'sending'], dead: ['dead', 'held'], sent: ['sent'] }[query.state];
      const { rows } = await sql<{
        message_id: string;
        channel_id: string;
        recipient: string;
        state: 'queued';
        attempts: number;
        not_before: string;
        last_code: string | null;
        last_error: string | null;
        sent_at: string | null;
        notices: number;
        text: { title: Text } | null;
      }>`
        select m.*, c.notices, c.text from message m, lateral (
          select count(*) as notices, (array_agg(n.text order by n.n))[1] as text from notice n
          where n.jurisdiction_id = m.jurisdiction_id and n.message_id = m.message_id
        ) c
        where m.jurisdiction_id = ${params.jurisdiction} and m.state = any(${states})
        order by m.n desc limit ${query.limit}`.execute(store);
      const { rows: counted } = await sql<{ waiting: number; dead: number; held: number; sent: number }>`
        select count(*) filter (where state in ('queued', 'sending')) as waiting, count(*) filter (where state = 'dead') as dead,
          count(*) filter (where state = 'held') as held, count(*) filter (where state = 'sent') as sent
        from message where jurisdiction_id = ${params.jurisdiction}`.execute(store);
      const cursor = await store
        .selectFrom('notice_cursor')
        .select('restored_on')
        .where('jurisdiction_id', '=', params.jurisdiction)
        .executeTakeFirst();
      return {
        channels: await channelsOf(params.jurisdiction),
        messages: rows.map((row) => ({
          id: row.message_id,
          channel: row.channel_id,
          recipient: row.recipient,
          state: row.state,
          attempts: row.attempts,
          notBefore: row.not_before,
          code: row.last_code,
          error: row.last_error,
          sentAt: row.sent_at,
          notices: row.notices,
          title: row.text?.title ?? { zh: '', en: '' },
        })),
        counts: counted[0] ?? { waiting: 0, dead: 0, held: 0, sent: 0 },
        kinds: kindList(true),
        restoredOn: cursor?.restored_on ?? null,
      };
    }),
    route(putChannel, async ({ params, body, who }) => {
      const { jurisdiction, channel } = params;
      const before = await store
        .selectFrom('channel')
        .select('secret')
        .where('jurisdiction_id', '=', jurisdiction)
        .where('channel_id', '=', channel)
        .executeTakeFirst();
      const given = Object.fromEntries(Object.entries(body.secret ?? {}).filter(([, value]) => value !== undefined));
      const secret = channelSecret.parse({ ...openSecret(before?.secret ?? null), ...given });
      mustWork(channel, body, secret);
      const set = {
        kind: body.kind,
        name: body.name,
        active: body.active,
        body: json(body.settings),
        secret: vault.seal(JSON.stringify(secret)),
        changed_by: who.login ?? '',
        changed_at: new Date().toISOString(),
      };
      await store
        .insertInto('channel')
        .values({ jurisdiction_id: jurisdiction, channel_id: channel, next_at: new Date(0).toISOString(), ...set })
        .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'channel_id']).doUpdateSet(set))
        .execute();
      await record(store, {
        jurisdiction,
        kind: 'channel-changed',
        actor: who.login ?? '',
        about: {
          channel,
          kind: body.kind,
          active: body.active,
          allowPrivate: body.settings.allowPrivate,
          secret: body.secret !== undefined,
        },
      });
      wake(services, 'outbox', jurisdiction);
      const made = (await channelsOf(jurisdiction)).find(({ id }) => id === channel);
      if (!made) throw noSuchChannel();
      return made;
    }),
    route(testChannel, async ({ params, body, who }) => {
      const { jurisdiction, channel } = params;
      const row = await store
        .selectFrom('channel')
        .select(['kind', 'name'])
        .where('jurisdiction_id', '=', jurisdiction)
        .where('channel_id', '=', channel)
        .executeTakeFirst();
      if (!row) throw noSuchChannel();
      if (row.kind === 'email' && body.to === undefined)
        throw new Problem({
          status: 422,
          code: 'address-missing',
          zh: '写明收件邮箱。',
          en: 'Say to which address.',
          where: 'to',
        });
      const event = `test-${randomBytes(8).toString('hex')}`;
      await store
        .insertInto('notice')
        .values({
          jurisdiction_id: jurisdiction,
          event,
          recipient: row.kind === 'email' ? (body.to ?? '') : channel,
          channel_id: channel,
          kind: 'test',
          text: json({
            title: { zh: '测试通知', en: 'A test' },
            body: { zh: `${who.name} 从蓝图发出的测试。`, en: `Sent from Lantu by ${who.name} as a test.` },
          }),
          link: `/${jurisdiction}`,
          on_day: services.today(),
          at: new Date().toISOString(),
          message_id: null,
          suppressed: null,
          read_at: null,
        })
        .execute();
      wake(services, 'outbox', jurisdiction);
      return { event };
    }),
    route(sendAgain, async ({ params, who }) => {
      const again = await store
        .updateTable('message')
        .set({ state: 'queued', attempts: 0, not_before: new Date().toISOString() })
        .where('jurisdiction_id', '=', params.jurisdiction)
        .where('message_id', '=', params.message)
        .where('state', 'in', ['dead', 'held'])
        .returning('state')
        .executeTakeFirst();
      if (!again)
        throw new Problem({
          status: 404,
          code: 'no-such-message',
          zh: '没有这条待重发的消息。',
          en: 'There is no such message to send again.',
        });
      await record(store, {
        jurisdiction: params.jurisdiction,
        kind: 'notice-sent-again',
        actor: who.login ?? '',
        about: { message: params.message },
      });
      wake(services, 'outbox', params.jurisdiction);
      return again;
    }),
  ];
}

const noSuchChannel = () =>
  new Problem({ status: 404, code: 'no-such-channel', zh: '没有这个通知渠道。', en: 'There is no such channel.' });

/** Throws a Problem (422) that names what a channel lacks. */
function mustWork(
  id: string,
  { kind, settings }: { kind: ChannelKind; settings: Channel['settings'] },
  secret: ChannelSecret,
): void {
  const wrong = (where: string, code: string, zh: string, en: string) =>
    new Problem({ status: 422, code, zh, en, where });
  if (id === inbox)
    throw wrong('channel', 'channel-taken', '这个名称留给站内通知。', 'That name is the product’s own.');
  if (kind === 'email') {
    if (settings.host === '') throw wrong('settings.host', 'host-missing', '写明邮件服务器。', 'Name the mail server.');
    if (!/^[^\s@]+@[^\s@]+$/.test(settings.from))
      throw wrong('settings.from', 'sender-missing', '写明发件邮箱。', 'Say who sends it.');
    return;
  }
  try {
    checkedAddress(secret.url, settings.allowPrivate);
  } catch (error) {
    if (!(error instanceof NotAsked)) throw error;
    if (error.code === 'private-address')
      throw wrong(
        'secret.url',
        error.code,
        '这是内网地址；确需使用，先允许内网地址。',
        'That address is not public; allow such addresses first if it is meant.',
      );
    if (error.code === 'insecure')
      throw wrong('secret.url', error.code, '地址应以 https:// 开头。', 'The address begins with https://.');
    throw wrong('secret.url', error.code, '写明机器人或接收方的完整地址。', 'Give the whole address.');
  }
  if (kind === 'webhook' && Buffer.from(secret.secret.replace(/^whsec_/, ''), 'base64').length < 24)
    throw wrong(
      'secret.secret',
      'secret-short',
      '签名密钥应为 Base64，至少 24 字节。',
      'The secret is base64, of at least 24 bytes.',
    );
}
