import { describe, expect, test } from 'vitest';
import { isProblem } from '../../core/measure/index.ts';
import { stageProblems } from '../../core/register/index.ts';
import { planProgress } from './progress.ts';
import { projects } from './registers.ts';
import { currentStage, gateLimit, projectLight, type ProjectCourse } from './stage.ts';
import { DEADLINE_RULE, GATES, POINTS_RULE } from './stage-rules.ts';

const fresh: ProjectCourse = { size: 5, entered: [], planned: null, done: null };
const started: ProjectCourse = {
  ...fresh,
  entered: [
    { stage: 'signed', on: '2025-01-06' },
    { stage: 'started', on: '2025-03-03' },
  ],
  inStatistics: '2025-03-20',
};

describe('stages', () => {
  test('a gate asks for its evidence before it opens, and only the next one opens', () => {
    const signed = { stage: 'signed', passed: { signed: '2025-01-06' } };
    const refused = (to: string, values: Record<string, string>, day: string) =>
      stageProblems(projects, signed, to, values, day).map((found) => [found.code, found.field]);
    expect(refused('started', {}, '2025-03-03')).toEqual([
      ['evidence-missing', 'ev_land'],
      ['evidence-missing', 'ev_permit'],
      ['evidence-missing', 'ev_filing'],
    ]);
    const papers = { ev_land: '1号', ev_permit: '2号', ev_filing: '3号' };
    expect(refused('started', papers, '2025-03-03')).toEqual([]);
    expect(refused('started', papers, '2025-01-05')).toEqual([['stage-day', 'stage']]);
    expect(refused('completed', papers, '2025-03-03')).toEqual([['stage-order', 'stage']]);
    expect(
      currentStage(
        {
          ...fresh,
          entered: [
            { stage: 'signed', on: '2025-01-06' },
            { stage: 'started', on: '2025-03-03' },
          ],
        },
        '2025-03-02',
      ),
    ).toEqual({ stage: 'signed', on: '2025-01-06' });
  });

  test('the time limit counts working days, by size, over the holidays', () => {
    // 2025-09-30 plus 22 working days: the first week of October is free, 10-11 is worked.
    const course = {
      ...fresh,
      size: 0.5,
      entered: [
        { stage: 'signed' as const, on: '2025-09-01' },
        { stage: 'started' as const, on: '2025-09-30' },
      ],
    };
    expect(gateLimit(course, '2025-10-01')).toEqual({ stage: 'building', days: 22, due: '2025-11-06', calendar: true });
    expect(gateLimit({ ...course, size: 20 }, '2025-10-01')).toMatchObject({ days: 44 });
    expect(gateLimit(fresh, '2025-10-01')).toBe(null);
  });

  test.each([
    [0.5, 0.5, 'green', '达到序时进度'],
    [0.5, 0.41, 'green', '略慢'],
    [0.5, 0.4, 'yellow', '10 个百分点'],
    [0.5, 0.2, 'yellow', '30 个百分点'],
    [0.5, 0.199, 'red', '30.1 个百分点'],
  ])('points rule: planned %f, done %f is %s', (planned, done, light, words) => {
    const result = projectLight({ ...started, planned, done }, '2025-07-01');
    expect(result.light).toBe(light);
    expect(result.why.zh).toContain(words);
  });

  test('points rule: a late start is yellow, three months running red; late into the statistics likewise', () => {
    const signed = { ...fresh, entered: [{ stage: 'signed' as const, on: '2025-01-06' }], startDue: '2025-03-31' };
    expect(projectLight(signed, '2025-03-31').light).toBe('grey');
    expect(projectLight(signed, '2025-04-01').light).toBe('yellow');
    expect(projectLight(signed, '2025-07-01').light).toBe('red');
    const light = (asOf: string) =>
      projectLight({ ...started, inStatistics: null, planned: 0.1, done: 0.1 }, asOf).light;
    expect([light('2025-03-20'), light('2025-04-03'), light('2025-05-10')]).toEqual(['green', 'yellow', 'red']);
  });

  test('deadline rule: green, close to the limit, behind, overdue', () => {
    const limit = gateLimit(started, '2025-03-04');
    if (limit === null || isProblem(limit)) throw new Error('no limit');
    const light = (asOf: string, course: ProjectCourse = started) => projectLight(course, asOf, DEADLINE_RULE);
    expect(light('2025-03-04').light).toBe('green');
    expect(light(limit.due)).toMatchObject({ light: 'green', rule: 'suqian-deadline' });
    expect(light(limit.due).why.zh).toContain('临近时限');
    expect(light('2025-04-10').light).toBe('red');
    const building: ProjectCourse = {
      ...started,
      entered: [...started.entered, { stage: 'building', on: '2025-04-01' }],
      done: 0.1,
    };
    expect(light('2026-03-02', building).light).toBe('yellow');
    expect(light('2026-03-02', { ...building, done: 0.6 }).light).toBe('green');
  });

  test('parameters of rule and gates can be edited', () => {
    if (POINTS_RULE.by !== 'points') throw new Error('rule');
    expect(
      projectLight({ ...started, planned: 0.5, done: 0.45 }, '2025-07-01', { ...POINTS_RULE, yellowPoints: 5 }).light,
    ).toBe('yellow');
    expect(
      gateLimit(
        { ...fresh, entered: [{ stage: 'signed', on: '2025-01-06' }] },
        '2025-01-07',
        GATES.map((gate) => ({ ...gate, limits: [{ upTo: null, days: 5 }] })),
      ),
    ).toMatchObject({ days: 5, due: '2025-01-13' });
  });
});

describe('annual plan against work done', () => {
  const plan = Array.from({ length: 12 }, (_, n) => ({ month: `2025-${String(n + 1).padStart(2, '0')}`, amount: 1 }));
  const months = (count: number, amount: number) => plan.slice(0, count).map((row) => ({ ...row, amount }));

  test('points behind the plan, as a share of the year', () => {
    expect(planProgress(plan, months(6, 1), 2025, '2025-07-10')).toMatchObject({
      planned: 6,
      done: 6,
      behind: 0,
      light: 'green',
      unreported: [],
    });
    expect(planProgress(plan, months(6, 0.8), 2025, '2025-07-10')).toMatchObject({ behind: 10, light: 'yellow' });
    expect(planProgress(plan, months(9, 0.5), 2025, '2025-10-10')).toMatchObject({ behind: 37.5, light: 'red' });
  });

  test('a month that is not reported is owed, not zero', () => {
    const result = planProgress(plan, months(4, 1), 2025, '2025-07-10');
    expect(result).toMatchObject({
      planned: 4,
      done: 4,
      behind: 0,
      light: 'green',
      unreported: ['2025-05', '2025-06'],
    });
    expect(result.why.zh).toContain('欠报 2025-05、2025-06');
    expect(planProgress(plan, [], 2025, '2025-07-10').light).toBe('grey');
    expect(planProgress([], [], 2025, '2025-07-10').light).toBe('grey');
  });
});
