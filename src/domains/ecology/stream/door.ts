import { sql } from 'kysely';
import type { Services } from '../../../evidence/domain.ts';
import { keyOf } from '../hj212/cipher.ts';

/** A station as the doors know it. */
export interface Station {
  jurisdiction: string;
  mn: string;
  password: string;
  key: Buffer | null;
  demo: boolean;
}

/** Milliseconds for which a station that is not registered is not asked for again, and the most of such names kept. */
const unknownFor = 1_000;
const mostUnknown = 10_000;
/** Milliseconds after which a station is looked up again: its password may have been changed by another process. */
const knownFor = 10_000;

/** Who may send: stations by their number, looked up in the store and kept for a while. */
export class Doors {
  readonly #services: Pick<Services, 'store' | 'vault'>;
  readonly #known = new Map<string, { station: Station | null; until: number }>();
  readonly #asking = new Map<string, Promise<Station | null>>();

  constructor(services: Pick<Services, 'store' | 'vault'>) {
    this.#services = services;
  }

  /** What is known by now, without asking; undefined where it must be asked for. */
  held(mn: string): Station | null | undefined {
    const known = this.#known.get(mn);
    return known && known.until > Date.now() ? known.station : undefined;
  }

  async find(mn: string): Promise<Station | null> {
    const held = this.held(mn);
    if (held !== undefined) return held;
    const asking = this.#asking.get(mn) ?? this.#ask(mn).finally(() => this.#asking.delete(mn));
    this.#asking.set(mn, asking);
    return asking;
  }

  async #ask(mn: string): Promise<Station | null> {
    const { store, vault } = this.#services;
    const { rows } = await sql<{ jurisdiction_id: string; password: string; cipher_key: string | null }>`
      select jurisdiction_id, password, cipher_key from station_door where mn = ${mn}`.execute(store);
    const [row] = rows;
    const demo =
      row &&
      (await store
        .selectFrom('record')
        .select('demo')
        .where('jurisdiction_id', '=', row.jurisdiction_id)
        .where('register_id', '=', 'stations')
        .where('record_id', '=', mn.toLowerCase())
        .executeTakeFirst());
    const station = row
      ? {
          jurisdiction: row.jurisdiction_id,
          mn,
          password: vault.open(row.password),
          key: row.cipher_key === null ? null : keyOf(vault.open(row.cipher_key)),
          demo: demo?.demo ?? false,
        }
      : null;
    if (this.#known.size > mostUnknown) this.#known.clear();
    this.#known.set(mn, { station, until: Date.now() + (station ? knownFor : unknownFor) });
    return station;
  }
}

/** Lets a station in by a password (and a key), in the place of what was there. Throws nothing where it is of another place: false. */
export async function putDoor(
  { store, vault }: Pick<Services, 'store' | 'vault'>,
  door: { jurisdiction: string; mn: string; password: string; key: string | null; by: string; at: string },
): Promise<boolean> {
  const { rows } = await sql<{ mn: string }>`
    insert into station_door (jurisdiction_id, mn, password, cipher_key, changed_by, changed_at)
    values (${door.jurisdiction}, ${door.mn}, ${vault.seal(door.password)}, ${door.key === null ? null : vault.seal(door.key)},
      ${door.by}, ${door.at})
    on conflict (mn) do update set password = excluded.password, cipher_key = excluded.cipher_key,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at
    where station_door.jurisdiction_id = excluded.jurisdiction_id returning mn`.execute(store);
  return rows.length > 0;
}
