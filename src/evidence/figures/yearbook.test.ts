import { afterAll, beforeAll, expect, test } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import { isProblem } from '../../core/measure/index.ts';
import { readPasted, wordKey } from '../intake/sheet/index.ts';
import type { Snapshot } from '../reading/snapshot.ts';
import { Snapshots } from '../reading/snapshots.ts';
import { readFigures } from './import.ts';
import type { FigureChoices } from './sheet.ts';

/** Tables as yearbooks print them, pasted: what is recognised, and what a person ties by hand once for all rows. */

let db: TestStore;
let snapshot: Snapshot;
beforeAll(async () => {
  db = await testStore('qingzhen');
  snapshot = await new Snapshots(db.store).get('520181');
});
afterAll(() => db.close());

async function read(lines: readonly string[], choices: FigureChoices = {}) {
  const grid = readPasted(lines.join('\n'));
  if (isProblem(grid)) throw new Error(grid.zh);
  const of = { actor: 'x', today: '2026-11-27', name: '粘贴', choices: { knownOn: '2026-06-01', ...choices } };
  const found = await readFigures(db.store, snapshot, grid, of);
  const { observations = [] } = (found.submission?.(undefined).payload ?? {}) as {
    observations?: { indicator: string; period: string; value: number | null; source: string; grade: string }[];
  };
  return {
    ...found,
    figures: observations.map(({ indicator, period, value }) => [indicator, period, value]),
    sources: [...new Set(observations.map(({ source, grade }) => `${source} ${grade}`))],
  };
}
const printed = [
  '主要指标\t计量单位\t2011年\t2012年\t2013年',
  '地区生产总值（现价）\t亿元\t101.1\t121.2\t141.3',
  '本市生产总值\t亿元\t1\t2\t3',
  '全部投资\t亿元\t30\t31\t32',
];

test('a name that nothing has is offered the nearest, and tied once for all its figures', async () => {
  const first = await read(printed);
  expect(first.figures.map(([id]) => id)).toEqual(['gdp', 'gdp', 'gdp']);
  const lost = first.left.filter(({ why }) => why === 'unknown');
  expect(lost.map(({ text }) => text)).toEqual(['本市生产总值', '全部投资']);
  expect(lost[0]?.word?.maybe.map(({ id }) => id)).toContain('gdp');
  const key = lost[1]?.word?.key ?? '';
  expect(key).toBe(wordKey('indicator', '全部投资'));
  const tied = await read(printed, {
    source: '2025年统计年鉴',
    grade: 'A',
    ties: { [key]: { field: 'fixed-investment' }, [lost[0]?.word?.key ?? '']: { field: null } },
  });
  expect(tied.figures.map(([id]) => id)).toEqual([...Array(3).fill('gdp'), ...Array(3).fill('fixed-investment')]);
  expect(tied.left.filter(({ why }) => why === 'unknown')).toMatchObject([{ text: '本市生产总值' }]);
  expect(tied.left[0]?.word).toBeUndefined();
  expect(tied.sources).toEqual(['2025年统计年鉴 A']);
});

test('years down, indicators across: a head that names nothing is tied to an indicator by hand', async () => {
  const table = ['年份\t本市总量(亿元)\t常住人口（万人）', '2011\t101.1\t61', '2012\t121.2\t61.5'];
  const first = await read(table);
  expect(first.figures.every(([id]) => id !== 'gdp')).toBe(true);
  const column = first.sheets[0]?.unknown.find(({ header }) => header.startsWith('本市总量'));
  const tied = await read(table, { ties: { [column?.key ?? '']: { field: 'i:gdp' } } });
  expect(tied.figures.filter(([id]) => id === 'gdp')).toEqual([
    ['gdp', '2011-01..12', 101.1],
    ['gdp', '2012-01..12', 121.2],
  ]);
});
