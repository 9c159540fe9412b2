/**
 * Two servers on one database while people read and write at both, and one after the other is killed with -9 and comes back, from
 * the second time on with the version to come, which adds to the schema and to a type:
 * errors beyond what was in flight, own writes that were not seen, jobs that were done twice or not at all. All four must be 0.
 *
 *     npm run bench -- servers [SECONDS] [SECONDS BETWEEN KILLS] [READERS] [WRITERS] [SEED]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from '../src/core/random/index.ts';
import { serversRounds } from '../test/servers.ts';

export async function run([
  seconds = '60',
  every = '15',
  readers = '20',
  writers = '8',
  seed = String(Date.now() % 1_000_000),
]: string[]): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-servers-'));
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const of = {
    seconds: Number(seconds),
    every: Number(every),
    readers: Number(readers),
    writers: Number(writers),
    next: true,
  };
  try {
    say(`servers · Node ${process.versions.node} · ${JSON.stringify(of)} · seed ${seed}`);
    say(`\n${JSON.stringify(await serversRounds(dataDir, of, seeded(Number(seed)), say), null, 2)}`);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
