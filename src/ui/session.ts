import { createContext, useContext } from 'react';
import type { Role } from '../http/access.ts';
import type { Pair } from './text.tsx';

/** Who reads the page, as the parts of a page need it. The shell fills it from the session endpoint. */
export interface Reader {
  user: { id: string; name: string; organisation: Pair | null } | null;
  /** The place of the account: where it lands; null for nobody. */
  home: string | null;
  role: Role;
  capabilities: readonly string[];
  /** `lists`: the registers that have records there. */
  jurisdictions: readonly { id: string; name: Pair; lists: readonly string[] }[];
  /** The day that the server takes for today; empty until the session is known. */
  today: string;
}

export const nobody: Reader = {
  user: null,
  home: null,
  role: 'public',
  capabilities: [],
  jurisdictions: [],
  today: '',
};

export const ReaderContext = createContext<Reader>(nobody);

export function useReader(): Reader {
  return useContext(ReaderContext);
}
