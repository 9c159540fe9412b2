import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { demoRecords } from '../packs/qingzhen/make-demo-records.ts';
import { readPack, shippedPacks } from '../src/evidence/pack/pack.ts';
import { checkRecord, type RegisterType } from '../src/core/register/index.ts';
import { domains } from '../src/server/domains.ts';

const registers = new Map<string, RegisterType>(
  domains.flatMap((domain) => domain.registers ?? []).map((type) => [type.id, type]),
);

test('the made-up records are what their script makes', () => {
  const file = new URL('../packs/qingzhen/demo-records.json', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(demoRecords());
});

test('every record of a shipped pack is one that its register takes', () => {
  for (const path of shippedPacks()) {
    const pack = readPack(path);
    const batches = [
      ...pack.sections.records,
      ...pack.demo.records,
      ...domains.flatMap((domain) => domain.fromPack?.(pack.folders.get(domain.id) ?? []) ?? []),
    ];
    const held = new Set(batches.flatMap(({ register, records }) => records.map(({ id }) => `${register}/${id}`)));
    const organisations = new Set(pack.sections.organisations.map(({ id }) => id));
    const places = new Set(pack.sections.places.map(({ id }) => id));
    const known = {
      organisation: (id: string) => organisations.has(id),
      place: (id: string) => places.has(id),
      account: () => false,
      object: (ref: string) => held.has(ref.replace(/^record\//, '')),
      record: (register: string, id: string) => held.has(`${register}/${id}`),
    };
    for (const { register, records } of batches) {
      const type = registers.get(register);
      if (!type) throw new Error(`${path}: no register ${register}`);
      for (const { id, values } of records)
        expect([register, id, checkRecord(type, values, known).problems]).toEqual([register, id, []]);
    }
  }
});

test('every role that a list of the program asks for is one that a place can give', async () => {
  const { organisationRoles, suggestedRoles } = await import('../src/core/plan/organisation-role.ts');
  const ids = new Set(organisationRoles.map(({ id }) => id));
  for (const { role } of registers.values()) if (role !== undefined) expect(ids).toContain(role);
  expect(suggestedRoles('市工业和信息化局')).toEqual(['industry']);
  expect(suggestedRoles('高新区管委会')).toEqual(['park']);
  expect(suggestedRoles('市档案馆')).toEqual([]);
});
