import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../test/store.ts';
import { restoreBackup, writeBackup } from './backup.ts';
import { sm3 } from './ledger/canonical.ts';
import { verifyChains } from './book.ts';

let from: TestStore;
const folder = mkdtempSync(join(tmpdir(), 'lantu-backup-'));
const file = join(folder, 'one.lantu');
const stores: TestStore[] = [];
let untouched: TestStore | undefined;

beforeAll(async () => {
  from = await testStore();
  const text = '清镇市规划。\u2028第二行 "引号" \\ 反斜杠';
  await from.store
    .insertInto('blob')
    .values({ jurisdiction_id: 'test', hash: sm3(text), bytes: Buffer.from(text) })
    .execute();
  await from.ledger.submit({
    jurisdiction: 'test',
    kind: 'document.add',
    actor: 'x',
    demo: false,
    payload: { id: 'doc', name: '规划', textHash: sm3(text), format: 'text', characters: text.length },
  });
  await from.ledger.submit({
    jurisdiction: 'test',
    kind: 'indicator.put',
    actor: 'x',
    demo: false,
    payload: {
      indicators: [
        {
          id: 'gdp',
          name: { zh: '地区生产总值', en: 'GDP' },
          unit: '亿元',
          nature: 'flow',
          cadence: 'year',
          direction: 'up',
        },
      ],
    },
  });
  for (const [year, value] of [
    [2020, 300.1],
    [2021, 310.2],
  ] as const) {
    await from.ledger.submit({
      jurisdiction: 'test',
      kind: 'observation.put',
      actor: 'x',
      demo: false,
      payload: {
        observations: [
          {
            indicator: 'gdp',
            place: 'test',
            period: String(year),
            value,
            status: 'approved',
            knownOn: `${year + 1}-02-01`,
            source: '公报',
            grade: 'A',
          },
        ],
      },
    });
  }
  await from.store
    .insertInto('account')
    .values({
      jurisdiction_id: 'test',
      account_id: 'clerk',
      login: 'clerk',
      name: '填报人',
      password_hash: 'x',
      demo: false,
    })
    .execute();
  await from.store
    .insertInto('membership')
    .values({ jurisdiction_id: 'test', login: 'clerk', role: 'reporter', organisation_id: null })
    .execute();
  await from.store
    .insertInto('personal_reading')
    .values({
      jurisdiction_id: 'test',
      login: 'clerk',
      at: '2024-01-01T00:00:00.000Z',
      register_id: 'households',
      record_id: 'h1',
      fields: 'name',
      purpose: '核对',
    })
    .execute();
  await writeBackup(from.store, file);
});
afterAll(async () => {
  await from.close();
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A database with the schema and nothing else. */
async function empty(): Promise<TestStore> {
  const made = await testStore();
  await made.store.deleteFrom('chain_head').execute();
  await made.store.deleteFrom('jurisdiction').execute();
  stores.push(made);
  return made;
}

async function rowsOf({ store }: Pick<TestStore, 'store'>): Promise<unknown> {
  const tables = [
    'jurisdiction',
    'submission',
    'chain_head',
    'blob',
    'account',
    'membership',
    'personal_reading',
    'document',
    'indicator',
    'observation',
  ];
  const found: unknown[] = [];
  for (const table of tables)
    found.push((await sql`select to_jsonb(t) as row from ${sql.table(table)} t order by 1`.execute(store)).rows);
  return found;
}

/** The same lines with one change, packed again with a sum that fits. */
function altered(change: (text: string) => string, moreRows = 0): string {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n');
  const body = change(`${lines.slice(0, -1).join('\n')}\n`);
  const end = JSON.parse(lines.at(-1) ?? '') as { rows: number };
  const path = join(folder, `altered-${Math.random()}.lantu`);
  writeFileSync(path, gzipSync(`${body}${JSON.stringify({ rows: end.rows + moreRows, sm3: sm3(body) })}\n`));
  return path;
}

function written(bytes: Uint8Array): string {
  const path = join(folder, `written-${Math.random()}.lantu`);
  writeFileSync(path, bytes);
  return path;
}

async function refusal(path: string): Promise<string> {
  // One for all: what a refusal left behind would show in the next one.
  const { store } = (untouched ??= await empty());
  const code = await restoreBackup(store, path).then(
    () => 'restored',
    (error: { body?: { code: string } }) => error.body?.code ?? String(error),
  );
  expect((await rowsOf({ store })) as unknown[][]).toSatisfy((tables: unknown[][]) =>
    tables.every((rows) => rows.length === 0),
  );
  return code;
}

describe('a backup', () => {
  it('restores to the same rows, heads and tables for reading, and verifies', async () => {
    const into = await empty();
    const restored = await restoreBackup(into.store, file);
    expect(await rowsOf(into)).toEqual(await rowsOf(from));
    const reports = await verifyChains(into.store);
    expect(reports).toEqual(await verifyChains(from.store));
    expect(reports[0]).toMatchObject({ id: 'test', entries: 4, head: restored.jurisdictions[0]?.head });
    expect(reports[0]?.firstBroken ?? reports[0]?.differing).toBeUndefined();
  });

  it('of a version in which imports had a table of their own is restored without those that nobody wrote', async () => {
    const into = await empty();
    const older = (text: string) =>
      `${text}{"table":"import_draft","columns":["jurisdiction_id","draft_id"]}\n{"jurisdiction_id":"test","draft_id":"i"}\n`;
    await restoreBackup(into.store, altered(older, 1));
    expect(await rowsOf(into)).toEqual(await rowsOf(from));
  });

  it('can be added to after it was restored', async () => {
    const into = await empty();
    await restoreBackup(into.store, file);
    const entry = await into.ledger.submit({
      jurisdiction: 'test',
      kind: 'place.put',
      actor: 'x',
      demo: false,
      payload: {
        places: [{ id: '520181100', name: { zh: '红枫湖镇', en: 'Hongfenghu' }, kind: 'town', parent: null }],
      },
    });
    expect(entry.seq).toBe(5);
    expect((await verifyChains(into.store))[0]?.firstBroken).toBeUndefined();
    await into.store
      .insertInto('personal_reading')
      .values({
        jurisdiction_id: 'test',
        login: 'clerk',
        at: '2024-01-02T00:00:00.000Z',
        register_id: 'households',
        record_id: 'h1',
        fields: 'name',
        purpose: '再核对',
      })
      .execute();
  });

  it('is readable by nobody else, and leaves nothing half-made', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('holds no session', () => {
    expect(gunzipSync(readFileSync(file)).toString('utf8')).not.toContain('{"table":"session"');
  });

  it('never overwrites a file', async () => {
    await expect(writeBackup(from.store, file)).rejects.toMatchObject({ body: { code: 'file-exists' } });
    await expect(writeBackup(from.store, join(folder, 'nowhere', 'x'))).rejects.toMatchObject({
      body: { code: 'file-not-written' },
    });
  });
});

describe('restoring refuses, and writes nothing', () => {
  it('into a database that holds something', async () => {
    const into = await testStore();
    stores.push(into);
    await expect(restoreBackup(into.store, file)).rejects.toMatchObject({ body: { code: 'database-not-empty' } });
  });

  it('an entry, a document or a head that was changed, although the sum fits', async () => {
    expect(await refusal(altered((text) => text.replace('310.2', '410.2')))).toBe('backup-altered');
    expect(
      await refusal(
        altered((text) => text.replace(Buffer.from('清镇').toString('hex'), Buffer.from('贵阳').toString('hex'))),
      ),
    ).toBe('backup-altered');
    expect(await refusal(altered((text) => text.replace(/("seq":4,"hash":")[0-9a-f]{8}/u, '$100000000')))).toBe(
      'backup-altered',
    );
  });

  it('a line that was taken out, or whose sum does not fit', async () => {
    expect(await refusal(altered((text) => text.replace(/^.*"login":"clerk","role".*\n/mu, '')))).toBe('backup-broken');
    const bytes = gunzipSync(readFileSync(file));
    expect(await refusal(written(gzipSync(bytes.toString('utf8').replace('填报人', '别的人'))))).toBe('backup-broken');
  });

  it('a truncated file, wherever it ends', async () => {
    const bytes = readFileSync(file);
    for (const share of [0.3, 0.7, 0.99])
      expect(await refusal(written(bytes.subarray(0, Math.floor(bytes.length * share))))).toBe('backup-broken');
    const lines = gunzipSync(bytes).toString('utf8').split('\n');
    expect(await refusal(written(gzipSync(`${lines.slice(0, -2).join('\n')}\n`)))).toBe('backup-broken');
  });

  it('something else, and what a newer version wrote', async () => {
    expect(await refusal(written(Buffer.from('PK\u0003\u0004 not a backup')))).toBe('backup-foreign');
    expect(await refusal(written(gzipSync('{"hello":1}\n')))).toBe('backup-foreign');
    expect(await refusal(join(folder, 'nowhere'))).toBe('no-such-file');
    expect(await refusal(altered((text) => text.replace('"format":1', '"format":2')))).toBe('backup-newer');
    expect(await refusal(altered((text) => text.replace('0001-ledger.sql', '9999-later.sql')))).toBe('backup-newer');
    expect(
      await refusal(
        altered((text) => text.replace('"columns":["jurisdiction_id",', '"columns":["jurisdiction_id","colour",')),
      ),
    ).toBe('backup-newer');
  });
});
