import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import { getSession, signOut, type Session } from '../work/sign-in/session-api.ts';
import { call, CallProblem, setCsrf } from '../ui/call.ts';
import { reading } from '../ui/query.ts';
import { nobody, ReaderContext, type Reader } from '../ui/session.ts';

/** Asks once who is signed in and tells every page. Pages do not wait for it. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const { data, error } = useSession();
  if (data) setCsrf(data.csrf);
  const away = data === undefined && error instanceof CallProblem && error.status === 0;
  // Without network it is taken to be whoever used the forms of the field on this device.
  const { data: kept } = useQuery({
    queryKey: ['kept-reader'],
    enabled: away,
    networkMode: 'always',
    queryFn: async () => (await import('../ui/outbox/answers.ts')).keptReader(),
  });
  const reader = useMemo<Reader>(
    () =>
      data
        ? {
            user: data.user,
            home: data.home,
            role: data.role,
            capabilities: data.capabilities,
            jurisdictions: data.jurisdictions,
            today: data.today,
          }
        : (away && kept) || nobody,
    [data, away, kept],
  );
  useSending(reader.user?.id);
  return <ReaderContext value={reader}>{children}</ReaderContext>;
}

/** What `login` filled in on this device goes out, whatever page is open. */
function useSending(login: string | undefined): void {
  useEffect(() => {
    if (login === undefined) return undefined;
    let left = false;
    let stop: (() => void) | undefined;
    void import('../ui/outbox/outbox.ts').then(({ outbox }) => {
      if (!left) stop = outbox.run(login, whoIsIt);
    });
    return () => {
      left = true;
      stop?.();
    };
  }, [login]);
}

/** Whose session it is at this moment; its token goes with what is sent next. */
async function whoIsIt(): Promise<string | null> {
  const session = await call(getSession);
  setCsrf(session.csrf);
  return session.user?.id ?? null;
}

export function useSession() {
  return useQuery({ ...reading(getSession), staleTime: Infinity, networkMode: 'always' });
}

/** Signs out: what pages were told is forgotten, on this device too. What waits to be sent stays for its login. */
export function useSignOut(): () => Promise<void> {
  const change = useSessionChange();
  return useCallback(async () => {
    await call(signOut);
    await import('../ui/outbox/answers.ts').then(({ forgetDevice }) => forgetDevice()).catch(() => undefined);
    await change();
  }, [change]);
}

/** After signing in or out: the new session stands, and everything that was read as somebody else is forgotten. */
export function useSessionChange(): (session?: Session) => Promise<void> {
  const queries = useQueryClient();
  return useCallback(
    async (session) => {
      const key = reading(getSession).queryKey;
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== key[0] });
      if (session) {
        setCsrf(session.csrf);
        queries.setQueryData(key, session);
        await queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== key[0] });
      } else {
        await queries.invalidateQueries();
      }
    },
    [queries],
  );
}
