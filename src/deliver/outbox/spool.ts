import { sql } from 'kysely';
import { sm3 } from '../../evidence/ledger/canonical.ts';
import type { Store, StoreTransaction } from '../../evidence/store/store.ts';
import { channelSettings, type ChannelSettings } from './channels.ts';
import { changesOf } from './changes.ts';
import { eventsOf, type NoticeEvent, tellingKinds, type Told } from './events.ts';
import { isForPrograms, noticeKinds } from './kinds.ts';

/** The channel of the product itself: what is laid there has arrived. */
export const inbox = 'inbox';

const atOnce = 200;

/** Where a person is reached, and what he does not want to hear of. */
interface Reader {
  login: string;
  role: string;
  organisation: string | null;
  email: string | null;
  off: readonly string[];
}

interface Held {
  id: string;
  kind: string;
  settings: ChannelSettings;
}

/**
 * Lays notices for everything that the ledger tells of since it was last read: rows of the book and the position, in one
 * transaction, so that a cut-off tells nothing twice and leaves nothing out. Returns how many notices were laid.
 */
export async function spool(store: Store, jurisdiction: string): Promise<number> {
  let laid = 0;
  for (;;) {
    const round = await store.transaction().execute((tx) => spoolSome(tx, jurisdiction));
    laid += round.laid;
    if (!round.more) return laid;
  }
}

