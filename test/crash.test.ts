import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { seeded } from '../src/core/random/index.ts';
import { crashRounds, harms } from './crash.ts';

it(
  'keeps what it acknowledged, says nothing false and outlives its database when either is harmed under load (the full run: npm run bench -- crash)',
  { timeout: 300_000 },
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lantu-crash-'));
    try {
      const result = await crashRounds(dataDir, harms.length, seeded(Date.now() % 1_000_000));
      for (const words of result.skipped) process.stderr.write(`not tried: ${words}\n`);
      expect(result).toMatchObject({
        lost: 0,
        falseWords: 0,
        died: 0,
        hung: { wrong: 0 },
        verified: { ok: true },
      });
      expect(result.hung.slowest).toBeLessThan(5_000);
      if (result.disk) expect(result.disk).toMatchObject({ unread: 0, unsaid: 0 });
      expect(result.acknowledged).toBeGreaterThan(0);
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
);
