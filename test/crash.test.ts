import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { seeded } from '../src/core/decide/index.ts';
import { crashRounds } from './crash.ts';

it('keeps every acknowledged submission when the server or PostgreSQL is killed under load (the full run: npm run bench -- crash)', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-crash-'));
  try {
    const seed = Date.now() % 1_000_000;
    const result = await crashRounds(dataDir, 4, seeded(seed));
    expect(result, `seed ${seed}`).toMatchObject({ lost: 0, verified: { ok: true } });
    expect(result.acknowledged).toBeGreaterThan(0);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
