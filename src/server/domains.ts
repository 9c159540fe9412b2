import type { Domain } from '../evidence/domain.ts';
import { approvals } from '../domains/approvals/index.ts';
import { business } from '../domains/business/index.ts';
import { city } from '../domains/city/index.ts';
import { chain } from '../domains/chain/index.ts';
import { investment } from '../domains/investment/index.ts';
import { molten } from '../domains/molten/index.ts';
import { ecology } from '../domains/ecology/index.ts';
import { emergency } from '../domains/emergency/index.ts';
import { funds } from '../domains/funds/index.ts';
import { subsidies } from '../domains/subsidies/index.ts';
import { sights } from '../domains/sights/index.ts';
import { trade } from '../domains/trade/index.ts';
import { farms } from '../domains/farms/index.ts';
import { cluster } from '../domains/cluster/index.ts';
import { opening } from '../domains/opening/index.ts';
import { firms } from '../domains/firms/index.ts';
import { majors } from '../domains/majors/index.ts';
import { policies } from '../domains/policies/index.ts';
import { countryside } from '../domains/countryside/index.ts';
import { people } from '../domains/people/index.ts';
import { places } from '../domains/places/index.ts';
import { publicServices } from '../domains/services/index.ts';
import { parks } from '../domains/parks/index.ts';
import { portfolio } from '../domains/portfolio/index.ts';
import { projects } from '../domains/projects/index.ts';
import { alerts } from '../deliver/alerts/index.ts';
import { directives } from '../deliver/directives/index.ts';
import { dispatching } from '../deliver/dispatch/index.ts';
import { meetings } from '../deliver/meetings/index.ts';
import { reports } from '../deliver/reports/index.ts';
import { portalArea } from '../deliver/portal/index.ts';
import { scores } from '../deliver/scores/index.ts';
import { open } from '../deliver/open/index.ts';
import { outbox } from '../deliver/outbox/index.ts';
import { amend } from '../work/amend/index.ts';
import { audit } from '../work/audit/index.ts';
import { finding } from '../work/find/index.ts';
import { foresight } from '../work/foresight/index.ts';
import { homeArea } from '../work/home/index.ts';
import { indicators } from '../work/indicators/index.ts';
import { methodsArea } from '../work/methods/index.ts';
import { milestones } from '../work/milestones/index.ts';
import { overview } from '../work/overview/index.ts';
import { plan } from '../work/plan/index.ts';
import { registers } from '../work/registers/index.ts';
import { runs } from '../work/runs/index.ts';
import { reporting } from '../work/reporting/index.ts';
import { years } from '../work/years/index.ts';
import { system } from '../work/system/index.ts';

const areas: readonly Domain[] = [
  overview,
  plan,
  amend,
  milestones,
  years,
  indicators,
  foresight,
  reporting,
  registers,
  audit,
  system,
  runs,
  finding,
  chain,
  parks,
  firms,
  projects,
  investment,
  portfolio,
  molten,
  ecology,
  approvals,
  business,
  majors,
  policies,
  places,
  publicServices,
  countryside,
  people,
  city,
  funds,
  subsidies,
  trade,
  sights,
  farms,
  cluster,
  opening,
  emergency,
  directives,
  outbox,
  alerts,
  dispatching,
  meetings,
  scores,
  portalArea,
  reports,
];

/**
 * What this build serves: how people work, what a city does, the open interface, and the methods of it all. These two come
 * first: `v1` and `methods` in their addresses are no jurisdiction.
 */
export const domains: readonly Domain[] = [open, methodsArea(areas), homeArea(areas), ...areas];
