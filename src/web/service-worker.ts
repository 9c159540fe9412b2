/**
 * Lets the pages of the field open without network: it keeps the page itself and the files that they are made of, and
 * nothing that the server told (what a form needs is kept under its reader's login, `src/ui/outbox/answers.ts`). The
 * build puts the two names below in (`vite.config.ts`), so that a new build is a new worker with a store of its own.
 */
declare const VERSION: string;
declare const FILES: string[];

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
/** What TypeScript knows of a worker excludes what it knows of a page, and both are checked together. */
interface Worker {
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}
const worker = self as unknown as Worker;

const store = `lantu-${VERSION}`;
/** Milliseconds after which a network that does not answer counts as none. */
const patience = 6_000;

worker.addEventListener('install', (event) => {
  const fill = async () => {
    const cache = await caches.open(store);
    await cache.addAll(FILES);
    await worker.skipWaiting();
  };
  event.waitUntil(fill());
});

worker.addEventListener('activate', (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name.startsWith('lantu-') && name !== store) await caches.delete(name);
    await worker.clients.claim();
  };
  event.waitUntil(tidy());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return;
  // Public pages are no part of the app.
  if (pathname === '/open' || pathname.startsWith('/open/')) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (pathname.startsWith('/assets/') || FILES.includes(pathname)) event.respondWith(file(request));
});

/** The newest page where the network gives it, else the one that is kept: it is the same for every address. */
async function page(request: Request): Promise<Response> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    return await fetch(request, { signal: stop.signal });
  } catch (error) {
    const kept = await caches.match('/', { ignoreVary: true });
    if (kept) return kept;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** A file by its name: what has the hash of its content in its name never changes. */
async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(store)).put(request, answer.clone());
  return answer;
}
