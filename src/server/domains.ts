import type { Domain } from '../evidence/domain.ts';
import { audit } from '../domains/audit/index.ts';
import { chain } from '../domains/chain/index.ts';
import { foresight } from '../domains/foresight/index.ts';
import { indicators } from '../domains/indicators/index.ts';
import { investment } from '../domains/investment/index.ts';
import { overview } from '../domains/overview/index.ts';
import { parks } from '../domains/parks/index.ts';
import { plan } from '../domains/plan/index.ts';
import { projects } from '../domains/projects/index.ts';
import { registers } from '../domains/registers/index.ts';
import { reporting } from '../domains/reporting/index.ts';
import { system } from '../domains/system/index.ts';

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
