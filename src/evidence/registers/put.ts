import { sql } from 'kysely';
import { z } from 'zod';
import {
  maskedValues,
  type Passage,
  passedOn,
  type RecordValues,
  type RegisterType,
} from '../../core/register/index.ts';
import { Problem } from '../../http/problem.ts';
import type { By, Placed } from '../ledger/kind.ts';
import { atEnd } from '../ledger/laying.ts';
import { cell, day, file, grade, recordId } from '../ledger/shapes.ts';
import type { StoreTransaction } from '../store/store.ts';
import { copyRows } from '../store/copy.ts';
import { upsert } from '../store/upsert.ts';
import { refuseClosed } from './closing.ts';
import { serialNumbers } from './numbers.ts';
import { derive, typeIn } from './types.ts';

/** Records as they are handed in, and how they are laid out in the tables. */

const fieldValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.tuple([z.number(), z.number()]),
  z.array(z.string()),
  z.array(file),
]);

export const recordLine = z.strictObject({
  id: recordId,
  /** Version that the change was made from; null for a new record. Another version in force is a conflict (409). */
  base: z.number().int().min(1).nullable(),
  /** Filled fields only, computed ones left out. */
  values: z.record(z.string(), fieldValue),
  stage: z.string().nullable(),
  passed: z.record(z.string(), day),
  cell: cell.optional(),
});

export const recordsPut = z.strictObject({
  register: z.string(),
  on: day,
  source: z.string().min(1),
  grade,
  status: z.enum(['preliminary', 'approved']),
  file: file.optional(),
  records: z.array(recordLine).min(1),
});
const atOnce = 10_000;

/** Lays records out; that their register was touched is for the caller to say. */
export async function layRecords(
  tx: StoreTransaction,
  at: Placed,
  payload: z.output<typeof recordsPut>,
  by: Pick<By, 'actor'>,
): Promise<void> {
  const { register, records, status, on, source, grade } = payload;
  const type = await typeIn(tx, at.jurisdiction_id, register);
  refuseActs(type);
  for (let from = 0; from < records.length; from += atOnce) {
    const lines = records.slice(from, from + atOnce);
    const before = await standing(tx, at.jurisdiction_id, type, lines);
    const given = lines.map(({ values }) => values as RecordValues);
    await refuseClosed(tx, at.jurisdiction_id, type, [...given, ...[...before.values()].map((one) => one.values)], on);
    const numbered = type.fields.some((field) => field.type === 'serial');
    const rows = [];
    for (const line of lines) {
      const known = before.get(line.id);
      const numbers = numbered
        ? await serialNumbers(tx, at, type, { on, passed: line.passed, before: known?.values })
        : {};
      const { key, ...derived } = derive(type, { ...(line.values as RecordValues), ...numbers });
      rows.push({
        ...at,
        // A made-up record stays one, whoever changes it.
        demo: at.demo || (known?.demo ?? false),
        register_id: register,
        record_id: line.id,
        version: (known?.version ?? 0) + 1,
        stage: line.stage,
        passed: line.passed,
        passages: passedOn(
          type,
          { stage: known?.stage ?? null, passages: known?.passages ?? [] },
          { stage: line.stage, on: line.passed[line.stage ?? ''] ?? on, by: by.actor },
        ),
        ...derived,
        status,
        known_on: on,
        source,
        grade,
        key,
        cell: line.cell ?? null,
      });
    }
    await refuseDoubles(tx, at.jurisdiction_id, type, rows);
    const current = rows.map(({ cell: _cell, ...row }) => row);
    const versions = rows.map(({ key: _key, cell, ...row }) => ({ ...row, cell, removed: false, reason: null }));
    if (before.size === 0 && new Set(rows.map((row) => row.record_id)).size === rows.length) {
      await copyRows(tx, 'record', current);
      await copyRows(tx, 'record_version', versions);
    } else {
      await upsert(tx, 'record', ['jurisdiction_id', 'register_id', 'record_id'], current);
      await upsert(tx, 'record_version', ['jurisdiction_id', 'register_id', 'record_id', 'version'], versions);
    }
  }
}

