import { match } from './match.ts';

/** Runs in a thread. */
export const work = match;
