import {
  addDays,
  endDate,
  isMissing,
  isProblem,
  type Missing,
  type Text,
  workdaysBetween,
} from '../../core/measure/index.ts';
import type { Contribution } from '../../core/foresee/index.ts';
import { allRecords, numberIn, textIn } from '../../evidence/reading/all.ts';
import type { HeldRecord } from '../../evidence/reading/records.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import type { Store } from '../../evidence/store/store.ts';
import type { Reach } from '../../http/access.ts';
import {
  contributions,
  fitPassages,
  forecastPassage,
  dayAt,
  type PassageForecast,
  type PassageModel,
  reachBy,
  staysOf,
} from './passage.ts';
import { planProgress, type PlanProgress } from './progress.ts';
import { gateLimit, type ProjectCourse, projectLight, type ProjectLight } from './stage.ts';
import { POINTS_RULE, type ProjectRules, type Stage, STAGES } from './stage-rules.ts';

/** The projects of a jurisdiction as they stand on a day, from the registers. */
export interface ProjectsState {
  asOf: string;
  projects: HeldRecord[];
  months: Map<string, HeldRecord[]>;
  problems: Map<string, HeldRecord[]>;
  rules: Map<string, { rule: ProjectRules; record: HeldRecord }>;
  inUse: string;
  model: PassageModel | Missing;
  passages: number;
}

export async function readProjects(
  store: Store,
  snapshot: Snapshot,
  reach: Reach,
  asOf: string,
): Promise<ProjectsState> {
  const [projects, progress, problems, ruleRecords] = await Promise.all(
    ['projects', 'project-progress', 'project-problems', 'project-rules'].map((register) =>
      allRecords(store, snapshot, register, reach, asOf),
    ),
  );
  const rules = new Map((ruleRecords ?? []).map((record) => [record.id, { rule: ruleOf(record), record }]));
  const stays = staysOf(
    (projects ?? []).map((project) => ({
      entered: enteredOf(project, asOf),
      ...(project.passed.dropped !== undefined &&
        project.passed.dropped <= asOf && { dropped: project.passed.dropped }),
    })),
    asOf,
  );
  return {
    asOf,
    projects: projects ?? [],
    months: grouped(progress ?? []),
    problems: grouped(problems ?? []),
    rules,
    inUse: [...rules].find(([, { record }]) => record.values.in_use === true)?.[0] ?? [...rules.keys()][0] ?? '',
    model: fitPassages(stays),
    passages: stays.filter((stay) => stay.end === 'passed').length,
  };
}

function grouped(records: readonly HeldRecord[]): Map<string, HeldRecord[]> {
  const groups = new Map<string, HeldRecord[]>();
  for (const record of records) {
    const project = textIn(record, 'project') ?? '';
    groups.set(project, [...(groups.get(project) ?? []), record]);
  }
  return groups;
}

function ruleOf(record: HeldRecord): ProjectRules {
  const of = {
    id: record.id,
    name: { zh: textIn(record, 'name') ?? '', en: textIn(record, 'name') ?? '' },
    source: textIn(record, 'source') ?? '',
  };
  const n = (field: string, otherwise: number) => numberIn(record, field) ?? otherwise;
  const points = POINTS_RULE as Extract<ProjectRules, { by: 'points' }>;
  return record.values.by === 'deadline'
    ? { ...of, by: 'deadline', nearDays: n('near_days', 10), yellowPoints: n('yellow_points', 10) }
    : {
        ...of,
        by: 'points',
        yellowPoints: n('yellow_points', points.yellowPoints),
        redPoints: n('red_points', points.redPoints),
        startRedMonths: n('start_red_months', points.startRedMonths),
        statisticsYellowMonths: n('statistics_yellow_months', points.statisticsYellowMonths),
        statisticsRedMonths: n('statistics_red_months', points.statisticsRedMonths),
      };
}

function enteredOf(project: HeldRecord, asOf: string): ProjectCourse['entered'] {
  return STAGES.flatMap(({ id }) =>
    project.passed[id] !== undefined && project.passed[id] <= asOf ? [{ stage: id, on: project.passed[id] }] : [],
  );
}

/** Everything that a page says about one project. */
export interface JudgedProject {
  record: HeldRecord;
  stage: Stage | 'dropped';
  since: string | null;
  light: ProjectLight;
  due: string | null;
  daysLeft: number | null;
  year: PlanProgress;
  production: PassageForecast | { on: string } | Missing;
}