/** What acts have made is changed by acts alone. */
export function refuseActs(type: RegisterType): void {
  if (!type.acts) return;
  throw new Problem({
    status: 403,
    code: 'register-of-acts',
    zh: `“${type.name.zh}”由办理过程生成，不能直接改。`,
    en: `${type.name.en} is made from what is done; it is not written by hand.`,
    hint: { zh: '到督办页面办理。', en: 'Do it on the page of the matter itself.' },
  });
}

export function touch(tx: StoreTransaction, { jurisdiction_id, seq }: Placed, register: string): Promise<void> {
  return atEnd(tx, `touched ${jurisdiction_id} ${register}`, async () => {
    await sql`update register set touched = greatest(touched, ${seq})
      where jurisdiction_id = ${jurisdiction_id} and register_id = ${register}`.execute(tx);
  });
}

interface StandingRow {
  record_id: string;
  version: number;
  demo: boolean;
  removed: boolean;
  values: RecordValues;
  stage: string | null;
  passages: Passage[];
}

/** The versions that the lines build on. Throws a Problem (409 `record-changed`, with what stands, personal data masked) when one moved on. */
export async function standing(
  tx: StoreTransaction,
  jurisdiction: string,
  type: RegisterType,
  lines: readonly { id: string; base: number | null }[],
): Promise<Map<string, StandingRow>> {
  const ids = lines.map((line) => line.id);
  const { rows } = await sql<StandingRow>`
    select distinct on (record_id) record_id, version, demo, removed, values, stage, passages from record_version
    where jurisdiction_id = ${jurisdiction} and register_id = ${type.id} and record_id = any(${ids})
    order by record_id, version desc`.execute(tx);
  const known = new Map(rows.map((row) => [row.record_id, row]));
  for (const line of lines) {
    const now = known.get(line.id);
    const version = now && !now.removed ? now.version : null;
    if (version === line.base) continue;
    throw new Problem({
      status: 409,
      code: 'record-changed',
      zh: now?.removed ? `记录 ${line.id} 已被别人移除。` : `记录 ${line.id} 已被别人改过。`,
      en: now?.removed
        ? `Record ${line.id} was removed by somebody else.`
        : `Record ${line.id} was changed by somebody else.`,
      hint: { zh: '对照两个版本，在最新版上重新修改。', en: 'Compare both versions, then change the newest one.' },
      where: line.id,
      current: now
        ? { version: now.version, removed: now.removed, stage: now.stage, values: maskedValues(type, now.values) }
        : null,
    });
  }
  return known;
}

async function refuseDoubles(
  tx: StoreTransaction,
  jurisdiction: string,
  type: RegisterType,
  rows: readonly { record_id: string; key: string | null }[],
): Promise<void> {
  const ours = new Map<string, string>();
  const double = (key: string, first: string, second: string): never => {
    throw new Problem({
      status: 409,
      code: 'duplicate-record',
      zh: `“${key.replaceAll('\u0001', ' / ')}”在台账“${type.name.zh}”里已经有了（${first}）。`,
      en: `"${key.replaceAll('\u0001', ' / ')}" is in the register ${type.name.en} already (${first}).`,
      hint: {
        zh: '改已有的那条，或写出两者的区别。',
        en: 'Change the record that is there, or write what tells the two apart.',
      },
      where: second,
    });
  };
  for (const { record_id, key } of rows) {
    if (key === null) continue;
    const first = ours.get(key);
    if (first !== undefined && first !== record_id) double(key, first, record_id);
    ours.set(key, record_id);
  }
  const held = await sql<{ record_id: string; key: string }>`
    select record_id, key from record where jurisdiction_id = ${jurisdiction} and register_id = ${type.id} and key = any(${[...ours.keys()]})`.execute(
    tx,
  );
  const moving = new Set(rows.map((row) => row.record_id));
  for (const { record_id, key } of held.rows) {
    const other = ours.get(key);
    if (other === undefined || other === record_id) continue;
    if (moving.has(record_id)) {
      // The holder gives the name up in this very entry: it must let go of it before the other takes it.
      await tx
        .updateTable('record')
        .set({ key: null })
        .where('jurisdiction_id', '=', jurisdiction)
        .where('register_id', '=', type.id)
        .where('record_id', '=', record_id)
        .execute();
    } else double(key, record_id, other);
  }
}
