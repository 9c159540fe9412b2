import { sql } from 'kysely';
import type { Text } from '../../core/measure/index.ts';
import type { Services } from '../../evidence/domain.ts';
import type { StoreTransaction } from '../../evidence/store/store.ts';
import { complain } from '../../evidence/store/complain.ts';
import {
  channelSecret,
  type ChannelSecret,
  channelSettings,
  type ChannelKind,
  type ChannelSettings,
  type Line,
  type Outcome,
  outcomeOf,
  robots,
  wordsOf,
} from './channels.ts';
import { mail } from './mail.ts';
import { NotAsked, post } from './post.ts';
import { messageId } from './spool.ts';
import { afterRush, mayGoFrom } from './when.ts';

/** Milliseconds until the next try: 1 minute, 10 minutes, 1 hour, 6 hours, 16 hours; then it is dead. */
export const backOff = [60_000, 600_000, 3_600_000, 21_600_000, 57_600_000] as const;

/** Notices that go out as one message at most. */
const mostTogether = 100;
/** Milliseconds of a round that one channel may take, but for the answer that it waits for. */
const turn = 2_000;
const mailPace = 200;
const mailBytes = 100_000;

interface Channel {
  id: string;
  kind: ChannelKind;
  settings: ChannelSettings;
  secret: ChannelSecret;
  nextAt: number;
}

interface Group {
  recipient: string;
  events: string[];
  state: 'queued' | 'held';
}

interface Message {
  message_id: string;
  recipient: string;
  attempts: number;
}

/**
 * Takes what waits in the book to the channels. At least once to the receiver, under one key; exactly once in the book: a
 * message is marked before it goes and after it went, and one that was cut off in between goes again under its key. For each
 * recipient in the order of the book: what fails for the moment holds up what comes after it, what is dead does not.
 */
export class Sender {
  readonly #services: Pick<Services, 'store' | 'vault'>;
  readonly #now: () => number;

  /** `now` gives milliseconds. */
  constructor(services: Pick<Services, 'store' | 'vault'>, now: () => number = Date.now) {
    this.#services = services;
    this.#now = now;
  }

  /**
   * Sends everything that may go now. Gives the milliseconds at which it is worth looking again; Infinity: when something new
   * comes. One round of a place at a time.
   */
  async round(jurisdiction: string, stop: () => boolean = () => false): Promise<number> {
    const channels = await this.#channels(jurisdiction);
    const next = await Promise.all(
      channels.map(async (channel) => {
        try {
          return await this.#drain(jurisdiction, channel, stop);
        } catch (error) {
          // One channel that cannot be read or kept takes no other with it.
          complain(`outbox ${channel.id}`, error);
          return this.#now() + 5_000;
        }
      }),
    );
    return Math.min(Infinity, ...next);
  }

