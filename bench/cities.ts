/**
 * Many places on one server: how long it takes to start, what it holds and how it answers, with one place (the baseline) and
 * with many of which some are asked. The places are copies of Qingzhen's pack made in the database, so their seals do not
 * verify; nothing of this reads seals.
 *
 *     npm run bench -- cities [PLACES … (default 300 1000)]
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../src/evidence/store/postgres.ts';

const say = (line = ''): void => void process.stdout.write(`${line}\n`);
const port = 5596;
const source = '520181';
const [active, atOnce] = [100, 20];

export async function run(args: string[]): Promise<void> {
  const sizes = args.map(Number).filter((n) => n > 0);
  say(
    `cities · Node ${process.versions.node} · ${cpus().length} cores · ${active} places asked, ${atOnce} readers at once`,
  );
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-cities-'));
  try {
    // Loads the pack, and has it forecast once.
    await served(dataDir, async () => {});
    const base = await served(dataDir, () => asked([source]));
    say(`    1 place: ${told(base)}`);
    let before = 1;
    for (const size of (sizes.length > 0 ? sizes : [300, 1000]).toSorted((a, b) => a - b)) {
      await copied(dataDir, before, size);
      before = size;
      const step = Math.max(1, Math.floor(size / active));
      const places = Array.from({ length: Math.min(active, size) }, (_, n) => nameOf(n * step));
      const many = await served(dataDir, () => asked(places));
      say(`${String(size).padStart(5)} places: ${told(many)}; p95 ${(many.p95 / base.p95).toFixed(2)} × of one place`);
    }
    say(
      'Not shown: places that write, people at work in each, forecasts of 100 places at once on more than these cores.',
    );
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const nameOf = (n: number) => (n === 0 ? source : `c${n}`);

interface Measured {
  /** Seconds to the first answer. */
  start: number;
  /** MB after the start, and after the places were asked. */
  idle: number;
  heap: number;
  resident: number;
  /** Milliseconds: the first page of a place, and later ones. */
  first: number;
  p50: number;
  p95: number;
}

const told = ({ start, idle, heap, resident, first, p50, p95 }: Measured) =>
  `start ${start.toFixed(1)} s, heap ${idle} MB idle and ${heap} MB asked (resident ${resident} MB), first page of a place p95 ${Math.round(first)} ms, then p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`;

async function served(
  dataDir: string,
  work: () => Promise<Pick<Measured, 'first' | 'p50' | 'p95'> | void>,
): Promise<Measured> {
  const began = performance.now();
  const main = join(import.meta.dirname, '..', 'src', 'cli', 'main.ts');
  const args = [
    '--disable-warning=ExperimentalWarning',
    main,
    'serve',
    '--no-demo',
    '--data',
    dataDir,
    '--port',
    String(port),
  ];
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await new Promise<void>((done, failed) => {
      server.stdout.on('data', (data: Buffer) => data.toString().includes('ready') && done());
      server.once('exit', () => failed(new Error('the server ended')));
    });
    const start = (performance.now() - began) / 1000;
    const idle = (await memory()).heap;
    const found = (await work()) ?? { first: 0, p50: 0, p95: 0 };
    return { start, idle, ...(await memory()), ...found };
  } finally {
    server.kill('SIGTERM');
    await new Promise((done) => server.once('exit', done));
  }
}

async function memory(): Promise<{ heap: number; resident: number }> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const of = (name: string) =>
    Math.round(Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)`, 'mu').exec(text)?.[1]) / 2 ** 20);
  return { heap: of('nodejs_heap_size_used_bytes'), resident: of('process_resident_memory_bytes') };
}

async function asked(places: readonly string[]): Promise<Pick<Measured, 'first' | 'p50' | 'p95'>> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const ask = (place: string) =>
    new Promise<number>((done, failed) => {
      const from = performance.now();
      get({ host: '127.0.0.1', port, path: `/api/${place}/overview`, agent }, (answer) => {
        answer.resume();
        answer.once('end', () =>
          answer.statusCode === 200
            ? done(performance.now() - from)
            : failed(new Error(`${place}: ${answer.statusCode}`)),
        );
      }).once('error', failed);
    });
  const first: number[] = [];
  for (const place of places) first.push(await ask(place));
  const later: number[] = [];
  for (let round = 0; round < Math.ceil(4000 / atOnce); round += 1)
    later.push(
      ...(await Promise.all(
        Array.from({ length: atOnce }, (_, n) => ask(places[(round * atOnce + n) % places.length] ?? source)),
      )),
    );
  agent.destroy();
  const at = (all: number[], share: number) =>
    all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0;
  return { first: at(first, 0.95), p50: at(later, 0.5), p95: at(later, 0.95) };
}

/** Copies every row of the first place to the places from `from` on, up to `to` in all. */
async function copied(dataDir: string, from: number, to: number): Promise<void> {
  const database = await openDatabase({ dataDir });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string; columns: string[] }>(
      `select c.table_name as table, array_agg(c.column_name::text order by c.ordinal_position) as columns
       from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
       where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.is_identity = 'NO' and c.is_generated = 'NEVER'
       group by c.table_name having bool_or(c.column_name = 'jurisdiction_id') order by c.table_name = 'jurisdiction' desc`,
    );
    for (const { table, columns } of rows) {
      if (['run', 'foresight_part', 'search_line', 'session', 'chain_head_told'].includes(table)) continue;
      const given = columns.map((column) =>
        column === 'jurisdiction_id'
          ? "'c' || copy_no"
          : column === 'place'
            ? `case when ${column} = '${source}' then 'c' || copy_no else ${column} end`
            : `"${column}"`,
      );
      await client.query(
        `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
         select ${given.join(', ')} from "${table}", generate_series($1::int, $2::int) copy_no where jurisdiction_id = $3
         on conflict do nothing`,
        [from, to - 1, source],
      );
    }
    await client.query('analyze');
  } finally {
    await client.end();
    await database.release();
  }
}
