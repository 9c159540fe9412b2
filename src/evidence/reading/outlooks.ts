import { sql } from 'kysely';
import type { Attainment } from '../../core/foresee/index.ts';
import type { Text } from '../../core/measure/index.ts';
import type { Reach } from '../../http/access.ts';
import type { Store } from '../store/store.ts';

/**
 * Whose figures a forecast is of. A department sees its own figures before they are approved, but what is forecast from
 * them would need a run for each department: readers with reach `of:ORGANISATION` get the result of approved figures.
 */
export type ForesightReach = 'all' | 'approved';
export const foresightReach = (reach: Reach): ForesightReach => (reach === 'all' ? 'all' : 'approved');

/** What was computed last for a day and a reach: of the day itself, or of a day shortly before while today's is on the way. */
export interface HeldOutlooks {
  /** Entry of the ledger that they are computed from. */
  head: number;
  asOf: string;
  /** Changes whenever the results do. */
  version: string;
  targets: ReadonlyMap<string, { found: Attainment | null; missing: Text | null }>;
  /** The same of clauses that their commitments are not judged by: plan and code, a space between them. */
  clauses: ReadonlyMap<string, { found: Attainment | null; missing: Text | null }>;
}

export interface ResultsOf {
  jurisdiction: string;
  asOf: string;
  reach: ForesightReach;
}

/** While today is computed for the first time, results of so many days before are shown. */
const SHOWN_DAYS = 7;
/** Milliseconds for which a position is not asked for again. */
const FRESH = 200;
const MOST = 60;

const daysBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

/** The row of `foresight` that readers of a day are shown; `today` may fall back to a day shortly before. */
export async function shownResults<T>(
  store: Store,
  { jurisdiction, asOf, reach }: ResultsOf,
  today: string,
  column: ReturnType<typeof sql>,
): Promise<{ asOf: string; head: number; version: string; body: T | null } | null> {
  const days =
    asOf === today ? sql`as_of <= ${asOf} and as_of >= ${daysBefore(asOf, SHOWN_DAYS)}` : sql`as_of = ${asOf}`;
  const { rows } = await sql<{ asOf: string; head: number; version: string; body: T | null }>`
    select as_of as "asOf", head, as_of || ' ' || head || ' ' || computed_at as version, ${column} as body from foresight
    where jurisdiction_id = ${jurisdiction} and reach = ${reach} and ${days} and head > 0
    order by as_of desc limit 1`.execute(store);
  return rows[0] ?? null;
}

/** Reads the outlooks that stand in the results of the forecasts, and keeps them until there are newer ones. */
export class Outlooks {
  readonly #store: Store;
  readonly #today: () => string;
  readonly #asked = new Map<string, { at: number; found: Promise<HeldOutlooks | null> }>();

  constructor(store: Store, today: () => string) {
    this.#store = store;
    this.#today = today;
  }

  /** Null: nothing has been computed for that day yet. A day to come knows no more than today. */
  async at(jurisdiction: string, day: string, reach: Reach): Promise<HeldOutlooks | null> {
    const today = this.#today();
    const of = { jurisdiction, asOf: day > today ? today : day, reach: foresightReach(reach) };
    const key = `${jurisdiction} ${of.asOf} ${of.reach}`;
    const known = this.#asked.get(key);
    const now = performance.now();
    if (known && now - known.at < FRESH) return known.found;
    const found = this.#newer(of, today, (await known?.found.catch(() => null)) ?? null);
    this.#asked.delete(key);
    this.#asked.set(key, { at: now, found });
    found.catch(() => this.#asked.delete(key));
    if (this.#asked.size > MOST) this.#asked.delete(this.#asked.keys().next().value ?? '');
    return found;
  }

  async #newer(of: ResultsOf, today: string, known: HeldOutlooks | null): Promise<HeldOutlooks | null> {
    const position = await shownResults<null>(this.#store, of, today, sql`null`);
    if (!position || position.version === known?.version) return position && known;
    const row = await shownResults<{ targets: StoredTarget[]; clauses: StoredTarget[] | null }>(
      this.#store,
      of,
      today,
      sql`jsonb_build_object('targets', board -> 'targets', 'clauses', board -> 'clauses')`,
    );
    if (!row) return null;
    const held = ({ attainment: found, missing }: StoredTarget) => ({ found, missing });
    const targets = new Map((row.body?.targets ?? []).map((one) => [one.commitment, held(one)]));
    const clauses = new Map((row.body?.clauses ?? []).map((one) => [`${one.plan} ${one.commitment}`, held(one)]));
    return { head: row.head, asOf: row.asOf, version: row.version, targets, clauses };
  }
}

interface StoredTarget {
  commitment: string;
  /** Of a clause. */
  plan?: string;
  attainment: Attainment | null;
  missing: Text | null;
}
