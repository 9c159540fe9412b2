/**
 * What is said and what is left when the server and what it stands on are harmed at random moments while eight writers
 * are at work: killed with -9, PostgreSQL killed under it, every connection ended, PostgreSQL hung, the answer to a commit
 * cut off, the disk full. Every acknowledged submission must be there, what was said not to be written must not, the chain
 * must verify and the tables must equal a replay.
 *
 *     npm run bench -- crash [ROUNDS] [SEED] [HARM,HARM…]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from '../src/core/random/index.ts';
import { crashRounds, type Harm, harms } from '../test/crash.ts';

export async function run([
  rounds = '50',
  seed = String(Date.now() % 1_000_000),
  chosen = harms.join(','),
]: string[]): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-crash-'));
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const started = performance.now();
  try {
    say(`crash · Node ${process.versions.node} · ${rounds} rounds · seed ${seed}`);
    const result = await crashRounds(dataDir, Number(rounds), seeded(Number(seed)), say, chosen.split(',') as Harm[]);
    say(
      `\nacknowledged ${result.acknowledged}, lost ${result.lost}; said not to be written but there: ${result.falseWords}; there, but neither acknowledged nor denied: ${result.unacknowledged}; server ended by what it should outlive: ${result.died}`,
    );
    say(
      `hung: ${result.hung.answers} answers, slowest ${result.hung.slowest} ms, ${result.hung.wrong} without 503 and Retry-After`,
    );
    if (result.disk)
      say(
        `disk full: ${result.disk.refused} refused, ${result.disk.unsaid} without saying why; ${result.disk.unread} readings failed`,
      );
    for (const words of result.skipped) say(`not tried: ${words}`);
    say(
      `lantu verify: ${result.verified.ok ? 'holds' : 'BROKEN'}, ${result.verified.entries} entries, tables equal a replay: ${result.verified.ok ? 'yes' : 'NO'}`,
    );
    say(`${Math.round((performance.now() - started) / 1000)} s`);
    say(
      'What this does not prove: the machine itself stayed up, so nothing is said about power cuts or a disk that lies about what it wrote.',
    );
    const slow = result.hung.slowest > 5_000 || result.hung.wrong > 0;
    if (result.lost + result.falseWords + result.died > 0 || slow || !result.verified.ok) process.exitCode = 1;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