async function spoolSome(tx: StoreTransaction, jurisdiction: string): Promise<{ laid: number; more: boolean }> {
  await tx
    .insertInto('notice_cursor')
    .values({ jurisdiction_id: jurisdiction, seq: 0, restored_on: null, restored_seq: null, restored_n: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const cursor = await tx
    .selectFrom('notice_cursor')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const { rows: heads } = await sql<{ seq: number }>`
    select seq from chain_head where jurisdiction_id = ${jurisdiction}`.execute(tx);
  const head = heads[0]?.seq ?? 0;
  // A payload may be long (a sheet of 50,000 rows): only of what is told in words is it read.
  const { rows } = await sql<{
    seq: number;
    kind: string;
    actor: string;
    at: string;
    demo: boolean;
    payload: string | null;
  }>`
    select seq, kind, actor, at, demo, case when kind ~ ${tellingKinds} then payload end as payload from submission
    where jurisdiction_id = ${jurisdiction} and seq > ${cursor.seq} and seq <= ${head}
    order by seq limit ${atOnce}`.execute(tx);
  const more = rows.length === atOnce;
  const to = more ? (rows.at(-1)?.seq ?? head) : head;
  let laid = 0;
  if (rows.length > 0) {
    const [readers, channels] = [await readersOf(tx, jurisdiction), await channelsOf(tx, jurisdiction)];
    // What a restored place may have told already waits for a person: the book of that time is gone.
    const holds = (seq: number, event: NoticeEvent) =>
      (cursor.restored_seq !== null && seq <= cursor.restored_seq) ||
      (cursor.restored_on !== null && event.byItself && event.on <= cursor.restored_on);
    for (const row of rows) {
      if (row.payload === null) continue;
      const entry: Told = { ...row, jurisdiction, payload: JSON.parse(row.payload) as Record<string, unknown> };
      for (const event of await eventsOf(tx, entry))
        laid += await lay(tx, jurisdiction, event, readers, row.demo ? [] : channels, {
          at: row.at,
          hold: holds(entry.seq, event),
        });
    }
    const real = rows.filter(({ demo }) => !demo);
    for (const { last, event } of changesOf(jurisdiction, real))
      laid += await lay(tx, jurisdiction, event, [], channels, { at: last.at, hold: holds(last.seq, event) });
  }
  if (to > cursor.seq)
    await tx.updateTable('notice_cursor').set({ seq: to }).where('jurisdiction_id', '=', jurisdiction).execute();
  return { laid, more };
}

/** Lays the notices of one event. The same event, recipient and channel is one row, however often it is laid. */
export async function lay(
  tx: StoreTransaction,
  jurisdiction: string,
  event: NoticeEvent,
  readers: readonly Reader[],
  channels: readonly Held[],
  { at, hold = false }: { at: string; hold?: boolean },
): Promise<number> {
  const duty = noticeKinds[event.kind].duty;
  const to = readers.filter((reader) => concerns(event, reader));
  const rows: { recipient: string; channel: string; suppressed: object | null }[] = [];
  const silenced = event.silenced ? { why: 'silenced', ...event.silenced } : null;
  for (const reader of to) {
    const off = !duty && reader.off.includes(event.kind) ? { why: 'unsubscribed', by: reader.login } : null;
    rows.push({ recipient: reader.login, channel: inbox, suppressed: silenced ?? off });
    for (const { id, kind, settings } of channels)
      if (kind === 'email' && reader.email && carries(settings, event))
        rows.push({ recipient: reader.email, channel: id, suppressed: silenced ?? off });
  }
  for (const { id, kind, settings } of channels)
    if (kind !== 'email' && carries(settings, event)) rows.push({ recipient: id, channel: id, suppressed: silenced });
  let laid = 0;
  for (const { recipient, channel, suppressed } of rows) {
    const message =
      hold && channel !== inbox && !suppressed ? messageId(jurisdiction, event.id, recipient, channel) : null;
    const added = await tx
      .insertInto('notice')
      .values({
        jurisdiction_id: jurisdiction,
        event: event.id,
        recipient,
        channel_id: channel,
        kind: event.kind,
        text: JSON.stringify({ title: event.title, body: event.body }),
        link: event.link,
        on_day: event.on,
        at,
        message_id: message,
        suppressed: suppressed && JSON.stringify(suppressed),
        read_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('event')
      .executeTakeFirst();
    if (!added) continue;
    laid += 1;
    if (message !== null)
      await tx
        .insertInto('message')
        .values({
          jurisdiction_id: jurisdiction,
          message_id: message,
          channel_id: channel,
          recipient,
          state: 'held',
          attempts: 0,
          not_before: at,
          last_code: 'restored',
          last_error: null,
          sent_at: null,
        })
        .execute();
  }
  return laid;
}

/** The key that a message has for its receiver: the same whenever it is made again. */
export function messageId(jurisdiction: string, event: string, recipient: string, channel: string): string {
  return `msg_${sm3(`${jurisdiction} ${event} ${recipient} ${channel}`).slice(0, 32)}`;
}

function concerns({ organisations, logins, tells }: NoticeEvent, { login, role, organisation }: Reader): boolean {
  return (
    logins.includes(login) ||
    (organisation !== null && organisations.includes(organisation)) ||
    (tells !== 'lead' && (role === 'supervisor' || role === 'planner')) ||
    (tells === 'leaders' && role === 'leader')
  );
}

function carries({ kinds, organisation }: ChannelSettings, { kind, organisations }: NoticeEvent): boolean {
  const wanted = kinds.includes(kind) || (kinds.length === 0 && !isForPrograms(kind));
  return wanted && (organisation === null || organisations.includes(organisation));
}

export async function readersOf(tx: StoreTransaction, jurisdiction: string): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select m.login, m.role, m.organisation_id as organisation, p.email, coalesce(p.off, '[]'::jsonb) as off
    from membership m left join notice_preference p on p.jurisdiction_id = m.jurisdiction_id and p.login = m.login
    where m.jurisdiction_id = ${jurisdiction} and m.role not in ('public', 'admin', 'auditor') order by m.login`.execute(
    tx,
  );
  return rows;
}

/** Places whose ledger holds what was not read for notices yet, or that were not reminded on a day and have whom to remind. */
export async function placesToTell(store: Store, today: string): Promise<string[]> {
  const people = await store
    .selectFrom('membership')
    .select('jurisdiction_id')
    .distinct()
    .where('role', 'not in', ['public', 'admin', 'auditor'])
    .execute();
  const { rows } = await sql<{ jurisdiction: string }>`
    select h.jurisdiction_id as jurisdiction from chain_head h
    left join notice_cursor c on c.jurisdiction_id = h.jurisdiction_id
    where h.seq > coalesce(c.seq, 0) or (c.reminded_on is distinct from ${today}
      and h.jurisdiction_id = any(${people.map(({ jurisdiction_id }) => jurisdiction_id)}::text[]))`.execute(store);
  return rows.map(({ jurisdiction }) => jurisdiction);
}

/** Places that send anything out. */
export async function placesWithChannels(store: Store): Promise<string[]> {
  const rows = await store
    .selectFrom('channel')
    .select('jurisdiction_id')
    .distinct()
    .where('active', '=', true)
    .execute();
  return rows.map(({ jurisdiction_id }) => jurisdiction_id);
}

export async function channelsOf(tx: Store | StoreTransaction, jurisdiction: string): Promise<Held[]> {
  const rows = await tx
    .selectFrom('channel')
    .select(['channel_id', 'kind', 'body'])
    .where('jurisdiction_id', '=', jurisdiction)
    .where('active', '=', true)
    .orderBy('channel_id')
    .execute();
  return rows.map(({ channel_id, kind, body }) => ({ id: channel_id, kind, settings: channelSettings.parse(body) }));
}
