import {
  addWorkdays,
  isProblem,
  monthsBetween,
  monthsRunning,
  parseDay,
  workdaysBetween,
  type Due,
  type Light,
  type Problem,
  type Text,
} from '../../core/measure/index.ts';
import { GATES, POINTS_RULE, STAGES, stageIndex, type Gate, type ProjectRules, type Stage } from './stage-rules.ts';

/** What is known of a project's way through the stages. Days are ISO. */
export interface ProjectCourse {
  /** Total investment, 亿元. */
  size: number;
  /** Days on which stages were entered, without gaps from 签约 on. */
  entered: { stage: Stage; on: string }[];
  /** Planned and done share of the work, 0 to 1, as of the same day; null where there is no plan or no report. */
  planned: number | null;
  done: number | null;
  /** Day by which work should have started, where the plan says so. */
  startDue?: string;
  /** The limit of its stage with what stopped and extended it; absent: what the gates say. */
  clock?: Due;
  /** Day on which it entered the statistics (入库). */
  inStatistics?: string | null;
}

export interface ProjectLight {
  light: Light;
  why: Text;
  rule: string;
}

/** The stage that a project is in on a day; null before the first. */
export function currentStage(course: ProjectCourse, asOf: string): { stage: Stage; on: string } | null {
  return (
    course.entered
      .filter((one) => one.on <= asOf)
      .toSorted((a, b) => stageIndex(a.stage) - stageIndex(b.stage))
      .at(-1) ?? null
  );
}

export function nextStage(stage: Stage): Stage | null {
  return STAGES[stageIndex(stage) + 1]?.id ?? null;
}

/** Time limit of the next gate for this project: working days, the last day, and whether the holiday notice of its years is known. */
export function gateLimit(
  course: ProjectCourse,
  asOf: string,
  gates: readonly Gate[] = GATES,
): { stage: Stage; days: number; due: string; calendar: boolean } | null | Problem {
  const now = currentStage(course, asOf);
  const stage = now ? nextStage(now.stage) : null;
  const limits = gates.find((gate) => gate.stage === stage)?.limits ?? [];
  const limit = limits.find((one) => one.upTo === null || course.size <= one.upTo);
  if (!now || !stage || !limit) return null;
  if (course.clock)
    return course.clock.due === null
      ? null
      : { stage, days: limit.days, due: course.clock.due, calendar: course.clock.certain };
  const due = addWorkdays(now.on, limit.days);
  return isProblem(due) ? due : { stage, days: limit.days, due: due.day, calendar: due.certain };
}

/** The light of a project on a day by a published rule. Without evidence enough to judge: grey, with the reason. */
export function projectLight(
  course: ProjectCourse,
  asOf: string,
  rules: ProjectRules = POINTS_RULE,
  gates: readonly Gate[] = GATES,
): ProjectLight {
  const today = parseDay(asOf);
  const say = (light: Light, zh: string, en: string): ProjectLight => ({
    light,
    why: { zh: `${zh}。`, en: `${en}.` },
    rule: rules.id,
  });
  if (isProblem(today)) return say('grey', today.zh, today.en);
  const now = currentStage(course, asOf);
  if (now?.stage === 'producing') return say('green', `已于 ${now.on} 投产`, `Producing since ${now.on}`);
  return rules.by === 'points'
    ? byPoints(course, now, asOf, today, rules, say)
    : byDeadline(course, asOf, rules, gates, say);
}

type Say = (light: Light, zh: string, en: string) => ProjectLight;
const worse = { red: 3, yellow: 2, green: 1, grey: 0 } satisfies Record<Light, number>;

