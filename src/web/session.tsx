import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, type ReactNode } from 'react';
import { getSession, type Session } from '../work/sign-in/session-api.ts';
import { setCsrf } from '../ui/call.ts';
import { reading } from '../ui/query.ts';
import { nobody, ReaderContext, type Reader } from '../ui/session.ts';

/** Asks once who is signed in and tells every page. Pages do not wait for it. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const { data } = useSession();
  if (data) setCsrf(data.csrf);
  const reader = useMemo<Reader>(
    () =>
      data
        ? {
            user: data.user,
            role: data.role,
            capabilities: data.capabilities,
            jurisdictions: data.jurisdictions,
            today: data.today,
          }
        : nobody,
    [data],
  );
  return <ReaderContext value={reader}>{children}</ReaderContext>;
}

export function useSession() {
  return useQuery({ ...reading(getSession), staleTime: Infinity });
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
