import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { seeded } from '../src/core/random/index.ts';
import { toldRounds } from './told.ts';

it(
  'draws numbers without gaps and tells everybody once in its book, whatever is killed meanwhile (the full run: npm run bench -- told)',
  { timeout: 600_000 },
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lantu-told-'));
    try {
      const result = await toldRounds(dataDir, { rounds: 2, notices: 120 }, seeded(Date.now() % 1_000_000));
      expect(result).toMatchObject({ lost: 0, gaps: 0, unsent: 0, twice: 0, missing: 0, otherKey: 0, disorder: 0 });
      expect(result.book).toBe(result.issued);
      expect(result.issued).toBeGreaterThanOrEqual(120);
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
);
