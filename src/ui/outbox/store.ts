import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { daysShown, type Item, mostItems, type Photo } from './item.ts';

/** A form that was begun and not handed in yet. */
export interface Draft {
  login: string;
  name: string;
  values: Record<string, unknown>;
  text: string;
  photos: Photo[];
  /** Longitude, latitude and time (ISO) of a way that was recorded. */
  track: TrackPoint[];
}
export type TrackPoint = [lon: number, lat: number, at: string];

/** The bytes of a photograph under its id. */
export interface StoredPhoto {
  id: string;
  blob: Blob;
}

interface Tables extends DBSchema {
  items: { key: string; value: Item };
  drafts: { key: [string, string]; value: Draft };
  photos: { key: string; value: StoredPhoto };
  /** Answers of the server that a form needs where there is no network; under the login that they were given to. */
  answers: { key: [string, string]; value: { login: string; name: string; at: string; answer: unknown } };
}

/** The device holds as many items as it may. */
export class Full extends Error {
  override readonly name = 'Full';
}

// A phone that goes dark keeps what was acknowledged.
const strict: IDBTransactionOptions = { durability: 'strict' };

/** What this device keeps, in IndexedDB. Every change of a state is one transaction: it stands, or it never was. */
export class OutboxStore {
  readonly #db: IDBPDatabase<Tables>;

  private constructor(db: IDBPDatabase<Tables>) {
    this.#db = db;
  }

  static async open(name = 'lantu-outbox'): Promise<OutboxStore> {
    const db = await openDB<Tables>(name, 1, {
      upgrade(made) {
        made.createObjectStore('items', { keyPath: 'id' });
        made.createObjectStore('drafts', { keyPath: ['login', 'name'] });
        made.createObjectStore('photos', { keyPath: 'id' });
        made.createObjectStore('answers', { keyPath: ['login', 'name'] });
      },
      // Another tab brings a newer shape: it must not wait for this one.
      blocking: (_now, _next, event) => (event.target as IDBDatabase).close(),
    });
    return new OutboxStore(db);
  }

  close(): void {
    this.#db.close();
  }

  /** Everything that this device holds, the oldest first. */
  async items(): Promise<Item[]> {
    return (await this.#db.getAll('items')).sort((one, other) => one.at.localeCompare(other.at));
  }

  item(id: string): Promise<Item | undefined> {
    return this.#db.get('items', id);
  }

  /**
   * Takes an item in, with bytes that are not here yet, and drops the draft that it came from. Throws `Full`, or the
   * QuotaExceededError of the browser.
   */
  async handIn(item: Item, draft: string, added: readonly StoredPhoto[] = []): Promise<void> {
    const tx = this.#db.transaction(['items', 'drafts', 'photos'], 'readwrite', strict);
    const isNew = (await tx.objectStore('items').getKey(item.id)) === undefined;
    if (isNew && (await tx.objectStore('items').count()) >= mostItems) {
      tx.abort();
      await tx.done.catch(() => undefined);
      throw new Full();
    }
    for (const photo of added) await tx.objectStore('photos').put(photo);
    await tx.objectStore('items').put(item);
    await tx.objectStore('drafts').delete([item.login, draft]);
    await tx.done;
  }

  /** Changes an item by what stands at that moment, and gives it as it is then; undefined where it is gone. */
  async change(id: string, by: (item: Item) => Item): Promise<Item | undefined> {
    const tx = this.#db.transaction('items', 'readwrite', strict);
    const item = await tx.store.get(id);
    const next = item && by(item);
    if (next) await tx.store.put(next);
    await tx.done;
    return next;
  }

  /** Takes out the items for which it is allowed at that moment, with their photographs. */
  async takeOut(allowed: (item: Item) => boolean): Promise<void> {
    const tx = this.#db.transaction(['items', 'photos'], 'readwrite', strict);
    for (const item of (await tx.objectStore('items').getAll()).filter(allowed)) {
      await tx.objectStore('items').delete(item.id);
      for (const { id } of item.photos) await tx.objectStore('photos').delete(id);
    }
    await tx.done;
  }

  /** What was sent more than a week before `now`, and photographs that nothing names any longer. */
  async sweep(now: string): Promise<void> {
    const before = new Date(Date.parse(now) - daysShown * 86_400_000).toISOString();
    await this.takeOut((item) => item.state === 'sent' && (item.answeredAt ?? now) < before);
    const tx = this.#db.transaction(['items', 'drafts', 'photos'], 'readwrite');
    const held = [...(await tx.objectStore('items').getAll()), ...(await tx.objectStore('drafts').getAll())];
    const named = new Set(held.flatMap(({ photos }) => photos.map(({ id }) => id)));
    for (const id of await tx.objectStore('photos').getAllKeys())
      if (!named.has(id)) await tx.objectStore('photos').delete(id);
    await tx.done;
  }

  async photo(id: string): Promise<Blob | undefined> {
    return (await this.#db.get('photos', id))?.blob;
  }

  draft(login: string, name: string): Promise<Draft | undefined> {
    return this.#db.get('drafts', [login, name]);
  }

  /** Keeps a form as it stands, with the bytes that came to it. */
  async keepDraft(draft: Draft, added: readonly StoredPhoto[] = []): Promise<void> {
    const tx = this.#db.transaction(['drafts', 'photos'], 'readwrite', added.length > 0 ? strict : {});
    for (const photo of added) await tx.objectStore('photos').put(photo);
    await tx.objectStore('drafts').put(draft);
    await tx.done;
  }

  async dropDraft(login: string, name: string): Promise<void> {
    await this.#db.delete('drafts', [login, name]);
  }

  async keepAnswer(login: string, name: string, at: string, answer: unknown): Promise<void> {
    await this.#db.put('answers', { login, name, at, answer });
  }

  answer(login: string, name: string): Promise<{ at: string; answer: unknown } | undefined> {
    return this.#db.get('answers', [login, name]);
  }

  /** After signing out: what the server told is forgotten. What somebody handed in stays, for him alone. */
  async forgetAnswers(): Promise<void> {
    await this.#db.clear('answers');
  }
}
