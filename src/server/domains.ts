import type { Domain } from '../evidence/domain.ts';
import { audit } from '../work/audit/index.ts';
import { chain } from '../domains/chain/index.ts';
import { foresight } from '../work/foresight/index.ts';
import { indicators } from '../work/indicators/index.ts';
import { investment } from '../domains/investment/index.ts';
import { overview } from '../work/overview/index.ts';
import { parks } from '../domains/parks/index.ts';
import { plan } from '../work/plan/index.ts';
import { projects } from '../domains/projects/index.ts';
import { registers } from '../work/registers/index.ts';
import { reporting } from '../work/reporting/index.ts';
import { system } from '../work/system/index.ts';

/** The areas of the plan that this build serves. */
export const domains: readonly Domain[] = [
  overview,
  plan,
  indicators,
  foresight,
  reporting,
  registers,
  chain,
  parks,
  projects,
  investment,
  audit,
  system,
];
