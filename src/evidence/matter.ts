import type { Text } from '../core/measure/index.ts';
import { allows, type Capability } from '../http/access.ts';
import type { Who } from '../http/route.ts';

/** In the order in which they are told: what is decided about somebody first, what a city still lacks last. */
export const matterSorts = ['late', 'returned', 'decide', 'review', 'due', 'next'] as const;

/**
 * Something that waits for the reader, in one line: what it is, how many there are, and where it is done. `next`: what a
 * place still lacks before its plan can be followed; it is nobody's debt.
 */
export interface Matter {
  id: string;
  sort: (typeof matterSorts)[number];
  count: number;
  title: Text;
  /** The most urgent of them, or why it matters. */
  detail: Text | null;
  /** Address below the jurisdiction, e.g. `/reporting?organisation=agri`. */
  at: string;
}

/** A matter of those who hold a capability, where there is any of it. */
export function matter(
  who: Who,
  capability: Capability,
  of: Omit<Matter, 'detail'> & { detail?: Text | null },
): Matter[] {
  return of.count > 0 && allows(who.role, capability) ? [{ detail: null, ...of }] : [];
}
