import type { Standing } from './model.ts';

/** The figures of a standing that has none: what is judged by its steps, by what stands below it, or not at all. */
export const UNMEASURED: Omit<Standing, 'light' | 'why' | 'rule'> = {
  observed: null,
  required: null,
  ratio: null,
  aheadPoints: null,
  remaining: null,
  requiredGrowth: null,
  observedGrowth: null,
  baseline: null,
  timeProgress: null,
};
