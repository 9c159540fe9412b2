import type { Goal, Light } from '../measure/index.ts';

/** 判断: the vocabulary of the national evaluations of plans (2023-12-26). */
export const verdicts = ['ahead', 'faster', 'on-track', 'behind', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];
export const verdictNames: Record<Verdict, string> = {
  ahead: '提前实现',
  faster: '快于预期',
  'on-track': '基本符合预期',
  behind: '滞后',
  unknown: '暂不能判断',
};

/** 完成率 is one of three kinds, which every row says. */
export type Completion =
  | { kind: 'level' | 'sum' | 'mean'; percent: number; says: string }
  | { kind: 'none'; percent: null; says: string };

/**
 * Completion of a target, in percent. A level with a base: (v − b) / (t − b), which turns 越小越好 by itself; what adds up:
 * Σ / t; a yearly average: the mean so far over the target, never v / t. Without a base or a figure: none, with the reason.
 */
export function completionOf(
  goal: Pick<Goal, 'counting' | 'level' | 'baseline' | 'observed' | 'history'> | null,
  { average = false, why = '没有可用的数' }: { average?: boolean; why?: string } = {},
): Completion {
  const none = (says: string): Completion => ({ kind: 'none', percent: null, says: `—（${says}）` });
  if (!goal) return none(why);
  const { counting, level, baseline, observed, history } = goal;
  if (!observed) return none('基期之后没有数');
  if (average) {
    const values = history.filter(({ period }) => period !== baseline.period).map(({ value }) => value);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return level === 0
      ? none('目标为零')
      : { kind: 'mean', percent: (100 * mean) / level, says: '年均：各年平均÷目标' };
  }
  const span = level - baseline.value;
  if (span === 0) return none('目标与基期相同');
  const percent = (100 * (observed.value - baseline.value)) / span;
  return counting === 'path'
    ? { kind: 'level', percent, says: '水平：（现值−基期）÷（目标−基期）' }
    : { kind: 'sum', percent, says: '累计：累计数÷目标' };
}

/** From so many percentage points on progress is faster or slower than time. Our own choice, published. */
export const VERDICT_POINTS = 5;

/**
 * The judgement of a target by the published rule: reached before its time is 提前实现; otherwise progress is compared with
 * the time that has passed: 5 points ahead or more 快于预期, within 5 points 基本符合预期, more behind 滞后. Where progress has
 * no meaning (a level to be held), the light decides: green is 基本符合预期, yellow and red are 滞后, without figures none.
 */
export function verdictOf(of: {
  met: boolean;
  ahead: number | null;
  light: Light;
  /** A level to be held is never reached ahead of its time. */
  held?: boolean;
}): Verdict {
  if (of.light === 'grey') return 'unknown';
  if (of.met && of.held !== true) return 'ahead';
  if (of.ahead === null) return of.light === 'green' ? 'on-track' : 'behind';
  if (of.ahead >= VERDICT_POINTS) return 'faster';
  return of.ahead >= -VERDICT_POINTS ? 'on-track' : 'behind';
}

export const verdictRule = `判断规则（本系统公布，可调整）：期限之前已达到目标的为“提前实现”；进度比时间进度快${VERDICT_POINTS}个百分点以上的为“快于预期”；相差不超过${VERDICT_POINTS}个百分点的为“基本符合预期”；慢${VERDICT_POINTS}个百分点以上的为“滞后”；要求保持的水平按亮灯判断，绿灯为“基本符合预期”，黄灯、红灯为“滞后”；没有可用数据的暂不判断。`;
