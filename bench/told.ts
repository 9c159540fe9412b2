/**
 * What is drawn and what is told when server and database are killed with -9 in turn while directives are issued, a webhook
 * of its own receiving the notices: numbers without gaps, every notice once in the book and at least once with the receiver.
 *
 *     npm run bench -- told [ROUNDS] [NOTICES] [SEED]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from '../src/core/random/index.ts';
import { toldRounds } from '../test/told.ts';

export async function run([
  rounds = '20',
  notices = '1000',
  seed = String(Date.now() % 1_000_000),
]: string[]): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-told-'));
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const started = performance.now();
  try {
    say(`told · Node ${process.versions.node} · ${rounds} rounds · ${notices} notices · seed ${seed}`);
    const result = await toldRounds(
      dataDir,
      { rounds: Number(rounds), notices: Number(notices) },
      seeded(Number(seed)),
      say,
    );
    say(`\n${JSON.stringify(result)}`);
    say(`${Math.round((performance.now() - started) / 1000)} s`);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
