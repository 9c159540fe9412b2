import { closings, type Solve } from '../../core/decide/index.ts';
import {
  attainment,
  attainmentOfComposite,
  type AttainmentInput,
  type Forecast,
  gap,
  type Gap,
} from '../../core/foresee/index.ts';
import {
  type Composite,
  composite,
  currentValue,
  describeMissing,
  endDate,
  formatNumber,
  formatQuantity,
  type Goal,
  isMissing,
  isNumber,
  isProblem,
  type Missing,
  missing,
  parsePeriod,
  type Period,
  periodLabel,
  type Text,
  type Value,
} from '../../core/measure/index.ts';
import { type Contributed, nothingToAdd } from '../../evidence/judgement.ts';
import type { Json } from '../../evidence/ledger/canonical.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { Board, GapView, IndicatorForecastView, TargetResult } from './api.ts';
import type { Fan } from './fan.ts';
import type { Remember } from './memory.ts';
import {
  contributionKey,
  forecastOf,
  type Given,
  goalFor,
  inputOf,
  type IndicatorForecast,
  isDemo,
  lastYear,
  type TargetCommitment,
  targetsOf,
  yearOf,
} from './target.ts';

/** Everything that is computed for one day and one reach. */
export interface Computed {
  demo: boolean;
  targets: StoredTarget[];
  indices: Board['indices'];
  forecasts: { [indicator: string]: IndicatorForecastView };
  bySteps: number;
}

/** A target as it is stored; its light and the words for its outlook are those of the view that shows it. */
export type StoredTarget = Omit<TargetResult, 'light' | 'outlook' | 'remaining'> & { gap: GapView | null };

/** Told how far the work is, 0 to 1. Returns false to stop it. */
export type Tell = (share: number) => Promise<void>;

/** Computes forecasts of all indicators, attainment and gap of all targets, and the indices. */
export async function compute(view: ViewAt, given: Given, remember: Remember, tell: Tell): Promise<Computed> {
  const items = targetsOf(view);
  const indicators = [...view.snapshot.indicators.keys()];
  const forecasts: Computed['forecasts'] = {};
  for (const [at, id] of indicators.entries()) {
    forecasts[id] = shownForecast(view, id, await forecastOf(view, id, lastYear(view, id), remember));
    await tell((0.5 * at) / indicators.length);
  }
  const targets: Computed['targets'] = [];
  for (const [at, item] of items.entries()) {
    targets.push(await targetResult(view, item, given, remember));
    await tell(0.5 + (0.4 * at) / items.length);
  }
  const indices: Board['indices'] = [];
  for (const item of view.snapshot.composites) indices.push(await indexResult(view, view.compositeOf(item), remember));
  targets.sort(
    (a, b) =>
      (b.threat ?? -1) - (a.threat ?? -1) ||
      (a.attainment?.probability ?? 2) - (b.attainment?.probability ?? 2) ||
      (a.commitment < b.commitment ? -1 : 1),
  );
  const counted = view.snapshot.commitments.filter(({ item }) => item.kind !== 'theme').length;
  return {
    demo: targets.some((item) => item.demo) || Object.values(forecasts).some((item) => item.demo),
    targets,
    indices,
    forecasts,
    bySteps: counted - items.length,
  };
}

/** What is foreseen of the clauses that their commitments are not judged by, each under its own plan. */
export async function clausesOf(
  view: ViewAt,
  viewOf: (plan: string) => Promise<ViewAt>,
  given: Given,
  remember: Remember,
): Promise<(Pick<StoredTarget, 'commitment' | 'attainment' | 'missing'> & { plan: string })[]> {
  const found = [];
  for (const { item: plan } of view.plans) {
    const others = view.snapshot.commitments.filter(
      (held) => (held.plan !== plan.id || held.year !== null) && held.clauses.some((clause) => clause.plan === plan.id),
    );
    if (others.length === 0) continue;
    const own = await viewOf(plan.id);
    const ids = new Set(others.map(({ item }) => item.id));
    for (const item of targetsOf(own).filter(({ id }) => ids.has(id))) {
      const { commitment, attainment: chance, missing: why } = await targetResult(own, item, given, remember);
      found.push({ plan: plan.id, commitment, attainment: chance, missing: why });
    }
  }
  return found;
}

/** A forecast as it is shown, with the figures that it goes on from. */
export function shownForecast(
  view: ViewAt,
  id: string,
  { forecast: f, fan }: IndicatorForecast,
): IndicatorForecastView {
  const history = fan?.by === 'period' ? pointsOf(view, id) : view.history(id);
  if (isMissing(f))
    return {
      by: 'year',
      history,
      steps: [],
      methods: [],
      backtest: null,
      naiveWins: false,
      sentence: null,
      notes: [],
      missing: lackingOf(view, id, f),
      demo: history.some((point) => point.demo),
    };
  return {
    by: fan?.by ?? 'period',
    history,
    steps: fan?.steps ?? [],
    methods: f.methods,
    backtest: f.backtest,
    naiveWins: f.naiveWins,
    sentence: sentenceOf(f, fan),
    notes: f.notes,
    missing: null,
    demo: f.demo,
  };
}

