/**
 * How long 5,000 cases of approval take from a pasted sheet to judged clocks: read, checked, handed in, read back, every due
 * day computed.
 * Beside it the same clocks with natural days alone, so that what the calendar costs can be seen.
 *
 *     npm run bench -- approvals [CASES]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, addWorkdays, dueAfter, isProblem, unwrap } from '../src/core/measure/index.ts';
import { seeded } from '../src/core/random/index.ts';
import { approvals } from '../src/domains/approvals/index.ts';
import { judgedCases } from '../src/domains/approvals/case-list.ts';
import { cases } from '../src/domains/approvals/registers.ts';
import { Ledger } from '../src/evidence/book.ts';
import { addJurisdiction } from '../src/evidence/ledger/ledger.ts';
import { installRegisters } from '../src/evidence/pack/install.ts';
import { readPasted } from '../src/evidence/intake/sheet/index.ts';
import { Snapshots } from '../src/evidence/reading/snapshots.ts';
import { readRegister } from '../src/evidence/registers/import.ts';
import { openDatabase } from '../src/evidence/store/postgres.ts';
import { migrate } from '../src/evidence/store/migrate.ts';
import { openStore } from '../src/evidence/store/store.ts';

const say = (line = ''): void => void process.stdout.write(`${line}\n`);

export async function run([given]: string[]): Promise<void> {
  const total = Number(given ?? 5000);
  const random = seeded(5000);
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-bench-'));
  const database = await openDatabase({ dataDir });
  const store = openStore(database.url, 10);
  try {
    await migrate(database.url);
    const ledger = new Ledger(store);
    await addJurisdiction(store, 'bench', { zh: '测试', en: 'Bench' });
    await installRegisters(store, ledger, 'bench', [approvals]);
    const record = (register: string, records: object[]) =>
      ledger.submit({
        jurisdiction: 'bench',
        kind: 'record.put',
        actor: 'x',
        demo: false,
        payload: { register, on: '2026-11-20', source: '导入', grade: 'A', status: 'approved', records } as never,
      });
    const line = (id: string, values: object, stage: string | null = null) => ({
      id,
      base: null,
      values,
      stage,
      passed: {},
    });
    await record('approval-items', [line('item', { name: '施工许可', legal: 20, promised: 10 })]);
    const heads =
      '办件编号\t审批事项\t收件日期\t受理日期\t承诺时限\t停表告知书文号\t停表起\t停表止\t办结日期\t办理结果\t阶段';
    const lines = Array.from({ length: total }, (_, n) => {
      const accepted = unwrap(addWorkdays(unwrap(addDays('2026-01-05', Math.floor(260 * random()))), 0)).day;
      const stop = n % 5 === 0 ? [`告知${n}`, accepted, unwrap(addDays(accepted, 20))] : ['', '', ''];
      const done = n % 3 > 0 ? [unwrap(addDays(accepted, 5 + (n % 40))), '准予', '办结'] : ['', '', '受理办理'];
      return [`办${n}`, '施工许可', accepted, accepted, 5 + (n % 30), ...stop, ...done].join('\t');
    });
    const text = [heads, ...lines].join('\n');
    const who = { login: 'x', name: '', role: 'planner' as const, organisation: null };
    const begun = performance.now();
    const grid = readPasted(text);
    if (isProblem(grid)) throw new Error(grid.en);
    const snapshot = await new Snapshots(store).get('bench');
    const cells = performance.now();
    const found = await readRegister(store, snapshot, 'approval-cases', grid, who, '2026-11-20');
    if (!found.submission || found.rows.added !== total) throw new Error(JSON.stringify(found.problems.slice(0, 3)));
    const checked = performance.now();
    await ledger.submit(found.submission(undefined));
    const written = performance.now();
    const view = await new Snapshots(store).at('bench', '2026-11-20', 'all');
    const read = await view.list(cases);
    const listed = performance.now();
    const judged = await judgedCases(view, read.rows);
    const clocked = performance.now();
    for (const { accepted_on: from, promised } of read.rows) unwrap(dueAfter(from ?? '', { days: promised ?? 1 }));
    const natural = performance.now() - clocked;
    const lights = Object.entries(Object.groupBy([...judged.values()], ({ light }) => light ?? 'grey'));
    say(`${total} cases on ${cpus().length} × ${cpus()[0]?.model}`);
    say(`text into cells        ${(cells - begun).toFixed(0)} ms`);
    say(`rows checked           ${(checked - cells).toFixed(0)} ms`);
    say(`written to the ledger  ${(written - checked).toFixed(0)} ms`);
    say(`read and typed         ${(listed - written).toFixed(0)} ms`);
    say(
      `clocks and lights      ${(clocked - listed).toFixed(0)} ms (${((clocked - listed) / natural).toFixed(1)} × natural days alone)`,
    );
    say(`in all                 ${(clocked - begun).toFixed(0)} ms`);
    say(lights.map(([light, all]) => `${light} ${all?.length}`).join(', '));
  } finally {
    await store.destroy();
    await database.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
