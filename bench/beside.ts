/**
 * How long another person of the same city waits for a figure while 50,000 new records are written: as one entry (the baseline),
 * and as entries that wait until one takes them, in turns in one run.
 *
 *     npm run bench -- beside [ROWS] [ROUNDS]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { registerItem } from '../src/core/register/index.ts';
import { Ledger } from '../src/evidence/book.ts';
import { addJurisdiction } from '../src/evidence/ledger/ledger.ts';
import { inThread } from '../src/evidence/run/index.ts';
import { migrate } from '../src/evidence/store/migrate.ts';
import { openDatabase } from '../src/evidence/store/postgres.ts';
import { openStore } from '../src/evidence/store/store.ts';
import type * as Beside from './lib/beside-work.ts';

const work = new URL('./lib/beside-work.ts', import.meta.url);
const firms = registerItem.parse({
  id: 'firms',
  name: { zh: '企业', en: 'Firms' },
  identify: ['name'],
  fields: [
    { id: 'name', name: { zh: '名称', en: 'Name' }, type: 'text', required: true },
    { id: 'output', name: { zh: '产值', en: 'Output' }, type: 'money', unit: '万元' },
    { id: 'tax', name: { zh: '税收', en: 'Tax' }, type: 'money', unit: '万元' },
    { id: 'land', name: { zh: '用地', en: 'Land' }, type: 'number', unit: '亩' },
    { id: 'per_mu', name: { zh: '亩均税收', en: 'Tax per mu' }, type: 'number', computed: 'tax / land' },
  ],
});

export async function run([rows = '50000', rounds = '3']: string[]): Promise<void> {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-beside-'));
  const database = await openDatabase({ dataDir });
  await migrate(database.url);
  const store = openStore(database.url, 4);
  const ledger = new Ledger(store);
  say(
    `beside · Node ${process.versions.node} · ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} · ${rows} records`,
  );
  try {
    const worst = { one: [] as number[], staged: [] as number[] };
    for (let round = 0; round < Number(rounds); round += 1)
      for (const staged of [false, true]) {
        const jurisdiction = `city-${round}-${staged ? 's' : 'o'}`;
        await addJurisdiction(store, jurisdiction, { zh: jurisdiction, en: jurisdiction });
        const of = { jurisdiction, actor: 'bench', demo: false };
        await ledger.submit({ ...of, kind: 'register.put', payload: { registers: [firms] } });
        let over = false;
        const task = { databaseUrl: database.url, jurisdiction, rows: Number(rows), staged };
        const written = inThread<typeof Beside>(work, task, { seconds: 600, megabytes: 1024 }).finally(
          () => (over = true),
        );
        const waited: number[] = [];
        for (let n = 0; !over; n += 1) {
          const from = performance.now();
          await ledger.submit({
            ...of,
            kind: 'observation.put',
            payload: {
              observations: [
                {
                  indicator: 'gdp',
                  place: jurisdiction,
                  period: '2025',
                  value: n,
                  knownOn: '2026-01-20',
                  source: 'bench',
                  grade: 'A',
                },
              ],
            },
          });
          waited.push(performance.now() - from);
          await sleep(20);
        }
        const sorted = waited.toSorted((a, b) => a - b);
        const longest = sorted.at(-1) ?? 0;
        worst[staged ? 'staged' : 'one'].push(longest);
        say(
          `${staged ? 'waiting, then taken' : 'one entry         '}: written in ${((await written) / 1000).toFixed(2)} s; ${sorted.length} figures beside it, p50 ${sorted[sorted.length >> 1]?.toFixed(0)} ms, longest ${longest.toFixed(0)} ms`,
        );
      }
    say(
      `longest wait, over the baseline: ${worst.staged.map((ms, n) => (ms / (worst.one[n] ?? 1)).toFixed(3)).join(', ')} ×; bar 300 ms`,
    );
    say(
      'Not shown: a database on another machine, and registers whose records draw numbers or are closed (they are one entry).',
    );
  } finally {
    await store.destroy();
    await database.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
