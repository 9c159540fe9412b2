/**
 * Verifying and rebuilding a chain by its length: four of five entries are a figure, one is a record. The walk over the seals alone
 * is the baseline that the comparison of tables is named against.
 *
 *     npm run bench -- verify [1000 10000 100000]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ecology } from '../src/domains/ecology/index.ts';
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
    const per = (seconds: number) => `${seconds.toFixed(1)} s, ${Math.round(head.seq / seconds)} entries/s`;
    say(
      `${head.seq} entries: seals alone ${per(walk)} · with tables ${per(whole)} (${(whole / walk).toFixed(1)} ×) · rebuild ${per(rebuilt)} (${(rebuilt / walk).toFixed(1)} ×) · resident ${mib()} MB`,
    );
  } finally {
    await store.destroy();
    await database.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1000;
}

async function filled(store: Store, size: number): Promise<void> {
  const ledger = new Ledger(store);
  await addJurisdiction(store, place, { zh: '试验', en: 'Bench' });
  await installRegisters(store, ledger, place, [ecology]);
  const of = { jurisdiction: place, actor: 'bench', demo: false };
  const figure = (n: number) => ({
    ...of,
    kind: 'observation.put' as const,
    payload: {
      observations: [
        {
          indicator: `i${n % 200}`,
          place,
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
  const record = (n: number) => ({
    ...of,
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
  for (let n = 0; n < size; n += 200)
    await ledger.submit(
      Array.from({ length: Math.min(200, size - n) }, (_, k) => ((n + k) % 5 === 4 ? record(n + k) : figure(n + k))),
    );
}
