import { dueAfter, isProblem } from '../../core/measure/index.ts';
import type { ReleaseBody, ReleasedContent } from '../../evidence/delivery/release-shapes.ts';
import { factsOf } from './content.ts';
import type { releaseStates } from './words.ts';

/** 政府信息公开条例（国令第 711 号）第二十六条: within 20 working days from the day on which information came about or changed. */
export const releaseWorkdays = 20;

export interface Decided {
  state: string;
  body: ReleaseBody;
}

/**
 * How something stands before the public: `open` is the newest decision that put it out or took it back, `last` the newest
 * proposal of all. The clock runs from the newest figure that is not public, else from `since`.
 */
export function standingOf(
  now: ReleasedContent,
  open: Decided | null,
  last: Decided | null,
  since: string,
): { state: (typeof releaseStates)[number]; since: string | null; due: string | null } {
  const facts = factsOf(now);
  const released = open?.state === 'released' ? open.body : null;
  const quiet = (state: (typeof releaseStates)[number]) => ({ state, since: null, due: null });
  if (released?.facts === facts) return quiet('released');
  if (open?.state === 'withdrawn' && (last === null || last.body === open.body)) return quiet('withdrawn');
  if (last?.state === 'withheld' && last.body.facts === facts) return quiet('withheld');
  const from = newerThan(now, released) ?? since;
  const due = dueAfter(from, { workdays: releaseWorkdays });
  const state =
    last?.state === 'proposed' ? 'proposed' : last?.state === 'returned' ? 'returned' : released ? 'moved' : 'never';
  return { state, since: from, due: isProblem(due) ? null : due.due };
}

/** The day of the newest figure that the released content does not hold; null: it holds all. */
function newerThan(now: ReleasedContent, released: ReleaseBody | null): string | null {
  if (now.kind !== 'promise') return null;
  const content = released?.content;
  const known = new Set(
    content?.kind === 'promise' ? content.points.map(({ period, value }) => `${period} ${value}`) : [],
  );
  const days = now.points.flatMap(({ period, value, knownOn }) =>
    value === null || known.has(`${period} ${value}`) ? [] : [knownOn],
  );
  return days.length === 0 ? null : (days.toSorted().at(-1) ?? null);
}
