import type { Contribution } from '../core/foresee/index.ts';
import type { RegisterType } from '../core/register/index.ts';
import type { Route } from '../http/route.ts';
import type { Ledger } from './book.ts';
import type { Snapshots } from './reading/snapshots.ts';
import type { Store } from './store/store.ts';

/** What a domain works with. */
export interface Services {
  store: Store;
  ledger: Ledger;
  snapshots: Snapshots;
  jobs: Jobs;
  /** For workers, which open connections of their own. */
  databaseUrl: string;
  /** Of all areas. */
  contribute: Contribute;
  /** The ISO day that counts as today. */
  today: () => string;
}

/** Work that takes longer than a request may: runs outside the event loop, can be watched and cancelled. */
export interface Jobs {
  /** `by`: who ordered it. Jobs of one person never hold those of all others. */
  send(name: string, data: object, by?: string): Promise<string>;
  cancel(id: string): Promise<void>;
}

export interface Job {
  name: string;
  /** What it makes can be made again at any time: it is cut at once when the server stops. */
  disposable?: boolean;
  /** Runs in the server process and hands heavy work to a worker. `signal` fires on cancel and on shutdown. */
  run: (services: Services, data: never, signal: AbortSignal) => Promise<void>;
}

/** Records that come with an area: methods and rules as data, and the made-up ones of the demonstration layer. */
export interface SeedRecords {
  register: string;
  /** ISO day on which they were known. */
  on: string;
  demo: boolean;
  source: string;
  grade: 'A' | 'B' | '计算' | '演示';
  records: {
    id: string;
    base: number | null;
    values: Record<string, string | number | boolean>;
    stage: string | null;
    passed: Record<string, string>;
  }[];
}

/** What a list in hand adds to an indicator in a year; see core/foresee. Null: the area has nothing to say about it. */
export type Contribute = (
  services: Services,
  jurisdiction: string,
  indicator: string,
  year: number,
  asOf: string,
) => Promise<readonly Contribution[] | null>;

/** What an area of the plan adds: a manifest, no logic. Its pages are found by the web build (`page.tsx`). */
export interface Domain {
  id: string;
  routes: (services: Services) => Route[];
  jobs?: Job[];
  /** Types of its lists; every jurisdiction has them. */
  registers?: RegisterType[];
  /** Records that it brings to a jurisdiction, in the order in which they are handed in. */
  records?: (jurisdiction: string) => SeedRecords[];
  contribute?: Contribute;
  /** Called once when the server is up: what the area does when the ledger moves on. */
  listen?: (services: Services) => void;
}
