import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, expect, it } from 'vitest';
import { isProblem } from '../src/core/measure/index.ts';
import { registerItem } from '../src/core/register/index.ts';
import { readPasted, readSheet, writeCsv, writeWorkbook } from '../src/evidence/intake/sheet/index.ts';
import { readFigureSheets } from '../src/evidence/figures/sheet.ts';
import type { Snapshot } from '../src/evidence/reading/snapshot.ts';
import { readRegisterSheets } from '../src/evidence/registers/sheet.ts';

/** Sheets that somebody broke: each is read or refused with a reason, nothing is thrown. A sweep of ten thousand: SWEEP=10000. */

const runs = Number(process.env.SWEEP ?? 400);
const type = registerItem.parse({
  id: 'things',
  name: { zh: '事项', en: 'Things' },
  identify: ['name'],
  fields: [
    { id: 'name', name: { zh: '名称', en: 'Name' }, type: 'text', required: true },
    { id: 'cost', name: { zh: '投资', en: 'Cost' }, type: 'money', unit: '万元' },
    { id: 'share', name: { zh: '占比', en: 'Share' }, type: 'number', unit: '%' },
    { id: 'day', name: { zh: '开工日期', en: 'Day' }, type: 'date' },
    { id: 'when', name: { zh: '统计期', en: 'Period' }, type: 'period' },
    { id: 'at', name: { zh: '坐标', en: 'At' }, type: 'point' },
    { id: 'ok', name: { zh: '达标', en: 'Ok' }, type: 'flag' },
  ],
  stages: [{ id: 'plan', name: { zh: '前期', en: 'Plan' } }],
});
const item = {
  id: 'gdp',
  name: { zh: '地区生产总值', en: 'GDP' },
  unit: '亿元',
  nature: 'ytd',
  cadence: 'quarter',
  evidence: { kind: 'observations' },
};
const city = {
  jurisdiction: 'x',
  name: { zh: '某市', en: 'City' },
  organisations: new Map(),
  places: new Map([['a', { zh: '甲镇', en: 'A' }]]),
  indicators: new Map([['gdp', { item, model: item }]]),
  observations: new Map(),
} as unknown as Snapshot;

let seeds: { name: string; bytes: Uint8Array }[];
beforeAll(async () => {
  const columns = ['名称', '投资', '占比', '开工日期', '统计期', '坐标', '达标'].map((label, at) => ({
    id: `c${at}`,
    label,
    kind: 'text' as const,
    ...(label === '投资' && { unit: '亿元' }),
  }));
  const rows = Array.from({ length: 6 }, (_, at) => [
    at === 3 ? '合　计' : `厂${at}`,
    at * 1.5,
    '12.5%',
    { date: '2024-06-03' },
    '2024年1-6月',
    '106.4,26.5',
    '是',
  ]);
  const figures = {
    name: '年鉴',
    columns: ['指标', '单位', '2019年', '2020年'].map((label, at) => ({ id: `f${at}`, label, kind: 'text' as const })),
    rows: [['地区生产总值', '亿元', 300, 320]],
  };
  const book = await writeWorkbook({ sheets: [{ name: '表', title: '一张表', columns, rows }, figures] });
  seeds = [
    { name: 'a.xlsx', bytes: book },
    { name: 'a.csv', bytes: writeCsv([columns.map(({ label }) => label), ...rows]) },
  ];
});

/** Bytes changed, cut, repeated; of a package also the text of its parts, which would not survive elsewise. */
const change = fc.record({
  seed: fc.nat(1),
  part: fc.nat(20),
  edits: fc.array(
    fc.record({ at: fc.nat(1_000_000), kind: fc.constantFrom('byte', 'cut', 'repeat', 'word'), value: fc.nat(255) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  ),
});
const WORDS = [
  '',
  '\u0000',
  '<c r="ZZZ9999999"/>',
  't="e"',
  '<mergeCell ref="A1:XFD1048576"/>',
  '1e999',
  '-1',
  '合计',
  '单位：亿圆',
  '2019年',
  '名称',
  '（',
  '"',
  "'",
  '\ufffd',
  '&#0;',
  '&lol;',
  '<!DOCTYPE x>',
];

function edited(bytes: Uint8Array, edits: readonly { at: number; kind: string; value: number }[]): Uint8Array {
  let now = bytes;
  for (const { at, kind, value } of edits) {
    const place = now.length === 0 ? 0 : at % now.length;
    const before = now.subarray(0, place);
    if (kind === 'byte') now = new Uint8Array([...before, value, ...now.subarray(place + 1)]);
    else if (kind === 'cut') now = new Uint8Array([...before, ...now.subarray(Math.min(now.length, place + value))]);
    else if (kind === 'repeat')
      now = new Uint8Array([...now.subarray(0, Math.min(now.length, place + value)), ...now.subarray(place)]);
    else now = new Uint8Array([...before, ...strToU8(WORDS[value % WORDS.length] ?? ''), ...now.subarray(place)]);
  }
  return now;
}

it(`a broken sheet is read or refused, never thrown: ${runs} of them`, () => {
  fc.assert(
    fc.property(change, ({ seed, part, edits }) => {
      const { name, bytes } = seeds[seed] ?? seeds[0]!;
      let broken: Uint8Array;
      if (name.endsWith('.xlsx') && part > 2) {
        const parts = unzipSync(bytes);
        const names = Object.keys(parts).filter((one) => /sheet\d|workbook|styles|sharedStrings|rels/iu.test(one));
        const chosen = names[part % names.length] ?? '';
        broken = zipSync({ ...parts, [chosen]: edited(parts[chosen] ?? new Uint8Array(), edits) }, { level: 0 });
      } else broken = edited(bytes, edits);
      for (const grid of [readSheet(broken, { name }), readPasted(strFromU8(broken, true))]) {
        if (isProblem(grid)) {
          expect([grid.zh.length > 2, grid.en.length > 2]).toEqual([true, true]);
          continue;
        }
        for (const problem of [
          ...readRegisterSheets(type, grid, city).problems,
          ...readFigureSheets(grid, city).problems,
        ])
          expect(problem.zh.length).toBeGreaterThan(2);
      }
    }),
    { numRuns: runs },
  );
});
