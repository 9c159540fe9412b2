import { type List, listsOf } from '../../evidence/judgement.ts';

/**
 * The lists of all areas, for a thread: it is given plain data, and lists are code. Loaded by address, because what puts the
 * areas together stands a floor above.
 */
export async function listsHere(): Promise<ReadonlyMap<string, List>> {
  const at = new URL('../../server/domains.ts', import.meta.url).href;
  const { domains } = (await import(at)) as { domains: Parameters<typeof listsOf>[0] };
  return listsOf(domains);
}
