import type { Domain } from '../evidence/domain.ts';
import { indicators } from '../domains/indicators/index.ts';
import { overview } from '../domains/overview/index.ts';
import { plan } from '../domains/plan/index.ts';

/** The areas of the plan that this build serves. */
export const domains: readonly Domain[] = [overview, plan, indicators];
