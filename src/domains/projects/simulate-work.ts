import { simulate } from './simulation.ts';

/** Runs in a thread. */
export const work = simulate;
