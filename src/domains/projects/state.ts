import { endDate, isMissing, isProblem, missing, workdaysBetween } from '../../core/measure/index.ts';
import { inForce, type RecordOf } from '../../core/register/index.ts';
import type { Judgement } from '../../evidence/judgement.ts';
import { reachBy } from './passage.ts';
import { planProgress, type PlanProgress } from './progress.ts';
import type { problems, progress, projects, rules } from './registers.ts';
import type { Courses, Production, Simulation } from './simulation.ts';
import { gateLimit, type ProjectCourse, projectLight } from './stage.ts';
import { DEADLINE_RULE, POINTS_RULE, type ProjectRules, type Stage, STAGES } from './stage-rules.ts';

/** What is thought of projects, from typed rows alone: nothing here reads a store. */

export type Project = RecordOf<typeof projects>;
export type Month = RecordOf<typeof progress>;
export type ProjectProblem = RecordOf<typeof problems>;

/** The projects of a day with all that their judgement looks at. */
export interface ProjectsState {
  asOf: string;
  projects: readonly Project[];
  months: ReadonlyMap<string, readonly Month[]>;
  problems: ReadonlyMap<string, readonly ProjectProblem[]>;
  rules: readonly ProjectRules[];
  inUse: ProjectRules;
  simulation: Simulation;
}

/** The courses of projects, as far as they were known on a day. */
export function coursesOf(asOf: string, projects: readonly Project[]): Courses {
  return {
    asOf,
    projects: projects.map((project) => ({
      id: project.id,
      entered: enteredOf(project, asOf),
      ...(isDropped(project, asOf) && { dropped: project.passed.dropped ?? null }),
    })),
  };
}

/** What the lists of a day say together: the courses simulated, the rule that is in use. */
export function projectsState(
  asOf: string,
  rows: {
    projects: readonly Project[];
    months: readonly Month[];
    problems: readonly ProjectProblem[];
    rules: readonly RecordOf<typeof rules>[];
  },
  simulation: Simulation,
): ProjectsState {
  const known = rows.rules.map(ruleOf);
  return {
    asOf,
    projects: rows.projects,
    months: Map.groupBy(rows.months, (row) => row.project.id),
    problems: Map.groupBy(rows.problems, (row) => row.project.id),
    // A place without rules of its own judges by the published ones.
    rules: known.length > 0 ? known : [POINTS_RULE, DEADLINE_RULE],
    inUse:
      known.find(
        (rule) =>
          rule.id ===
          inForce(
            rows.rules.filter((row) => row.in_use === true),
            asOf,
          )?.id,
      ) ??
      known[0] ??
      POINTS_RULE,
    simulation,
  };
}

function ruleOf(row: RecordOf<typeof rules>): ProjectRules {
  const of = { id: row.id, name: { zh: row.name, en: row.name }, source: row.source ?? '' };
  const published = POINTS_RULE as Extract<ProjectRules, { by: 'points' }>;
  return row.by === 'deadline'
    ? { ...of, by: 'deadline', nearDays: row.near_days ?? 10, yellowPoints: row.yellow_points }
    : {
        ...of,
        by: 'points',
        yellowPoints: row.yellow_points,
        redPoints: row.red_points ?? published.redPoints,
        startRedMonths: row.start_red_months ?? published.startRedMonths,
        statisticsYellowMonths: row.statistics_yellow_months ?? published.statisticsYellowMonths,
        statisticsRedMonths: row.statistics_red_months ?? published.statisticsRedMonths,
      };
}

/** The stages that a project had entered on a day. */
export function enteredOf(project: Project, asOf: string): ProjectCourse['entered'] {
  return STAGES.flatMap(({ id }) => {
    const on = project.passed[id];
    return on !== undefined && on <= asOf ? [{ stage: id, on }] : [];
  });
}

export function isDropped(project: Project, asOf: string): boolean {
  return (project.passed.dropped ?? '9') <= asOf;
}

/** What is thought of one project on the day. */
export interface JudgedProject extends Required<Omit<Judgement, 'demo'>> {
  stage: Stage | 'dropped';
  /** Last day for the next gate, and the working days left (negative: late). */
  due: string | null;
  daysLeft: number | null;
  /** Investment plan of the year against the work done. */
  year: PlanProgress;
  production: Production;
  /** Chance that it produces before the year is over, 0 to 1; null where it cannot be told. */
  byYearEnd: number | null;
}

/** Judges one project by a rule. */
export function judgeProject(state: ProjectsState, project: Project, rule: ProjectRules): JudgedProject {
  const { asOf } = state;
  const entered = enteredOf(project, asOf);
  const last = entered.at(-1);
  const rows = state.months.get(project.id) ?? [];
  const amounts = (field: 'planned' | 'done') =>
    rows.flatMap((row) => (row[field] === null ? [] : [{ month: row.month, amount: row[field] }]));
  const year = planProgress(amounts('planned'), amounts('done'), Number(asOf.slice(0, 4)), asOf);
  if (isDropped(project, asOf))
    return {
      light: 'grey',
      why: { zh: `已于 ${project.passed.dropped} 终止。`, en: `Dropped on ${project.passed.dropped}.` },
      stage: 'dropped',
      due: null,
      daysLeft: null,
      year,
      production: state.simulation.productions.get(project.id) ?? missing('not-applicable'),
      byYearEnd: null,
    };
  const course: ProjectCourse = {
    size: project.investment,
    entered,
    planned: year.plannedShare,
    done: year.doneShare,
    ...(project.start_due !== null && { startDue: project.start_due }),
    inStatistics: project.in_statistics,
    ...(project.clock && { clock: project.clock.due }),
  };
  const limit = gateLimit(course, asOf);
  const due = limit && !isProblem(limit) ? limit.due : null;
  const left = due === null ? null : due >= asOf ? workdaysBetween(asOf, due) : workdaysBetween(due, asOf);
  const { light, why } = projectLight(course, asOf, rule);
  const production = state.simulation.productions.get(project.id) ?? missing('not-applicable');
  const sampled = 'on' in production || isMissing(production) ? null : production;
  return {
    light,
    why,
    stage: last?.stage ?? 'signed',
    due,
    daysLeft: left === null || isProblem(left) ? null : due !== null && due < asOf ? -left : left,
    year,
    production,
    byYearEnd: sampled && reachBy(sampled, `${asOf.slice(0, 4)}-12-31`),
  };
}

/** Chance of 投产 by the end of each of the coming months. */
export function chancesOf(made: Production, asOf: string, months: number): { month: string; chance: number }[] {
  if ('on' in made || isMissing(made)) return [];
  return Array.from({ length: months }, (_, n) => {
    const date = new Date(Date.UTC(Number(asOf.slice(0, 4)), Number(asOf.slice(5, 7)) - 1 + n, 1));
    const month = date.toISOString().slice(0, 7);
    const end = endDate(month);
    return { month, chance: isProblem(end) ? 0 : reachBy(made, end) };
  });
}
