import type { RecordOf } from '../../core/register/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { inThread } from '../../evidence/run/index.ts';
import type * as Matching from './match-work.ts';
import type { Match } from './match.ts';
import { classes, posts, ties } from './registers.ts';

const matchWork = new URL('./match-work.ts', import.meta.url);

type Tie = RecordOf<typeof ties>;
/** Which of the two official tables count; what a place added counts with each. */
export type Source = 'all' | 'labour' | 'education';

export interface Placed extends Match {
  year: string;
  /** Years of which there are posts or classes, the newest first. */
  years: readonly string[];
  /** Majors that may fill an occupation, by its key. */
  majors: ReadonlyMap<string, readonly { code: string; name: string }[]>;
  demo: boolean;
}

/** What a post and a tie are known by: the code alone has been given to two names, a name to two codes. */
export const keyOf = ({ occupation_code, occupation }: { occupation_code: string; occupation: string }) =>
  `${occupation_code} ${occupation}`;

const counts = (source: Source, { source: of }: Tie) =>
  source === 'all' || of === source || of === 'both' || of === 'local';

const kept = new WeakMap<ViewAt, Map<string, Promise<Placed>>>();

/** Who finds which post in a year, by one table or by both; computed once for a view, in a thread. */
export function placedIn(view: ViewAt, asked: { year?: string; source?: string }): Promise<Placed> {
  const source: Source = asked.source === 'labour' || asked.source === 'education' ? asked.source : 'all';
  const known = kept.get(view) ?? new Map<string, Promise<Placed>>();
  kept.set(view, known);
  const key = `${asked.year} ${source}`;
  const found = known.get(key);
  if (found) return found;
  const made = place(view, asked.year, source);
  made.catch(() => known.delete(key));
  known.set(key, made);
  return made;
}

async function place(view: ViewAt, asked: string | undefined, source: Source): Promise<Placed> {
  const [wanted, offered, tied] = await Promise.all([view.list(posts), view.list(classes), view.list(ties)]);
  const years = [...new Set([...wanted.rows, ...offered.rows].map(({ year }) => year))].toSorted().toReversed();
  const year =
    years.find((one) => one === asked) ??
    wanted.rows
      .map((row) => row.year)
      .toSorted()
      .at(-1) ??
    years[0] ??
    '';
  const demand = new Map<string, number>();
  for (const row of wanted.rows)
    if (row.year === year) demand.set(keyOf(row), (demand.get(keyOf(row)) ?? 0) + row.wanted);
  const majors = new Map<string, { code: string; name: string }[]>();
  const byMajor = new Map<string, Map<string, number>>();
  for (const tie of tied.rows) {
    const key = keyOf(tie);
    if (!demand.has(key) || !counts(source, tie)) continue;
    const known = majors.get(key) ?? [];
    if (!known.some(({ code }) => code === tie.major_code))
      majors.set(key, [...known, { code: tie.major_code, name: tie.major }]);
    const own = byMajor.get(tie.major_code) ?? new Map<string, number>();
    own.set(key, Math.max(own.get(key) ?? 0, tie.strength ?? 1));
    byMajor.set(tie.major_code, own);
  }
  const supply = offered.rows.filter((row) => row.year === year);
  const matched = await inThread<typeof Matching>(
    matchWork,
    {
      supply: supply.map(({ id, graduates }) => ({ id, people: Math.round(graduates) })),
      demand: [...demand].map(([key, people]) => ({ key, people: Math.round(people) })),
      ties: supply.flatMap(({ id, major_code, trained_for }) =>
        // Who is trained for one occupation goes there and nowhere else.
        trained_for === null
          ? [...(byMajor.get(major_code) ?? [])].map(([key, strength]) => ({ supply: id, key, strength }))
          : [...demand.keys()]
              .filter((key) => key.startsWith(`${trained_for} `))
              .map((key) => ({ supply: id, key, strength: 1 })),
      ),
    },
    { seconds: 60, megabytes: 512 },
  );
  return { ...matched, year, years, majors, demo: wanted.demo || offered.demo };
}
