import { z } from 'zod';
import {
  compute,
  keyOf,
  layer,
  type OwnPart,
  ownPart,
  ownPartOf,
  type RecordValues,
  type RegisterType,
  registerItem,
} from '../../core/register/index.ts';
import { Problem } from '../../http/problem.ts';
import { kind, type Placed } from '../ledger/kind.ts';
import { forget, kept } from '../ledger/laying.ts';
import { json, type StoreTransaction } from '../store/store.ts';
import { upsert } from '../store/upsert.ts';

/** Entries about types of registers: the program's part, the place's own, and registers that a place makes itself. */

/** Entry of the type that the change was made from; null for a new register. Another one in force is a conflict (409). */
const base = z.number().int().min(1).nullable();

export const typeKinds = {
  /** Whole types, as they were put before there were two parts. */
  'register.put': kind(z.strictObject({ registers: z.array(registerItem).min(1) }), async (tx, at, { registers }) => {
    for (const type of registers) await lay(tx, at, type, null, null);
  }),
  /** The program's parts, as this version of the program has them. */
  'register.program': kind(
    z.strictObject({ registers: z.array(registerItem).min(1) }),
    async (tx, at, { registers }) => {
      for (const program of registers) {
        const before = await heldType(tx, at.jurisdiction_id, program.id);
        const own = ownBefore(before, program);
        await lay(tx, at, layer(program, own), program, own);
      }
    },
  ),
  /** What a place says of a register of the program. */
  'register.own': kind(
    z.strictObject({ register: z.string(), base: z.number().int().min(1), own: ownPart }),
    async (tx, at, { register, base, own }) => {
      const before = await heldType(tx, at.jurisdiction_id, register);
      refuseOther(register, before, base);
      if (!before?.program) throw noSuchRegister(register);
      await lay(tx, at, layer(before.program, own), before.program, own);
    },
  ),
  /** A register that a place makes itself. */
  'register.define': kind(z.strictObject({ base, type: registerItem }), async (tx, at, { base, type }) => {
    refuseOther(type.id, await heldType(tx, at.jurisdiction_id, type.id), base);
    await lay(tx, at, type, null, null);
  }),
};

interface HeldType {
  seq: number;
  body: RegisterType;
  program: RegisterType | null;
  own: OwnPart | null;
}

/** What the place has said so far. A type that was whole before is taken apart; what contradicts the program falls away. */
function ownBefore(before: HeldType | null, program: RegisterType): OwnPart {
  if (!before) return {};
  if (before.own) return before.own;
  const found = ownPartOf(program, before.body);
  if (!Array.isArray(found)) return found;
  const known = new Set(program.fields.map((field) => field.id));
  const { organisation, open, cadence, dueWorkdays, commitments, fields } = before.body;
  return ownPart.parse({
    ...(organisation !== undefined && { organisation }),
    ...(cadence !== undefined && { cadence }),
    ...(dueWorkdays !== undefined && { dueWorkdays }),
    open,
    commitments,
    fields: fields.filter((field) => !known.has(field.id)),
  });
}

function refuseOther(register: string, before: HeldType | null, base: number | null): void {
  if ((before?.seq ?? null) === base) return;
  const name = before?.body.name ?? { zh: register, en: register };
  throw new Problem({
    status: 409,
    code: 'register-changed',
    zh: before ? `台账“${name.zh}”的定义已被别人改过。` : `台账 ${register} 已不存在。`,
    en: before ? `The register ${name.en} was changed by somebody else.` : `The register ${register} is gone.`,
    hint: { zh: '对照现在的定义，在它上面重新修改。', en: 'Look at what stands now and change that.' },
    where: 'base',
    current: before && { base: before.seq, type: before.body },
  });
}

async function heldType(tx: StoreTransaction, jurisdiction: string, register: string): Promise<HeldType | null> {
  const row = await tx
    .selectFrom('register')
    .select(['seq', 'body', 'program', 'own'])
    .where('jurisdiction_id', '=', jurisdiction)
    .where('register_id', '=', register)
    .executeTakeFirst();
  return row
    ? {
        seq: row.seq,
        body: registerItem.parse(row.body),
        program: row.program === null ? null : registerItem.parse(row.program),
        own: row.own === null ? null : ownPart.parse(row.own),
      }
    : null;
}

async function lay(
  tx: StoreTransaction,
  at: Placed,
  type: RegisterType,
  program: RegisterType | null,
  own: OwnPart | null,
): Promise<void> {
  const before = await heldType(tx, at.jurisdiction_id, type.id);
  forget(tx, typeKey(at.jurisdiction_id, type.id));
  await upsert(
    tx,
    'register',
    ['jurisdiction_id', 'register_id'],
    [{ ...at, register_id: type.id, body: type, program, own, touched: at.seq }],
  );
  if (before && derivation(before.body) !== derivation(type)) await deriveAgain(tx, at.jurisdiction_id, type);
}

/** What the derived columns of a record depend on. */
function derivation(type: RegisterType): string {
  return JSON.stringify([
    type.fields.map((field) => [field.id, field.computed, field.unit]),
    type.identify,
    type.owner,
    type.organisation,
  ]);
}

async function deriveAgain(tx: StoreTransaction, jurisdiction: string, type: RegisterType): Promise<void> {
  for (const table of ['record', 'record_version'] as const) {
    const rows = await tx
      .selectFrom(table)
      .select(['record_id', 'version', 'values'])
      .where('jurisdiction_id', '=', jurisdiction)
      .where('register_id', '=', type.id)
      .execute();
    for (const row of rows) {
      const derived = derive(type, row.values as RecordValues);
      await tx
        .updateTable(table)
        .set({
          values: json(derived.values),
          organisation_id: derived.organisation_id,
          ...(table === 'record' && { key: derived.key }),
        })
        .where('jurisdiction_id', '=', jurisdiction)
        .where('register_id', '=', type.id)
        .where('record_id', '=', row.record_id)
        .where('version', '=', row.version)
        .execute();
    }
  }
}

/** What is computed from a record's own values. */
export function derive(type: RegisterType, filled: RecordValues) {
  const computed = new Set(type.fields.filter((field) => field.computed !== undefined).map((field) => field.id));
  const own = Object.fromEntries(Object.entries(filled).filter(([name]) => !computed.has(name)));
  const values = Object.fromEntries(
    Object.entries({ ...own, ...compute(type, own) }).filter(([, value]) => value !== null),
  );
  const owner = type.owner === undefined ? null : (own[type.owner] ?? null);
  return {
    values,
    key: keyOf(type, own),
    organisation_id: typeof owner === 'string' ? owner : (type.organisation ?? null),
  };
}

const typeKey = (jurisdiction: string, register: string) => `type ${jurisdiction} ${register}`;

/** The type of a register in force. Throws a Problem (404) when there is no such register. */
export async function typeIn(tx: StoreTransaction, jurisdiction: string, register: string): Promise<RegisterType> {
  const held = await kept(tx, typeKey(jurisdiction, register), () => heldType(tx, jurisdiction, register));
  if (held) return held.body;
  throw noSuchRegister(register);
}

function noSuchRegister(register: string): Problem {
  return new Problem({
    status: 404,
    code: 'no-such-register',
    zh: `没有台账 ${register}。`,
    en: `There is no register ${register}.`,
  });
}