  async #channels(jurisdiction: string): Promise<Channel[]> {
    const rows = await this.#services.store
      .selectFrom('channel')
      .selectAll()
      .where('jurisdiction_id', '=', jurisdiction)
      .where('active', '=', true)
      .execute();
    return rows.flatMap((row) => {
      try {
        return [
          {
            id: row.channel_id,
            kind: row.kind as ChannelKind,
            settings: channelSettings.parse(row.body),
            secret: channelSecret.parse(row.secret === null ? {} : JSON.parse(this.#services.vault.open(row.secret))),
            nextAt: Date.parse(row.next_at),
          },
        ];
      } catch (error) {
        complain(`outbox ${row.channel_id}`, error);
        return [];
      }
    });
  }

  async #drain(jurisdiction: string, channel: Channel, stop: () => boolean): Promise<number> {
    const until = Date.now() + turn;
    for (;;) {
      const now = this.#now();
      // A slow receiver gives way: others are looked after in between.
      if (Date.now() > until) return now;
      const free = mayGoFrom(
        { ...channel.settings, digestAt: null },
        afterRush(channel.kind, Math.max(now, channel.nextAt)),
      );
      if (free > now) return (await this.#waits(jurisdiction, channel)) ? free : Infinity;
      const due = await this.#form(jurisdiction, channel, now);
      const message = stop() ? undefined : await this.#head(jurisdiction, channel.id, now);
      if (!message) return Math.min(due, await this.#nextDue(jurisdiction, channel.id));
      await this.#send(jurisdiction, channel, message, now);
    }
  }

  /** Whether anything waits for a channel. */
  async #waits(jurisdiction: string, { id }: Channel): Promise<boolean> {
    const { rows } = await sql<{ some: boolean }>`
      select exists (select 1 from message where jurisdiction_id = ${jurisdiction} and channel_id = ${id} and state in ('queued', 'sending'))
        or exists (select 1 from notice where jurisdiction_id = ${jurisdiction} and channel_id = ${id} and message_id is null and suppressed is null) as some`.execute(
      this.#services.store,
    );
    return rows[0]?.some === true;
  }

  /** Makes messages of the notices that may go. Gives the moment from which the next of the others may. */
  async #form(jurisdiction: string, { id, kind, settings }: Channel, now: number): Promise<number> {
    const { store } = this.#services;
    let later = Infinity;
    const { rows } = await sql<{ event: string; recipient: string; at: string; held: boolean; open: boolean }>`
      select n.event, n.recipient, n.at,
        coalesce(n.n <= (select restored_n from notice_cursor c where c.jurisdiction_id = n.jurisdiction_id), false) as held,
        exists (
        select 1 from message m where m.jurisdiction_id = n.jurisdiction_id and m.channel_id = n.channel_id
          and m.recipient = n.recipient and m.state in ('queued', 'sending')) as open
      from notice n
      where n.jurisdiction_id = ${jurisdiction} and n.channel_id = ${id} and n.message_id is null and n.suppressed is null
      order by n.n limit 5000`.execute(store);
    const together = kind === 'email' || robots[kind].together;
    const groups: Group[] = [];
    const growing = new Map<string, string[]>();
    for (const { event, recipient, at, held, open } of rows) {
      // Of before a restore: it may have gone out, so a person sends it.
      if (held) groups.push({ recipient, events: [event], state: 'held' });
      if (held) continue;
      // One message under way for a recipient: what comes meanwhile goes together in the next.
      if (open && together) continue;
      const from = mayGoFrom(settings, Date.parse(at));
      if (from > now) {
        later = Math.min(later, from);
        continue;
      }
      const group = together ? growing.get(recipient) : undefined;
      if (group && group.length < mostTogether) group.push(event);
      if (group) continue;
      const events = [event];
      growing.set(recipient, events);
      groups.push({ recipient, events, state: 'queued' });
    }
    if (groups.length > 0) await store.transaction().execute((tx) => this.#bind(tx, jurisdiction, id, groups, now));
    return later;
  }

  /** Lays one message for each group of notices. */
  async #bind(
    tx: StoreTransaction,
    jurisdiction: string,
    channel: string,
    groups: readonly Group[],
    now: number,
  ): Promise<void> {
    for (const { recipient, events, state } of groups) {
      const message = messageId(jurisdiction, events[0] ?? '', recipient, channel);
      await tx
        .insertInto('message')
        .values({
          jurisdiction_id: jurisdiction,
          message_id: message,
          channel_id: channel,
          recipient,
          state,
          attempts: 0,
          not_before: new Date(now).toISOString(),
          last_code: null,
          last_error: null,
          sent_at: null,
        })
        .execute();
      await tx
        .updateTable('notice')
        .set({ message_id: message })
        .where('jurisdiction_id', '=', jurisdiction)
        .where('channel_id', '=', channel)
        .where('recipient', '=', recipient)
        .where('event', 'in', events)
        .execute();
    }
  }

  /** The first message of a recipient whose turn it is. What was being sent when a process ended goes again. */
  async #head(jurisdiction: string, channel: string, now: number): Promise<Message | undefined> {
    const { rows } = await sql<Message & { not_before: string }>`
      select message_id, recipient, attempts, not_before from (
        select distinct on (recipient) message_id, recipient, attempts, not_before, n from message
        where jurisdiction_id = ${jurisdiction} and channel_id = ${channel} and state in ('queued', 'sending')
        order by recipient, n
      ) heads where not_before <= ${new Date(now).toISOString()} order by n limit 1`.execute(this.#services.store);
    return rows[0];
  }

