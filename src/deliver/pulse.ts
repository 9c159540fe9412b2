import type { Services } from '../evidence/domain.ts';
import { complain } from '../evidence/store/complain.ts';

/** Milliseconds: entries come in bursts, and a day begins at some minute. */
const quiet = 300;
const minute = 60_000;

/**
 * Has `work` done for a jurisdiction at the start, after each burst of entries, and once a minute, never twice at once. What
 * it gives ends that and waits for what is under way. `work` must bear being cut off anywhere and begun again.
 */
export function pulse(
  services: Services,
  name: string,
  work: (jurisdiction: string) => Promise<void>,
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
      await work(jurisdiction).catch((error: unknown) => complain(name, error));
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
  services.ledger.onCommit((jurisdiction) => {
    due.add(jurisdiction);
    later();
  });
  const clock = setInterval(all, minute).unref();
  all();
  return async () => {
    ended = true;
    clearTimeout(soon);
    clearInterval(clock);
    await under;
  };
}
