import { useQuery } from '@tanstack/react-query';
import { CallProblem } from '../call.ts';
import type { Reader } from '../session.ts';
import { outbox } from './outbox.ts';

/** An answer of the server, or the one before where it cannot be reached. */
interface Told<T> {
  answer: T;
  /** When it was given (ISO); null: just now. */
  since: string | null;
}

/**
 * Reads something that a form needs, and keeps it on this device under the login, so that the form opens without network.
 * `without` takes out what does not belong on a phone: personal data of others.
 */
export function useKept<T>(login: string, name: string, ask: () => Promise<T>, without = (answer: T): T => answer) {
  return useQuery({
    queryKey: ['kept', login, name],
    networkMode: 'always',
    staleTime: 30_000,
    retry: false,
    queryFn: async (): Promise<Told<T>> => {
      const store = await outbox.store();
      try {
        const answer = await ask();
        // A device without room still shows what it was told.
        await store.keepAnswer(login, name, new Date().toISOString(), without(answer)).catch(() => undefined);
        return { answer, since: null };
      } catch (error) {
        const before = error instanceof CallProblem && error.status === 0 ? await store.answer(login, name) : undefined;
        if (!before) throw error;
        return { answer: before.answer as T, since: before.at };
      }
    },
  });
}

// Who used the forms of this device last: without network nobody can be asked.
const device = '';

export async function keepReader(reader: Reader): Promise<void> {
  await (await outbox.store()).keepAnswer(device, 'reader', new Date().toISOString(), reader);
}

/** Who is taken to be the reader while the server cannot be asked; today is that of the device. */
export async function keptReader(): Promise<Reader | null> {
  const kept = await (await outbox.store()).answer(device, 'reader');
  if (!kept) return null;
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
  return { ...(kept.answer as Reader), today };
}

/** After signing out: everything that the server told is taken from this device, and the pages that work without it. */
export async function forgetDevice(): Promise<void> {
  await (await outbox.store()).forgetAnswers();
  const registered = await navigator.serviceWorker?.getRegistrations();
  for (const one of registered ?? []) await one.unregister();
  if ('caches' in window) for (const name of await caches.keys()) await caches.delete(name);
}

/** Has the pages of the field kept on this device. Only an https origin (or this machine) may do that. */
export async function keepPages(): Promise<void> {
  await navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
  // Otherwise the browser may throw everything away when room is short.
  await navigator.storage?.persist?.().catch(() => false);
}
