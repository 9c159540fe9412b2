/**
 * `npm run bench -- report [INDICATORS] [CHARTS]`: an evaluation of 200 indicators with 100 charts, written and laid out as an
 * export does it: time, memory, and the p95 of others' requests meanwhile against the p95 with nothing else under way (the
 * named baseline, same run). All data are invented (演示).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { arch, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Block, LantuDocument } from '../src/core/document/index.ts';
import { Ledger } from '../src/evidence/book.ts';
import { installPack } from '../src/evidence/pack/install.ts';
import { readPack, shippedPack } from '../src/evidence/pack/pack.ts';
import { inThread } from '../src/evidence/run/index.ts';
import { openDatabase } from '../src/evidence/store/postgres.ts';
import { migrate } from '../src/evidence/store/migrate.ts';
import { openStore } from '../src/evidence/store/store.ts';
import { createApp } from '../src/server/app.ts';
import { domains } from '../src/server/domains.ts';
import { servicesOf } from '../test/services.ts';
import type * as Rendering from './lib/report-work.ts';

const bar = 1.2;
const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

export async function run([indicators = '200', charts = '100']: string[]): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-report-'));
  const database = await openDatabase({ dataDir });
  await migrate(database.url);
  const store = openStore(database.url, 10);
  try {
    const ledger = new Ledger(store);
    const pack = readPack(shippedPack('qingzhen'));
    await installPack(store, ledger, domains, pack, { actor: 'bench', demo: true });
    const services = servicesOf({ store, ledger, url: database.url } as never, () => '2026-11-26', domains);
    const { app } = createApp({ services, domains, demo: true, secure: false });
    const paths = ['overview', 'plan', 'indicators'].map((path) => `/api/${pack.jurisdiction.id}/${path}`);
    let at = 0;
    const once = async () => {
      const began = performance.now();
      // A query that no answer is kept for: every request is computed.
      const answer = await app.request(
        `${paths[(at += 1) % paths.length]}?asOf=2026-10-${String(1 + (at % 28)).padStart(2, '0')}`,
      );
      await answer.arrayBuffer();
      return performance.now() - began;
    };
    const during = async (until: () => boolean) => {
      const times: number[] = [];
      while (!until()) {
        times.push(await once());
        await sleep(100);
      }
      const sorted = times.toSorted((a, b) => a - b);
      return { n: sorted.length, p95: sorted[Math.floor(0.95 * sorted.length)] ?? 0 };
    };
    const seconds = (n: number) => {
      const end = Date.now() + n * 1000;
      return () => Date.now() > end;
    };
    say(
      `report · Node ${process.versions.node} · ${arch()} · ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
    );
    await during(seconds(8));
    const alone = await during(seconds(15));
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50);
    let over = false;
    const began = performance.now();
    const rendering = inThread<typeof Rendering>(
      new URL('./lib/report-work.ts', import.meta.url),
      invented(Number(indicators), Number(charts)),
      {
        seconds: 600,
        megabytes: 2048,
      },
    ).finally(() => (over = true));
    const meanwhile = await during(() => over);
    const made = await rendering;
    clearInterval(watch);
    const ratio = meanwhile.p95 / alone.p95;
    say(
      `${indicators} indicators, ${charts} charts: ${((performance.now() - began) / 1000).toFixed(1)} s, ${made.pages ?? '—'} pages, .docx ${megabytes(made.docx)}${made.pdf === null ? ', no PDF (LibreOffice Writer is not there)' : `, PDF ${megabytes(made.pdf)}`}`,
    );
    say(
      `memory of the process: ${megabytes(before)} before, ${megabytes(most)} at most (${megabytes(most - before)} more)`,
    );
    say(
      `p95 of others: alone ${alone.p95.toFixed(1)} ms (${alone.n}), meanwhile ${meanwhile.p95.toFixed(1)} ms (${meanwhile.n}): ${ratio.toFixed(2)}× ${ratio <= bar ? '✓' : '✗'} (bar ${bar}×)`,
    );
    if (ratio > bar) process.exitCode = 1;
  } finally {
    await store.destroy();
    await database.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function invented(indicators: number, charts: number): LantuDocument {
  const years = Array.from({ length: 10 }, (_, n) => String(2016 + n));
  const blocks = Array.from({ length: indicators }, (_, n): Block[] => [
    {
      kind: 'paragraph',
      id: `p${n}`,
      runs: [
        `指标${n + 1}，目标500亿元，2025年为`,
        {
          text: `${300 + n}亿元`,
          thread: { of: `指标${n + 1}`, seq: n + 1, source: '演示', grade: '演示', demo: true },
        },
        '，完成进度进一步核实，预计到期可以完成，判断为基本符合预期。',
      ],
    },
    ...(n < charts
      ? [
          {
            kind: 'chart' as const,
            id: `c${n}`,
            title: `指标${n + 1}`,
            unit: '亿元',
            periods: years,
            lines: [{ name: '实绩', values: years.map((_year, at) => 200 + n + at * 12) }],
            alt: `指标${n + 1}`,
            demo: true,
          },
        ]
      : []),
  ]).flat();
  return {
    kind: '中期评估',
    title: '二百项指标评估报告',
    asOf: '2026-11-26',
    place: '演示市',
    letterhead: null,
    signed: { by: '发展和改革局', on: '2026-11-26' },
    imprint: { copies: [], by: '发展和改革局', on: '2026-11-26' },
    demo: true,
    sums: [],
    blocks: [
      { kind: 'contents', id: 'contents' },
      { kind: 'heading', id: 'h', level: 1, runs: ['一、主要指标'] },
      ...blocks,
      { kind: 'annex', id: 'a', title: '主要指标表' },
      {
        kind: 'table',
        id: 't',
        title: '',
        wide: true,
        columns: ['序号', '指标', '基期', '目标', '2023', '2024', '2025', '判断'].map((head) => ({ head, width: 1 })),
        rows: Array.from({ length: indicators }, (_, n) => [
          [String(n + 1)],
          [`指标${n + 1}`],
          ['200'],
          ['500'],
          ['260'],
          ['280'],
          ['300'],
          ['基本符合预期'],
        ]),
      },
    ],
  };
}
