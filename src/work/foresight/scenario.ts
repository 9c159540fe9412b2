import { type AttainmentInput, type Change, scenario } from '../../core/foresee/index.ts';
import { describeMissing, isMissing, yearlyGrowth, yearsAtEnd, isProblem } from '../../core/measure/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { Problem } from '../../http/problem.ts';
import type { ChangeInput, ScenarioAnswer, ScenarioBody } from './api.ts';
import type { Remember } from './memory.ts';
import { forecastOf, type Given, inputOf, isDemo, lastYear, type TargetCommitment, targetsOf } from './target.ts';

/** Base and variants side by side, each of a scenario's commitments for itself. Throws a Problem (422) for a commitment without a target. */
export async function answerScenario(
  view: ViewAt,
  given: Given,
  body: ScenarioBody,
  remember: Remember,
): Promise<ScenarioAnswer> {
  const items = body.commitments.map((id) => {
    const item = targetsOf(view).find((candidate) => candidate.id === id);
    if (!item)
      throw new Problem({
        status: 422,
        code: 'no-such-target',
        zh: `${id} 不是有数的目标。`,
        en: `${id} is not a target with a figure.`,
        hint: { zh: '从名单里选一项。', en: 'Choose one from the list.' },
        where: 'commitments',
      });
    return item;
  });
  const commitments: ScenarioAnswer['commitments'] = [];
  for (const item of items) commitments.push(await one(view, item, given, body, remember));
  return { asOf: view.asOf, demo: items.some((item) => isDemo(view, item, given)), commitments };
}

async function one(
  view: ViewAt,
  item: TargetCommitment,
  given: Given,
  body: ScenarioBody,
  remember: Remember,
): Promise<ScenarioAnswer['commitments'][number]> {
  const indicator = view.snapshot.indicators.get(item.indicator)?.item;
  const input = await inputOf(view, item, given, remember);
  const core = {
    commitment: item.id,
    title: item.title,
    unit: indicator?.unit ?? item.target.unit,
    rate: indicator?.nature === 'rate',
  };
  if (isMissing(input))
    return { ...core, level: null, growth: null, contributions: [], missing: describeMissing(input), results: [] };
  const { fan } = await forecastOf(view, item.indicator, lastYear(view, item.indicator), remember);
  const results = [
    [],
    ...body.variants.map((variant) =>
      variant.changes.filter((entry) => entry.commitment === item.id).map((entry, at) => changeOf(entry.change, at)),
    ),
  ].map((changes) => {
    const { attainment, gap } = scenario(input, changes);
    const target = changes.findLast((change) => change.kind === 'target');
    const demo = isDemo(view, item, given);
    return {
      level: target?.kind === 'target' ? target.level : input.goal.level,
      attainment: isMissing(attainment) ? null : { ...attainment, demo },
      gap: isMissing(gap) ? null : gap,
      missing: isMissing(attainment) ? describeMissing(attainment) : null,
    };
  });
  return {
    ...core,
    level: input.goal.level,
    growth: growthOf(input, fan?.steps ?? [], core.rate),
    contributions: [...(input.contributions ?? [])],
    missing: null,
    results,
  };
}

function changeOf(change: ChangeInput, at: number): Change {
  if (change.kind !== 'add') return change;
  const { amount, probability, from, note } = change;
  return {
    kind: 'add',
    contribution: {
      id: `assumed-${at}`,
      kind: 'project',
      amount,
      probability: Math.min(1, Math.max(0, probability)),
      from,
      note: { zh: `假设：${note}`, en: `Assumed: ${note}` },
      demo: false,
    },
  };
}

/** Yearly growth that the forecast comes to from the newest figure on, to one decimal; null where growth has no meaning. */
function growthOf(
  { goal }: AttainmentInput,
  steps: readonly { period: string; expected: number }[],
  rate: boolean,
): number | null {
  const now = goal.observed ?? goal.baseline;
  const end = steps.at(-1);
  const [from, to] = [yearsAtEnd(now.period), end ? yearsAtEnd(end.period) : null];
  if (!end || to === null || isProblem(from) || isProblem(to) || to - from < 0.2) return null;
  const growth = rate ? (end.expected - now.value) / (to - from) : yearlyGrowth(now.value, end.expected, to - from);
  return growth === null ? null : Math.round(growth * 10) / 10;
}
