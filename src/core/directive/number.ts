import type { Light, Text } from '../measure/index.ts';

/** What the number that a directive is about said on a day: its light first. */
export interface NumberOn {
  light: Light;
  why: Text;
  value: number | null;
  unit: string;
  /** Period of the value. */
  period: string | null;
  /** Probability that the promise is kept, 0 to 1; null where it is not known. */
  probability: number | null;
  /** ISO day of the view. */
  on: string;
  demo: boolean;
}

/** Worst first; grey is no evidence, which proves nothing. */
const rank: Readonly<Record<Light, number>> = { red: 0, grey: 1, yellow: 2, green: 3 };

/**
 * Whether a directive that is closed now counts as 销号未转绿: its light is still red, or neither green nor better than when
 * it was issued. Own choice; without a number there is nothing to turn.
 */
export function hasNotTurned(then: Pick<NumberOn, 'light'> | null, now: Pick<NumberOn, 'light'> | null): boolean {
  if (!then || !now || now.light === 'green') return false;
  return now.light === 'red' || rank[now.light] <= rank[then.light];
}
