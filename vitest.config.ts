import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Limits are there to end what hangs, not to measure: other work may keep the cores busy.
const limits = { testTimeout: 900_000, hookTimeout: 900_000, expect: { poll: { timeout: 300_000, interval: 100 } } };

// More at a time than there may be cores: what starts a server or a browser waits more than it computes. Not many more: a page
// that waits asks again at every frame.
const maxWorkers = Math.max(3, availableParallelism());

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          globalSetup: './test/setup.ts',
          include: ['src/**/*.test.{ts,tsx}', 'test/*.test.ts'],
          maxWorkers,
          ...limits,
        },
      },
      {
        test: {
          name: 'e2e',
          globalSetup: './test/e2e/setup.ts',
          include: ['test/e2e/*.e2e.ts'],
          maxWorkers,
          sequence: { groupOrder: 1 },
          ...limits,
        },
      },
    ],
  },
});
