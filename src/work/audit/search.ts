import { compact, day, oneOf, str, type Raw } from '../../ui/search.ts';

export const auditViews = ['ledger', 'trace', 'readings', 'verify'] as const;
export type AuditViewName = (typeof auditViews)[number];

/** What of the audit page lives in its address. */
export function auditSearch(raw: Raw) {
  return compact({
    view: oneOf(raw, 'view', auditViews),
    kind: str(raw, 'kind', 40),
    actor: str(raw, 'actor', 100),
    from: day(raw, 'from'),
    to: day(raw, 'to'),
    q: str(raw, 'q', 100),
    /** Entries before this one. */
    before: str(raw, 'before', 12),
    /** The entry whose drawer is open. */
    entry: str(raw, 'entry', 12),
    indicator: str(raw, 'indicator', 64),
    period: str(raw, 'period', 20),
    /** A step of a commitment, instead of an indicator. */
    commitment: str(raw, 'commitment', 32),
    milestone: str(raw, 'milestone', 64),
  });
}
