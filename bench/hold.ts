/**
 * `npm run bench -- hold [RUNS]`: how long the event loop of the serving process is held at most while 60 projects are
 * simulated, for their page and for the gaps of all targets, against the same computed on the loop (the named baseline);
 * and while long lists are read and judged. All data are invented (演示).
 */
import { OneServer } from '../src/evidence/store/servers.ts';
import { Vault } from '../src/evidence/store/vault.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { arch, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { readProjects } from '../src/domains/projects/read.ts';
import { simulate } from '../src/domains/projects/simulation.ts';
import { firmFigures } from '../src/domains/firms/registers.ts';
import { Ledger } from '../src/evidence/book.ts';
import type { Services } from '../src/evidence/domain.ts';
import { contributing, listsOf } from '../src/evidence/judgement.ts';
import { installPack } from '../src/evidence/pack/install.ts';
import { readPack, shippedPack } from '../src/evidence/pack/pack.ts';
import { Snapshots } from '../src/evidence/reading/snapshots.ts';
import { Runner, Runs } from '../src/evidence/run/index.ts';
import { openDatabase } from '../src/evidence/store/postgres.ts';
import { migrate } from '../src/evidence/store/migrate.ts';
import { openStore, type Store } from '../src/evidence/store/store.ts';
import { domains } from '../src/server/domains.ts';
import { gatherContributions } from '../src/work/foresight/contributions.ts';
import { getBoard } from '../src/work/foresight/api.ts';
import { foresight } from '../src/work/foresight/index.ts';
import { getList } from '../src/work/registers/list-api.ts';
import { registers } from '../src/work/registers/index.ts';
import { ask } from '../test/ask.ts';

const today = '2026-11-26';
const bar = 50;
const leader = { role: 'leader', login: 'bench', organisation: null } as const;

