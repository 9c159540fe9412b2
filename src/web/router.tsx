import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import { getOverview } from '../work/overview/api.ts';
import { getPlan } from '../work/plan/api.ts';
import { getIndicator, getComposite, listIndicators } from '../work/indicators/api.ts';
import { indicatorSearch, indicatorsSearch } from '../work/indicators/search.ts';
import { auditSearch } from '../work/audit/search.ts';
import { getBoard } from '../work/foresight/api.ts';
import { boardSearch, scenarioSearch } from '../work/foresight/search.ts';
import { importSearch, planSearch } from '../work/plan/search.ts';
import { leadsSearch, portfolioSearch } from '../domains/investment/search.ts';
import { parksSearch } from '../domains/parks/search.ts';
import { chainSearch } from '../domains/chain/search.ts';
import { projectsSearch } from '../domains/projects/search.ts';
import { defineSearch, registerSearch } from '../work/registers/search.ts';
import { checksSearch, dutiesSearch, reportingSearch } from '../work/reporting/search.ts';
import { systemSearch } from '../work/system/search.ts';
import { reading } from '../ui/query.ts';
import { asOfOnly } from '../ui/place.ts';
import { compact, day, oneOf, str, type Raw } from '../ui/search.ts';
import { Loading } from '../ui/states.tsx';
import { Home } from './home.tsx';
import { NotFound } from './not-found.tsx';
import { Failure, Shell } from './shell.tsx';

type Input = Raw & SearchSchemaInput;

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Shell,
  notFoundComponent: NotFound,
  /** The as-of day and the wall screen hold on every page until the reader changes them. */
  validateSearch: (raw: { asOf?: string | undefined; wall?: string | undefined } & SearchSchemaInput) =>
    compact({ asOf: day(raw, 'asOf'), wall: oneOf(raw, 'wall', ['1']) }),
  search: { middlewares: [retainSearchParams(['asOf', 'wall'])] },
});

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (raw: Input) => compact({ to: str(raw, 'to', 2000) }),
  component: lazyRouteComponent(() => import('./sign-in.tsx'), 'SignIn'),
});

const addJurisdiction = createRoute({
  getParentRoute: () => root,
  path: '/add-jurisdiction',
  component: lazyRouteComponent(() => import('./add-jurisdiction.tsx'), 'AddJurisdiction'),
});

const place = createRoute({ getParentRoute: () => root, path: '/$jurisdiction' });
const placeHome = createRoute({ getParentRoute: () => place, path: '/', component: Home });

const overview = createRoute({
  getParentRoute: () => place,
  path: '/overview',
  loaderDeps: ({ search }) => ({ asOf: search.asOf }),
  loader: ({ context, params, deps }) =>
    void context.queries.prefetchQuery(reading(getOverview, { params, query: asOfOnly(deps.asOf) })),
  component: lazyRouteComponent(() => import('../work/overview/page.tsx'), 'OverviewPage'),
});

const plan = createRoute({
  getParentRoute: () => place,
  path: '/plan',
  validateSearch: (raw: ReturnType<typeof planSearch> & SearchSchemaInput) => planSearch(raw),
  loaderDeps: ({ search }) => ({ asOf: search.asOf }),
  loader: ({ context, params, deps }) =>
    void context.queries.prefetchQuery(reading(getPlan, { params, query: asOfOnly(deps.asOf) })),
  component: lazyRouteComponent(() => import('../work/plan/page.tsx'), 'PlanPage'),
});

const importPlan = createRoute({
  getParentRoute: () => place,
  path: '/import',
  validateSearch: (raw: ReturnType<typeof importSearch> & SearchSchemaInput) => importSearch(raw),
  component: lazyRouteComponent(() => import('../work/plan/import-page.tsx'), 'ImportPage'),
});

const indicators = createRoute({
  getParentRoute: () => place,
  path: '/indicators',
  validateSearch: (raw: ReturnType<typeof indicatorsSearch> & SearchSchemaInput) => indicatorsSearch(raw),
  loaderDeps: ({ search }) => ({ asOf: search.asOf }),
  loader: ({ context, params, deps }) =>
    void context.queries.prefetchQuery(reading(listIndicators, { params, query: asOfOnly(deps.asOf) })),
  component: lazyRouteComponent(() => import('../work/indicators/page.tsx'), 'IndicatorsPage'),
});

