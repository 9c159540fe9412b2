import type { PackRecords } from '../core/plan/plan-file.ts';
import type { RegisterType } from '../core/register/index.ts';
import type { Route, Who } from '../http/route.ts';
import type { Ledger } from './book.ts';
import type { List } from './judgement.ts';
import type { Matter } from './matter.ts';
import type { Method } from './method.ts';
import type { Snapshots } from './reading/snapshots.ts';
import type { ViewAt } from './reading/view.ts';
import type { RunKind, Runs } from './run/index.ts';
import type { Servers } from './store/servers.ts';
import type { Store } from './store/store.ts';
import type { Vault } from './store/vault.ts';

/** What a domain works with. */
export interface Services {
  store: Store;
  ledger: Ledger;
  snapshots: Snapshots;
  runs: Runs;
  /** The processes that work on the same database. */
  servers: Servers;
  /** For workers, which open connections of their own. */
  databaseUrl: string;
  /** What all areas think of their lists, by register. */
  lists: ReadonlyMap<string, List>;
  /** What secrets in the database are encrypted with. */
  vault: Vault;
  /** The ISO day that counts as today. */
  today: () => string;
  /** Doors beside the web by which others send; absent: none is open. */
  gates?: Gates;
}

/** Where stations send: a port for HJ 212, an MQTT broker that is listened to. */
export interface Gates {
  hj212?: { host: string; port: number };
  mqtt?: { url: string; topic: string };
}

/** What an area has for a reader to do, on the day and within the reach of the view. */
export type MattersOf = (services: Services, view: ViewAt, who: Who) => Promise<Matter[]>;

/** What an area of the plan adds: a manifest, no logic. Its pages and entries stand in its `face.ts`. */
export interface Domain {
  id: string;
  routes: (services: Services) => Route[];
  /** Its long work, that can be watched and called off. */
  runs?: RunKind<never>[];
  /** Types of its lists; every jurisdiction has them. */
  registers?: RegisterType[];
  /** Records that it brings to every jurisdiction: published rules and the like. */
  records?: () => PackRecords[];
  /** Makes records of the texts that a pack holds in the folder with the area's name. */
  fromPack?: (texts: readonly string[]) => PackRecords[];
  /** Made-up data of the demonstration that are no records: called once, after the records of an empty store were loaded. */
  demonstrate?: (
    services: Pick<Services, 'store' | 'ledger' | 'snapshots' | 'today'>,
    jurisdiction: string,
  ) => Promise<void>;
  /** What it thinks of its lists: judgements, columns, tiles, contributions, actions. */
  lists?: List[];
  /** What waits in it for a reader, told on the first page. */
  matters?: MattersOf;
  /** Its computing methods, which anybody may rerun on numbers of his own. */
  methods?: readonly Method[];
  /**
   * Called once when the server is up: what the area does by itself, when the ledger moves on or time passes. What it gives
   * ends that, and waits for what is under way.
   */
  listen?: (services: Services) => void | (() => Promise<void>) | Promise<() => Promise<void>>;
}
