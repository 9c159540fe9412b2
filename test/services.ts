import type { Domain, Services } from '../src/evidence/domain.ts';
import { listsOf } from '../src/evidence/judgement.ts';
import { Outlooks } from '../src/evidence/reading/outlooks.ts';
import { Snapshots } from '../src/evidence/reading/snapshots.ts';
import { Runs } from '../src/evidence/run/index.ts';
import { OneServer } from '../src/evidence/store/servers.ts';
import { Vault } from '../src/evidence/store/vault.ts';
import type { TestStore } from './store.ts';

/** What routes are given, over a store of a test: what is written is read at once, and `today` says the day, which a test may move. */
export function servicesOf(db: TestStore, today: () => string, areas: readonly Domain[] = []): Services {
  const snapshots = new Snapshots(db.store, new Outlooks(db.store, today));
  db.ledger.onCommit((jurisdiction, head) => snapshots.moved(jurisdiction, head));
  return {
    store: db.store,
    ledger: db.ledger,
    snapshots,
    runs: new Runs(
      db.store,
      areas.flatMap(({ runs = [] }) => runs),
    ),
    servers: new OneServer(),
    databaseUrl: db.url,
    lists: listsOf(areas),
    vault: Vault.passing(),
    today,
  };
}