const indicator = createRoute({
  getParentRoute: () => place,
  path: '/indicators/$indicator',
  validateSearch: (raw: ReturnType<typeof indicatorSearch> & SearchSchemaInput) => indicatorSearch(raw),
  loaderDeps: ({ search }) => ({ asOf: search.asOf }),
  loader: ({ context, params, deps }) =>
    void context.queries.prefetchQuery(reading(getIndicator, { params, query: asOfOnly(deps.asOf) })),
  component: lazyRouteComponent(() => import('../work/indicators/indicator-page.tsx'), 'IndicatorPage'),
});

const foresight = createRoute({
  getParentRoute: () => place,
  path: '/foresight',
  validateSearch: (raw: ReturnType<typeof boardSearch> & SearchSchemaInput) => boardSearch(raw),
  loaderDeps: ({ search }) => ({ asOf: search.asOf }),
  loader: ({ context, params, deps }) =>
    void context.queries.prefetchQuery(reading(getBoard, { params, query: asOfOnly(deps.asOf) })),
  component: lazyRouteComponent(() => import('../work/foresight/page.tsx'), 'BoardPage'),
});

const foresightGap = createRoute({
  getParentRoute: () => place,
  path: '/foresight/gap/$commitment',
  component: lazyRouteComponent(() => import('../work/foresight/gap-page.tsx'), 'GapPage'),
});

const foresightScenarios = createRoute({
  getParentRoute: () => place,
  path: '/foresight/scenarios',
  validateSearch: (raw: ReturnType<typeof scenarioSearch> & SearchSchemaInput) => scenarioSearch(raw),
  component: lazyRouteComponent(() => import('../work/foresight/scenario-page.tsx'), 'ScenarioPage'),
});

const foresightRecord = createRoute({
  getParentRoute: () => place,
  path: '/foresight/record',
  component: lazyRouteComponent(() => import('../work/foresight/record-page.tsx'), 'RecordPage'),
});

const industry = createRoute({
  getParentRoute: () => place,
  path: '/industry',
  component: lazyRouteComponent(() => import('../domains/breakthroughs/page.tsx'), 'BreakthroughsPage'),
});

const projects = createRoute({
  getParentRoute: () => place,
  path: '/industry/projects',
  validateSearch: (raw: ReturnType<typeof projectsSearch> & SearchSchemaInput) => projectsSearch(raw),
  component: lazyRouteComponent(() => import('../domains/projects/page.tsx'), 'ProjectsPage'),
});

const project = createRoute({
  getParentRoute: () => place,
  path: '/industry/projects/$project',
  component: lazyRouteComponent(() => import('../domains/projects/project-page.tsx'), 'ProjectPage'),
});

const leads = createRoute({
  getParentRoute: () => place,
  path: '/industry/leads',
  validateSearch: (raw: ReturnType<typeof leadsSearch> & SearchSchemaInput) => leadsSearch(raw),
  component: lazyRouteComponent(() => import('../domains/investment/page.tsx'), 'LeadsPage'),
});

const portfolio = createRoute({
  getParentRoute: () => place,
  path: '/industry/portfolio',
  validateSearch: (raw: ReturnType<typeof portfolioSearch> & SearchSchemaInput) => portfolioSearch(raw),
  component: lazyRouteComponent(() => import('../domains/investment/portfolio-page.tsx'), 'PortfolioPage'),
});

const parks = createRoute({
  getParentRoute: () => place,
  path: '/industry/parks',
  validateSearch: (raw: ReturnType<typeof parksSearch> & SearchSchemaInput) => parksSearch(raw),
  component: lazyRouteComponent(() => import('../domains/parks/page.tsx'), 'ParksPage'),
});

const chain = createRoute({
  getParentRoute: () => place,
  path: '/industry/chains/$chain',
  validateSearch: (raw: ReturnType<typeof chainSearch> & SearchSchemaInput) => chainSearch(raw),
  component: lazyRouteComponent(() => import('../domains/chain/page.tsx'), 'ChainPage'),
});

const molten = createRoute({
  getParentRoute: () => place,
  path: '/industry/molten',
  component: lazyRouteComponent(() => import('../domains/chain/molten-page.tsx'), 'MoltenPage'),
});

