import { expect, test } from 'vitest';
import { projectContributions } from './contribution.ts';
import { simulate } from './simulation.ts';
import { coursesOf, judgeProject, type Project, projectsState } from './state.ts';
import { gateSection, monthSection, yearTile } from './sheet.ts';
import { POINTS_RULE } from './stage-rules.ts';
import { projects } from './registers.ts';

const asOf = '2026-06-30';
const empty = Object.fromEntries(projects.fields.map((field) => [field.id, null]));
const project = (id: string, passed: Project['passed'], values: Partial<Project> = {}): Project =>
  ({
    ...empty,
    id,
    name: id,
    held: { demo: false },
    investment: 2,
    stage: Object.keys(passed).at(-1) ?? null,
    passed,
    ...values,
  }) as Project;
/** Eight that went all the way, so that there is something to learn from. */
const history = Array.from({ length: 8 }, (_, n) =>
  project(`h${n}`, {
    signed: `2023-0${1 + (n % 6)}-05`,
    started: `2023-0${3 + (n % 6)}-10`,
    building: `2023-0${4 + (n % 6)}-12`,
    completed: `2024-0${3 + (n % 6)}-15`,
    producing: `2024-0${4 + (n % 6)}-20`,
  }),
);
const stateOf = (rows: Project[], more: Partial<Parameters<typeof projectsState>[1]> = {}) =>
  projectsState(
    asOf,
    { projects: rows, months: [], problems: [], rules: [], ...more },
    simulate(coursesOf(asOf, rows)),
  );

test('a project that ended is grey with its day and has no gate before it', () => {
  const ended = project('x', { signed: '2026-01-05', dropped: '2026-03-01' });
  const judged = judgeProject(stateOf([ended]), ended, POINTS_RULE);
  expect(judged).toMatchObject({ light: 'grey', stage: 'dropped', due: null, daysLeft: null, byYearEnd: null });
  expect(judged.why.zh).toBe('已于 2026-03-01 终止。');
});

test('a stage entered after the day of the view is not seen', () => {
  const later = project('x', { signed: '2026-01-05', started: '2026-07-15' });
  expect(judgeProject(stateOf([later]), later, POINTS_RULE).stage).toBe('signed');
  expect(gateSection(later, asOf).lines[1]?.cells[0]).toBeNull();
});

test('without history the day of production is missing with its reason, with it the same on every call', () => {
  const one = project('x', { signed: '2026-01-05', started: '2026-03-01' });
  const alone = judgeProject(stateOf([one]), one, POINTS_RULE);
  expect(alone.production).toMatchObject({ missing: 'not-enough-points' });
  const state = stateOf([...history, one]);
  const judged = judgeProject(state, one, POINTS_RULE);
  expect(judged.byYearEnd).toBeGreaterThan(0);
  expect(judgeProject(state, one, POINTS_RULE).byYearEnd).toBe(judged.byYearEnd);
});

test('what its output is not said adds nothing, and other parks add nothing', () => {
  const park = { id: 'p1', title: '园区' };
  const one = project('x', { signed: '2026-01-05', started: '2026-03-01' }, { park, output: 5 });
  const silent = project('y', { signed: '2026-01-05', started: '2026-03-01' }, { park });
  const state = stateOf([...history, one, silent]);
  expect(projectContributions(state, new Set(['p1']), 2030).entries.map((entry) => entry.id)).toEqual(['x']);
  expect(projectContributions(state, new Set(['p2']), 2030)).toMatchObject({
    entries: [],
    left: [{ n: expect.any(Number), why: { zh: '所在园区的产值不计入这个指标' } }],
  });
});

test('the page of a project and the gap of a target name the same chance (they once named 68 % and 72 %)', () => {
  const park = { id: 'p1', title: '园区' };
  const one = project(
    'x',
    { signed: '2025-01-05', started: '2026-03-01', building: '2026-04-01' },
    { park, output: 5 },
  );
  const state = stateOf([...history, one]);
  const judged = judgeProject(state, one, POINTS_RULE);
  const [entry] = projectContributions(state, new Set(['p1']), 2026).entries;
  expect(judged.byYearEnd).toBeGreaterThan(0);
  expect(entry?.probability).toBe(judged.byYearEnd);
});

test('what is learned from a demonstration adds as a demonstration', () => {
  const park = { id: 'p1', title: '园区' };
  const one = project('x', { signed: '2026-01-05', started: '2026-03-01' }, { park, output: 5 });
  const shown = history.map((row) => ({ ...row, held: { ...row.held, demo: true } }));
  const demoOf = (rows: Project[]) =>
    projectContributions(stateOf(rows), new Set(['p1']), 2030).entries.map(({ demo }) => demo);
  expect([demoOf([...history, one]), demoOf([...shown, one])]).toEqual([[false], [true]]);
});

test('a month that was not reported says so and is not drawn as nothing done', () => {
  const month = (key: string, done: number | null) =>
    ({ id: key, month: key, planned: 1, done, physical: null }) as never;
  const { lines } = monthSection([month('2026-02', null), month('2026-01', 0.5)]);
  expect(lines.map((line) => line.name)).toEqual(['2026-01', '2026-02'].map((month) => ({ zh: month, en: month })));
  expect(lines[1]?.cells[1]).toEqual({ missing: { zh: '未报', en: 'none' } });
  expect(lines[1]).not.toHaveProperty('share');
  expect(yearTile([], 2026)).not.toHaveProperty('share');
});
