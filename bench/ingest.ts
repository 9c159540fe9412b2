/**
 * How fast evidence goes in and comes out: a sheet of 50,000 rows from its bytes to the committed entry, against exceljs
 * merely reading the same file; submissions a second with 1, 8 and 32 writers; a register of a million records.
 *
 *     npm run bench -- ingest [sheet] [writers] [million]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { isProblem } from '../src/core/measure/index.ts';
import { registerItem } from '../src/core/register/index.ts';
import { addJurisdiction } from '../src/evidence/ledger/ledger.ts';
import { Ledger } from '../src/evidence/book.ts';
import { copyText } from '../src/evidence/store/copy.ts';
import { openDatabase } from '../src/evidence/store/postgres.ts';
import { readRegister } from '../src/evidence/registers/import.ts';
import { listRecords } from '../src/evidence/reading/records.ts';
import { readSheet } from '../src/evidence/intake/sheet/index.ts';
import { Snapshots } from '../src/evidence/reading/snapshots.ts';
import { migrate } from '../src/evidence/store/migrate.ts';
import { openStore, type Store } from '../src/evidence/store/store.ts';

const say = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const p95 = (values: number[]) => values.toSorted((a, b) => a - b)[Math.ceil(0.95 * values.length) - 1] ?? 0;
async function timed<T>(work: () => Promise<T> | T): Promise<{ ms: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}

const firms = registerItem.parse({
  id: 'firms',
  name: { zh: '企业', en: 'Firms' },
  identify: ['name'],
  fields: [
    { id: 'name', name: { zh: '名称', en: 'Name' }, type: 'text', required: true },
    {
      id: 'kind',
      name: { zh: '类别', en: 'Kind' },
      type: 'choice',
      choices: ['alu', 'build', 'food', 'trade'].map((id) => ({ id, name: { zh: id, en: id } })),
    },
    { id: 'output', name: { zh: '产值', en: 'Output' }, type: 'money', unit: '万元', min: 0 },
    { id: 'tax', name: { zh: '税收', en: 'Tax' }, type: 'money', unit: '万元', min: 0 },
    { id: 'land', name: { zh: '用地', en: 'Land' }, type: 'number', unit: '亩' },
    {
      id: 'per_mu',
      name: { zh: '亩均税收', en: 'Tax per mu' },
      type: 'number',
      unit: '万元/亩',
      computed: 'tax / land',
    },
    { id: 'came', name: { zh: '引进日期', en: 'Introduced on' }, type: 'date' },
    { id: 'staff', name: { zh: '职工', en: 'Employees' }, type: 'number', decimals: 0 },
    { id: 'area', name: { zh: '片区', en: 'Area' }, type: 'text' },
    { id: 'note', name: { zh: '备注', en: 'Note' }, type: 'text', long: true },
  ],
});
const who = { login: 'bench', name: 'bench', role: 'planner' as const, organisation: null };
const kinds = ['alu', 'build', 'food', 'trade'];
const dayOf = (n: number) => new Date(Date.UTC(2015, 0, 1) + (n % 4000) * 86_400_000).toISOString().slice(0, 10);

async function sheetOf(rows: number): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('企业');
  sheet.addRow(['名称*', '类别', '产值（万元）', '税收（万元）', '用地（亩）', '引进日期', '职工', '片区', '备注']);
  for (let n = 0; n < rows; n += 1)
    sheet.addRow([
      `示例企业第${n}号`,
      kinds[n % 4],
      (n * 37) % 90_000,
      ((n * 11) % 4000) / 10,
      5 + (n % 200),
      new Date(`${dayOf(n)}T00:00:00Z`),
      (n * 7) % 900,
      `片区${n % 25}`,
      n % 3 === 0 ? `备注 ${n}` : null,
    ]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function prepare(store: Store, ledger: Ledger, jurisdiction: string): Promise<void> {
  await addJurisdiction(store, jurisdiction, { zh: jurisdiction, en: jurisdiction });
  await ledger.submit({
    jurisdiction,
    kind: 'register.put',
    actor: 'bench',
    demo: false,
    payload: { registers: [firms] },
  });
  await ledger.submit({
    jurisdiction,
    kind: 'indicator.put',
    actor: 'bench',
    demo: false,
    payload: {
      indicators: [
        {
          id: 'large',
          name: { zh: '亩均税收二十万以上的铝企业', en: 'Aluminium firms' },
          unit: '家',
          nature: 'stock',
          cadence: 'year',
          direction: 'up',
          evidence: {
            kind: 'register',
            register: 'firms',
            fn: 'count',
            filter: 'kind = alu and per_mu >= 20',
            date: 'came',
          },
        },
      ],
    },
  });
}

async function sheet(store: Store, ledger: Ledger): Promise<void> {
  const rows = 50_000;
  const bytes = await sheetOf(rows);
  say(`\n## A sheet of ${rows.toLocaleString('en')} rows × 9 columns (${(bytes.length / 1e6).toFixed(1)} MB)`);
  const baseline: number[] = [];
  const whole: number[] = [];
  const copies: number[] = [];
  const parts: Record<'read' | 'check' | 'commit' | 'again', number[]> = { read: [], check: [], commit: [], again: [] };
  for (let round = 0; round < 3; round += 1) {
    baseline.push((await timed(async () => new ExcelJS.Workbook().xlsx.load(bytes.slice().buffer as ArrayBuffer))).ms);
    const jurisdiction = `sheet${round}`;
    await prepare(store, ledger, jurisdiction);
    const snapshot = await new Snapshots(store).get(jurisdiction);
    const read = await timed(() => readSheet(bytes, { name: 'firms.xlsx' }));
    if (isProblem(read.result)) throw new Error(read.result.en);
    const grid = read.result;
    const checked = await timed(() => readRegister(store, snapshot, 'firms', grid, who, '2026-01-01'));
    const { submission } = checked.result;
    if (!submission || checked.result.problems.length > 0)
      throw new Error(`the sheet has ${checked.result.problems.length} problems`);
    const committed = await timed(() => ledger.submit(submission(undefined)));
    const again = await timed(() => readRegister(store, snapshot, 'firms', grid, who, '2026-01-01'));
    if (again.result.rows.unchanged !== rows || again.result.submission)
      throw new Error('the second reading of the same file would change something');
    copies.push(await copied(store, jurisdiction, `copy${round}`));
    parts.read.push(read.ms);
    parts.check.push(checked.ms);
    parts.commit.push(committed.ms);
    parts.again.push(again.ms);
    whole.push(read.ms + checked.ms + committed.ms);
  }
  say(
    `exceljs merely reading it:       ${(median(baseline) / 1000).toFixed(2)} s (${baseline.map((ms) => (ms / 1000).toFixed(2)).join(', ')})`,
  );
  say(
    `Lantu, bytes to committed:       ${(median(whole) / 1000).toFixed(2)} s = ${Math.round(rows / (median(whole) / 1000)).toLocaleString('en')} rows/s (read ${(median(parts.read) / 1000).toFixed(2)}, check ${(median(parts.check) / 1000).toFixed(2)}, commit ${(median(parts.commit) / 1000).toFixed(2)})`,
  );
  say(
    `ratio:                           ${(median(whole) / median(baseline)).toFixed(2)}× the time of merely reading it`,
  );
  const [copy, reading] = [median(copies), median(parts.read)];
  say(`PostgreSQL's COPY of the rows:   ${(copy / 1000).toFixed(2)} s into the same tables with the same indexes`);
  say(
    `ratio to COPY:                   commit ${(median(parts.commit) / copy).toFixed(2)}×; all but the reading of the file ${((median(whole) - reading) / copy).toFixed(2)}× (bar: 2.5×)`,
  );
  say(`the same file again, 0 changes:  ${(median(parts.again) / 1000).toFixed(2)} s for the check`);
}

/** Milliseconds of a COPY of all records of a place, and of their versions, into the same tables under another place. */
async function copied(store: Store, from: string, to: string): Promise<number> {
  await addJurisdiction(store, to, { zh: to, en: to });
  const tables: { table: 'record' | 'record_version'; columns: string[]; data: string }[] = [];
  for (const table of ['record', 'record_version'] as const) {
    const { rows } = await sql<
      Record<string, unknown>
    >`select * from ${sql.table(table)} where jurisdiction_id = ${from}`.execute(store);
    const moved = rows.map((row): Record<string, unknown> => ({ ...row, jurisdiction_id: to }));
    const columns = Object.keys(moved[0] ?? {});
    tables.push({ table, columns, data: copyText(moved, columns) });
  }
  const { ms } = await timed(() =>
    store.transaction().execute(async (tx) => {
      for (const { table, columns, data } of tables)
        await sql`copy ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))}) from stdin -- ${data}`.execute(
          tx,
        );
    }),
  );
  return ms;
}

