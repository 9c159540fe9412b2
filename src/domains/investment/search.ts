import { compact, str, type Raw } from '../../ui/search.ts';

/** Which leads are shown, and the one that is open. */
export function leadsSearch(raw: Raw) {
  return compact({
    stage: str(raw, 'stage', 20),
    channel: str(raw, 'channel', 20),
    q: str(raw, 'q', 60),
    lead: str(raw, 'lead', 40),
  });
}

/** The choice that is looked at. */
export function portfolioSearch(raw: Raw) {
  return compact({ run: str(raw, 'run', 40) });
}
