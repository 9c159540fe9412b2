import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isProblem } from '../src/core/measure/index.ts';
import { registerItem } from '../src/core/register/index.ts';
import { readFigures } from '../src/evidence/figures/import.ts';
import { type FileChoices, readPasted, readSheet, type SheetGrid } from '../src/evidence/intake/sheet/index.ts';
import { Snapshots } from '../src/evidence/reading/snapshots.ts';
import { readRegister } from '../src/evidence/registers/import.ts';
import { readReportSheets } from '../src/evidence/reports/sheet.ts';
import type { Task } from '../src/evidence/reports/tasks.ts';
import { testStore, type TestStore } from './store.ts';

/** Sheets as offices make them, and what is right for each: read at run time, where they are. */
const folder = join(import.meta.dirname, '..', '..', 'shared', 'data', 'sheets');
const there = existsSync(folder);

const field = (id: string, zh: string, type: string, more: object = {}) => ({
  id,
  name: { zh, en: id },
  type,
  ...more,
});
const projects = registerItem.parse({
  id: 'projects-a',
  name: { zh: '项目', en: 'Projects' },
  identify: ['name'],
  fields: [
    field('name', '项目名称', 'text', { required: true }),
    field('site', '建设地点', 'text'),
    field('cost', '总投资', 'money', { unit: '万元' }),
    field('area', '建筑面积', 'number', { unit: '平方米' }),
    field('done', '完成率', 'number', { unit: '%' }),
    field('start', '开工日期', 'date'),
    field('code', '项目代码', 'text'),
    field('period', '统计期', 'period'),
    field('note', '备注', 'text', { long: true }),
  ],
});
const defaults = registerItem.parse({
  id: 'defaults',
  name: { zh: '违约', en: 'Defaults' },
  identify: ['county', 'when'],
  fields: [
    field('city', '市州', 'text'),
    field('county', '区县', 'text', { required: true }),
    field('when', '时间', 'period', { required: true }),
    field('count', '主体家数', 'number', { unit: '家' }),
    field('size', '规模', 'money', { unit: '万元' }),
  ],
});
const today = '2026-11-26';
const who = { login: 'wang', name: 'wang', role: 'planner' as const, organisation: null };
const place = '520181';
let db: TestStore;

beforeAll(async () => {
  if (!there) return;
  db = await testStore('qingzhen');
  const of = { jurisdiction: place, actor: 'x', demo: false };
  await db.ledger.submit({ ...of, kind: 'register.put', payload: { registers: [projects, defaults] } });
  await db.ledger.submit({
    ...of,
    kind: 'indicator.put',
    payload: {
      indicators: [
        {
          id: 'industry-growth',
          name: { zh: '工业增加值增速', en: 'Growth of industry' },
          unit: '%',
          nature: 'rate',
          cadence: 'year',
          direction: 'up',
        },
      ],
    },
  });
});
afterAll(() => db?.close());

function gridOf(file: string): SheetGrid {
  const bytes = readFileSync(join(folder, file));
  const grid = file.endsWith('.txt') ? readPasted(bytes.toString('utf8')) : readSheet(bytes, { name: file });
  if (isProblem(grid)) throw new Error(grid.zh);
  return grid;
}

/** What a file would add to a register: values by field, what is wrong, what was left out. */
async function added(file: string, choices: FileChoices = {}, register = 'projects-a') {
  const snapshot = await new Snapshots(db.store).get(place);
  const found = await readRegister(db.store, snapshot, register, gridOf(file), who, today, choices);
  const records =
    (found.submission?.(undefined).payload as { records: { values: Record<string, unknown> }[] } | undefined)
      ?.records ?? [];
  return {
    ...found,
    values: records.map(({ values }) => values),
    names: records.map(({ values }) => values.name),
    errors: found.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code),
    questions: found.problems.filter(({ key }) => key !== null).map(({ code }) => code),
    out: found.left.map(({ row, why }) => [row, why]),
  };
}

async function figures(file: string) {
  const snapshot = await new Snapshots(db.store).get(place);
  const found = await readFigures(db.store, snapshot, gridOf(file), { actor: 'x', today, name: file });
  type Line = {
    indicator: string;
    period: string;
    value: number | null;
    missing?: string;
    grade: string;
    status: string;
    knownOn: string;
  };
  const lines = ((found.submission?.(undefined).payload as { observations: Line[] } | undefined)?.observations ??
    []) as Line[];
  const errors = found.problems.filter(({ severity }) => severity === 'error');
  return {
    ...found,
    figures: lines,
    errors: errors.map(({ row, code }) => [row, code]),
    questions: found.problems.flatMap(({ key, code }) => (key === null ? [] : [code])),
  };
}

