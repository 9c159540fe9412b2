import type { Services } from '../../../evidence/domain.ts';
import { currentOf } from '../../../evidence/registers/write.ts';
import { Problem } from '../../../http/problem.ts';
import type { StationInput } from '../api.ts';
import { keyOf } from '../hj212/cipher.ts';
import { stations } from '../registers.ts';
import { putDoor } from './door.ts';

/**
 * Registers stations: the record of each in the ledger, its password beside it. What is there gets the new name and password.
 * Throws 422 `station-key` and 409 `station-elsewhere`; then nothing of that station is written.
 */
export async function registerStations(
  services: Pick<Services, 'store' | 'ledger' | 'vault' | 'today'>,
  jurisdiction: string,
  actor: string,
  inputs: readonly StationInput[],
): Promise<{ added: number; changed: number }> {
  const { store, ledger, today } = services;
  const ids = inputs.map(({ mn }) => mn.toLowerCase());
  for (const [index, { key }] of inputs.entries())
    if (key !== null && !keyOf(key))
      throw new Problem({
        status: 422,
        code: 'station-key',
        zh: '密钥应为 16 个字符或 32 位十六进制数。',
        en: 'A key has 16 signs or 32 hexadecimal digits.',
        where: `stations.${index}.key`,
      });
  const held = await currentOf(store, jurisdiction, stations.id, ids);
  const at = new Date().toISOString();
  for (const [index, { mn, password, key }] of inputs.entries())
    if (!(await putDoor(services, { jurisdiction, mn: mn.toUpperCase(), password, key, by: actor, at })))
      throw new Problem({
        status: 409,
        code: 'station-elsewhere',
        zh: `设备 ${mn} 已在另一个行政区登记。`,
        en: `The device ${mn} is registered in another jurisdiction.`,
        hint: { zh: '先在那里注销。', en: 'Take it out there first.' },
        where: `stations.${index}.mn`,
      });
  const lines = inputs.map(({ mn, name, kind }, index) => {
    const before = held.get(ids[index] ?? '');
    const values = { ...before?.values, mn: mn.toUpperCase(), name, ...(kind !== null && { kind }) };
    return { id: ids[index] ?? '', base: before?.version ?? null, values, stage: null, passed: {} };
  });
  const changed = lines.filter(({ id, values }) => JSON.stringify(held.get(id)?.values) !== JSON.stringify(values));
  if (changed.length > 0)
    await ledger.submit({
      jurisdiction,
      kind: 'record.put',
      actor,
      demo: false,
      payload: {
        register: stations.id,
        on: today(),
        source: '站点登记',
        grade: 'A',
        status: 'approved',
        records: changed,
      },
    });
  return {
    added: inputs.filter((_, n) => !held.has(ids[n] ?? '')).length,
    changed: changed.filter(({ id }) => held.has(id)).length,
  };
}
