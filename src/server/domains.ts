import type { Domain } from '../evidence/domain.ts';
import { audit } from '../domains/audit/index.ts';
import { foresight } from '../domains/foresight/index.ts';
import { indicators } from '../domains/indicators/index.ts';
import { overview } from '../domains/overview/index.ts';
import { plan } from '../domains/plan/index.ts';
import { registers } from '../domains/registers/index.ts';
import { reporting } from '../domains/reporting/index.ts';
import { system } from '../domains/system/index.ts';

/** The areas of the plan that this build serves. */
export const domains: readonly Domain[] = [overview, plan, indicators, foresight, reporting, registers, audit, system];