/** What is lacking, and what there is: a lone figure of a year is one, although no run of quarters can be made of it. */
function lackingOf(view: ViewAt, id: string, lack: Missing): Text {
  const words = describeMissing(lack);
  const points = pointsOf(view, id);
  const last = points.at(-1);
  if (lack.missing !== 'not-enough-points' || !last) return words;
  const label = periodLabel(last.period);
  return {
    zh: `${words.zh}；现有 ${points.length} 个数（最新 ${label.zh}）`,
    en: `${words.en}; there are ${points.length} figures (newest ${label.en})`,
  };
}

/** Where years are shown, the last of them is said before the last period. */
function sentenceOf(f: Forecast, fan: Fan | null): Text {
  const end = fan?.by === 'year' && fan.steps !== f.steps ? fan.steps.at(-1) : undefined;
  if (!end) return f.sentence;
  const decimals = Math.abs(end.expected) >= 100 ? 0 : 2;
  const zh = (value: number) => formatQuantity(value, f.unit, { decimals });
  const en = (value: number) => formatQuantity(value, f.unit, { lang: 'en' });
  const label = periodLabel(end.period);
  return {
    zh: `${label.zh}全年预计 ${zh(end.expected)}，八成可能在 ${formatNumber(end.low80, decimals)}—${zh(end.high80)}之间。${f.sentence.zh}`,
    en: `${label.en} as a whole: ${en(end.expected)} expected, with 80% probability between ${en(end.low80)} and ${en(end.high80)}. ${f.sentence.en}`,
  };
}

function pointsOf(view: ViewAt, id: string): IndicatorForecastView['history'] {
  return (view.series(id)?.points ?? []).flatMap((point) =>
    isNumber(point.value) ? [{ period: point.period, value: point.value, demo: point.demo }] : [],
  );
}

export async function targetResult(
  view: ViewAt,
  item: TargetCommitment,
  given: Given,
  remember: Remember,
): Promise<StoredTarget> {
  const indicator = view.snapshot.indicators.get(item.indicator);
  const known = goalFor(view, item);
  const input = await inputOf(view, item, given, remember);
  const found = isMissing(input)
    ? input
    : await remember({ what: 'attainment', ...inputKey(input) }, () => attainment(input));
  const split = isMissing(input) ? input : gap(input, found);
  const hand = given.contributions.get(contributionKey(item.indicator, yearOf(item))) ?? nothingToAdd;
  const headline =
    view.snapshot.plan?.item.groups.some(
      (group) => group.headline && group.members.some((member) => member.commitments.includes(item.id)),
    ) ?? false;
  const demo = isDemo(view, item, given);
  const shown = isMissing(found) ? null : { ...found, demo };
  return {
    commitment: item.id,
    title: item.title,
    theme: themeOf(view, item.id),
    lead: view.organisation(item.lead),
    binding: item.binding,
    headline,
    indicator: { id: item.indicator, name: indicator?.item.name ?? { zh: item.indicator, en: item.indicator } },
    unit: indicator?.item.unit ?? item.target.unit,
    target: {
      op: item.target.op,
      value: item.target.value,
      value2: item.target.value2,
      unit: item.target.unit,
      period: item.target.period,
      cumulative: item.target.cumulative,
    },
    level: isMissing(known) ? null : known.goal.level,
    members: membersOf(view, item.id),
    method: !isMissing(input) && input.arrivals ? 'count' : 'forecast',
    attainment: shown,
    missing: isMissing(found) ? lackingOf(view, item.indicator, found) : null,
    threat: shown ? (1 - shown.probability) * item.weight * (item.binding ? 2 : 1) * (headline ? 2 : 1) : null,
    demo,
    gap: isMissing(split) ? null : { ...split, left: [...hand.left], closings: closingsOf(split, hand, given.solve) },
  };
}

/** A stored target with the light and the outlook of the view, which every page shares. */
export function shownTarget(view: ViewAt, { gap: _gap, ...target }: StoredTarget): TargetResult {
  const id = target.commitment;
  return { ...target, light: view.light(id), outlook: view.outlook(id), remaining: view.standing(id).remaining };
}

/** The named things that a target counts, as the plan's groups name them. */
function membersOf(view: ViewAt, id: string): TargetResult['members'] {
  return (view.snapshot.plan?.item.groups ?? [])
    .filter((group) => !group.headline)
    .flatMap(({ members }) =>
      // 两带 is what its members are called together, and no third of them.
      members.filter(
        (member) => member.commitments.includes(id) && !members.some((one) => one.parent === member.name.zh),
      ),
    )
    .map(({ name, status }) => ({ name, status }));
}

/** The cheapest decisions that close the gap of a target, for as much of it as can be. */
function closingsOf({ bars }: Gap, { measures, limits }: Contributed, solve: Solve | null): GapView['closings'] {
  const open = bars.at(-1)?.amount ?? 0;
  if (solve === null || open <= 0) return [];
  const named = new Map(measures.map((measure) => [measure.id, measure]));
  return closings(measures, limits, open, solve).map(({ measures: ids, binding, ...one }) => ({
    ...one,
    measures: ids.flatMap((id) => {
      const measure = named.get(id);
      return measure ? [{ id, name: measure.name, gain: measure.gain, money: measure.money, demo: measure.demo }] : [];
    }),
    binding: limits
      .filter((limit) => binding.includes(limit.id))
      .map(({ name, unit, available }) => ({ name, unit, available })),
  }));
}

