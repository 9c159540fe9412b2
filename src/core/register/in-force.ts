/**
 * Of the versions of a rule, a threshold or a standard the one in force on an ISO day: the one that came into force last.
 * One without a day has always been. Null where none was in force yet.
 */
export function inForce<V extends { since: string | null }>(versions: readonly V[], day: string): V | null {
  let found: V | null = null;
  for (const one of versions)
    if ((one.since ?? '') <= day && (found === null || (one.since ?? '') >= (found.since ?? ''))) found = one;
  return found;
}