async function writers(store: Store, ledger: Ledger): Promise<void> {
  say('\n## Submissions a second, one figure each, every one acknowledged after fsync');
  await prepare(store, ledger, 'writers');
  let single = 0;
  for (const count of [1, 8, 32]) {
    const until = performance.now() + 5_000;
    let done = 0;
    await Promise.all(
      Array.from({ length: count }, async (_, writer) => {
        for (let n = 0; performance.now() < until; n += 1) {
          await ledger.submit({
            jurisdiction: 'writers',
            kind: 'observation.put',
            actor: `w${writer}`,
            demo: false,
            payload: {
              observations: [
                {
                  indicator: 'large',
                  place: 'writers',
                  period: String(2000 + (n % 100)),
                  value: n,
                  knownOn: '2026-01-01',
                  source: 'bench',
                  grade: 'A',
                },
              ],
            },
          });
          done += 1;
        }
      }),
    );
    const rate = done / 5;
    if (count === 1) single = rate;
    say(
      `${String(count).padStart(2)} writers: ${Math.round(rate).toLocaleString('en').padStart(6)}/s   ${(rate / single).toFixed(1)}× one writer`,
    );
  }
}

async function million(store: Store, ledger: Ledger): Promise<void> {
  const total = 1_000_000;
  say(`\n## A register of ${total.toLocaleString('en')} records`);
  await prepare(store, ledger, 'million');
  const made = await timed(async () => {
    const perEntry = 25_000;
    for (let from = 0; from < total; from += perEntry) {
      const records = Array.from({ length: perEntry }, (_, at) => {
        const n = from + at;
        return {
          id: `r${n}`,
          base: null,
          values: {
            name: `示例企业第${n}号`,
            kind: kinds[n % 4] ?? '',
            output: (n * 37) % 90_000,
            tax: ((n * 11) % 4000) / 10,
            land: 5 + (n % 200),
            came: dayOf(n),
            staff: (n * 7) % 900,
            area: `片区${n % 25}`,
          },
          stage: null,
          passed: {},
        };
      });
      await ledger.submit({
        jurisdiction: 'million',
        kind: 'record.put',
        actor: 'bench',
        demo: false,
        payload: { register: 'firms', on: '2025-12-31', source: 'bench', grade: 'A', status: 'approved', records },
      });
    }
  });
  say(
    `written through the ledger in ${(made.ms / 1000).toFixed(0)} s = ${Math.round(total / (made.ms / 1000)).toLocaleString('en')} records/s`,
  );
  await sql`analyze record, record_version`.execute(store);
  const snapshots = new Snapshots(store);
  const snapshot = await snapshots.get('million');
  const measure = async (name: string, rounds: number, work: (round: number) => Promise<unknown>) => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push((await timed(() => work(round))).ms);
    say(
      `${name.padEnd(58)} p50 ${median(times).toFixed(0).padStart(6)} ms   p95 ${p95(times).toFixed(0).padStart(6)} ms   (${rounds} times)`,
    );
  };
  const page = (query: Parameters<typeof listRecords>[4]) => listRecords(store, snapshot, firms, 'all', query);
  await measure('first page, newest first', 40, () => page({ limit: 50 }));
  await measure('page 20', 40, (round) => page({ limit: 50, from: 950 + round }));
  await measure('filter: kind = alu and output >= 80000', 20, (round) =>
    page({ limit: 50, filter: `kind = alu and output >= ${80_000 + round}` }),
  );
  await measure('filter: one name', 20, (round) => page({ limit: 50, filter: `name = 示例企业第${round * 997}号` }));
  await measure('filter: area = 片区7 and came >= 2020-01-01', 20, () =>
    page({ limit: 50, filter: 'area = 片区7 and came >= 2020-01-01' }),
  );
  await measure('sorted by output', 10, () => page({ limit: 50, sort: '-output' }));
  // Another day each time, so that nothing is served from what was kept.
  await measure('count-indicator as of a day (nothing kept)', 10, async (round) =>
    (await snapshots.at('million', `2026-01-${String(round + 1).padStart(2, '0')}`, 'all')).series('large'),
  );
  await measure('count-indicator, register unchanged', 40, async () =>
    (await snapshots.at('million', '2026-01-01', 'all')).series('large'),
  );
}

export async function run(args: string[]): Promise<void> {
  const parts = args.length > 0 ? args : ['sheet', 'writers', 'million'];
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-bench-'));
  const database = await openDatabase({ dataDir });
  const store = openStore(database.url, 40);
  try {
    await migrate(database.url);
    const { rows } = await sql<{ server_version: string }>`show server_version`.execute(store);
    say(
      `ingest · Node ${process.versions.node} · PostgreSQL ${rows[0]?.server_version} · exceljs 4.4.0 · ${cpus().length} cores`,
    );
    const ledger = new Ledger(store);
    if (parts.includes('sheet')) await sheet(store, ledger);
    if (parts.includes('writers')) await writers(store, ledger);
    if (parts.includes('million')) await million(store, ledger);
    say(
      '\nWhat this does not prove: the disk of the machine decides the submissions a second; clerks upload far smaller sheets; one client only.',
    );
  } finally {
    await store.destroy();
    await database.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
