import { useSyncExternalStore } from 'react';
import { newKey, request } from '../call.ts';
import { type Item, mayTakeOut, type KeptFile, seqIn } from './item.ts';
import { alone, type Post, sendAll } from './send.ts';
import { OutboxStore, type StoredPhoto } from './store.ts';

/** What pages show of it. */
export interface OutboxState {
  items: readonly Item[];
  sending: boolean;
  /** Why nothing is sent although something is here: no network, or the session is another one. */
  hindrance: 'away' | 'not-yours' | null;
}

type NewItem = Omit<Item, 'id' | 'at' | 'key' | 'state' | 'tried' | 'problem' | 'seq' | 'answeredAt'>;

/** Milliseconds that one request may take, and between two rounds while something waits. */
const patience = 120_000;
const pause = 60_000;

/**
 * What this device holds to be sent. It goes out by itself when the page opens, when the network is back, when somebody
 * hands something in, and each minute while something waits.
 */
class Outbox {
  #state: OutboxState = { items: [], sending: false, hindrance: null };
  readonly #listeners = new Set<() => void>();
  #opened: Promise<OutboxStore> | null = null;
  #login: string | null = null;
  #ask: Post['login'] = async () => null;
  #round: Promise<void> | null = null;
  /** Other tabs look again when one has changed something. */
  readonly #tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('lantu-outbox');

  store(): Promise<OutboxStore> {
    this.#opened ??= OutboxStore.open();
    return this.#opened;
  }

  /** Begins to send what `login` handed in; `ask` tells whose session it is and renews the token. Gives the way to stop. */
  run(login: string, ask: Post['login']): () => void {
    this.#login = login;
    this.#ask = ask;
    const go = () => void this.send();
    const look = () => void this.#look();
    const seen = () => document.visibilityState === 'visible' && go();
    const timer = setInterval(() => this.#state.items.some(({ state }) => state === 'kept') && go(), pause);
    window.addEventListener('online', go);
    document.addEventListener('visibilitychange', seen);
    this.#tabs?.addEventListener('message', look);
    void this.store()
      .then((store) => store.sweep(now()))
      .then(look)
      .then(go)
      .catch(() => undefined);
    return () => {
      this.#login = null;
      clearInterval(timer);
      window.removeEventListener('online', go);
      document.removeEventListener('visibilitychange', seen);
      this.#tabs?.removeEventListener('message', look);
    };
  }

  /** Keeps an item here, in place of the draft that it came from, and starts sending. */
  async handIn(given: NewItem, draft: string, added: readonly StoredPhoto[] = []): Promise<void> {
    const fresh = { id: newKey(), at: now(), key: newKey(), state: 'kept', tried: false } as const;
    await this.putIn({ ...given, ...fresh, problem: null, seq: null, answeredAt: null }, draft, added);
  }

  /** Keeps an item that is ready as it is: a mended one. */
  async putIn(item: Item, draft: string, added: readonly StoredPhoto[] = []): Promise<void> {
    await (await this.store()).handIn(item, draft, added);
    await this.#changed();
    void this.send();
  }

  /** Takes an unsent item out; what was sent is cleared away. */
  async takeOut(id: string): Promise<void> {
    await (await this.store()).takeOut((item) => item.id === id && (item.state === 'sent' || mayTakeOut(item)));
    await this.#changed();
  }

  async clearSent(login: string): Promise<void> {
    await (await this.store()).takeOut((item) => item.login === login && item.state === 'sent');
    await this.#changed();
  }

  /** One round of sending; one that is under way is waited for, and followed by another. */
  async send(): Promise<void> {
    const before = this.#round;
    const round = (async () => {
      await before;
      await this.#sendRound();
    })();
    this.#round = round;
    await round;
    if (this.#round === round) this.#round = null;
  }

  async #sendRound(): Promise<void> {
    const login = this.#login;
    const waits = () => this.#state.items.some((item) => item.login === login && item.state === 'kept');
    await this.#look();
    if (login === null || !waits()) return;
    this.#put({ sending: true });
    try {
      const store = await this.store();
      const post: Post = { login: this.#ask, upload, write };
      const end = await alone('lantu-outbox', () => sendAll(store, login, post, now, () => void this.#changed()));
      this.#put({ hindrance: end === 'done' ? null : end });
    } catch {
      // The device refused to keep what is known by now: the next round finds out again.
      this.#put({ hindrance: 'away' });
    } finally {
      this.#put({ sending: false });
      await this.#look();
    }
  }

  async #changed(): Promise<void> {
    this.#tabs?.postMessage('changed');
    await this.#look();
  }

  async #look(): Promise<void> {
    const items = await this.store()
      .then((store) => store.items())
      .catch(() => null);
    if (items) this.#put({ items });
  }

  #put(part: Partial<OutboxState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): OutboxState => this.#state;
}

export const outbox = new Outbox();

export function useOutbox(): OutboxState {
  return useSyncExternalStore(outbox.subscribe, outbox.state);
}

const now = () => new Date().toISOString();

async function upload(item: Item, photo: { name: string }, bytes: Blob): Promise<KeptFile> {
  const file = new File([bytes], photo.name, { type: bytes.type });
  const answer = await within((signal) => request('post', item.uploads, { file, signal }));
  return (await answer.json()) as KeptFile;
}

async function write(item: Item, body: unknown): Promise<number | null> {
  const answer = await within((signal) =>
    request('post', item.address, { body: body as object, key: item.key, signal }),
  );
  return seqIn(await answer.json());
}

async function within<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    return await work(stop.signal);
  } finally {
    clearTimeout(timer);
  }
}
