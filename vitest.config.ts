import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          globalSetup: './test/setup.ts',
          include: ['src/**/*.test.{ts,tsx}', 'test/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      // Two at a time: a browser test waits more than it computes.
      {
        test: {
          name: 'e2e',
          globalSetup: './test/e2e/setup.ts',
          include: ['test/e2e/*.e2e.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
