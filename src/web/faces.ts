import * as alerts from '../deliver/alerts/face.ts';
import * as open from '../deliver/open/face.ts';
import * as outbox from '../deliver/outbox/face.ts';
import * as reports from '../deliver/reports/face.ts';
import * as portal from '../deliver/portal/face.ts';
import * as scores from '../deliver/scores/face.ts';
import * as dispatch from '../deliver/dispatch/face.ts';
import * as meetings from '../deliver/meetings/face.ts';
import * as directives from '../deliver/directives/face.ts';
import * as approvals from '../domains/approvals/face.ts';
import * as business from '../domains/business/face.ts';
import * as breakthroughs from '../domains/breakthroughs/face.ts';
import * as chain from '../domains/chain/face.ts';
import * as ecology from '../domains/ecology/face.ts';
import * as emergency from '../domains/emergency/face.ts';
import * as funds from '../domains/funds/face.ts';
import * as subsidies from '../domains/subsidies/face.ts';
import * as investment from '../domains/investment/face.ts';
import * as majors from '../domains/majors/face.ts';
import * as policies from '../domains/policies/face.ts';
import * as molten from '../domains/molten/face.ts';
import * as firms from '../domains/firms/face.ts';
import * as countryside from '../domains/countryside/face.ts';
import * as people from '../domains/people/face.ts';
import * as city from '../domains/city/face.ts';
import * as places from '../domains/places/face.ts';
import * as publicServices from '../domains/services/face.ts';
import * as parks from '../domains/parks/face.ts';
import * as portfolio from '../domains/portfolio/face.ts';
import * as projects from '../domains/projects/face.ts';
import * as sights from '../domains/sights/face.ts';
import * as trade from '../domains/trade/face.ts';
import * as farms from '../domains/farms/face.ts';
import * as cluster from '../domains/cluster/face.ts';
import * as opening from '../domains/opening/face.ts';
import type { Entry } from '../ui/face.ts';
import * as audit from '../work/audit/face.ts';
import * as foresight from '../work/foresight/face.ts';
import * as indicators from '../work/indicators/face.ts';
import * as methods from '../work/methods/face.ts';
import * as milestones from '../work/milestones/face.ts';
import * as overview from '../work/overview/face.ts';
import * as plan from '../work/plan/face.ts';
import * as registers from '../work/registers/face.ts';
import * as reporting from '../work/reporting/face.ts';
import * as years from '../work/years/face.ts';
import * as system from '../work/system/face.ts';

/** The pages of all areas. */
export const routes = [
  ...overview.routes,
  ...plan.routes,
  ...milestones.routes,
  ...years.routes,
  ...indicators.routes,
  ...methods.routes,
  ...open.routes,
  ...foresight.routes,
  ...breakthroughs.routes,
  ...portfolio.routes,
  ...chain.routes,
  ...molten.routes,
  ...ecology.routes,
  ...policies.routes,
  ...publicServices.routes,
  ...funds.routes,
  ...subsidies.routes,
  ...cluster.routes,
  ...dispatch.routes,
  ...directives.routes,
  ...meetings.routes,
  ...reports.routes,
  ...alerts.routes,
  ...scores.routes,
  ...portal.routes,
  ...outbox.routes,
  ...reporting.routes,
  ...registers.routes,
  ...audit.routes,
  ...system.routes,
] as const;

/** What the navigation leads to, in its order. */
export const entries: readonly Entry[] = [
  ...overview.entries,
  ...plan.entries,
  ...milestones.entries,
  ...years.entries,
  ...indicators.entries,
  ...methods.entries,
  ...open.entries,
  ...foresight.entries,
  ...breakthroughs.entries,
  ...projects.entries,
  ...investment.entries,
  ...portfolio.entries,
  ...parks.entries,
  ...firms.entries,
  ...chain.entries,
  ...ecology.entries,
  ...approvals.entries,
  ...business.entries,
  ...majors.entries,
  ...policies.entries,
  ...publicServices.entries,
  ...places.entries,
  ...people.entries,
  ...city.entries,
  ...emergency.entries,
  ...dispatch.entries,
  ...funds.entries,
  ...subsidies.entries,
  ...farms.entries,
  ...countryside.entries,
  ...trade.entries,
  ...sights.entries,
  ...cluster.entries,
  ...opening.entries,
  ...molten.entries,
  ...directives.entries,
  ...meetings.entries,
  ...reports.entries,
  ...alerts.entries,
  ...scores.entries,
  ...portal.entries,
  ...outbox.entries,
  ...reporting.entries,
  ...registers.entries,
  ...audit.entries,
  ...system.entries,
];
