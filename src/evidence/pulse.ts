import type { Services } from './domain.ts';
import { complain } from './store/complain.ts';
import { ifAway, placesAnswering } from './store/places.ts';

/** Milliseconds: entries come in bursts, and a day begins at some minute. */
const quiet = 300;
const minute = 60_000;

/** How those that beat for a place are made to beat at once. */
const beating = new WeakMap<Services['store'], Map<string, (jurisdiction: string) => void>>();

/** Has what `pulse` does by that name done for a jurisdiction now, in whichever process does it. */
export function wake(
  { store, servers }: Pick<Services, 'store' | 'servers'>,
  name: string,
  jurisdiction: string,
): void {
  if (servers.mine(name)) beating.get(store)?.get(name)?.(jurisdiction);
  else servers.tell('wake', `${name} ${jurisdiction}`).catch((error: unknown) => complain(name, error));
}

/** All places whose chain holds something. */
const everywhere: Places = async (store) => {
  const rows = await store.selectFrom('chain_head').select('jurisdiction_id').where('seq', '>', 0).execute();
  return rows.map(({ jurisdiction_id }) => jurisdiction_id);
};
/** Where a worker of a cluster is away nobody can say at once where there is something to do: all others are looked at. */
const orAnswering = (store: Services['store'], places: Places) => ifAway(places(store), () => placesAnswering(store));
/** Where there may be something to do, in one question to the database: a place that rests is not read for it. */
export type Places = (store: Services['store']) => Promise<string[]>;

/**
 * Has `work` done for a jurisdiction at the start, after each burst of entries, once a minute, and at the moment (milliseconds)
 * that it gives; never twice at once, in one process of all that work on the database. What comes back ends that and waits for
 * what is under way. `work` must bear being cut off anywhere and begun again; `ended` says that it should come to its end. At the start and each minute only `places` are looked at.
 */
export function pulse(
  services: Services,
  name: string,
  work: (jurisdiction: string, ended: () => boolean) => Promise<number | void>,
  places: Places = everywhere,
): () => Promise<void> {
  const { servers } = services;
  const due = new Set<string>();
  let ended = false;
  let under: Promise<void> | null = null;
  let soon: NodeJS.Timeout | undefined;

  const begin = () => {
    clearTimeout(soon);
    if (ended || under) return;
    // Whoever comes to do it begins with everything.
    if (!servers.mine(name)) return due.clear();
    under = round().finally(() => {
      under = null;
      if (due.size > 0) later();
    });
  };
  const later = () => {
    clearTimeout(soon);
    soon = setTimeout(begin, quiet).unref();
  };
  async function round(): Promise<void> {
    for (const jurisdiction of due) {
      due.delete(jurisdiction);
      if (ended || !servers.mine(name)) return;
      const next = await work(jurisdiction, () => ended || !servers.mine(name)).catch((error: unknown) =>
        complain(name, error),
      );
      if (typeof next === 'number' && next < Date.now() + minute)
        setTimeout(beat, Math.max(next - Date.now(), 0), jurisdiction).unref();
    }
  }
  const all = () => {
    if (!servers.mine(name)) return;
    orAnswering(services.store, places)
      .then((found) => {
        for (const jurisdiction of found) due.add(jurisdiction);
        begin();
      })
      .catch((error: unknown) => complain(name, error));
  };
  const beat = (jurisdiction: string) => {
    due.add(jurisdiction);
    begin();
  };
  services.snapshots.onMoved((jurisdiction) => {
    due.add(jurisdiction);
    later();
  });
  const known = beating.get(services.store) ?? new Map<string, (jurisdiction: string) => void>();
  beating.set(services.store, known.set(name, beat));
  servers.hear('wake', (said) => {
    const [what, jurisdiction] = said.split(' ');
    if (what === name && jurisdiction !== undefined) beat(jurisdiction);
  });
  const clock = setInterval(all, minute).unref();
  const giveUp = servers.seek(name, all);
  return async () => {
    ended = true;
    clearTimeout(soon);
    clearInterval(clock);
    await under;
    await giveUp();
  };
}
