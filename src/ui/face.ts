import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  retainSearchParams,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import { createContext } from 'react';
import type { Capability } from '../http/access.ts';
import { compact, day, oneOf } from './search.ts';
import type { Reader } from './session.ts';
import type { Pair } from './text.tsx';

/**
 * The face of an area: its pages with their addresses (`routes`), and where they stand in the navigation (`entries`).
 * The shell puts the faces of all areas together; links to their pages stay typed.
 */

/** The root of all addresses. The as-of day and the wall screen hold on every page until the reader changes them. */
export const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  validateSearch: (raw: { asOf?: string | undefined; wall?: string | undefined } & SearchSchemaInput) =>
    compact({ asOf: day(raw, 'asOf'), wall: oneOf(raw, 'wall', ['1']) }),
  search: { middlewares: [retainSearchParams(['asOf', 'wall'])] },
});

/** Everything that belongs to a jurisdiction stands below it. */
export const place = createRoute({ getParentRoute: () => root, path: '/$jurisdiction' });

/** What a page takes from its address: `validateSearch: (raw: Search<typeof parksSearch>) => parksSearch(raw)`. */
export type Search<F extends (raw: never) => unknown> = ReturnType<F> & SearchSchemaInput;

/** The parts of the product that the head of every page leads to. */
export const groups = {
  overview: { zh: '总览', en: 'Overview' },
  plan: { zh: '规划', en: 'Plan' },
  indicators: { zh: '指标', en: 'Indicators' },
  foresight: { zh: '预测', en: 'Forecast' },
  industry: { zh: '产业', en: 'Industry' },
  services: { zh: '服务', en: 'Services' },
  emergency: { zh: '应急', en: 'Emergency' },
  city: { zh: '城市', en: 'City' },
  countryside: { zh: '乡村', en: 'Countryside' },
  living: { zh: '民生', en: 'Living' },
  ecology: { zh: '生态', en: 'Ecology' },
  money: { zh: '农业', en: 'Farming' },
  trade: { zh: '商旅', en: 'Trade' },
  directives: { zh: '督办', en: 'Directives' },
  reporting: { zh: '填报', en: 'Reporting' },
  registers: { zh: '台账', en: 'Registers' },
  import: { zh: '导入规划', en: 'Import' },
  audit: { zh: '审计', en: 'Audit' },
  system: { zh: '系统', en: 'System' },
} as const satisfies Record<string, Pair>;
export type Group = keyof typeof groups;

/** The fields of the plan among them: where a place has several, they stand together behind one head. */
export const areas: readonly Group[] = [
  'industry',
  'services',
  'emergency',
  'city',
  'countryside',
  'living',
  'ecology',
  'money',
  'trade',
];

/** One tab of a group. The first that a reader may open is where the group leads. */
export interface Entry {
  group: Group;
  name: Pair | ((reader: Reader) => Pair);
  /** A page by its address below the jurisdiction, or the list that it shows. */
  at: { page: string } | { list: string };
  /** Only for those who hold it. */
  capability?: Capability;
  /** Which of the four breakthroughs of industry the figures of its list belong to. */
  breakthrough?: 'platforms' | 'growth' | 'projects' | 'size';
  /** Only where the place has records of this list: nobody is led to what a place does not have. */
  needs?: string;
}

/** The entries of all areas, in their order: the shell hands them down to who draws a navigation. */
export const EntriesContext = createContext<readonly Entry[]>([]);

/** The entries that a reader may open in a place with these lists. */
export function openEntries(entries: readonly Entry[], reader: Reader, lists: readonly string[]): Entry[] {
  return entries.filter(
    ({ capability, needs }) =>
      (capability === undefined || reader.capabilities.includes(capability)) &&
      (needs === undefined || lists.includes(needs)),
  );
}