function byPoints(
  course: ProjectCourse,
  now: { stage: Stage; on: string } | null,
  asOf: string,
  today: number,
  rules: Extract<ProjectRules, { by: 'points' }>,
  say: Say,
): ProjectLight {
  const found: ProjectLight[] = [];
  const started = course.entered.find((one) => one.stage === 'started' && one.on <= asOf);
  const startDue = course.startDue === undefined ? null : parseDay(course.startDue);
  if (!started && startDue !== null && !isProblem(startDue) && startDue < today) {
    const months = monthsRunning(startDue, today);
    found.push(
      months >= rules.startRedMonths
        ? say(
            'red',
            `应于 ${course.startDue} 前开工，连续 ${months} 个月未开工`,
            `Due to start by ${course.startDue}; not started for ${months} months`,
          )
        : say('yellow', `应于 ${course.startDue} 前开工，还未开工`, `Due to start by ${course.startDue}; not started`),
    );
  }
  const statistics = course.inStatistics ?? null;
  const startedOn = started ? parseDay(started.on) : null;
  if (startedOn !== null && !isProblem(startedOn) && (statistics === null || statistics > asOf)) {
    const months = monthsBetween(startedOn, today);
    if (monthsBetween(startedOn, today - 1) >= rules.statisticsRedMonths)
      found.push(
        say(
          'red',
          `开工超过 ${rules.statisticsRedMonths} 个月未入库`,
          `Started more than ${rules.statisticsRedMonths} months ago and not in the statistics`,
        ),
      );
    else if (months >= rules.statisticsYellowMonths)
      found.push(
        say(
          'yellow',
          `开工 ${rules.statisticsYellowMonths} 个月未入库`,
          `Started ${rules.statisticsYellowMonths} month ago and not in the statistics`,
        ),
      );
  }
  if (course.planned !== null && course.done !== null) {
    // 10 points must be 10 although the doubles give 9.999999999.
    const behind = Math.round((course.planned - course.done) * 100 * 1e9) / 1e9;
    const points = behind.toFixed(1).replace(/\.0$/, '');
    if (behind > rules.redPoints)
      found.push(say('red', `落后序时进度 ${points} 个百分点`, `${points} points behind the plan`));
    else if (behind >= rules.yellowPoints)
      found.push(say('yellow', `落后序时进度 ${points} 个百分点`, `${points} points behind the plan`));
    else if (behind > 0)
      found.push(
        say('green', `略慢：落后序时进度 ${points} 个百分点`, `Slightly slow: ${points} points behind the plan`),
      );
    else found.push(say('green', '达到序时进度', 'On plan'));
  }
  const worst = found.toSorted((a, b) => worse[b.light] - worse[a.light])[0];
  if (worst) return worst;
  return started || !now
    ? say('grey', '没有月度计划或完成数', 'No monthly plan or no report')
    : say('grey', '未到开工期', 'Not due to start yet');
}

function byDeadline(
  course: ProjectCourse,
  asOf: string,
  rules: Extract<ProjectRules, { by: 'deadline' }>,
  gates: readonly Gate[],
  say: Say,
): ProjectLight {
  const limit = gateLimit(course, asOf, gates);
  const now = currentStage(course, asOf);
  if (limit === null || now === null) return say('grey', '没有阶段时限', 'No time limit for this stage');
  if (isProblem(limit)) return say('grey', limit.zh, limit.en);
  const stage = STAGES[stageIndex(limit.stage)];
  const left = workdaysBetween(asOf, limit.due);
  if (isProblem(left)) return say('grey', left.zh, left.en);
  if (asOf > limit.due)
    return say('red', `应于 ${limit.due} 前${stage?.zh}，已逾期`, `Due to be ${stage?.en} by ${limit.due}; overdue`);
  const passed = limit.days > 0 ? Math.min(1, 1 - left / limit.days) : 1;
  if (now.stage === 'building' && course.done !== null && (passed - course.done) * 100 >= rules.yellowPoints) {
    const points = ((passed - course.done) * 100).toFixed(1).replace(/\.0$/, '');
    return say(
      'yellow',
      `时限已过 ${(passed * 100).toFixed(0)}%，工程落后 ${points} 个百分点`,
      `${(passed * 100).toFixed(0)} % of the time limit gone, work ${points} points behind`,
    );
  }
  if (left <= rules.nearDays)
    return say(
      'green',
      `临近时限：${limit.due} 前应${stage?.zh}，还有 ${left} 个工作日`,
      `Close to the limit: due to be ${stage?.en} by ${limit.due}, ${left} working days left`,
    );
  return say('green', `${limit.due} 前应${stage?.zh}`, `Due to be ${stage?.en} by ${limit.due}`);
}
