import { buildWebIfStale } from '../../src/server/web-build.ts';

/** Built once, before servers that start side by side would each build it. */
export default async function setup(): Promise<void> {
  await buildWebIfStale(() => {});
}
