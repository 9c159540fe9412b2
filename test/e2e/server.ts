import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { domains } from '../../src/server/domains.ts';
import { serve, type Running } from '../../src/server/serve.ts';
import { freePort } from '../port.ts';
import { copyOf } from '../template.ts';

/** The day that counts as today in browser tests: the demonstration layer ends in October 2026. */
export const today = '2026-11-24';

let turned: string | null = null;
/** Another day counts as today on every server of this process from now on; null: the usual one. */
export function turnTo(day: string | null): void {
  turned = day;
}

const serveOn = async (databaseUrl: string, demo: boolean, hj212?: number): Promise<Running> =>
  serve({
    dataDir: tmpdir(),
    databaseUrl,
    host: '127.0.0.1',
    port: await freePort(),
    demo,
    domains,
    today: () => turned ?? today,
    ...(hj212 !== undefined && { gates: { hj212: { host: '127.0.0.1', port: hj212 } } }),
    onStep: () => {},
  });

/**
 * The real server on a database of its own in which Qingzhen is loaded, without or with demonstration data, and forecast. The
 * first start of a run loads and computes; later ones begin from a copy. `hj212`: the port of stations.
 */
export async function serveCity(base: string, demo = true, hj212?: number): Promise<Running> {
  const url = await copyOf(base, demo ? 'demo_city' : 'plain_city', async (template) => {
    const first = await serveOn(template, demo);
    await forecast(template);
    await first.stop();
  });
  return serveOn(url, demo, hj212);
}

/** Waits until nothing of the forecasts of today is under way. */
async function forecast(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (;;) {
      const { rows } = await client.query<{ state: string; problem: unknown }>(
        "select state, problem from run where kind = 'foresight.compute' and body ->> 'asOf' = $1",
        [today],
      );
      const failed = rows.find(({ state }) => state === 'failed');
      if (failed) throw new Error(`the forecast failed: ${JSON.stringify(failed.problem)}`);
      if (rows.length >= 2 && rows.every(({ state }) => state === 'done')) return;
      await sleep(100);
    }
  } finally {
    await client.end();
  }
}
