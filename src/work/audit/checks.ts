import type { Services } from '../../evidence/domain.ts';
import type { Since } from '../../evidence/ledger/verify.ts';
import { type Run, runKind } from '../../evidence/run/index.ts';
import { type Route, route } from '../../http/route.ts';
import { beginCheck, type CheckFound, listChecks } from './api.ts';
import { brokenWords } from './words.ts';

/** A check of the ledger that somebody asked for, and what it found. */
export interface Check {
  /** The good head that only what came after is walked from; null: everything is checked, the tables too. */
  since: Since | null;
  found: CheckFound | null;
}

export const checks = runKind<Check>({
  id: 'ledger-check',
  name: { zh: '未完成的校验', en: 'checks under way' },
  work: new URL('./check-work.ts', import.meta.url),
  seconds: 3600,
  megabytes: 1024,
  most: { person: 1, city: 4 },
  keptDays: 400,
  shared: true,
  disposable: true,
  failed: {
    code: 'check-failed',
    title: { zh: '校验没有做完，请再试一次。', en: 'The check did not come to its end; try again.' },
    hint: null,
  },
});

/** Checks that are shown; a good head that is older than all of them is not gone on from. */
const shown = 20;

export function checkRoutes({ runs }: Services): Route[] {
  const newest = (jurisdiction: string) => runs.latest(checks, { jurisdiction, most: shown });
  return [
    route(beginCheck, async ({ params: { jurisdiction }, body: { whole }, who }) => {
      const since = whole ? null : goodHead(await newest(jurisdiction));
      const body = { since, found: null };
      const opened = await runs.open(checks, { jurisdiction, by: who.login ?? '', body, subject: 'ledger' });
      // Where one already waits, that one is theirs too.
      const [waits] = await runs.latest(checks, { jurisdiction, most: 1, states: ['waiting'] });
      return { id: opened ?? waits?.id ?? '' };
    }),
    route(listChecks, async ({ params: { jurisdiction } }) => {
      const all = await newest(jurisdiction);
      return {
        good: goodHead(all),
        checks: all.map(({ id, state, createdAt, createdBy, problem, body: { since, found } }) => ({
          id,
          state,
          at: createdAt,
          by: createdBy,
          since: since?.seq ?? null,
          problem: problem?.title ?? null,
          found: found && {
            ...found,
            firstBroken: found.firstBroken && {
              ...found.firstBroken,
              whyName: brokenWords[found.firstBroken.why] ?? { zh: found.firstBroken.why, en: found.firstBroken.why },
            },
          },
        })),
      };
    }),
  ];
}

/** The head of the newest check, where it found everything whole: after a broken one the next begins at the first entry. */
function goodHead(newestFirst: readonly Run<Check>[]): Since | null {
  const done = newestFirst.find(({ state }) => state === 'done');
  const { since, found } = done?.body ?? {};
  return found?.ok ? { seq: (since?.seq ?? 0) + found.entries, hash: found.head } : null;
}
