import { monthsRunning, parseDay } from './day.ts';
import type { Standing, Text } from './model.ts';
import { dayLabel } from './period.ts';
import { isProblem } from './problem.ts';
import { formatNumber, THIN } from './quantity.ts';
import { YINCHUAN_2025, type StandingRules } from './rules.ts';
import { UNMEASURED } from './unmeasured.ts';

/** One dated step of an action or a project. Days are ISO. */
export interface Milestone {
  name: Text;
  due: string;
  /** Day on which it was done; absent or null while it is not. */
  doneOn?: string | null;
  /** Share of the work relative to the other steps; 1 when absent. */
  weight?: number;
}

export interface MilestoneInput {
  milestones: readonly Milestone[];
  asOf: string;
  /** First day of the work, for the time progress; the first due day when absent. */
  start?: string;
  rules?: StandingRules;
  /** The newest figure of the indicator that goes with the work, per cent: what it shows is said beside a step that is late. */
  figure?: { name: Text; value: number } | undefined;
}

interface Late {
  name: Text;
  due: string;
  days: number;
  months: number;
}

/**
 * Standing of a to-do by its milestones, as known on the as-of day (a later `doneOn` counts as not done). All done:
 * green. Late for less than `milestoneRedMonths`: yellow, from there on red (Yinchuan rule: not begun in the month
 * yellow, three months running red). Nothing late: green once something is done, grey (not due yet) before. Without
 * milestones: grey. `ratio` is weight done over weight due; `timeProgress` runs from the start to the last due day.
 */
export function milestoneStanding(input: MilestoneInput): Standing {
  const rules = input.rules ?? YINCHUAN_2025;
  const now = parseDay(input.asOf);
  const base: Standing = {
    ...UNMEASURED,
    light: 'grey',
    why: { zh: '没有时间节点，无从衡量。', en: 'No milestones to judge by.' },
    rule: rules.id,
  };
  if (isProblem(now)) return { ...base, why: { zh: `${now.zh}。`, en: `${now.en}.` } };
  const steps: { step: Milestone; due: number; done: boolean; weight: number }[] = [];
  for (const step of input.milestones) {
    const due = parseDay(step.due);
    if (isProblem(due))
      return { ...base, why: { zh: `${step.name.zh}：${due.zh}。`, en: `${step.name.en}: ${due.en}.` } };
    const done = typeof step.doneOn === 'string' && step.doneOn <= input.asOf;
    steps.push({ step, due, done, weight: Math.max(0, step.weight ?? 1) });
  }
  if (steps.length === 0) return base;
  steps.sort((a, b) => a.due - b.due || (a.step.name.zh < b.step.name.zh ? -1 : 1));
  const all = steps.reduce((sum, s) => sum + s.weight, 0);
  const done = steps.reduce((sum, s) => sum + (s.done ? s.weight : 0), 0);
  const due = steps.reduce((sum, s) => sum + (s.due < now ? s.weight : 0), 0);
  const first = steps[0]?.due ?? now;
  const last = steps[steps.length - 1]?.due ?? now;
  const from = input.start === undefined ? first : parseDay(input.start);
  const begin = isProblem(from) ? first : from;
  const timeProgress = last > begin ? Math.min(1, Math.max(0, (now - begin) / (last - begin))) : now >= last ? 1 : 0;
  const ratio = due > 0 ? done / due : null;
  const aheadPoints = all > 0 ? ((done - due) * 100) / all : null;
  const out: Standing = { ...base, ratio, aheadPoints, timeProgress };
  const count = steps.filter((s) => s.done).length;
  if (count === steps.length)
    return {
      ...out,
      light: 'green',
      why: { zh: `已完成：${steps.length}${THIN}个节点全部办结。`, en: `Done: all ${steps.length} milestones.` },
    };
  const late: Late[] = steps
    .filter((s) => !s.done && s.due < now)
    .map((s) => ({ name: s.step.name, due: s.step.due, days: now - s.due, months: monthsRunning(s.due, now) }));
  const worst = late[0];
  if (worst !== undefined) {
    const at = dayLabel(worst.due);
    const more =
      late.length > 1
        ? { zh: `，另有 ${late.length - 1}${THIN}个节点逾期`, en: `; ${late.length - 1} more late` }
        : { zh: '', en: '' };
    const shown = reachedWords(worst.name, input.figure);
    return {
      ...out,
      light: worst.months >= rules.milestoneRedMonths ? 'red' : 'yellow',
      why: {
        zh: `“${worst.name.zh}”应于${at.zh}完成，已超 ${formatNumber(worst.days)}${THIN}天${more.zh}${shown.zh}。`,
        en: `"${worst.name.en}" was due on ${at.en}, ${worst.days} days ago${more.en}${shown.en}.`,
      },
    };
  }
  const next = steps.find((s) => !s.done);
  const at = dayLabel(next?.step.due ?? input.asOf);
  const name = next?.step.name ?? { zh: '', en: '' };
  if (count === 0)
    return {
      ...out,
      why: { zh: `未到期：“${name.zh}”${at.zh}到期。`, en: `Not due yet: "${name.en}" is due on ${at.en}.` },
    };
  return {
    ...out,
    light: 'green',
    why: {
      zh: `按期：已完成 ${count}/${steps.length}${THIN}个节点，下一个“${name.zh}”${at.zh}到期。`,
      en: `On time: ${count} of ${steps.length} milestones done, next "${name.en}" on ${at.en}.`,
    },
  };
}

/** The share that a step is about, per cent: 完成八成, 完成 80%; null: it names none. */
function shareIn(name: string): number | null {
  const [, tenths, half, percent] = /([一二三四五六七八九])成(半)?|(\d+(?:\.\d+)?)\s*[%％]/u.exec(name) ?? [];
  if (percent !== undefined) return Number(percent);
  return tenths === undefined ? null : 10 * ('一二三四五六七八九'.indexOf(tenths) + 1) + (half ? 5 : 0);
}

/** A step that nobody told of is late; where the figures show its share reached already, both stand in one sentence. */
function reachedWords(step: Text, figure: MilestoneInput['figure']): Text {
  const share = shareIn(step.zh);
  if (!figure || share === null || figure.value < share) return { zh: '', en: '' };
  const value = formatNumber(figure.value);
  return {
    zh: `；“${figure.name.zh}”已是 ${value}%，做到了就报办结`,
    en: `; "${figure.name.en}" is ${value}% already: report it done if it is`,
  };
}
