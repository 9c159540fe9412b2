import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Observation } from '../../src/core/measure/index.ts';
import type { IndicatorItem } from '../../src/core/plan/plan-file.ts';
import { addJurisdiction } from '../../src/evidence/ledger/ledger.ts';
import { Ledger } from '../../src/evidence/book.ts';
import { openDatabase } from '../../src/evidence/store/postgres.ts';
import { migrate } from '../../src/evidence/store/migrate.ts';
import { openStore } from '../../src/evidence/store/store.ts';
import type { SyntheticPlan } from '../standing.ts';
import { openSession, putAccount } from '../../src/work/sign-in/accounts.ts';

const readers = 50;
const port = 5597;

/**
 * The server's half: the real program on the synthetic plan, 50 readers at once on 总览. Warm: the answer is kept.
 * Cold: a new value was committed the moment before, so that nothing is kept. Other days: every reader asks for a day of
 * his own that nobody has asked for.
 */
export async function benchServer(
  plan: SyntheticPlan,
  observations: readonly Observation[],
  print: (line: string) => void,
): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-bench-'));
  const database = await openDatabase({ dataDir });
  await migrate(database.url);
  const store = openStore(database.url, 4);
  const ledger = new Ledger(store);
  const jurisdiction = 'bench';
  await addJurisdiction(store, jurisdiction, { zh: '测速市', en: 'Bench' });
  const of = { jurisdiction, actor: 'bench', demo: true };
  const indicators = plan.indicators as readonly unknown[] as IndicatorItem[];
  const commitments = plan.commitments
    .filter(({ kind }) => kind === 'target')
    .map((item) => ({ ...item, parent: null }));
  const began = performance.now();
  await ledger.submit({ ...of, kind: 'indicator.put', payload: { indicators } });
  await ledger.submit({
    ...of,
    kind: 'plan.put',
    payload: {
      plan: { id: 'bench', title: { zh: '测速规划', en: 'Bench' }, horizon: { start: 2022, end: 2028 } },
      mode: 'replace',
      commitments,
    },
  });
  const first = plan.places[0] ?? '';
  const items = observations.map(({ demo: _demo, value, ...item }) => ({
    ...item,
    place: item.place === first ? jurisdiction : item.place,
    value: typeof value === 'number' ? value : null,
  }));
  for (let from = 0; from < items.length; from += 20_000)
    await ledger.submit({
      ...of,
      kind: 'observation.put',
      payload: { observations: items.slice(from, from + 20_000) },
    });
  print(
    `server: ${items.length} observations and ${commitments.length} targets through the ledger in ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  await putAccount(store, {
    jurisdiction,
    login: 'leader',
    name: 'leader',
    password: null,
    role: 'leader',
    organisation: null,
    demo: true,
  });
  const cookie = `lantu_session=${await openSession(store, 'leader', new Date())}`;

  const server = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts'),
      'serve',
      '--data',
      dataDir,
      '--port',
      String(port),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    await new Promise<void>((done, failed) => {
      server.stdout.on('data', (data: Buffer) => data.toString().includes('ready') && done());
      server.once('exit', () => failed(new Error('the server ended')));
    });
    const agent = new Agent({ keepAlive: true, maxSockets: readers });
    const ask = (path: string) =>
      new Promise<number>((done, failed) => {
        const from = performance.now();
        get({ host: '127.0.0.1', port, path, agent, headers: { cookie } }, (answer) => {
          answer.resume();
          answer.once('end', () =>
            answer.statusCode === 200
              ? done(performance.now() - from)
              : failed(new Error(`${path}: ${answer.statusCode}`)),
          );
        }).once('error', failed);
      });
    const path = `/api/${jurisdiction}/overview?asOf=2024-06-30`;
    const atOnce = (pathOf: (reader: number) => string) =>
      Promise.all(Array.from({ length: readers }, (_, reader) => ask(pathOf(reader))));

    // The first rounds meet code that is not compiled yet and connections that are not open yet.
    for (let round = 0; round < 10; round += 1) await atOnce(() => path);
    const warm: number[] = [];
    for (let round = 0; round < 40; round += 1) warm.push(...(await atOnce(() => path)));
    const cold: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      const changed = items[round * 97] as (typeof items)[number];
      await ledger.submit({
        ...of,
        kind: 'observation.put',
        payload: { observations: [{ ...changed, place: jurisdiction, value: round + 1, knownOn: '2024-06-01' }] },
      });
      cold.push(...(await atOnce(() => path)));
    }
    const days: number[] = [];
    for (let round = 0; round < 3; round += 1)
      days.push(
        ...(await atOnce(
          (reader) =>
            `/api/${jurisdiction}/overview?asOf=${2021 + round}-${String((reader % 12) + 1).padStart(2, '0')}-${String(Math.floor(reader / 12) + 1).padStart(2, '0')}`,
        )),
      );
    print(`server, ${readers} readers at once, warm: ${quantiles(warm)}; bar 50 ms at p95`);
    print(
      `server, ${readers} readers at once, cold (a value was just committed): ${quantiles(cold)}; bar 200 ms at p95`,
    );
    print(`server, ${readers} readers at once, each a day of his own: ${quantiles(days)}; no bar`);
    print(
      'does not prove: a network, TLS, readers on other machines (client and server share two cores here), several jurisdictions at once',
    );
    agent.destroy();
  } finally {
    server.kill('SIGTERM');
    await new Promise((done) => server.once('exit', done));
    await store.destroy();
    await database.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function quantiles(ms: number[]): string {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms (${ms.length} requests)`;
}