export function judge(
  state: ProjectsState,
  record: HeldRecord,
  ruleId: string | undefined,
  seed: number,
): JudgedProject {
  const { asOf } = state;
  const year = Number(asOf.slice(0, 4));
  const entered = enteredOf(record, asOf);
  const last = entered.at(-1);
  const rows = state.months.get(record.id) ?? [];
  const amounts = (field: string) =>
    rows.flatMap((row) =>
      numberIn(row, field) === null ? [] : [{ month: textIn(row, 'month') ?? '', amount: numberIn(row, field) ?? 0 }],
    );
  const progress = planProgress(amounts('planned'), amounts('done'), year, asOf);
  const course: ProjectCourse = {
    size: numberIn(record, 'investment') ?? 0,
    entered,
    planned: progress.plannedShare,
    done: progress.doneShare,
    ...(textIn(record, 'start_due') !== null && { startDue: textIn(record, 'start_due') ?? '' }),
    inStatistics: textIn(record, 'in_statistics'),
  };
  const rule = state.rules.get(ruleId ?? state.inUse)?.rule ?? POINTS_RULE;
  const limit = gateLimit(course, asOf);
  const due = limit && !isProblem(limit) ? limit.due : null;
  const left = due === null ? null : due >= asOf ? workdaysBetween(asOf, due) : workdaysBetween(due, asOf);
  const dropped = record.passed.dropped !== undefined && record.passed.dropped <= asOf;
  return {
    record,
    stage: dropped ? 'dropped' : (last?.stage ?? 'signed'),
    since: dropped ? (record.passed.dropped ?? null) : (last?.on ?? null),
    light: dropped
      ? {
          light: 'grey',
          why: { zh: `已于 ${record.passed.dropped} 终止。`, en: `Dropped on ${record.passed.dropped}.` },
          rule: rule.id,
        }
      : projectLight(course, asOf, rule),
    due: dropped ? null : due,
    daysLeft: dropped || left === null || isProblem(left) ? null : due !== null && due < asOf ? -left : left,
    year: progress,
    production: productionOf(state, last, dropped, seed),
  };
}

function productionOf(
  state: ProjectsState,
  last: { stage: Stage; on: string } | undefined,
  dropped: boolean,
  seed: number,
): JudgedProject['production'] {
  if (!last || dropped) return { missing: 'not-applicable' };
  if (last.stage === 'producing') return { on: last.on };
  return isMissing(state.model)
    ? state.model
    : forecastPassage(state.model, last.stage, last.on, state.asOf, { seed, paths: 400 });
}

/** Days of 投产 with their chances, as pages show them. */
export function productionView(
  made: JudgedProject['production'],
  asOf: string,
): {
  low: string | null;
  median: string | null;
  high: string | null;
  drop: number;
  byYearEnd: number;
  missing: Text | null;
} {
  if ('on' in made) return { low: made.on, median: made.on, high: made.on, drop: 0, byYearEnd: 1, missing: null };
  if (isMissing(made))
    return {
      low: null,
      median: null,
      high: null,
      drop: 0,
      byYearEnd: 0,
      missing: made.note ?? { zh: '没有可学的历史', en: 'nothing to learn from' },
    };
  return {
    low: dayAt(made, 0.1),
    median: dayAt(made, 0.5),
    high: dayAt(made, 0.9),
    drop: made.drop,
    byYearEnd: reachBy(made, `${asOf.slice(0, 4)}-12-31`),
    missing: null,
  };
}

/** Chance of 投产 by the end of each of the coming months. */
export function chancesOf(
  made: JudgedProject['production'],
  asOf: string,
  months: number,
): { month: string; chance: number }[] {
  if ('on' in made || isMissing(made)) return [];
  return Array.from({ length: months }, (_, n) => {
    const date = new Date(Date.UTC(Number(asOf.slice(0, 4)), Number(asOf.slice(5, 7)) - 1 + n, 1));
    const month = date.toISOString().slice(0, 7);
    const end = endDate(month);
    return { month, chance: isProblem(end) ? 0 : reachBy(made, end) };
  });
}

/** Output of a works that began so many days ago is not in the reported figures yet; after that it is in the trend. */
const notInTrend = 92;

/**
 * What the projects in hand add to an indicator of output in a year: those in parks whose output the indicator counts,
 * weighted by stage, until they have produced long enough to be in the trend.
 */
export async function projectContributions(
  store: Store,
  snapshot: Snapshot,
  reach: Reach,
  indicator: string,
  year: number,
  asOf: string,
): Promise<Contribution[] | null> {
  const parks = (await allRecords(store, snapshot, 'parks', reach, asOf)).filter(
    (park) => textIn(park, 'indicator') === indicator,
  );
  if (parks.length === 0) return null;
  const state = await readProjects(store, snapshot, reach, asOf);
  const { model } = state;
  if (isMissing(model)) return [];
  const ids = new Set(parks.map((park) => park.id));
  const first = addDays(asOf, -notInTrend);
  const since = isProblem(first) ? asOf : first;
  const running = state.projects.flatMap((record) => {
    const last = enteredOf(record, asOf).at(-1);
    if (!last || (record.passed.dropped ?? '9') <= asOf || !ids.has(textIn(record, 'park') ?? '')) return [];
    if (last.stage === 'producing' && last.on < since) return [];
    const output = numberIn(record, 'output') ?? 0;
    // A works is not at full output in its first year: half of it, then four fifths, is our starting value.
    return [
      {
        id: record.id,
        stage: last.stage,
        since: last.on,
        output: [0.5 * output, 0.8 * output, output],
        tax: numberIn(record, 'tax') ?? 0,
        jobs: numberIn(record, 'jobs') ?? 0,
      },
    ];
  });
  const names = new Map(state.projects.map((record) => [record.id, textIn(record, 'name') ?? record.id]));
  return contributions(running, model, 'output', year, asOf).map(({ id, probability, amount, from }) => ({
    id,
    kind: 'project',
    probability,
    amount,
    from: String(year),
    note: { zh: `${names.get(id)}，预计 ${from} 前后投产`, en: `${names.get(id)}, producing around ${from}` },
  }));
}
