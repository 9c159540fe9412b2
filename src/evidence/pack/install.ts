import type { RegisterType } from '../../core/register/index.ts';
import { canonicalJson, type Json } from '../ledger/canonical.ts';
import type { Domain } from '../domain.ts';
import type { Ledger } from '../book.ts';
import type { Store } from '../store/store.ts';

/**
 * Gives a jurisdiction the registers of the domains, and their newest types where they changed with the program. A
 * register that people changed in the interface is left as they want it.
 */
export async function installRegisters(
  store: Store,
  ledger: Ledger,
  jurisdiction: string,
  domains: readonly Domain[],
): Promise<number> {
  const held = await store
    .selectFrom('register')
    .innerJoin('submission', (join) =>
      join
        .onRef('submission.jurisdiction_id', '=', 'register.jurisdiction_id')
        .onRef('submission.seq', '=', 'register.seq'),
    )
    .select(['register_id', 'body', 'actor'])
    .where('register.jurisdiction_id', '=', jurisdiction)
    .execute();
  const known = new Map(held.map((row) => [row.register_id, row]));
  const fresh = domains
    .flatMap((domain) => domain.registers ?? [])
    .filter((type) => {
      const row = known.get(type.id);
      return !row || (row.actor === installer && canonicalJson(row.body as Json) !== canonicalJson(plain(type)));
    });
  if (fresh.length > 0)
    await ledger.submit({
      jurisdiction,
      kind: 'register.put',
      actor: installer,
      demo: false,
      payload: { registers: fresh },
    });
  return fresh.length;
}

const installer = 'lantu';

function plain(type: RegisterType): Json {
  return JSON.parse(JSON.stringify(type)) as Json;
}

/** Hands in what the domains bring, register by register; a register that has had a record before is left alone. */
export async function loadRecords(
  store: Store,
  ledger: Ledger,
  jurisdiction: string,
  domains: readonly Domain[],
  options: { demo: boolean },
): Promise<void> {
  const begun = new Set(
    (
      await store
        .selectFrom('record_version')
        .select('register_id')
        .distinct()
        .where('jurisdiction_id', '=', jurisdiction)
        .execute()
    ).map((row) => row.register_id),
  );
  for (const { register, on, demo, source, grade, records } of domains.flatMap(
    (domain) => domain.records?.(jurisdiction) ?? [],
  )) {
    if (records.length === 0 || begun.has(register) || (demo && !options.demo)) continue;
    await ledger.submit({
      jurisdiction,
      kind: 'record.put',
      actor: installer,
      demo,
      payload: { register, on, source, grade, status: 'approved', records },
    });
  }
}
