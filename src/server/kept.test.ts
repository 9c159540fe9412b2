import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servicesOf } from '../../test/services.ts';
import { testStore, type TestStore } from '../../test/store.ts';
import { seeded } from '../core/random/index.ts';
import type { Submission } from '../evidence/book.ts';
import { installRegisters, loadRecords } from '../evidence/pack/install.ts';
import { readPack, shippedPack } from '../evidence/pack/pack.ts';
import { Snapshots } from '../evidence/reading/snapshots.ts';
import { readBy } from '../evidence/store/reads.ts';
import { openSession, putAccount } from '../work/sign-in/accounts.ts';
import { type App, createApp } from './app.ts';
import { domains } from './domains.ts';
import { KeptAnswers } from './kept.ts';

const place = '520181';
const today = '2026-11-20';
let db: TestStore;
const cookies = new Map<string, string>();

beforeAll(async () => {
  db = await testStore('qingzhen');
  await installRegisters(db.store, db.ledger, place, domains);
  await loadRecords(db.store, db.ledger, place, domains, readPack(shippedPack('qingzhen')), { demo: true });
  for (const role of ['leader', 'local'] as const) {
    const organisation = role === 'local' ? 'park' : null;
    await putAccount(db.store, {
      jurisdiction: place,
      login: role,
      name: role,
      password: null,
      role,
      organisation,
      demo: true,
    });
    cookies.set(role, `lantu_session=${await openSession(db.store, role, new Date())}`);
  }
});
afterAll(() => db.close());

/** A server that has answered nothing yet. */
function fresh(): App {
  const services = servicesOf(db, () => today, domains);
  return createApp({ services, domains, demo: true, secure: false });
}

async function ask(app: App, role: string, path: string, tag = ''): Promise<Response> {
  return app.app.request(path, { headers: { cookie: cookies.get(role) ?? '', 'if-none-match': tag } });
}

/** More of them: `LANTU_ROUNDS`. */
const rounds = Number(process.env.LANTU_ROUNDS ?? 3);
const lists = ['parks', 'villages'];
const indicators = ['gdp'];

/** Addresses of everything that is kept. */
function addresses(app: App): string[] {
  return (
    app.routes
      .filter(({ kept, endpoint }) => kept && endpoint.path.includes(':jurisdiction'))
      .flatMap(({ endpoint: { path } }) => {
        const at = path.replace(':jurisdiction', place);
        const name = /:(\w+)/.exec(at)?.[1];
        const values = name === 'list' ? lists : name === undefined ? [''] : indicators;
        return values.map((value) => at.replace(/:\w+/, value));
      })
      // The search for sites ends after a time: on a busy machine two servers need not find the same.
      .filter((path) => !path.includes(':') && !path.endsWith('/access/sites'))
  );
}

