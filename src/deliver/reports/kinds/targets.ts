import { type Completion, completionOf, type Verdict, verdictOf } from '../../../core/document/index.ts';
import { type Goal, goalOf, isMet, isNumber, isProblem, type Light, type Series } from '../../../core/measure/index.ts';
import type { Outlook } from '../../../core/foresee/index.ts';
import type { CommitmentItem } from '../../../core/plan/plan-file.ts';
import { targetOf, type ViewAt } from '../../../evidence/reading/view.ts';

/** A target as evaluations read it: how far it is, against what, and whether it will be kept. */
export interface TargetRow {
  item: CommitmentItem;
  indicator: string;
  name: string;
  unit: string;
  seq: number;
  binding: boolean;
  goal: Goal | null;
  series: Series | null;
  completion: Completion;
  /** Share of the time that has passed, in percent. */
  time: number | null;
  ahead: number | null;
  met: boolean;
  light: Light;
  why: string;
  remaining: string | null;
  outlook: Outlook | null;
  verdict: Verdict;
  lead: string;
  theme: string;
  demo: boolean;
}

/** The targets with an indicator, in the order of the plan. */
export function targetsOf(view: ViewAt): TargetRow[] {
  return view.snapshot.commitments.flatMap((held): TargetRow[] => {
    const { item } = held;
    const known = item.indicator === null ? undefined : view.snapshot.indicators.get(item.indicator);
    if (item.kind === 'theme' || !item.target || item.indicator === null || !known) return [];
    const { direction } = known.model;
    const series = view.series(item.indicator);
    const target = targetOf(item.indicator, item.target);
    const goal = series && goalOf(target, known.model, series, view.horizonOf(item.id));
    const sound = goal === null || isProblem(goal) ? null : goal;
    const standing = view.standing(item.id);
    const met =
      sound?.observed != null &&
      isMet(
        {
          op: target.op,
          direction,
          level: sound.level,
          baseline: sound.baseline.value,
          ...(sound.upper !== undefined && { upper: sound.upper }),
        },
        sound.observed.value,
      );
    const light = view.light(item.id);
    return [
      {
        item,
        indicator: item.indicator,
        name: known.item.name.zh,
        unit: known.item.unit,
        seq: held.seq,
        binding: item.binding || known.model.binding,
        goal: sound,
        series,
        completion: completionOf(direction === 'hold' ? null : sound, {
          average: known.model.nature === 'rate' && /年均/u.test(item.title.zh),
          why: direction === 'hold' ? '保持类' : goal !== null && isProblem(goal) ? goal.zh : '没有可用的数',
        }),
        time: standing.timeProgress === null ? null : 100 * standing.timeProgress,
        ahead: standing.aheadPoints,
        met,
        light,
        why: view.why(item.id).zh,
        remaining: standing.remaining?.zh ?? null,
        outlook: view.outlook(item.id),
        verdict: verdictOf({ met, ahead: standing.aheadPoints, light, held: direction === 'hold' }),
        lead: view.organisation(item.lead)?.name.zh ?? '未明确',
        theme: themeOf(view, item),
        demo: view.isDemo(item.id),
      },
    ];
  });
}

/** The head of the plan under which a commitment stands. */
export function themeOf(view: ViewAt, item: CommitmentItem): string {
  let at: CommitmentItem | undefined = item;
  for (let depth = 0; at?.parent != null && depth < 10; depth += 1) at = view.commitment(at.parent)?.item;
  return at && at !== item ? at.title.zh : '其他';
}

/** Values of whole years of a series, by year. */
export function yearly(view: ViewAt, id: string): Map<string, number> {
  const values = new Map<string, number>();
  for (const { period, value } of view.history(id)) if (isNumber(value)) values.set(period.slice(0, 4), value);
  return values;
}
