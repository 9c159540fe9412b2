import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent, type SearchSchemaInput } from '@tanstack/react-router';
import { place, root } from '../ui/face.ts';
import { compact, str, type Raw } from '../ui/search.ts';
import { Loading } from '../ui/states.tsx';
import { routes } from './faces.ts';
import { Home } from './home.tsx';
import { NotFound } from './not-found.tsx';
import { Failure, Shell } from './shell.tsx';

root.update({ component: Shell, notFoundComponent: NotFound });

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (raw: Raw & SearchSchemaInput) => compact({ to: str(raw, 'to', 2000) }),
  component: lazyRouteComponent(() => import('./sign-in.tsx'), 'SignIn'),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: lazyRouteComponent(() => import('./set-up.tsx'), 'SetUp'),
});

const manual = createRoute({
  getParentRoute: () => root,
  path: '/manual',
  component: lazyRouteComponent(() => import('./manual.tsx'), 'Manual'),
});

const addJurisdiction = createRoute({
  getParentRoute: () => root,
  path: '/add-jurisdiction',
  component: lazyRouteComponent(() => import('./add-jurisdiction.tsx'), 'AddJurisdiction'),
});

const placeHome = createRoute({ getParentRoute: () => place, path: '/', component: Home });

const tree = root.addChildren([
  home,
  signIn,
  setUp,
  manual,
  addJurisdiction,
  place.addChildren([placeHome, ...routes]),
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
