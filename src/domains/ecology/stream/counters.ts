import { sql } from 'kysely';
import { complain } from '../../../evidence/store/complain.ts';
import type { Store } from '../../../evidence/store/store.ts';

interface Count {
  frames: number;
  taken: number;
  repeated: number;
  late: number;
  clean: number;
  faults: Record<string, number>;
  codes: Record<string, number>;
  lastAt: string;
}

/** Milliseconds between two writings. */
const every = 2_000;
const mostCodes = 100;

/** How well stations keep to the standard, by day of arrival; written every two seconds, so that a crash loses no more. */
export class Counters {
  readonly #store: Store;
  #counts = new Map<string, Count>();
  readonly #timer: NodeJS.Timeout;
  #under: Promise<void> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
    this.#timer = setInterval(() => void this.write(), every).unref();
  }

  count(
    { jurisdiction, mn }: { jurisdiction: string; mn: string },
    day: string,
    at: string,
    frame: { taken?: boolean; repeated?: boolean; late?: boolean; faults: readonly string[]; codes?: Iterable<string> },
  ): void {
    const key = `${jurisdiction} ${mn} ${day}`;
    const count = this.#counts.get(key) ?? {
      frames: 0,
      taken: 0,
      repeated: 0,
      late: 0,
      clean: 0,
      faults: {},
      codes: {},
      lastAt: at,
    };
    this.#counts.set(key, count);
    count.frames += 1;
    if (frame.taken) count.taken += 1;
    if (frame.repeated) count.repeated += 1;
    if (frame.late) count.late += 1;
    if (frame.faults.length === 0) count.clean += 1;
    for (const fault of frame.faults) count.faults[fault] = (count.faults[fault] ?? 0) + 1;
    let room = mostCodes - Object.keys(count.codes).length;
    for (const code of frame.codes ?? []) {
      if (count.codes[code] === undefined && (room -= 1) < 0) continue;
      count.codes[code] = (count.codes[code] ?? 0) + 1;
    }
    count.lastAt = at;
  }

  /** Writes what was counted since the last time. */
  write(): Promise<void> {
    this.#under = this.#under.then(() => this.#write());
    return this.#under;
  }

  async #write(): Promise<void> {
    const counts = [...this.#counts];
    if (counts.length === 0) return;
    this.#counts = new Map();
    const summed = (kept: string, more: string) =>
      sql.raw(`(select coalesce(jsonb_object_agg(key, n), '{}') from (select key, sum(value::numeric) as n from
        (select * from jsonb_each_text(${kept}) union all select * from jsonb_each_text(${more})) both_ group by key) s)`);
    const column = <T>(of: (key: string[], count: Count) => T) =>
      counts.map(([key, count]) => of(key.split(' '), count));
    try {
      await sql`
        insert into station_day (jurisdiction_id, mn, day, frames, taken, repeated, late, clean, faults, codes, last_at)
        select * from unnest(${column(([j]) => j)}::text[], ${column(([, mn]) => mn)}::text[], ${column(([, , day]) => day)}::text[],
          ${column((_, c) => c.frames)}::int[], ${column((_, c) => c.taken)}::int[], ${column((_, c) => c.repeated)}::int[],
          ${column((_, c) => c.late)}::int[], ${column((_, c) => c.clean)}::int[],
          ${column((_, c) => JSON.stringify(c.faults))}::jsonb[], ${column((_, c) => JSON.stringify(c.codes))}::jsonb[],
          ${column((_, c) => c.lastAt)}::text[])
        on conflict (jurisdiction_id, mn, day) do update set frames = station_day.frames + excluded.frames,
          taken = station_day.taken + excluded.taken, repeated = station_day.repeated + excluded.repeated,
          late = station_day.late + excluded.late, clean = station_day.clean + excluded.clean,
          faults = ${summed('station_day.faults', 'excluded.faults')}, codes = ${summed('station_day.codes', 'excluded.codes')},
          last_at = greatest(station_day.last_at, excluded.last_at)`.execute(this.#store);
    } catch (error) {
      complain('stream', error);
    }
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.write();
  }
}
