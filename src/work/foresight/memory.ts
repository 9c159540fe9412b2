import { readdirSync, readFileSync } from 'node:fs';
import { canonicalJson, type Json, sm3 } from '../../evidence/ledger/canonical.ts';
import { json, type Store } from '../../evidence/store/store.ts';

/** Finds what was computed from the very same things before, or computes it. What `make` gives must be plain data. */
export type Remember = <T>(of: Json, make: () => T) => Promise<T>;

/** Computes everything anew. */
export const forgetful: Remember = async (_of, make) => make();

/** Days after which a result that no run used is thrown away. */
const KEPT_DAYS = 60;

/**
 * Results under the hash of what they were computed from and of the code that computes them. `sweep` marks the ones that were
 * used as used on `day` and throws old ones away.
 */
export function memoryOf(
  store: Store,
  jurisdiction: string,
  day: string,
): { remember: Remember; sweep: () => Promise<void> } {
  const method = methodHash();
  const used = new Set<string>();
  return {
    remember: async <T>(of: Json, make: () => T): Promise<T> => {
      const hash = sm3(canonicalJson([method, of]));
      used.add(hash);
      const known = await store
        .selectFrom('foresight_part')
        .select('body')
        .where('jurisdiction_id', '=', jurisdiction)
        .where('hash', '=', hash)
        .executeTakeFirst();
      if (known) return known.body as T;
      const made = make();
      await store
        .insertInto('foresight_part')
        .values({ jurisdiction_id: jurisdiction, hash, body: json(made), used_on: day })
        .onConflict((c) => c.doNothing())
        .execute();
      return made;
    },
    sweep: async () => {
      const hashes = [...used];
      if (hashes.length > 0)
        await store
          .updateTable('foresight_part')
          .set({ used_on: day })
          .where('jurisdiction_id', '=', jurisdiction)
          .where('hash', 'in', hashes)
          .execute();
      const oldest = new Date(Date.parse(day) - KEPT_DAYS * 86_400_000).toISOString().slice(0, 10);
      await store
        .deleteFrom('foresight_part')
        .where('jurisdiction_id', '=', jurisdiction)
        .where('used_on', '<', oldest)
        .execute();
    },
  };
}

/** Hash of the sources of the method: a changed method never meets what an older one computed. */
let hashed: string | null = null;

/** The methods of this program that forecasts are made with, as one word. */
export function methodHash(): string {
  hashed ??= hashOf();
  return hashed;
}

function hashOf(): string {
  const folders = [
    new URL('../../core/foresee/', import.meta.url),
    new URL('../../core/measure/', import.meta.url),
    new URL('../../core/random/', import.meta.url),
    new URL('./', import.meta.url),
  ];
  const sources = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .sort()
      .map((name) => sm3(readFileSync(new URL(name, folder)))),
  );
  return sm3(sources.join(' '));
}
