import type { ProblemBody } from '../../http/problem.ts';
import { after, bodyOf, type Item, type KeptFile, outcomeOf, type Photo } from './item.ts';
import type { OutboxStore } from './store.ts';

/** The way to the server. Each throws a CallProblem where it fails. */
export interface Post {
  /** Whose session it is now; null: nobody's. */
  login(): Promise<string | null>;
  upload(item: Item, photo: Photo, bytes: Blob): Promise<KeptFile>;
  /** Asks for the change under the item's key; gives the entry that holds it. */
  write(item: Item, body: unknown): Promise<number | null>;
}

/** How a round of sending ended: everything was tried, the server cannot be asked now, or somebody else is signed in. */
export type Round = 'done' | 'away' | 'not-yours';

/**
 * Sends what `login` handed in and is not written yet, the oldest first: the photographs, then what names them. Whatever
 * is known is kept before the next step, so that a round may end at any point and another goes on from there. `at` is
 * the clock; `changed` hears of every step.
 */
export async function sendAll(
  store: OutboxStore,
  login: string,
  post: Post,
  at: () => string,
  changed: () => void = () => undefined,
): Promise<Round> {
  const tried = new Set<string>();
  for (;;) {
    // Read anew each time: more may have been handed in meanwhile.
    const next = (await store.items()).find(
      (item) => item.login === login && item.state === 'kept' && !tried.has(item.id),
    );
    if (!next) return 'done';
    tried.add(next.id);
    try {
      if ((await post.login()) !== login) return 'not-yours';
      await sendOne(store, next, post, at);
    } catch (error) {
      const outcome = outcomeOf(error);
      await store.change(next.id, (item) => (item.key === next.key ? after(item, outcome, at()) : item));
      if (outcome.is === 'later' && [0, 401].includes(outcome.problem.status)) return 'away';
    } finally {
      changed();
    }
  }
}

async function sendOne(store: OutboxStore, { id }: Item, post: Post, at: () => string): Promise<void> {
  const item = await store.item(id);
  if (item?.state !== 'kept') return;
  for (const photo of item.photos) {
    if (photo.kept) continue;
    const bytes = await store.photo(photo.id);
    if (!bytes) {
      await store.change(id, (now) => after(now, { is: 'refused', problem: photoLost(photo) }, at()));
      return;
    }
    photo.kept = await post.upload(item, photo, bytes);
    await store.change(id, (now) => ({ ...now, photos: item.photos }));
  }
  // From here on it may have been written; unless somebody has just taken it out.
  if (!(await store.change(id, (now) => ({ ...now, tried: true })))) return;
  const seq = await post.write(item, bodyOf(item));
  await store.change(id, (now) => after(now, { is: 'written', seq }, at()));
}

function photoLost(photo: Photo): ProblemBody {
  return {
    type: 'urn:lantu:problem:photo-lost',
    status: 422,
    code: 'photo-lost',
    title: {
      zh: `照片“${photo.name}”在本机读不出来`,
      en: `The photograph ${photo.name} cannot be read on this device`,
    },
    hint: { zh: '改后重拍这一张再送。', en: 'Mend it: take that one again, then send.' },
  };
}

/** Work that only one tab does at a time. Without locks each does it: the key of an item still has it written once. */
export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | undefined;
  return locks ? (locks.request(name, work) as Promise<T>) : work();
}
