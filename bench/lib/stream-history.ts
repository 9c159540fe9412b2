import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { ecology } from '../../src/domains/ecology/index.ts';
import { lakeOf } from '../../src/domains/ecology/lake.ts';
import { registerStations } from '../../src/domains/ecology/stream/register-stations.ts';
import { readingsOf } from '../../src/domains/ecology/stream/readings.ts';
import { Ledger } from '../../src/evidence/book.ts';
import { addJurisdiction } from '../../src/evidence/ledger/ledger.ts';
import { installRegisters } from '../../src/evidence/pack/install.ts';
import { Snapshots } from '../../src/evidence/reading/snapshots.ts';
import { openDatabase } from '../../src/evidence/store/postgres.ts';
import { migrate } from '../../src/evidence/store/migrate.ts';
import { openStore } from '../../src/evidence/store/store.ts';
import { Vault } from '../../src/evidence/store/vault.ts';
import { monthsIn, newestHours } from '../../src/evidence/streams/values.ts';
import { partitionsFor } from '../../src/evidence/streams/partitions.ts';

const place = 'bench';
const stations = 12;
const factors = [
  'w01001',
  'w01009',
  'w01010',
  'w01014',
  'w01019',
  'w21003',
  'w21011',
  'w21001',
  'w01018',
  'w01016',
  'w01003',
  'w21017',
];
const mnOf = (n: number) => n.toString(16).toUpperCase().padStart(24, '0');
const hour = 3_600_000;

/** Five years of twelve stations, hour by hour, twelve factors: how long the page of the lake takes, and what it all weighs. */
export async function historyBench(say: (line?: string) => void): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-stream-'));
  const database = await openDatabase({ dataDir, databaseUrl: undefined, onStep: () => {} });
  await migrate(database.url);
  const store = openStore(database.url, 8);
  try {
    const ledger = new Ledger(store);
    await addJurisdiction(store, place, { zh: '试验', en: 'Bench' });
    await installRegisters(store, ledger, place, [ecology]);
    const day = new Date().toISOString().slice(0, 10);
    await registerStations(
      { store, ledger, vault: Vault.passing(), today: () => '2020-01-01' },
      place,
      'bench',
      Array.from({ length: stations }, (_, n) => ({
        mn: mnOf(n),
        name: `站 ${n}`,
        password: '123456',
        key: null,
        kind: 'lake' as const,
      })),
    );
    const end = Date.parse(`${day}T00:00:00+08:00`);
    const begin = end - 5 * 365 * 24 * hour;
    const times = Array.from({ length: 61 }, (_, n) => begin + ((end - begin) / 60) * n);
    await partitionsFor(store, times, Date.now());
    const started = performance.now();
    await sql`insert into reading_hour (jurisdiction_id, mn, factor, at, value, flag, low, high, n, made, frame, why, demo)
      select ${place}, m, f, t, 0.02 + 0.02 * random(), 'N', null, null, 1, 'device', 1, null, false
      from generate_series(${new Date(begin).toISOString()}::timestamptz, ${new Date(end - hour).toISOString()}::timestamptz, interval '1 hour') t,
        unnest(${Array.from({ length: stations }, (_, n) => mnOf(n))}::text[]) m, unnest(${factors}::text[]) f`.execute(
      store,
    );
    await sql`insert into reading_day select jurisdiction_id, mn, factor, to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day,
        avg(value), min(value), max(value), count(*), 'plain', null, false from reading_hour group by 1, 2, 3, 4`.execute(
      store,
    );
    await sql`insert into reading_month select jurisdiction_id, mn, factor, substr(day, 1, 7), avg(value), min(low), max(high), count(*), false
      from reading_day group by 1, 2, 3, 4`.execute(store);
    await sql`vacuum analyze`.execute(store);
    say(`filled in ${((performance.now() - started) / 1000).toFixed(0)} s`);
    const { rows: sizes } = await sql<{ name: string; n: number; size: string }>`
      select 'reading_hour' as name, (select count(*) from reading_hour) as n, pg_size_pretty(sum(pg_total_relation_size(relid))) as size from pg_partition_tree('reading_hour')
      union all select 'reading_day', (select count(*) from reading_day), pg_size_pretty(pg_total_relation_size('reading_day'))
      union all select 'reading_month', (select count(*) from reading_month), pg_size_pretty(pg_total_relation_size('reading_month'))`.execute(
      store,
    );
    for (const { name, n, size } of sizes) say(`${name}: ${n} rows, ${size}`);
    const plan = await sql<{ 'QUERY PLAN': string }>`explain select * from reading_hour
      where jurisdiction_id = ${place} and mn = ${mnOf(3)} and factor = 'w21011' and at >= ${new Date(end - 30 * 24 * hour).toISOString()} and at < ${new Date(end).toISOString()}`.execute(
      store,
    );
    const leaves = await sql<{
      n: number;
    }>`select count(*) as n from pg_partition_tree('reading_hour') where isleaf`.execute(store);
    const touched = plan.rows
      .filter((row) => /on reading_hour_/.test(row['QUERY PLAN']))
      .map((row) => row['QUERY PLAN'].trim());
    say(`plan of a month of one factor: ${touched.length} of ${leaves.rows[0]?.n} partitions — ${touched.join('; ')}`);
    const snapshots = new Snapshots(store);
    const head = await store
      .selectFrom('chain_head')
      .select('seq')
      .where('jurisdiction_id', '=', place)
      .executeTakeFirstOrThrow();
    snapshots.moved(place, head.seq);
    const waits: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      // Another day each time, so that nothing is kept from before.
      const asOf = new Date(end - (n + 1) * 24 * hour).toISOString().slice(0, 10);
      const before = performance.now();
      const lake = await lakeOf(await snapshots.at(place, asOf, 'all'));
      waits.push(performance.now() - before);
      if (lake.sections.length !== stations) throw new Error('sections');
    }
    // The same rows, and nothing made of them.
    const bare: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      const to = end - n * 24 * hour;
      const [asOf, before] = [new Date(to - 24 * hour).toISOString(), performance.now()];
      const year = Number(asOf.slice(0, 4));
      await Promise.all([
        newestHours(store, place, to),
        monthsIn(store, place, { from: `${year - 1}-01`, to: asOf.slice(0, 7) }),
        monthsIn(store, place, { from: `${year - 5}-01`, to: asOf.slice(0, 7), factor: 'w21011' }),
      ]);
      bare.push(performance.now() - before);
    }
    const reads: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      const before = performance.now();
      await readingsOf(store, place, mnOf(n % stations), 'hour', 'w21011', {
        from: end - (30 + n) * 24 * hour,
        to: end - n * 24 * hour,
      });
      reads.push(performance.now() - before);
    }
    const p = (list: number[], share: number) =>
      list.toSorted((a, b) => a - b)[Math.ceil(share * list.length) - 1]?.toFixed(0);
    say(`lake page, another day each time: p50 ${p(waits, 0.5)} ms, p95 ${p(waits, 0.95)} ms (goal 100)`);
    say(
      `its rows read and nothing made of them: p50 ${p(bare, 0.5)} ms, p95 ${p(bare, 0.95)} ms · ratio of medians ${(Number(p(waits, 0.5)) / Number(p(bare, 0.5))).toFixed(1)}`,
    );
    say(`a month of one factor by the hour: p50 ${p(reads, 0.5)} ms, p95 ${p(reads, 0.95)} ms`);
    if (Number(p(waits, 0.95)) > 100) process.exitCode = 1;
  } finally {
    await store.destroy();
    await database.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