describe.skipIf(!there)(
  `sheets as offices make them${there ? '' : ' — skipped: ../shared/data is absent on this machine'}`,
  () => {
    describe('what was silently wrong', () => {
      it.each(['paste-a-other-unit.txt', 'paste-b-halfwidth-brackets.txt', 'paste-f-space-in-head.txt'])(
        '%s: the column of money is read in its unit',
        async (file) => {
          expect((await added(file)).values).toMatchObject([{ cost: file.startsWith('paste-a') ? 12_000 : 12 }]);
        },
      );
      it('03: the line above the table says the unit', async () => {
        expect((await added('03-unit-in-title.xlsx')).values).toEqual([
          { name: '戊大桥', site: '卫城镇', cost: 12_000, area: 5000 },
        ]);
      });
      it('54, 57: rows above a head that stands again are read', async () => {
        expect((await added('54-two-tables.xlsx')).names).toEqual(['上表一', '下表一']);
        const { names, out } = await added('57-header-repeated-early.xlsx');
        expect(names).toEqual(['短表1', '短表2', '短表3', '短表4', '短表5', '短表尾']);
        expect(out).toEqual([[7, 'head']]);
      });
      it('08: a section is no record', async () => {
        const { names, out } = await added('08-section-row.xlsx');
        expect([names, out]).toEqual([['子工程'], [[2, 'section']]]);
      });
      it('16: a name that begins like a total or a signature is a name', async () => {
        expect((await added('16-prefix-name.xlsx')).names).toHaveLength(5);
      });
      it('58: a grade that is not known is an error, never A', async () => {
        const { errors, figures: written } = await figures('58-unknown-grade.xlsx');
        expect(errors).toEqual([
          [2, 'grade-unknown'],
          [3, 'grade-unknown'],
          [4, 'grade-unknown'],
        ]);
        expect(written).toEqual([]);
      });
      it('39: a head in 万元 over an indicator in 亿元', async () => {
        expect((await figures('39-obs-header-unit.xlsx')).figures).toMatchObject([
          { period: '2008-01..12', value: 150, grade: 'B' },
        ]);
      });
      it('paste-g: a report whose head names another unit', () => {
        const task = {
          about: 'indicator:farm',
          name: { zh: '农林牧渔业总产值', en: 'Farming' },
          unit: '亿元',
          place,
          where: null,
          period: '2026-01..09',
          periodName: { zh: '2026年1—9月', en: '' },
          report: null,
        } as unknown as Task;
        const { rows, problems } = readReportSheets(gridOf('paste-g-report-header-unit.txt'), [task]);
        expect([rows.map(({ value }) => value), problems]).toEqual([[55.3], []]);
      });
      it('15b: a code kept as ="00123" is the code', async () => {
        expect((await added('15b-equals.csv')).values).toMatchObject([
          { code: '00123' },
          { code: '00456' },
          { code: '0078' },
        ]);
      });
      it('09: rows that a filter hides are asked about, in or out', async () => {
        expect((await added('09-hidden-rows.xlsx')).questions).toEqual(['hidden-rows']);
        const { names, out, questions } = await added('09-hidden-rows.xlsx', { hidden: 'out' });
        expect([names, out, questions]).toEqual([['丑工程', '卯工程'], [[3, 'hidden']], []]);
      });
      it('34: two figures of one period and day are a conflict', async () => {
        expect((await figures('34-obs-dup.xlsx')).errors).toEqual([[3, 'figure-conflict']]);
      });
      it('37: a period that the indicator does not have', async () => {
        const { errors, figures: written } = await figures('37-obs-cadence.xlsx');
        expect(errors).toEqual([2, 3, 4, 5].map((row) => [row, 'period-cadence']));
        expect(written).toEqual([]);
      });
    });

    it.each<[string, unknown[], unknown[]]>([
      ['02-prenumbered.xlsx', ['丁厂房'], [3, 4, 5, 6].map((row) => [row, 'serial-only'])],
      ['06-error-other-sheet.xlsx', ['壬工程'], []],
      ['06b-error-unread-column.xlsx', ['壬二工程'], []],
      ['11b-footnote-col.xlsx', ['辰二工程'], [[3, 'note']]],
      [
        '60-real-shape-projects.xlsx',
        ['某水库'],
        [
          [4, 'total'],
          [5, 'section'],
          [6, 'section'],
        ],
      ],
      ['15d-title-lines.csv', ['题一'], []],
      ['15e-gbk-rare.csv', ['㙟洞水库'], []],
      ['19-nbsp.xlsx', ['申工程', '酉工程', '戌工程'], []],
      ['50-inline-rich-shared.xlsx', ['富文本项目', '共享公式', '外部链接', '科学计数'], []],
      ['52-no-refs.xlsx', ['无坐标'], []],
    ])('%s', async (file, names, out) => {
      const found = await added(file);
      expect([found.names, found.errors, found.out]).toEqual([names, [], out]);
    });
    it('04b: the unit behind a stroke', async () => {
      expect((await added('04b-unit-slash.xlsx')).values).toMatchObject([{ cost: 12_000 }]);
    });
    it('14: percentages, however they are written; one without a sign is asked about', async () => {
      const { values, questions } = await added('14-percent.xlsx');
      expect(values.map(({ done }) => done)).toEqual([12.5, 12.5, 12.5, 12.5]);
      expect(questions).toEqual(['percent-or-fraction']);
    });
    it('18: ten days, seven named', async () => {
      const { values, errors } = await added('18-dates.xlsx');
      expect([values.length, errors.length]).toEqual([10, 7]);
    });
    it('20, 51: two columns of one name: a person chooses', async () => {
      expect((await added('20-dup-bianzhu.xlsx')).errors).toEqual(['header-twice']);
      const tied = await added('20-dup-bianzhu.xlsx', { ties: { '备注#2': { field: 'note' } } });
      expect([tied.values, tied.errors]).toEqual([[{ name: '亥工程', note: '乙' }], []]);
      expect((await added('51-hidden-columns.xlsx')).errors).toEqual(['header-twice']);
    });
    it('53: a figure of a merged cell is counted once', async () => {
      expect((await added('53-vertical-merge-number.xlsx')).errors).toEqual(['number-merged']);
    });
    it('55: 计划/总投资 is no 总投资 until a person says so', async () => {
      const asked = await added('55-two-level-same-leaf.xlsx');
      expect(asked.values).toEqual([{ name: '两级一' }]);
      expect(asked.problems.filter(({ code }) => code === 'column-unknown').map(({ header }) => header)).toEqual([
        '计划/总投资',
        '计划/建筑面积',
        '完成/总投资',
        '完成/建筑面积',
      ]);
      expect(asked.sheets[0]?.unknown[0]?.maybe[0]).toBe('cost');
      const tied = await added('55-two-level-same-leaf.xlsx', { ties: { '计划/总投资': { field: 'cost' } } });
      expect(tied.values).toEqual([{ name: '两级一', cost: 100 }]);
    });
    it('62: a head over four rows, the last of them units', async () => {
      const found = await added('62-real-shape-4row-header.xlsx', {}, 'defaults');
      expect([found.values, found.errors]).toEqual([
        [{ city: '甲市', county: '乙区', when: '2021Q4', count: 2, size: 30_000 }],
        [],
      ]);
    });

    it('30: periods as they are written; what is none is named', async () => {
      const { figures: written, errors } = await figures('30-obs-periods.xlsx');
      expect(written.map(({ period, value, status }) => [period.slice(0, 4), value, status])).toEqual([
        ['2019', 100, 'approved'],
        ['2020', 101, 'approved'],
        ['2021', 102, 'approved'],
        ['2022', 103, 'approved'],
        ['2017', 104, 'preliminary'],
        ['2016', 105, 'approved'],
        ['2015', 106, 'preliminary'],
        ['2013', 108, 'approved'],
        ['2012', 109, 'approved'],
        ['2011', 110, 'approved'],
        ['2009', 112, 'approved'],
        ['2008', 113, 'approved'],
      ]);
      expect(errors).toEqual([
        [9, 'not-a-period'],
        [13, 'period-cadence'],
      ]);
    });
    it('31: percentages of an indicator', async () => {
      const { figures: written, questions } = await figures('31-obs-pct.xlsx');
      expect(written.map(({ value }) => value)).toEqual([6.66666666, 6.5, 0.065]);
      expect(questions).toContain('percent-or-fraction');
    });
    it('32: years side by side', async () => {
      const { figures: written, errors } = await figures('32-obs-wide.xlsx');
      expect([written.map(({ period, value }) => [period, value]), errors]).toEqual([
        [
          ['2019-01..12', 300],
          ['2020-01..12', 320],
          ['2021-01..12', 350],
        ],
        [],
      ]);
    });
    it('38: a total is left out', async () => {
      const { figures: written, left, errors } = await figures('38-obs-total-row.xlsx');
      expect([written.length, left.map(({ why }) => why), errors]).toEqual([1, ['total'], []]);
    });
    it('40, 41: revisions by the day from which they were known', async () => {
      expect((await figures('40-obs-revision.xlsx')).figures.map(({ value, knownOn }) => [value, knownOn])).toEqual([
        [100, '2008-02-01'],
        [110, '2009-03-01'],
        [105, '2008-09-01'],
      ]);
      expect((await figures('41-obs-same.xlsx')).figures.map(({ value }) => value)).toEqual([100, 110]);
    });
    it('42: what is no figure has a reason', async () => {
      const { figures: written, errors } = await figures('42-obs-null.xlsx');
      expect(written.slice(0, 4).map(({ value, missing }) => missing ?? value)).toEqual([
        'not-applicable',
        'no-source',
        'no-source',
        12.3,
      ]);
      expect(errors).toEqual([[5, 'grade-unknown']]);
    });
  },
);
