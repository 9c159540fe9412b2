/**
 * What is left when the server, and PostgreSQL under it, are killed with -9 at random moments while eight writers are at
 * work: every acknowledged submission must be there, the chain must verify and the tables must equal a replay.
 *
 *     npm run bench -- crash [ROUNDS] [SEED]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from '../src/core/decide/index.ts';
import { crashRounds } from '../test/crash.ts';

export async function run([rounds = '50', seed = String(Date.now() % 1_000_000)]: string[]): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-crash-'));
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const started = performance.now();
  try {
    say(`crash · Node ${process.versions.node} · ${rounds} rounds · seed ${seed}`);
    const result = await crashRounds(dataDir, Number(rounds), seeded(Number(seed)), say);
    say(
      `\nacknowledged ${result.acknowledged}, lost ${result.lost}; written but not acknowledged before the kill: ${result.unacknowledged}`,
    );
    say(
      `lantu verify: ${result.verified.ok ? 'holds' : 'BROKEN'}, ${result.verified.entries} entries, tables equal a replay: ${result.verified.ok ? 'yes' : 'NO'}`,
    );
    say(`${Math.round((performance.now() - started) / 1000)} s`);
    say(
      'What this does not prove: the machine itself stayed up, so nothing is said about power cuts or a disk that lies about what it wrote.',
    );
    if (result.lost > 0 || !result.verified.ok) process.exitCode = 1;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
