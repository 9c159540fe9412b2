import { defineConfig } from 'vitest/config';

// Limits are there to end what hangs, not to measure: other work may keep the cores busy.
const limits = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 120_000, interval: 100 } } };

export default defineConfig({
  test: {
    // Two at a time also where there are two cores: what starts servers and browsers waits more than it computes.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          globalSetup: './test/setup.ts',
          include: ['src/**/*.test.{ts,tsx}', 'test/*.test.ts'],
          ...limits,
        },
      },
      {
        test: {
          name: 'e2e',
          globalSetup: './test/e2e/setup.ts',
          include: ['test/e2e/*.e2e.ts'],
          ...limits,
        },
      },
    ],
  },
});