export async function run([runs = '5']: string[]): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-hold-'));
  const database = await openDatabase({ dataDir });
  await migrate(database.url);
  const store = openStore(database.url, 10);
  try {
    const ledger = new Ledger(store);
    const pack = readPack(shippedPack('qingzhen'));
    const jurisdiction = pack.jurisdiction.id;
    await installPack(store, ledger, domains, pack, { actor: 'bench', demo: true });
    await lengthen(ledger, jurisdiction);
    const load = loadavg()[0]?.toFixed(1);
    say(`hold · Node ${process.versions.node} · ${arch()} · ${cpus().length} cores, load ${load} · ${runs} runs`);
    say('longest hold of the event loop, ms: least, middle, most\n');
    const measured = new Map<string, number[]>();
    // The first round compiles; it is not counted.
    for (let round = 0; round <= Number(runs); round += 1)
      for (const [name, work] of Object.entries(casesOf(store, ledger, database.url, jurisdiction))) {
        const held = await longest(await work());
        if (round > 0) measured.set(name, [...(measured.get(name) ?? []), held]);
      }
    let over = 0;
    for (const [name, holds] of measured) {
      const [least = 0, middle = 0, most = 0] = [0, 0.5, 1].map(
        (share) => holds.toSorted((a, b) => a - b)[Math.round(share * (holds.length - 1))] ?? 0,
      );
      if (!name.startsWith('baseline') && middle > bar) over += 1;
      say(`${least.toFixed(0).padStart(6)} ${middle.toFixed(0).padStart(6)} ${most.toFixed(0).padStart(6)}  ${name}`);
    }
    say(`\n${over === 0 ? 'in the middle nothing' : `${over} of them`} held the loop over ${bar} ms`);
    say(
      'What this does not prove: one reader at a time; a machine with other work adds its own waits to every figure.',
    );
    if (over > 0) process.exitCode = 1;
  } finally {
    await store.destroy();
    await database.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Each case makes ready what is not measured and gives what is. Every round begins with nothing read. */
function casesOf(
  store: Store,
  ledger: Ledger,
  databaseUrl: string,
  jurisdiction: string,
): Record<string, () => Promise<() => Promise<unknown>>> {
  const lists = listsOf(domains);
  const served = () => {
    const runs = new Runs(store, foresight.runs);
    const services: Services = {
      store,
      ledger,
      snapshots: new Snapshots(store),
      runs,
      servers: new OneServer(),
      databaseUrl,
      lists,
      vault: Vault.passing(),
      today: () => today,
    };
    return services;
  };
  const viewed = async (services = served()) => {
    await services.snapshots.get(jurisdiction);
    return services.snapshots.at(jurisdiction, today, 'all');
  };
  const page = (list: string) => async () => {
    const services = served();
    await viewed(services);
    return () =>
      ask(registers.routes(services), getList, leader, { params: { jurisdiction, list }, query: { limit: 100 } });
  };
  return {
    'baseline: 60 projects simulated on the loop': async () => {
      const view = await viewed();
      return () => readProjects(view, simulate);
    },
    'page of these projects': page('projects'),
    'baseline: contributions to all targets gathered on the loop': async () => {
      const view = await viewed();
      return () => gatherContributions(contributing(lists), view, 'all');
    },
    'forecasts, contributions and gaps of all targets as a run': async () => {
      await store.deleteFrom('run').execute();
      await store.deleteFrom('foresight').execute();
      const services = served();
      const given = { databaseUrl, contributing: contributing(lists) };
      const runner = new Runner(store, given, foresight.runs ?? []);
      return async () => {
        await ask(foresight.routes(services), getBoard, leader, { params: { jurisdiction } });
        await runner.idle();
        const { targets } = await ask(foresight.routes(services), getBoard, leader, { params: { jurisdiction } });
        if (targets.length === 0) throw new Error('nothing was computed');
      };
    },
    'page of 2,000 leads, looked at for doubles': page('leads'),
    'a list of 20,000 records, typed': async () => {
      const view = await viewed();
      return () => view.list(firmFigures);
    },
  };
}

/** Milliseconds that the loop was held at most while something was under way. */
async function longest(work: () => Promise<unknown>): Promise<number> {
  await sleep(50);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  await sleep(5);
  delay.disable();
  return delay.max / 1e6;
}

/** Sixty projects that still have all their way to go, more leads and more years of firms than the demonstration has. */
async function lengthen(ledger: Ledger, jurisdiction: string): Promise<void> {
  const put = (register: string, records: object[]) =>
    ledger.submit({
      jurisdiction,
      kind: 'record.put',
      actor: 'bench',
      demo: true,
      payload: { register, on: '2026-11-20', source: '演示', grade: 'B', status: 'approved', records } as never,
    });
  const nouns = '新材料 铝业 建材 装备 食品 物流 能源 环保 电子 家居'.split(' ');
  const marks = Array.from(
    { length: 1_880 },
    (_, n) => `${'恒泰宏远金诚华兴'[n % 8]}${'瑞丰盛达和信联科'[(n >> 3) % 8]}${n}`,
  );
  await put(
    'leads',
    marks.map((mark, n) => ({
      id: `long-${n}`,
      base: null,
      stage: 'lead',
      passed: { lead: '2026-01-01' },
      values: {
        name: `演示长表线索${n}`,
        firm: `${mark}${nouns[n % nouns.length]}有限公司`,
        bureau: 'etdz',
        channel: 'soe',
        output: 1 + (n % 7),
        land: 20 + (n % 50),
        investment: 2,
        first_start: 2027,
        park: 'park-1',
      },
    })),
  );
  await put(
    'projects',
    Array.from({ length: 60 }, (_, n) => ({
      id: `long-${n}`,
      base: null,
      stage: 'signed',
      passed: { signed: `2026-0${1 + (n % 9)}-10` },
      values: { name: `演示在建项目${n}`, bureau: 'etdz', park: `park-${1 + (n % 12)}`, investment: 2, output: 3 },
    })),
  );
  const figures = Array.from({ length: 19_600 }, (_, n) => ({
    id: `long-${n}`,
    base: null,
    stage: null,
    passed: {},
    values: { firm: `firm-${1 + (n % 150)}`, year: String(1800 + Math.floor(n / 150)), land: 10, tax: 5, sales: 90 },
  }));
  for (let from = 0; from < figures.length; from += 4_900) await put('firm-figures', figures.slice(from, from + 4_900));
}