  async #nextDue(jurisdiction: string, channel: string): Promise<number> {
    const { rows } = await sql<{ at: string | null }>`
      select min(not_before) as at from (
        select distinct on (recipient) not_before from message
        where jurisdiction_id = ${jurisdiction} and channel_id = ${channel} and state in ('queued', 'sending')
        order by recipient, n
      ) heads`.execute(this.#services.store);
    const at = rows[0]?.at;
    return at ? Date.parse(at) : Infinity;
  }

  async #send(jurisdiction: string, channel: Channel, message: Message, now: number): Promise<void> {
    const { store } = this.#services;
    const pace = channel.kind === 'email' ? mailPace : robots[channel.kind].pace;
    const at = (table: 'message') =>
      store.updateTable(table).where('jurisdiction_id', '=', jurisdiction).where('message_id', '=', message.message_id);
    // Marked, and the vendor's pace with it, before anything goes: whatever happens next, both are known.
    await store.transaction().execute(async (tx) => {
      await tx
        .updateTable('message')
        .set({ state: 'sending', attempts: message.attempts + 1 })
        .where('jurisdiction_id', '=', jurisdiction)
        .where('message_id', '=', message.message_id)
        .execute();
      await this.#hold(tx, jurisdiction, channel, now + pace);
    });
    const outcome = await this.#deliver(jurisdiction, channel, message);
    const ended = this.#now();
    if (outcome.kind === 'sent') {
      await at('message')
        .set({ state: 'sent', sent_at: new Date(ended).toISOString(), last_code: null, last_error: null })
        .execute();
      return;
    }
    const blocked = outcome.kind === 'retry' ? (outcome.blocked ?? 0) : 0;
    if (blocked > 0) await this.#hold(store, jurisdiction, channel, ended + blocked);
    const said = { last_code: outcome.code, last_error: outcome.said };
    // A block says that the vendor is there: it is waited out and counts for no try.
    const wait = outcome.kind === 'dead' ? undefined : blocked > 0 ? blocked : backOff[message.attempts];
    await at('message')
      .set(
        wait === undefined || outcome.kind === 'dead'
          ? { state: 'dead', ...said }
          : {
              state: 'queued',
              not_before: new Date(ended + Math.max(outcome.after ?? 0, wait)).toISOString(),
              ...(blocked > 0 && { attempts: message.attempts }),
              ...said,
            },
      )
      .execute();
  }

  async #hold(store: Services['store'], jurisdiction: string, channel: Channel, until: number): Promise<void> {
    channel.nextAt = Math.max(channel.nextAt, until);
    await store
      .updateTable('channel')
      .set({ next_at: new Date(channel.nextAt).toISOString() })
      .where('jurisdiction_id', '=', jurisdiction)
      .where('channel_id', '=', channel.id)
      .execute();
  }

  async #deliver(jurisdiction: string, channel: Channel, { message_id, recipient }: Message): Promise<Outcome> {
    const rows = await this.#services.store
      .selectFrom('notice')
      .select(['event', 'kind', 'text', 'link', 'on_day'])
      .where('jurisdiction_id', '=', jurisdiction)
      .where('message_id', '=', message_id)
      .orderBy('n')
      .execute();
    const lines = rows.map(({ event, kind, text, link, on_day }): Line => ({
      event,
      kind,
      text: text as { title: Text; body: Text },
      link,
      on: on_day,
    }));
    const { kind, settings, secret } = channel;
    if (kind === 'email')
      return mail({ id: message_id, to: recipient, ...wordsOf(lines, settings, mailBytes) }, settings, secret);
    const robot = robots[kind];
    try {
      const out = { id: message_id, recipient, lines, at: this.#now() };
      const request = robot.request(out, settings, secret, wordsOf(lines, settings, robot.bytes));
      return outcomeOf(kind, await post({ ...request, allowPrivate: settings.allowPrivate }));
    } catch (error) {
      if (error instanceof NotAsked) return { kind: 'dead', code: error.code, said: '' };
      const { code, message } = error as { code?: string; message: string };
      return code === 'ERR_INVALID_URL'
        ? { kind: 'dead', code: 'no-such-address', said: '' }
        : { kind: 'retry', code: code ?? 'network', said: message.slice(0, 300) };
    }
  }
}
