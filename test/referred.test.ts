import { afterAll, beforeAll, expect, test } from 'vitest';
import { countryside } from '../src/domains/countryside/index.ts';
import { ecology } from '../src/domains/ecology/index.ts';
import { readPasted } from '../src/evidence/intake/sheet/index.ts';
import { installRegisters } from '../src/evidence/pack/install.ts';
import { Snapshots } from '../src/evidence/reading/snapshots.ts';
import { readRegister } from '../src/evidence/registers/import.ts';
import { testStore, type TestStore } from './store.ts';

let db: TestStore;
const who = { role: 'planner', login: 'plan', organisation: null, name: '' } as const;
const station = (id: string, name: string, mn: string) => ({
  id,
  base: null,
  values: { name, mn },
  stage: null,
  passed: {},
});

beforeAll(async () => {
  db = await testStore();
  await installRegisters(db.store, db.ledger, 'test', [ecology, countryside]);
  const records = [station('s1', '湖心', 'A1'), station('s2', '湖口', 'A2'), station('s3', '湖口', 'A3')];
  const payload = { register: 'stations', on: '2026-01-01', source: '台账', grade: 'A', status: 'approved', records };
  await db.ledger.submit({ jurisdiction: 'test', kind: 'record.put', actor: 'x', demo: false, payload } as never);
});
afterAll(() => db.close());

async function read(station: string) {
  const grid = readPasted(`断面\t采样日期\t总磷\n${station}\t2026-02-01\t0.03`);
  const snapshots = new Snapshots(db.store);
  return readRegister(db.store, await snapshots.get('test'), 'samples', grid as never, who, '2026-03-01');
}
const stationOf = async (name: string) => {
  const { submission, problems } = await read(name);
  expect(problems).toEqual([]);
  const payload = submission?.(null as never).payload as unknown as { records: { values: { station: string } }[] };
  return payload.records[0]?.values.station;
};

test('a sheet refers to a record by its name, by another part of what identifies it, by both, or by its id', async () => {
  for (const name of ['湖心', 'A1', '湖心 A1', '湖心/A1', '湖心 Ａ1', 's1'])
    expect(await stationOf(name), name).toBe('s1');
});

test('a record that a place or a choice identifies is named by what these are called', async () => {
  const place = { id: 'dwc', name: { zh: '东湾村', en: 'Dongwan' }, kind: 'village' as const, parent: 'test' };
  const of = { jurisdiction: 'test', actor: 'x', demo: false };
  await db.ledger.submit({ ...of, kind: 'place.put', payload: { places: [place] } });
  const village = { id: 'v1', base: null, values: { village: 'dwc', town: 'test' }, stage: null, passed: {} };
  const payload = {
    register: 'villages',
    on: '2026-01-01',
    source: '台账',
    grade: 'A',
    status: 'approved',
    records: [village],
  };
  await db.ledger.submit({ ...of, kind: 'record.put', payload } as never);
  const grid = readPasted(
    '村庄\t检查日期\t五治\t检查项\t抽样数\t不合格数\t每处扣分\n东湾村\t2026-02-01\t治厕\t户厕能用\t5\t1\t2',
  );
  const snapshot = await new Snapshots(db.store).get('test');
  const read = await readRegister(db.store, snapshot, 'village-findings', grid as never, who, '2026-03-01');
  expect(read.problems).toEqual([]);
  expect(JSON.stringify(read.submission?.(null as never).payload)).toContain('"village":"v1"');
  // Who looks the rows over reads a name, not an id.
  expect(read.lines[0]?.title).toBe('东湾村 / 2026-02-01 / 户厕能用');
  expect(read.lines[0]?.changes).toContainEqual(
    expect.objectContaining({ name: expect.objectContaining({ zh: '村庄' }), to: '东湾村' }),
  );
});

test('a name that several records have is asked about, with all of them named; one that nobody has is told', async () => {
  const { problems, submission } = await read('湖口');
  expect(problems).toMatchObject([{ code: 'several-records', row: 2, header: '断面' }]);
  expect(problems[0]?.zh).toContain('s2');
  expect(submission).toBe(null);
  expect((await read('湖底')).problems).toMatchObject([{ code: 'no-such-record' }]);
});
