import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { clientOf } from '../src/evidence/store/connection.ts';
import { type Ask, gone, signIn, start } from './crash.ts';
import { receiver } from './receivers.ts';

/**
 * Issues directives while server and database are killed in turn, and looks at what was drawn, told and written in the book:
 * numbers without gaps, every notice once in the book and at least once with its receiver, in the order of the book.
 */

export interface ToldResult {
  rounds: number;
  /** Directives that the server said were issued, and how many of these are not there. */
  acknowledged: number;
  lost: number;
  /** Directives that are there; numbers that are missing between the first and the last. */
  issued: number;
  gaps: number;
  /** Rows of the book for the channel, rows that are not sent, events that stand there twice. */
  book: number;
  unsent: number;
  twice: number;
  /** Events that the receiver never got, deliveries beyond the first under the same key, under another key. */
  missing: number;
  repeated: number;
  otherKey: number;
  /** First arrivals out of the order of the book. */
  disorder: number;
}

const perRequest = 10;

export async function toldRounds(
  dataDir: string,
  { rounds, notices }: { rounds: number; notices: number },
  random: () => number,
  say: (line: string) => void = () => {},
): Promise<ToldResult> {
  const secret = randomBytes(32).toString('base64');
  const to = await receiver('webhook', secret);
  let server = await start(dataDir);
  try {
    const admin = await signIn(server.url, 'demo-admin');
    const put = await admin('PUT', '/api/520181/outbox/channels/hook', {
      kind: 'webhook',
      name: 'hook',
      settings: { allowPrivate: true, kinds: ['directive-issued'] },
      secret: { url: to.url, secret },
    });
    if (put?.status !== 200) throw new Error(`the channel was refused: ${JSON.stringify(put)}`);
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const office = await signIn(server.url, 'demo-supervisor');
      let going = true;
      const before = acknowledged.length;
      const wanted = Math.ceil(((round + 1) * notices) / rounds) - before;
      const writers = [0, 1].map(async (writer) => {
        while (going && acknowledged.length - before < wanted)
          acknowledged.push(...(await issue(office, `${round}-${writer}`)));
      });
      const killing = (async () => {
        while (acknowledged.length === before) await wait(5);
        await wait(600 * random());
        if (round % 2 === 1) process.kill(postmaster(dataDir), 'SIGKILL');
        await wait(round % 2 === 1 ? 150 * random() : 0);
        server.child.kill('SIGKILL');
        await gone(server.child);
        going = false;
      })();
      await Promise.all([...writers, killing]);
      server = await start(dataDir);
      say(
        `round ${round + 1}/${rounds}: ${round % 2 === 1 ? 'database and server' : 'server'} killed, ${acknowledged.length} acknowledged, ${to.taken.length} arrived`,
      );
    }
    // What the kills kept from being issued is issued now, so that so many notices are told.
    const office = await signIn(server.url, 'demo-supervisor');
    while (acknowledged.length < notices) acknowledged.push(...(await issue(office, 'rest')));
    await settled(dataDir);
    return { rounds, ...(await compare(dataDir, acknowledged, to.taken)) };
  } finally {
    server.child.kill('SIGTERM');
    await gone(server.child);
    await to.close();
  }
}

let counter = 0;

async function issue(ask: Ask, mark: string): Promise<string[]> {
  const answer = await ask('POST', '/api/520181/directives', {
    directives: Array.from({ length: perRequest }, () => ({
      title: `试 ${mark} ${(counter += 1)}`,
      demand: '办理',
      lead: 'agri',
      series: '试办',
      basis: { kind: 'other', text: '试验' },
    })),
  });
  if (answer?.status !== 200) {
    await wait(50);
    return [];
  }
  return (answer.body as { directives: { id: string }[] }).directives.map(({ id }) => id);
}

const postmaster = (dataDir: string) =>
  Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Waits until everything that was issued is told, or for a minute nothing more was: a busy machine only makes it later. */
async function settled(dataDir: string): Promise<void> {
  const client = await databaseOf(dataDir);
  let [sent, quiet] = [-1, 0];
  while (quiet < 200) {
    const { rows } = await client.query<{ issued: number; sent: number }>(
      `select (select count(*)::int from directive where series = '试办') as issued,
        (select count(*)::int from notice n join message m using (jurisdiction_id, message_id)
          where n.channel_id = 'hook' and m.state = 'sent') as sent`,
    );
    const now = rows[0]?.sent ?? 0;
    if (now === rows[0]?.issued) break;
    quiet = now === sent ? quiet + 1 : 0;
    sent = now;
    await wait(300);
  }
  await client.end();
}

async function databaseOf(dataDir: string) {
  const port = readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(dataDir, 'pg-password'), 'utf8').trim();
  const client = clientOf({ connectionString: `postgres://lantu:${password}@127.0.0.1:${port}/lantu` });
  await client.connect();
  return client;
}

async function compare(
  dataDir: string,
  acknowledged: readonly string[],
  taken: readonly { body: Record<string, unknown>; headers: Record<string, unknown> }[],
) {
  const client = await databaseOf(dataDir);
  const rows = async <T extends object>(text: string) => (await client.query<T>(text)).rows;
  const issued = await rows<{ directive_id: string; number: string }>(
    "select directive_id, number from directive where series = '试办'",
  );
  const book = await rows<{ event: string; state: string | null }>(
    `select n.event, m.state from notice n left join message m using (jurisdiction_id, message_id)
     where n.channel_id = 'hook' order by n.n`,
  );
  await client.end();
  const there = new Set(issued.map(({ directive_id }) => directive_id));
  const numbers = issued.map(({ number }) => Number(/(\d+)号$/.exec(number)?.[1])).toSorted((a, b) => a - b);
  const order = new Map(book.map(({ event }, at) => [event, at]));
  const keys = new Map<string, string>();
  let [repeated, otherKey, disorder, newest] = [0, 0, 0, -1];
  for (const { body, headers } of taken) {
    const { event } = body.data as { event: string };
    const key = String(headers['webhook-id']);
    const known = keys.get(event);
    if (known !== undefined) {
      if (known === key) repeated += 1;
      else otherKey += 1;
      continue;
    }
    keys.set(event, key);
    const at = order.get(event) ?? -1;
    if (at < newest) disorder += 1;
    newest = Math.max(newest, at);
  }
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((id) => !there.has(id)).length,
    issued: issued.length,
    gaps: numbers.filter((n, at) => n !== at + 1).length,
    book: book.length,
    unsent: book.filter(({ state }) => state !== 'sent').length,
    twice: book.length - order.size,
    missing: [...order.keys()].filter((event) => !keys.has(event)).length,
    repeated,
    otherKey,
    disorder,
  };
}
