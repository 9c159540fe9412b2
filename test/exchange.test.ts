import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isProblem } from '../src/core/measure/index.ts';
import { registerItem } from '../src/core/register/index.ts';
import { addJurisdiction } from '../src/evidence/ledger/ledger.ts';
import { eachRecord } from '../src/evidence/reading/records.ts';
import { readRegister } from '../src/evidence/registers/import.ts';
import { registerSheet } from '../src/evidence/registers/sheet.ts';
import { readSheet } from '../src/evidence/intake/sheet/index.ts';
import { writeTable } from '../src/evidence/intake/sheet/write-table.ts';
import { Snapshots } from '../src/evidence/reading/snapshots.ts';
import type { Snapshot } from '../src/evidence/reading/snapshot.ts';
import { testStore, type TestStore } from './store.ts';

let db: TestStore;
const field = (id: string, zh: string, type: string, more: object = {}) => ({
  id,
  name: { zh, en: id },
  type,
  ...more,
});
const type = registerItem.parse({
  id: 'mines',
  name: { zh: '矿山', en: 'Mines' },
  identify: ['name'],
  owner: 'bureau',
  fields: [
    field('name', '名称', 'text', { required: true }),
    field('bureau', '责任单位', 'org'),
    field('kind', '类别', 'choice', {
      choices: [
        { id: 'open', name: { zh: '露天', en: 'Open' } },
        { id: 'deep', name: { zh: '井工', en: 'Deep' } },
      ],
    }),
    field('area', '面积', 'number', { unit: '亩' }),
    field('cost', '投资', 'money', { unit: '万元' }),
    field('per_mu', '亩均投资', 'number', { unit: '万元/亩', computed: 'cost / area' }),
    field('done', '完成日期', 'date'),
    field('safe', '达标', 'flag'),
    field('at', '坐标', 'point'),
    field('note', '备注', 'text', { long: true }),
  ],
  stages: [
    { id: 'planned', name: { zh: '计划', en: 'Planned' } },
    { id: 'mended', name: { zh: '修复', en: 'Mended' }, requires: ['done'] },
  ],
});
const who = { login: 'wang', name: 'wang', role: 'planner' as const, organisation: null };

beforeAll(async () => {
  db = await testStore();
  for (const jurisdiction of ['first', 'second']) {
    await addJurisdiction(db.store, jurisdiction, { zh: '某县', en: 'County' });
    const of = { jurisdiction, actor: 'x', demo: false };
    await db.ledger.submit({
      ...of,
      kind: 'organisation.put',
      payload: { organisations: [{ id: 'land', name: { zh: '自然资源局', en: 'Land' } }] },
    });
    await db.ledger.submit({ ...of, kind: 'register.put', payload: { registers: [type] } });
  }
  await db.ledger.submit({
    jurisdiction: 'first',
    kind: 'record.put',
    actor: 'x',
    demo: false,
    payload: {
      register: 'mines',
      on: '2026-01-01',
      source: '台账',
      grade: 'A',
      status: 'approved',
      records: [
        {
          id: 'm-1',
          base: null,
          values: {
            name: '=SUM(A1:A9)',
            bureau: 'land',
            kind: 'open',
            area: 120.5,
            cost: 3012.55,
            done: '2025-06-30',
            safe: true,
            at: [106.47, 26.55],
            note: '第一行\n第二行',
          },
          stage: 'mended',
          passed: { planned: '2024-02-29', mended: '2025-07-01' },
        },
        {
          id: 'm-2',
          base: null,
          values: { name: '二号，“引号”, 逗号', bureau: 'land', area: 0.1, cost: 0.3, safe: false },
          stage: 'planned',
          passed: { planned: '2025-01-01' },
        },
        {
          id: 'm-3',
          base: null,
          values: { name: '-3', note: '@cmd' },
          stage: 'planned',
          passed: { planned: '2025-01-01' },
        },
      ],
    },
  });
});
afterAll(() => db.close());

const snapshotOf = (jurisdiction: string): Promise<Snapshot> => new Snapshots(db.store).get(jurisdiction);

async function exported(jurisdiction: string, format: 'xlsx' | 'csv'): Promise<Uint8Array> {
  const snapshot = await snapshotOf(jurisdiction);
  const records = [];
  for await (const page of eachRecord(db.store, snapshot, type, 'all')) records.push(...page);
  return writeTable(format, {
    sheets: [
      registerSheet(type, records, { ...snapshot, jurisdiction: 'x' }, { spare: 5, demo: false, notes: ['说明'] }),
    ],
    form: { form: 'register:mines', version: 1, data: null },
  });
}

async function imported(jurisdiction: string, bytes: Uint8Array, name: string) {
  const grid = await readSheet(bytes, { name });
  if (isProblem(grid)) throw new Error(grid.en);
  return readRegister(db.store, await snapshotOf(jurisdiction), 'mines', grid, who, '2026-02-01');
}

it.each(['xlsx', 'csv'] as const)('the same %s read back changes nothing', async (format) => {
  const found = await imported('first', await exported('first', format), `mines.${format}`);
  expect(found.problems).toEqual([]);
  expect(found.rows).toEqual({ read: 3, added: 0, changed: 0, unchanged: 3, refused: 0 });
  expect(found.submission).toBeNull();
});