const composite = createRoute({
  getParentRoute: () => place,
  path: '/indices/$index',
  loaderDeps: ({ search }) => ({ asOf: search.asOf }),
  loader: ({ context, params, deps }) =>
    void context.queries.prefetchQuery(reading(getComposite, { params, query: asOfOnly(deps.asOf) })),
  component: lazyRouteComponent(() => import('../work/indicators/index-page.tsx'), 'IndexPage'),
});

const reporting = createRoute({
  getParentRoute: () => place,
  path: '/reporting',
  validateSearch: (raw: ReturnType<typeof reportingSearch> & SearchSchemaInput) => reportingSearch(raw),
  component: lazyRouteComponent(() => import('../work/reporting/page.tsx'), 'ReportingPage'),
});

const review = createRoute({
  getParentRoute: () => place,
  path: '/reporting/review',
  component: lazyRouteComponent(() => import('../work/reporting/review-page.tsx'), 'ReviewPage'),
});

const duties = createRoute({
  getParentRoute: () => place,
  path: '/reporting/duties',
  validateSearch: (raw: ReturnType<typeof dutiesSearch> & SearchSchemaInput) => dutiesSearch(raw),
  component: lazyRouteComponent(() => import('../work/reporting/duties-page.tsx'), 'DutiesPage'),
});

const checks = createRoute({
  getParentRoute: () => place,
  path: '/reporting/checks',
  validateSearch: (raw: ReturnType<typeof checksSearch> & SearchSchemaInput) => checksSearch(raw),
  component: lazyRouteComponent(() => import('../work/reporting/checks-page.tsx'), 'ChecksPage'),
});

const registers = createRoute({
  getParentRoute: () => place,
  path: '/registers',
  component: lazyRouteComponent(() => import('../work/registers/page.tsx'), 'RegistersPage'),
});

const register = createRoute({
  getParentRoute: () => place,
  path: '/registers/$register',
  validateSearch: (raw: ReturnType<typeof registerSearch> & SearchSchemaInput) => registerSearch(raw),
  component: lazyRouteComponent(() => import('../work/registers/register-page.tsx'), 'RegisterPage'),
});

const defineRegister = createRoute({
  getParentRoute: () => place,
  path: '/define-register',
  validateSearch: (raw: ReturnType<typeof defineSearch> & SearchSchemaInput) => defineSearch(raw),
  component: lazyRouteComponent(() => import('../work/registers/define-page.tsx'), 'DefinePage'),
});

const audit = createRoute({
  getParentRoute: () => place,
  path: '/audit',
  validateSearch: (raw: ReturnType<typeof auditSearch> & SearchSchemaInput) => auditSearch(raw),
  component: lazyRouteComponent(() => import('../work/audit/page.tsx'), 'AuditPage'),
});

const system = createRoute({
  getParentRoute: () => place,
  path: '/system',
  validateSearch: (raw: ReturnType<typeof systemSearch> & SearchSchemaInput) => systemSearch(raw),
  component: lazyRouteComponent(() => import('../work/system/page.tsx'), 'SystemPage'),
});

const tree = root.addChildren([
  home,
  signIn,
  addJurisdiction,
  place.addChildren([
    placeHome,
    overview,
    plan,
    importPlan,
    indicators,
    indicator,
    composite,
    foresight,
    foresightGap,
    foresightScenarios,
    foresightRecord,
    industry,
    projects,
    project,
    leads,
    portfolio,
    parks,
    chain,
    molten,
    reporting,
    review,
    duties,
    checks,
    registers,
    register,
    defineRegister,
    audit,
    system,
  ]),
]);

/** Addresses carry plain strings: `?view=tree&light=red,yellow`. */
function parseSearch(text: string): Record<string, unknown> {
  return Object.fromEntries(new URLSearchParams(text));
}

function stringifySearch(search: Record<string, unknown>): string {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(search))
    if (value !== undefined && value !== null && value !== '') out.set(key, String(value));
  const text = out.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
  return text ? `?${text}` : '';
}

/** The pages and their addresses. Each page is a bundle of its own. */
export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 120,
    defaultPendingComponent: () => <Loading lines={8} tall />,
    defaultErrorComponent: Failure,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
