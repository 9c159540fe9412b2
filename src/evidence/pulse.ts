import type { Services } from './domain.ts';
import { complain } from './store/complain.ts';

/** Milliseconds: entries come in bursts, and a day begins at some minute. */
const quiet = 300;
const minute = 60_000;

/** How those that beat for a place are made to beat at once. */
const beating = new WeakMap<Services['store'], Map<string, (jurisdiction: string) => void>>();

/** Has what `pulse` does by that name done for a jurisdiction now, where it runs. */
export function wake({ store }: Pick<Services, 'store'>, name: string, jurisdiction: string): void {
  beating.get(store)?.get(name)?.(jurisdiction);
}

/**
 * Has `work` done for a jurisdiction at the start, after each burst of entries, once a minute, and at the moment (milliseconds)
 * that it gives; never twice at once. What comes back ends that and waits for what is under way. `work` must bear being cut off
 * anywhere and begun again; `ended` says that it should come to its end.
 */
export function pulse(
  services: Services,
  name: string,
  work: (jurisdiction: string, ended: () => boolean) => Promise<number | void>,
): () => Promise<void> {
  const due = new Set<string>();
  let ended = false;
  let under: Promise<void> | null = null;
  let soon: NodeJS.Timeout | undefined;

  const begin = () => {
    clearTimeout(soon);
    if (ended || under) return;
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
      if (ended) return;
      const next = await work(jurisdiction, () => ended).catch((error: unknown) => complain(name, error));
      if (typeof next === 'number' && next < Date.now() + minute)
        setTimeout(beat, Math.max(next - Date.now(), 0), jurisdiction).unref();
    }
  }
  const all = () => {
    services.store
      .selectFrom('chain_head')
      .select('jurisdiction_id')
      .where('seq', '>', 0)
      .execute()
      .then((rows) => {
        for (const { jurisdiction_id } of rows) due.add(jurisdiction_id);
        begin();
      })
      .catch((error: unknown) => complain(name, error));
  };
  const beat = (jurisdiction: string) => {
    due.add(jurisdiction);
    begin();
  };
  services.ledger.onCommit((jurisdiction) => {
    due.add(jurisdiction);
    later();
  });
  const known = beating.get(services.store) ?? new Map<string, (jurisdiction: string) => void>();
  beating.set(services.store, known.set(name, beat));
  const clock = setInterval(all, minute).unref();
  all();
  return async () => {
    ended = true;
    clearTimeout(soon);
    clearInterval(clock);
    await under;
  };
}