describe('kept answers', () => {
  it('are after every write what would be computed anew, for every address that is kept, and most of them stay', async () => {
    const random = seeded(23);
    const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T;
    const app = fresh();
    const paths = addresses(app);
    const tags = new Map<string, string>();
    const read = async (path: string, role: string) => {
      const answer = await ask(app, role, path);
      const key = `${role} ${path}`;
      const stayed = tags.get(key) === answer.headers.get('etag');
      tags.set(key, answer.headers.get('etag') ?? '');
      return { stayed, status: answer.status, body: await answer.text() };
    };
    for (const path of paths) for (const role of cookies.keys()) await read(path, role);
    let [answered, stayed] = [0, 0];
    for (let round = 0; round < rounds; round += 1) {
      const written = await writeSomething(round, pick);
      const other = fresh();
      for (const path of paths)
        for (const role of cookies.keys()) {
          const kept = await read(path, role);
          const anew = await ask(other, role, path);
          expect([written, role, path, kept.status, kept.body]).toEqual([
            written,
            role,
            path,
            anew.status,
            await anew.text(),
          ]);
          if (kept.status !== 200) continue;
          answered += 1;
          if (kept.stayed) stayed += 1;
        }
    }
    expect(answered).toBeGreaterThan(rounds * 15);
    expect(stayed / answered).toBeGreaterThan(0.5);
  });

  it('are the same bytes in whatever order the database gives its rows', async () => {
    const app = fresh();
    const paths = addresses(app);
    const before = new Map<string, string>();
    for (const path of paths) before.set(path, await (await ask(app, 'leader', path)).text());
    await moveRows();
    const other = fresh();
    for (const path of paths)
      expect([path, await (await ask(other, 'leader', path)).text()]).toEqual([path, before.get(path)]);
  });

  it('are made once while nothing of what they read changes, and again once it does', async () => {
    const services = servicesOf(db, () => today, domains);
    const kept = new KeptAnswers(services, 2, 1_000);
    let made = 0;
    const who = { login: null, name: '', role: 'leader', organisation: null } as const;
    const asked = (path: string, size = 10) =>
      kept.answer({ jurisdiction: place, path, query: {}, who }, async () => {
        made += 1;
        const { name } = await services.store
          .selectFrom('register')
          .select((e) => e.fn.countAll().as('name'))
          .where('jurisdiction_id', '=', place)
          .executeTakeFirstOrThrow();
        return { name, filler: 'x'.repeat(size) };
      });
    const [first, second] = await Promise.all([asked('a'), asked('a')]);
    expect(made).toBe(1);
    expect(second.tag).toBe(first.tag);
    await db.ledger.submit(organisation('别的单位'));
    await asked('a');
    expect(made).toBe(1);
    const [row] = await recordsOf();
    await db.ledger.submit(rewritten(row as Row, 'x'));
    await asked('a');
    expect(made).toBe(2);
    // Bounded by number and by bytes.
    await asked('b', 600);
    await asked('c', 600);
    await asked('b', 600);
    expect(made).toBe(5);
  });

  it('say again that nothing changed to whoever holds the answer, whichever server made it', async () => {
    const path = `/api/${place}/overview`;
    const tag = (await ask(fresh(), 'leader', path)).headers.get('etag') ?? '';
    const again = await ask(fresh(), 'leader', path, tag);
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
});

describe('what a query reads', () => {
  it('is every table that it names, and of records the registers that it is about', () => {
    const of = (text: string, ...parameters: unknown[]) => [...readBy(text, parameters)].toSorted();
    expect(of('select 1 from "plan" left join commitment c on true, lateral (select * from place) p')).toEqual(
      ['table:commitment', 'table:plan', 'table:place'].toSorted(),
    );
    expect(of('select * from record where jurisdiction_id = $1 and register_id = $2', 'j', 'leads')).toEqual([
      'register:leads',
    ]);
    expect(of('select * from record where "register_id" = any($1)', ['leads'])).toEqual(['table:record']);
    expect(of('select * from record r join record_version v on v.register_id = $1', 'leads')).toEqual(['table:record']);
    expect(of('select extract(epoch from at) from unnest($1) x', [])).toEqual([]);
  });

  it('that the ledger lays down is a table that entries fill', async () => {
    const rows = await db.store.selectFrom('part_version').select('part').distinct().execute();
    expect(rows.map(({ part }) => part)).toEqual(expect.arrayContaining(['record', 'observation', 'register']));
    // Written also beside the ledger: nobody would know.
    for (const part of ['account', 'membership', 'session', 'run', 'foresight', 'notice', 'message', 'channel', 'hint'])
      expect(rows.map((row) => row.part)).not.toContain(part);
  });
});

/** Half of the rows of each table get another place on the disk, as by a write or by the database's own cleaning. */
async function moveRows(): Promise<void> {
  const { rows } = await sql<{ name: string; column: string }>`
    select distinct on (table_name) table_name as name, column_name as column
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER' and is_identity = 'NO'
    order by table_name, ordinal_position`.execute(db.store);
  for (const { name, column } of rows) {
    const [table, one] = [sql.table(name), sql.ref(column)];
    await sql`alter table ${table} disable trigger user`.execute(db.store);
    await sql`update ${table} set ${one} = ${one} where md5(ctid::text) < '8'`.execute(db.store);
    await sql`alter table ${table} enable trigger user`.execute(db.store);
  }
}

interface Row {
  register_id: string;
  record_id: string;
  version: number;
  values: Record<string, unknown>;
  stage: string | null;
  passed: unknown;
}

const recordsOf = async () =>
  (await db.store
    .selectFrom('record')
    .select(['register_id', 'record_id', 'version', 'values', 'stage', 'passed'])
    .where('jurisdiction_id', '=', place)
    .where('register_id', 'in', ['projects', 'parks', 'leads', 'firms'])
    .orderBy('register_id')
    .orderBy('record_id')
    .execute()) as unknown as Row[];

function rewritten(row: Row, mark: string): Submission {
  const text = Object.entries(row.values).find(([, value]) => typeof value === 'string' && /[一-龥]{4}/.test(value));
  return {
    jurisdiction: place,
    kind: 'record.put',
    actor: 'x',
    demo: true,
    payload: {
      register: row.register_id,
      on: '2026-11-19',
      source: '试',
      grade: 'A',
      status: 'approved',
      records: [
        {
          id: row.record_id,
          base: row.version,
          values: { ...row.values, ...(text && { [text[0]]: `${text[1] as string}${mark}` }) },
          stage: row.stage,
          passed: row.passed,
        },
      ],
    },
  } as Submission;
}

const organisation = (zh: string): Submission => ({
  jurisdiction: place,
  kind: 'organisation.put',
  actor: 'x',
  demo: true,
  payload: { organisations: [{ id: 'another', name: { zh, en: zh } }] },
});

async function writeSomething(round: number, pick: <T>(all: readonly T[]) => T): Promise<string> {
  const snapshot = await new Snapshots(db.store).get(place);
  const kind = ['observation', 'record', 'milestone', 'organisation', 'indicator'][round % 5] as string;
  const known = { on: '2026-11-19', source: '试', grade: 'A' as const };
  const acts: Record<string, () => Promise<Submission>> = {
    observation: async () => {
      const reported = [...snapshot.indicators.values()].filter(({ model }) => model.evidence.kind === 'observations');
      const { model } = pick(reported);
      return {
        jurisdiction: place,
        kind: 'observation.put',
        actor: 'x',
        demo: true,
        payload: {
          observations: [
            {
              indicator: model.id,
              place,
              period: '2025',
              value: 100 + round,
              status: 'approved',
              knownOn: known.on,
              source: known.source,
              grade: known.grade,
            },
          ],
        },
      };
    },
    record: async () => rewritten(pick(await recordsOf()), `${round}`),
    milestone: async () => ({
      jurisdiction: place,
      kind: 'milestone.put',
      actor: 'x',
      demo: true,
      payload: {
        milestones: [
          {
            commitment: pick(snapshot.commitments.filter(({ item }) => item.kind === 'action')).item.id,
            id: `m${round}`,
            title: { zh: '开工', en: 'Start' },
            due: '2026-06-30',
            doneOn: null,
            knownOn: known.on,
            source: known.source,
            grade: known.grade,
          },
        ],
      },
    }),
    organisation: async () => organisation(`单位${round}`),
    indicator: async () => {
      const { item } = pick([...snapshot.indicators.values()]);
      const name = { ...item.name, zh: `${item.name.zh}${round}` };
      return {
        jurisdiction: place,
        kind: 'indicator.put',
        actor: 'x',
        demo: true,
        payload: { indicators: [{ ...item, name }] },
      };
    },
  };
  const submission = await (acts[kind] as () => Promise<Submission>)();
  await db.ledger.submit(submission);
  return submission.kind;
}