it('a sheet read into an empty instance and written again is the same, byte for byte', async () => {
  const before = await exported('first', 'xlsx');
  const found = await imported('second', before, 'mines.xlsx');
  expect([found.rows.added, found.problems]).toEqual([3, []]);
  await db.ledger.submit(found.submission?.(undefined) ?? (null as never));
  expect(Buffer.from(await exported('second', 'xlsx')).equals(Buffer.from(before))).toBe(true);
  expect(Buffer.from(await exported('second', 'csv')).equals(Buffer.from(await exported('first', 'csv')))).toBe(true);
});

it('a sheet that somebody typed, in GB18030, is understood: units, thousands, full width, none, another order of columns', async () => {
  const text =
    '面积（亩）,名称,投资,类别,完成日期,备注\r\n"１，２００",三号矿,0.5亿元,露天,2025年3月1日,\r\n—,四号矿,1234.5,井工,,无\r\n1.234\uff0c5,五号矿,12亩,竖井,2025-02-30,\r\n';
  const found = await imported('first', iconv.encode(text, 'gb18030'), 'typed.csv');
  expect(
    found.lines.map((row) => [row.title, Object.fromEntries(row.changes.map((change) => [change.name.zh, change.to]))]),
  ).toEqual([
    ['三号矿', { 名称: '三号矿', 面积: '1200', 投资: '5000', 类别: '露天', 完成日期: '2025-03-01' }],
    ['四号矿', { 名称: '四号矿', 投资: '1234.5', 类别: '井工', 备注: '无' }],
  ]);
  const faults = found.problems.filter((problem) => problem.severity === 'error');
  expect(faults.map((problem) => [problem.row, problem.header])).toEqual([
    [4, '面积（亩）'],
    [4, '投资'],
    [4, '类别'],
    [4, '完成日期'],
  ]);
  for (const fault of faults)
    expect([fault.zh.length > 3, fault.en.length > 3, fault.fix !== null]).toEqual([true, true, true]);
});

it('a change by somebody else after the sheet was made is named, not overwritten', async () => {
  const bytes = await exported('first', 'csv');
  await db.ledger.submit({
    jurisdiction: 'first',
    kind: 'record.put',
    actor: 'li',
    demo: false,
    payload: {
      register: 'mines',
      on: '2026-01-15',
      source: '台账',
      grade: 'A',
      status: 'approved',
      records: [
        {
          id: 'm-2',
          base: 1,
          values: { name: '二号，“引号”, 逗号', bureau: 'land', area: 7 },
          stage: 'planned',
          passed: { planned: '2025-01-01' },
        },
      ],
    },
  });
  const found = await imported(
    'first',
    new TextEncoder().encode(new TextDecoder().decode(bytes).replace(',0.1,', ',9,')),
    'mines.csv',
  );
  expect(found.problems.map((problem) => problem.code)).toEqual(['record-changed']);
});

it('lantu import register and observations preview, name faults and write', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lantu-sheet-'));
  const { importObservations, importRegister } = await import('../src/cli/import-sheet.ts');
  const before = process.env.DATABASE_URL;
  process.env.DATABASE_URL = db.url;
  try {
    await db.ledger.submit({
      jurisdiction: 'second',
      kind: 'indicator.put',
      actor: 'x',
      demo: false,
      payload: {
        indicators: [
          { id: 'gdp', name: { zh: '地区生产总值', en: 'GDP' }, unit: '亿元', nature: 'flow', cadence: 'year' },
        ],
      },
    });
    const write = (name: string, text: string) => (writeFileSync(join(folder, name), text), join(folder, name));
    const figures = write(
      'figures.csv',
      '指标,统计期,数值,单位,公布日期,来源\n地区生产总值,2024年,3013900,万元,2025-02-01,公报\n',
    );
    expect(await importObservations(figures, { jurisdiction: 'second' })).toBe(0);
    expect((await snapshotOf('second')).observations.get('gdp')).toBeUndefined();
    expect(await importObservations(figures, { jurisdiction: 'second', commit: true })).toBe(0);
    expect((await snapshotOf('second')).observations.get('gdp')).toMatchObject([
      { period: '2024', value: 301.39, knownOn: '2025-02-01', source: '公报' },
    ]);
    expect(
      await importObservations(write('wrong.csv', '指标,统计期,数值,来源\n没有的,2024年,1,公报\n'), {
        jurisdiction: 'second',
        commit: true,
      }),
    ).toBe(1);
    expect(
      await importRegister(write('mines.csv', '名称,面积\n六号矿,12\n'), {
        jurisdiction: 'second',
        register: 'mines',
        commit: true,
      }),
    ).toBe(0);
    expect(
      (await db.store.selectFrom('record').select('values').where('jurisdiction_id', '=', 'second').execute()).map(
        (row) => (row.values as { name: string }).name,
      ),
    ).toContain('六号矿');
  } finally {
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
    rmSync(folder, { recursive: true, force: true });
  }
});
