import type { PackRecords } from '../../core/plan/plan-file.ts';
import { ownPartOf, type RegisterType } from '../../core/register/index.ts';
import type { Ledger, Submission } from '../book.ts';
import type { Domain } from '../domain.ts';
import { canonicalJson, type Json } from '../ledger/canonical.ts';
import { addJurisdiction, mostInOneAct } from '../ledger/ledger.ts';
import type { Store } from '../store/store.ts';
import { directives } from '../delivery/registers.ts';
import { directiveActs } from './directives.ts';
import { loadPack, type Pack, packOf } from './pack.ts';

/**
 * Gives a jurisdiction the registers of the domains, and the program's newest parts of them. What the place has made its
 * own in them stays. Returns the ids of those that it had not had.
 */
export async function installRegisters(
  store: Store,
  ledger: Ledger,
  jurisdiction: string,
  domains: readonly Domain[],
): Promise<string[]> {
  const held = await store
    .selectFrom('register')
    .select(['register_id', 'program'])
    .where('jurisdiction_id', '=', jurisdiction)
    .execute();
  const known = new Map(held.map((row) => [row.register_id, row.program]));
  const changed = registersOf(domains).filter(
    (type) => canonicalJson((known.get(type.id) ?? null) as Json) !== canonicalJson(plain(type)),
  );
  if (changed.length > 0)
    await ledger.submit({
      jurisdiction,
      kind: 'register.program',
      actor: installer,
      demo: false,
      payload: { registers: changed },
    });
  return changed.flatMap((type) => (known.has(type.id) ? [] : [type.id]));
}

/** The registers that the program writes. */
export function registersOf(domains: readonly Domain[]): RegisterType[] {
  return domains.flatMap((domain) => domain.registers ?? []);
}

const installer = 'lantu';

/** Gives a jurisdiction what the areas bring: registers, and at their first coming the records of program and pack. */
export async function installAreas(
  store: Store,
  ledger: Ledger,
  jurisdiction: string,
  domains: readonly Domain[],
): Promise<void> {
  const fresh = await installRegisters(store, ledger, jurisdiction, domains);
  if (fresh.length > 0) await loadRecords(store, ledger, jurisdiction, domains, packOf(jurisdiction), { demo: false });
}

/** A city with everything that its pack brings. The number of entries of the plan file. */
export async function installPack(
  store: Store,
  ledger: Ledger,
  domains: readonly Domain[],
  pack: Pack,
  options: { actor: string; demo: boolean; restate?: boolean },
): Promise<number> {
  const { id, name } = pack.jurisdiction;
  // Before the pack: its indicators may be counted over the registers.
  await addJurisdiction(store, id, name);
  await installRegisters(store, ledger, id, domains);
  const entries = await loadPack(store, ledger, pack, options);
  await loadRecords(store, ledger, id, domains, pack, options);
  return entries;
}

function plain(type: RegisterType): Json {
  return JSON.parse(JSON.stringify(type)) as Json;
}

/**
 * Hands in what the domains and the pack of the jurisdiction bring; a register that has had a record before
 * is left alone.
 */
export async function loadRecords(
  store: Store,
  ledger: Ledger,
  jurisdiction: string,
  domains: readonly Domain[],
  pack: Pack | null,
  options: { demo: boolean },
): Promise<void> {
  const rows = await store
    .selectFrom('record_version')
    .select('register_id')
    .distinct()
    .where('jurisdiction_id', '=', jurisdiction)
    .execute();
  const begun = new Set(rows.map((row) => row.register_id));
  const types = await store
    .selectFrom('register')
    .select(['register_id', 'seq', 'body'])
    .where('jurisdiction_id', '=', jurisdiction)
    .execute();
  const serving = (pack?.sections.lists ?? []).flatMap(({ register, commitments }): Submission[] => {
    const held = types.find((row) => row.register_id === register);
    const type = held?.body as RegisterType | undefined;
    if (!held || !type || type.commitments.length > 0 || begun.has(register)) return [];
    const program = registersOf(domains).find(({ id }) => id === register);
    const own = program && ownPartOf(program, { ...type, commitments: [...commitments] });
    if (!own || Array.isArray(own)) return [];
    return [
      { jurisdiction, kind: 'register.own', actor: installer, demo: false, payload: { register, base: held.seq, own } },
    ];
  });
  const versions = new Map<string, number>();
  /** A record that comes again in a later batch is its next version. */
  const next = (register: string, id: string): number | null => {
    const before = versions.get(`${register}/${id}`) ?? 0;
    versions.set(`${register}/${id}`, before + 1);
    return before === 0 ? null : before;
  };
  const hand = (demo: boolean, batch: readonly PackRecords[]): Submission[] =>
    batch
      .filter(({ register, records }) => records.length > 0 && !begun.has(register))
      .flatMap(({ records, ...rest }): Submission[] =>
        rest.register === directives.id
          ? directiveActs({ jurisdiction, demo }, { records })
          : [
              {
                jurisdiction,
                kind: 'record.put',
                actor: installer,
                demo,
                payload: {
                  ...rest,
                  status: 'approved',
                  records: records.map((record) => ({ ...record, base: next(rest.register, record.id) })),
                },
              },
            ],
      );
  const all = [
    ...serving,
    ...hand(
      false,
      domains.flatMap((domain) => [
        ...(domain.records?.() ?? []),
        ...(domain.fromPack?.(pack?.folders.get(domain.id) ?? []) ?? []),
      ]),
    ),
    ...hand(false, pack?.sections.records ?? []),
    ...(options.demo ? hand(true, pack?.demo.records ?? []) : []),
  ];
  for (const act of actsOf(all)) await ledger.submit(act);
}

/** Acts that fit, none of which ends amid the batches of one register: what is interrupted is taken up by the next start. */
function actsOf(all: readonly Submission[]): Submission[][] {
  const registerOf = ({ payload }: Submission) => (payload as { register?: string }).register ?? '';
  const acts: Submission[][] = [[]];
  let begun = 0;
  for (const [n, one] of all.entries()) {
    const act = acts.at(-1)!;
    if (n === 0 || registerOf(one) !== registerOf(all[n - 1]!)) begun = act.length;
    if (act.length === mostInOneAct) acts.push(begun === 0 ? [] : act.splice(begun));
    acts.at(-1)!.push(one);
  }
  return acts.filter((act) => act.length > 0);
}
