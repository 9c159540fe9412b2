import { isProblem, type Text, workdaysBetween } from '../measure/index.ts';
import { type DirectiveLevel, directiveLevels, type DirectiveStanding, higher, nextLevel } from './model.ts';

/** By what a directive rises; a place edits it. Days are working days. */
export interface LevelRule {
  /** Blue from so many days before the limit. */
  blueBefore: number;
  /** Orange, and red, from so many days over it. */
  orangeOver: number;
  redOver: number;
  /** Red at the so-many-th return. */
  redReturns: number;
  /** The same matter within so many months after closing starts higher, at least on this level. */
  repeatMonths: number;
  repeatStart: DirectiveLevel;
}

/** Own choice, after 三明市“三色督查单” (mnw.cn, 2017-10): blue reminds, orange warns, red is for what is still not done. */
export const LEVEL_RULE: LevelRule = {
  blueBefore: 3,
  orangeOver: 1,
  redOver: 5,
  redReturns: 2,
  repeatMonths: 12,
  repeatStart: 'orange',
};

/** A level that is reached, and why. */
export interface Reached {
  level: DirectiveLevel;
  why: Text;
}

/**
 * The level that a directive has reached by the rule on an ISO day, where it is higher than the one that it stands on; else
 * null. While an answer waits for its verification the limit does not count against the unit.
 */
export function levelReached(
  rule: LevelRule,
  now: Pick<DirectiveStanding, 'state' | 'level' | 'due' | 'returns'>,
  day: string,
): Reached | null {
  if (now.state === 'closed' || now.state === 'withdrawn') return null;
  const found: Reached[] = [];
  if (now.returns >= rule.redReturns)
    found.push({ level: 'red', why: { zh: `已退回 ${now.returns} 次`, en: `returned ${now.returns} times` } });
  if (now.state !== 'answered') {
    const over = workdaysBetween(now.due, day);
    const left = workdaysBetween(day, now.due);
    if (!isProblem(over) && day > now.due) {
      const level = over >= rule.redOver ? 'red' : over >= rule.orangeOver ? 'orange' : 'none';
      const why = {
        zh: `期限 ${now.due} 已过 ${over} 个工作日`,
        en: `${over} working days past the limit ${now.due}`,
      };
      found.push({ level, why });
    } else if (!isProblem(left) && left <= rule.blueBefore)
      found.push({
        level: 'blue',
        why:
          left === 0
            ? { zh: `今天到期（${now.due}）`, en: `due today (${now.due})` }
            : { zh: `离期限 ${now.due} 还有 ${left} 个工作日`, en: `${left} working days to the limit ${now.due}` },
      });
  }
  const [top] = found.toSorted((a, b) => directiveLevels.indexOf(b.level) - directiveLevels.indexOf(a.level));
  return top && directiveLevels.indexOf(top.level) > directiveLevels.indexOf(now.level) ? top : null;
}

/**
 * The level on which a directive starts. The same matter again starts one level above the one that was chosen and above the
 * one that it started on before, and not below the rule's own for repeats.
 */
export function startLevel(
  rule: Pick<LevelRule, 'repeatStart'>,
  chosen: DirectiveLevel,
  before: DirectiveLevel | null,
): DirectiveLevel {
  if (before === null) return chosen;
  return higher(rule.repeatStart, higher(nextLevel(chosen), nextLevel(before)));
}
