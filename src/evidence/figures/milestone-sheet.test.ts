import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPasted, readSheet, type SheetGrid, writeWorkbook } from '../intake/sheet/index.ts';
import { isProblem } from '../../core/measure/index.ts';
import { type Office, openOffice } from '../../../test/office.ts';
import { milestoneSheet, readMilestones } from './milestone-sheet.ts';

/** Steps go out as a sheet and come back: untouched nothing changes, touched what was touched, wrong by its cell. */

const today = '2026-01-10';
let office: Office;
beforeAll(async () => {
  office = await openOffice(today);
  const step = { commitment: 'B-1', id: null, base: null };
  await office.ask('plan', 'PUT', 'milestones', {
    steps: [
      {
        ...step,
        title: { zh: '方案印发', en: 'Plan issued' },
        due: '2026-03-31',
        evidence: { zh: '文件', en: 'paper' },
      },
      { ...step, title: { zh: '清淤完成', en: 'Dredged' }, due: '2026-09-30', weight: 2, organisation: 'road' },
    ],
  });
});
afterAll(() => office.close());

const view = () => office.services.snapshots.at('test', today, 'all');
const read = async (grid: SheetGrid) => readMilestones((await view()).snapshot, grid, { actor: 'plan', today });
const pasted = (...rows: string[][]) => {
  const grid = readPasted(
    [['任务编号', '节点', '到期日', '权重', '填报单位', '取消'], ...rows].map((row) => row.join('\t')).join('\n'),
  );
  if (isProblem(grid)) throw new Error(grid.zh);
  return read(grid);
};

it('as it went out it changes nothing', async () => {
  const sheet = milestoneSheet(await view(), ['B-1'], { title: '节点表', demo: false });
  const bytes = await writeWorkbook({ sheets: [sheet], form: { form: 'milestones', version: 1, data: null } });
  const grid = await readSheet(bytes, { name: '节点表.xlsx' });
  if (isProblem(grid)) throw new Error(grid.zh);
  const found = await read(grid);
  expect(found.problems).toEqual([]);
  expect(found.rows).toMatchObject({ read: 2, unchanged: 2, added: 0, changed: 0 });
  expect(found.submission).toBeNull();
});

it('a row without a number is a new step, one of the same name and day is the one that stands', async () => {
  const { rows, lines, submission } = await pasted(
    ['B-1', '方案印发', '2026年3月31日', '3', '', ''],
    ['B-1', '验收', '2026-12-20', '', '交通局', ''],
  );
  expect(rows).toMatchObject({ changed: 1, added: 1 });
  expect(lines.map(({ title }) => title)).toEqual(['B-1 方案印发', 'B-1 验收']);
  expect(submission?.(undefined).payload).toMatchObject({
    steps: [
      { id: 's1', weight: 3 },
      { id: 's3', base: null, organisation: 'road', weight: 1 },
    ],
  });
});

it.each([
  ['no-such-commitment', ['Z-9', '验收', '2026-12-20', '', '', '']],
  ['bad-title', ['B-1', '验', '2026-12-20', '', '', '']],
  ['date-incomplete', ['B-1', '验收', '2026年12月', '', '', '']],
  ['due-outside-plan', ['B-1', '验收', '2046-12-20', '', '', '']],
  ['out-of-range', ['B-1', '验收', '2026-12-20', '0', '', '']],
  ['no-such-organisation', ['B-1', '验收', '2026-12-20', '', '水利局', '']],
])('%s is told by its cell, and the good rows are there', async (code, row) => {
  const { problems, rows } = await pasted(row, ['B-1', '复核', '2026-11-20', '', '', '']);
  expect(problems).toMatchObject([{ code, row: 2 }]);
  expect(rows).toMatchObject({ refused: 1, added: 1 });
});