/** What an attainment depends on. */
function inputKey({ target, indicator, goal, forecast: f, arrivals, contributions }: AttainmentInput): {
  [key: string]: Json;
} {
  const { asOf: _asOf, ...rest } = isMissing(f) ? { ...f, asOf: '' } : f;
  return {
    target,
    indicator,
    goal,
    forecast: rest,
    arrivals: arrivals ?? null,
    contributions: contributions ?? [],
  } as unknown as {
    [key: string]: Json;
  };
}

/** The topmost commitment above one. */
function themeOf(view: ViewAt, id: string): TargetResult['theme'] {
  const by = new Map(view.snapshot.commitments.map(({ item }) => [item.id, item]));
  const seen = new Set<string>();
  let at = by.get(id);
  while (at?.parent && !seen.has(at.id)) {
    seen.add(at.id);
    at = by.get(at.parent) ?? at;
  }
  return at && at.id !== id ? { id: at.id, title: at.title } : null;
}

/**
 * "更加" promises that an index is higher at the end of the plan than when it began: the probability of that. The figures of the
 * beginning are those of the last period before the plan, as they are known today.
 */
async function indexResult(view: ViewAt, index: Composite, remember: Remember): Promise<Board['indices'][number]> {
  const end = parsePeriod(view.horizon.end.slice(0, 4));
  const inputs = new Map<string, AttainmentInput>();
  for (const { indicator } of index.parts) {
    const model = view.snapshot.indicators.get(indicator)?.model;
    if (!model || isProblem(end)) continue;
    const { forecast: f } = await forecastOf(view, indicator, lastYear(view, indicator), remember);
    inputs.set(indicator, { target: { op: '>=' }, indicator: model, goal: figureOf(end), forecast: f });
  }
  const was = new Map(index.parts.map(({ indicator }) => [indicator, valueBefore(view, indicator)]));
  // Like with like: what has no figure at one end is left out at the other, and said.
  const common = index.parts.filter(({ indicator }) => {
    const end = inputs.get(indicator);
    return isNumber(was.get(indicator)) && end !== undefined && !isMissing(end.forecast);
  });
  const left = index.parts.filter((part) => !common.includes(part)).map((part) => part.indicator);
  const share = weightOf(common) / weightOf(index.parts);
  const before =
    share < index.minCoverage
      ? missing('not-enough-points')
      : composite({ ...index, parts: common }, (id) => was.get(id) ?? missing('no-source')).value;
  const now = composite(index, (id) => view.valueFor(id)).value;
  const names = (ids: readonly string[]) =>
    ids.map((id) => view.snapshot.indicators.get(id)?.item.name ?? { zh: id, en: id });
  const found = isNumber(before)
    ? await remember(
        {
          what: 'index',
          index: { ...index, parts: common } as unknown as Json,
          before,
          inputs: [...inputs].map(([id, input]) => [id, inputKey(input)]),
        },
        () => attainmentOfComposite({ ...index, parts: common }, inputs, before),
      )
    : lacking(before);
  const core = {
    id: index.id,
    name: index.name,
    base: isNumber(before) ? before : null,
    now: isNumber(now) ? now : null,
    demo: index.parts.some((part) => view.series(part.indicator)?.points.some((point) => point.demo)),
  };
  if (isMissing(found))
    return {
      ...core,
      probability: null,
      expected: null,
      low80: null,
      high80: null,
      without: [],
      missing: describeMissing(found),
    };
  const { probability, expected, low80, high80, without } = found;
  return { ...core, probability, expected, low80, high80, without: names([...left, ...without]), missing: null };
}

const weightOf = (parts: Composite['parts']) => parts.reduce((sum, part) => sum + part.weight, 0);

const lacking = (value: Value): Missing =>
  isMissing(value)
    ? missing('not-enough-points', {
        zh: '规划开始前的数不够，没有可比的起点',
        en: 'there are too few figures from before the plan to compare with',
      })
    : missing('no-source');

/** A goal that only says which figure is meant: that of the period. */
function figureOf(period: Period): Goal {
  return {
    counting: 'path',
    period,
    level: 0,
    upper: undefined,
    baseline: { period: period.key, value: 0 },
    observed: null,
    history: [],
  };
}

/** The figure of an indicator as it stood when the plan began. */
function valueBefore(view: ViewAt, id: string): Value {
  const model = view.snapshot.indicators.get(id)?.model;
  const series = view.series(id);
  if (!model || !series) return missing('no-source');
  const points = series.points.filter((point) => {
    const end = endDate(point.period);
    return !isProblem(end) && end < view.horizon.start;
  });
  return currentValue(model, { ...series, points }, view.horizon.start, view.rules.staleMonths);
}
