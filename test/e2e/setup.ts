import type { TestProject } from 'vitest/node';
import { buildWebIfStale } from '../../src/server/web-build.ts';
import setUpDatabase from '../setup.ts';
import { chromiumPath } from './browser.ts';
import { serveCity } from './server.ts';

/** The web app, built once; PostgreSQL; and a server for all files that change nothing of the city. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!chromiumPath()) return async () => {};
  await buildWebIfStale(() => {});
  const leaveDatabase = await setUpDatabase(project);
  const shared = await serveCity(project.getProvidedContext().databaseUrl);
  project.provide('sharedUrl', shared.url);
  return async () => {
    await shared.stop();
    await leaveDatabase();
  };
}

declare module 'vitest' {
  export interface ProvidedContext {
    sharedUrl: string;
  }
}
