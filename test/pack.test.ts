import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { demoRecords } from '../packs/qingzhen/make-demo-records.ts';
import { demoLand } from '../packs/qingzhen/make-demo-land.ts';
import { demoServices } from '../packs/qingzhen/make-demo-services.ts';
import { readPack, shippedPacks } from '../src/evidence/pack/pack.ts';
import { checkRecord, type RegisterType } from '../src/core/register/index.ts';
import { findDuplicates } from '../src/domains/investment/index.ts';
import { domains } from '../src/server/domains.ts';

const registers = new Map<string, RegisterType>(
  domains.flatMap((domain) => domain.registers ?? []).map((type) => [type.id, type]),
);

test.each([
  ['records', demoRecords],
  ['services', demoServices],
  ['land', demoLand],
])('the made-up %s are what their script makes', (name, make) => {
  const file = new URL(`../packs/qingzhen/demo-${name}.json`, import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(make());
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
    for (const { id } of pack.sections.commitments) held.add(`commitment/${id}`);
    for (const { id } of pack.sections.indicators) held.add(`indicator/${id}`);
    const organisations = new Set(pack.sections.organisations.map(({ id }) => id));
    const places = new Set(pack.sections.places.map(({ id }) => id));
    const objects = new Set([
      ...pack.sections.commitments.map(({ id }) => `commitment/${id}`),
      ...pack.sections.indicators.map(({ id }) => `indicator/${id}`),
    ]);
    const known = {
      organisation: (id: string) => organisations.has(id),
      place: (id: string) => places.has(id),
      account: () => false,
      object: (ref: string) => objects.has(ref) || held.has(ref.replace(/^record\//, '')),
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

test('what is counted over a list has no made-up series beside it', () => {
  for (const path of shippedPacks()) {
    const { sections, demo } = readPack(path);
    const typed = new Set(demo.layer?.series.map(({ indicator }) => indicator));
    const counted = sections.indicators.filter(({ evidence }) => evidence.kind === 'register');
    expect(counted.filter(({ id }) => typed.has(id)).map(({ id }) => id)).toEqual([]);
  }
});

test('leads come by channels of unlike size, doubles are doubles, and each gate of a project has a paper of its own', () => {
  const records = (of: string) =>
    shippedPacks().flatMap((path) =>
      readPack(path).demo.records.flatMap(({ register, records: all }) => (register === of ? all : [])),
    );
  const leads = records('leads');
  const counts = [...Map.groupBy(leads, ({ values }) => values.channel).values()].map((all) => all.length);
  expect(new Set(counts).size).toBeGreaterThan(3);
  const doubles = findDuplicates(
    leads.map(({ id, values }) => ({ id, name: String(values.firm) })),
    ['清镇市'],
  ).filter(({ certainty }) => certainty === 'same' || certainty === 'likely');
  const lead = (id: string) => leads.find((one) => one.id === id)?.values ?? {};
  expect(doubles.length).toBeGreaterThan(1);
  for (const { a, b } of doubles) {
    expect([lead(a).node, lead(a).land, lead(a).park]).toEqual([lead(b).node, lead(b).land, lead(b).park]);
    expect(
      lead(a).bureau === lead(b).bureau && lead(a).channel === lead(b).channel && lead(a).name === lead(b).name,
    ).toBe(false);
  }
  for (const { values } of records('projects')) {
    const papers = Object.entries(values).flatMap(([id, value]) => (id.startsWith('ev_') ? [value] : []));
    expect(new Set(papers).size).toBe(papers.length);
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
