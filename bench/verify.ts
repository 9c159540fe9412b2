/**
 * Verifying and rebuilding a chain by its length: four of five entries are a figure, one is a record. The walk over the seals alone
 * is the baseline that the comparison of tables is named against.
 *
 *     npm run bench -- verify [1000 10000 100000]
 *     npm run bench -- verify beside [RUNS]
 *
 * `beside`: so many checks while somebody writes; each that finds fault is a false alarm. Then one of each way to tamper.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { ecology } from '../src/domains/ecology/index.ts';
import { restoreBackup, writeBackup } from '../src/evidence/backup.ts';
import { holds, Ledger, rebuild, verifyChains } from '../src/evidence/book.ts';
import { addJurisdiction } from '../src/evidence/ledger/ledger.ts';
import { verifyChain } from '../src/evidence/ledger/verify.ts';
import { installRegisters } from '../src/evidence/pack/install.ts';
import { openDatabase } from '../src/evidence/store/postgres.ts';
import { migrate } from '../src/evidence/store/migrate.ts';
import { openStore, type Store } from '../src/evidence/store/store.ts';

const say = (line = ''): void => void process.stdout.write(`${line}\n`);
const place = 'bench';
const mib = () => Math.round(process.memoryUsage().rss / 2 ** 20);

export async function run(args: string[]): Promise<void> {
  if (args[0] === 'beside') return beside(Number(args[1] ?? 200));
  const sizes = args.map(Number).filter((n) => n > 0);
  say(`verify · Node ${process.versions.node} · ${cpus().length} cores`);
  for (const size of sizes.length > 0 ? sizes : [1_000, 10_000, 100_000]) await measured(size);
  say('Not shown: chains whose records have many versions, and a database on another machine.');
}

async function measured(size: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-verify-'));
  const database = await openDatabase({ dataDir, databaseUrl: undefined, onStep: () => {} });
  await migrate(database.url);
  const store = openStore(database.url, 4);
  try {
    await filled(store, size);
    const head = await store
      .selectFrom('chain_head')
      .selectAll()
      .where('jurisdiction_id', '=', place)
      .executeTakeFirstOrThrow();
    const walk = await timed(() => verifyChain(store, head));
    const whole = await timed(async () => {
      const reports = await verifyChains(store, place);
      if (!reports.every(holds)) throw new Error('the chain does not hold');
    });
    const rebuilt = await timed(() => rebuild(store, place));
    const backup = join(dataDir, 'bench.lantu');
    await writeBackup(store, backup);
    const restored = await timed(() => withEmpty((empty) => restoreBackup(empty, backup)));
    const per = (seconds: number) => `${seconds.toFixed(1)} s, ${Math.round(head.seq / seconds)} entries/s`;
    say(
      `${head.seq} entries: seals alone ${per(walk)} · with tables ${per(whole)} (${(whole / walk).toFixed(1)} ×) · rebuild ${per(rebuilt)} (${(rebuilt / walk).toFixed(1)} ×) · restore into an empty database, with its making, ${per(restored)} · resident ${mib()} MB`,
    );
  } finally {
    await store.destroy();
    await database.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Does work with an empty, migrated database. */
async function withEmpty<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-verify-'));
  const database = await openDatabase({ dataDir, databaseUrl: undefined, onStep: () => {} });
  await migrate(database.url);
  const store = openStore(database.url, 4);
  try {
    return await work(store);
  } finally {
    await store.destroy();
    await database.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What somebody with the rights of the database could do to a place of 400 entries. */
const tampering: Record<string, (at: string) => ReturnType<typeof sql>> = {
  'a changed number': (at) =>
    sql`update submission set payload = replace(payload, '"value":101', '"value":901') where jurisdiction_id = ${at}`,
  'an entry taken out': (at) => sql`delete from submission where jurisdiction_id = ${at} and seq = 200`,
  'a changed head': (at) => sql`update chain_head set hash = repeat('f', 64) where jurisdiction_id = ${at}`,
  'a changed table': (at) => sql`update observation set value = value + 1 where jurisdiction_id = ${at} and seq = 300`,
};

async function beside(runs: number): Promise<void> {
  await withEmpty(async (store) => {
    await filled(store, 1_000);
    const ledger = new Ledger(store);
    let [over, written, alarms] = [false, 0, 0];
    const writer = (async () => {
      while (!over) {
        await ledger.submit(figureOf(place, (written += 1)));
        await sleep(10);
      }
    })();
    for (let n = 0; n < runs; n += 1) if (!(await verifyChains(store, place)).every(holds)) alarms += 1;
    over = true;
    await writer;
    say(`${runs} checks while ${written} entries were written: ${alarms} false alarms`);
    for (const [name, change] of Object.entries(tampering)) {
      const at = name.replaceAll(' ', '-');
      await filled(store, 400, at);
      const before = (await verifyChains(store, at)).every(holds);
      await sql`alter table submission disable trigger user`.execute(store);
      const { numAffectedRows } = await change(at).execute(store);
      await sql`alter table submission enable trigger user`.execute(store);
      const [report] = await verifyChains(store, at);
      const told = report?.firstBroken ?? report?.differing;
      say(`${name} (${numAffectedRows} row): ${before && told ? `found, ${JSON.stringify(told)}` : 'NOT FOUND'}`);
    }
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1000;
}

const ofAt = (at: string) => ({ jurisdiction: at, actor: 'bench', demo: false });
const figureOf = (at: string, n: number) => ({
  ...ofAt(at),
  kind: 'observation.put' as const,
  payload: {
    observations: [
      {
        indicator: `i${n % 200}`,
        place: at,
        period: `${1990 + (Math.floor(n / 2400) % 40)}-${String(1 + (Math.floor(n / 200) % 12)).padStart(2, '0')}`,
        value: n,
        status: 'approved' as const,
        knownOn: '2026-01-01',
        source: '试验',
        grade: 'B' as const,
      },
    ],
  },
});
const recordOf = (at: string, n: number) => ({
  ...ofAt(at),
  kind: 'record.put' as const,
  payload: {
    register: 'restoration',
    on: '2026-01-01',
    source: '试验',
    grade: 'B' as const,
    status: 'approved' as const,
    records: [
      { id: `r${n}`, base: null, values: { name: `图斑 ${n}`, kind: 'mine', area: 1 }, stage: null, passed: {} },
    ],
  },
});

async function filled(store: Store, size: number, at = place): Promise<void> {
  const ledger = new Ledger(store);
  await addJurisdiction(store, at, { zh: '试验', en: 'Bench' });
  await installRegisters(store, ledger, at, [ecology]);
  for (let n = 0; n < size; n += 200)
    await ledger.submit(
      Array.from({ length: Math.min(200, size - n) }, (_, k) =>
        (n + k) % 5 === 4 ? recordOf(at, n + k) : figureOf(at, n + k),
      ),
    );
}
