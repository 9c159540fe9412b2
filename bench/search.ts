/**
 * How fast anything is found in a place with 100,000 records: what is asked of the endpoint, beside a filter of the register
 * over the same words (every record is looked at), and how long the event loop is held.
 *
 *     npm run bench -- search [RECORDS]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import { registerItem } from '../src/core/register/index.ts';
import { Ledger } from '../src/evidence/book.ts';
import type { Services } from '../src/evidence/domain.ts';
import { follow } from '../src/evidence/find/lines.ts';
import { addJurisdiction } from '../src/evidence/ledger/ledger.ts';
import { listRecords } from '../src/evidence/reading/records.ts';
import { Snapshots } from '../src/evidence/reading/snapshots.ts';
import { openDatabase } from '../src/evidence/store/postgres.ts';
import { migrate } from '../src/evidence/store/migrate.ts';
import { openStore } from '../src/evidence/store/store.ts';
import { find } from '../src/work/find/api.ts';
import { findRoutes } from '../src/work/find/routes.ts';

const say = (line = ''): void => void process.stdout.write(`${line}\n`);

const plants = registerItem.parse({
  id: 'plants',
  name: { zh: '企业', en: 'Plants' },
  identify: ['name'],
  fields: [
    { id: 'name', name: { zh: '名称', en: 'Name' }, type: 'text', required: true },
    { id: 'code', name: { zh: '编号', en: 'Code' }, type: 'text' },
    { id: 'area', name: { zh: '片区', en: 'Area' }, type: 'text' },
    { id: 'output', name: { zh: '产值', en: 'Output' }, type: 'money', unit: '万元' },
  ],
});

/** Names of firms as they are: a place, two characters of their own, a trade, a form. */
const [places, trades, forms] = [
  ['贵州', '贵阳', '清镇', '重庆', '遵义', '安顺', '毕节', '红枫'],
  ['铝业', '建材', '物流', '食品', '科技', '农业', '旅游', '商贸', '机械', '新材料', '包装', '环保'],
  ['有限公司', '有限责任公司', '股份有限公司', '合作社', '加工厂'],
];
const own = Array.from('鑫华盛泰安和兴隆金福瑞祥宏达恒通顺利嘉美源丰茂荣昌明远东海天龙凤山河湖林枫云雨星月春夏秋冬');
const nameOf = (n: number): string => {
  const at = <T>(list: readonly T[], step: number) => list[Math.floor(n / step) % list.length] ?? list[0];
  return `${at(places, 1)}${at(own, 8)}${at(own, 8 * own.length)}${at(trades, 3)}${at(forms, 7)}`;
};

const asked = {
  'one name in full': (n: number) => nameOf(n * 977),
  'two characters of a name': (n: number) => `${own[n % own.length]}${own[(n * 7) % own.length]}`,
  'place and trade': (n: number) => `${places[n % places.length]} ${trades[n % trades.length]}`,
  'in every second record: 有限公司': () => '有限公司',
  'initials: qzxh': (n: number) => ['qzxh', 'gyst', 'cqlv', 'zyhd'][n % 4] ?? '',
  'pinyin: chongqing jiancai': (n: number) =>
    `${['chongqing', 'guiyang', 'qingzhen'][n % 3]} ${['jiancai', 'lvye', 'wuliu'][n % 3]}`,
  'a code': (n: number) => `A${(n * 613) % 9000}7`,
  'nothing at all': (n: number) => `没有这样的企业${n}`,
};

