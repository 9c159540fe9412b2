import { sql } from 'kysely';
import { idsIn, type RegisterType } from '../../core/register/index.ts';
import type { Snapshot } from '../reading/snapshot.ts';
import type { Store } from '../store/store.ts';
import type { SheetRecord } from './sheet.ts';

/**
 * Rows whose references are written as people write them: a name is put in place of which stands the id of the one record
 * that is identified by it (parts with / between, where there are several). What names nothing stays and is told later.
 */
export async function withNamed(
  store: Store,
  snapshot: Snapshot,
  type: RegisterType,
  records: readonly SheetRecord[],
): Promise<SheetRecord[]> {
  const fields = type.fields.filter(({ type: kind }) => kind === 'reference');
  const ids = new Map<string, Map<string, string>>();
  for (const { id, register = '' } of fields) {
    const said = [...new Set(records.flatMap(({ values }) => idsIn(values[id])))];
    const several = (snapshot.registers.get(register)?.type.identify.length ?? 1) > 1;
    const keys = said.map((text) => keyIn(text, several));
    const { rows } = await sql<{ id: string; key: string }>`
      select record_id as id, key from record
      where jurisdiction_id = ${snapshot.jurisdiction} and register_id = ${register} and key = any(${keys})
        and not exists (select 1 from record other where other.jurisdiction_id = record.jurisdiction_id
          and other.register_id = record.register_id and other.record_id = record.key)`.execute(store);
    const byKey = new Map(rows.map((row) => [row.key, row.id]));
    ids.set(
      id,
      new Map(said.flatMap((text, n) => (byKey.has(keys[n] ?? '') ? [[text, byKey.get(keys[n] ?? '') ?? text]] : []))),
    );
  }
  if ([...ids.values()].every((found) => found.size === 0)) return [...records];
  return records.map((record) => {
    const values = { ...record.values };
    for (const [field, found] of ids) {
      const value = values[field];
      if (typeof value === 'string') values[field] = found.get(value) ?? value;
      else if (Array.isArray(value))
        values[field] = value.map((one) => (typeof one === 'string' ? (found.get(one) ?? one) : one)) as string[];
    }
    return { ...record, values };
  });
}

/** As `keyOf` of core/register writes what identifies a record. */
function keyIn(text: string, several: boolean): string {
  const parts = several ? text.split('/') : [text];
  return parts.map((part) => part.normalize('NFKC').replace(/\s+/g, '').toLowerCase()).join('\u0001');
}