export async function run([given]: string[]): Promise<void> {
  const total = Number(given ?? 100_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-bench-'));
  const database = await openDatabase({ dataDir });
  const store = openStore(database.url, 10);
  try {
    await migrate(database.url);
    const ledger = new Ledger(store);
    const snapshots = new Snapshots(store);
    ledger.onCommit((jurisdiction, head) => snapshots.moved(jurisdiction, head));
    await addJurisdiction(store, 'bench', { zh: '测速市', en: 'Bench' });
    const of = { jurisdiction: 'bench', actor: 'bench', demo: false };
    await ledger.submit({ ...of, kind: 'register.put', payload: { registers: [plants] } });
    const seen = new Set<string>();
    const records = Array.from({ length: total }, (_, n) => {
      let name = nameOf(n);
      while (seen.has(name)) name += `${n}号`;
      seen.add(name);
      const values = { name, code: `A${n}7`, area: `片区${n % 25}`, output: (n * 37) % 90_000 };
      return { id: `r${n}`, base: null, values, stage: null, passed: {} };
    });
    for (let from = 0; from < total; from += 20_000)
      await ledger.submit({
        ...of,
        kind: 'record.put',
        payload: {
          register: 'plants',
          on: '2025-12-31',
          source: 'bench',
          grade: 'A',
          status: 'approved',
          records: records.slice(from, from + 20_000),
        },
      });
    say(`search · Node ${process.versions.node} · ${cpus().length} cores · ${total.toLocaleString('en')} records`);
    const snapshot = await snapshots.get('bench');
    const held = monitorEventLoopDelay({ resolution: 1 });
    held.enable();
    const began = performance.now();
    await follow(store, snapshot, () => false);
    const seconds = (performance.now() - began) / 1000;
    held.disable();
    say(
      `all lines made in ${seconds.toFixed(1)} s = ${Math.round(total / seconds).toLocaleString('en')} records/s, event loop held at most ${(held.max / 1e6).toFixed(0)} ms at a time`,
    );
    await sql`vacuum analyze search_line, record, record_version`.execute(store);
    const sizes = await sql<{ mb: number }>`
      select pg_total_relation_size('search_line')::float8 / 1e6 as mb`.execute(store);
    say(`the index takes ${sizes.rows[0]?.mb.toFixed(0)} MB with its lines\n`);

    const services = { store, snapshots, today: () => '2026-10-01' } as Services;
    const route = findRoutes(services).find(({ endpoint }) => endpoint.path === find.path);
    const who = { role: 'planner', login: 'bench', name: 'bench', organisation: null } as const;
    const ask = async (q: string) =>
      route?.handle({ params: { jurisdiction: 'bench' }, query: { q }, body: {}, file: null, who, jar: {} as never });
    const type = snapshot.registers.get('plants')?.type ?? plants;
    const scan = async (q: string) => {
      const filter = q.split(' ').map((word) => `name ~ ${JSON.stringify(word)}`);
      await listRecords(store, snapshot, type, 'all', { filter: filter.join(' and '), limit: 6 });
    };
    for (let n = 0; n < 20; n += 1) await ask(nameOf(n));
    let longest = 0;
    const all: number[] = [];
    say('                                      search ms: p50   p95   max     filter of the register: p50');
    for (const [name, query] of Object.entries(asked)) {
      // A monitor that was switched off counts that time, too: each question has its own.
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const times = await timesOf(100, (n) => ask(query(n)));
      delay.disable();
      longest = Math.max(longest, delay.max);
      const scans = await timesOf(8, (n) => scan(query(n)));
      all.push(...times);
      say(
        `${name.padEnd(44)} ${at(times, 0.5)} ${at(times, 0.95)} ${at(times, 1)}     ${at(scans, 0.5)}   ratio ${(quantile(times, 0.5) / quantile(scans, 0.5)).toFixed(2)}`,
      );
    }
    say(`\nall questions: p50 ${at(all, 0.5)} p95 ${at(all, 0.95)} max ${at(all, 1)} ms (bar: p95 ≤ 100)`);
    say(`event loop held at most ${(longest / 1e6).toFixed(0)} ms (bar: 50)`);
    say('\nWhat this does not prove: names are made by rule; one reader at a time; the data lie in memory.');
  } finally {
    await store.destroy();
    await database.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function timesOf(rounds: number, work: (n: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const began = performance.now();
    await work(n);
    times.push(performance.now() - began);
  }
  return times;
}

const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(q * values.length) - 1] ?? 0;
const at = (values: readonly number[], q: number): string => quantile(values, q).toFixed(1).padStart(5);
