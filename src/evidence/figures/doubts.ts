import {
  type Indicator,
  isMissing,
  isNumber,
  isProblem,
  missing,
  periodLabel,
  previousPeriod,
  type Series,
  type Value,
  yearBefore,
} from '../../core/measure/index.ts';
import {
  checkIdentity,
  type Identity,
  jump,
  outOfBounds,
  staleRepetition,
  type Warning,
} from '../../core/measure/plausibility/index.ts';
import type { ViewAt } from '../reading/view.ts';

/** A figure that a check doubts. */
export interface Doubt extends Warning {
  indicator: string;
  period: string;
}

/** Figures of a period that are looked at together: what is about to be handed in, over what is known. */
export type Given = ReadonlyMap<string, Value>;

/**
 * Every doubt about figures that are about to be handed in for a period: bounds, jumps against their own history, the
 * same figure again and again, and identities with other indicators of the period, all at one place. `given` holds all
 * that is handed in together, so that parts and whole are compared as they will stand.
 */
export function doubtsAbout(
  view: ViewAt,
  identities: readonly Identity[],
  period: string,
  given: Given,
  place = view.snapshot.jurisdiction,
): Doubt[] {
  const doubts: Doubt[] = [];
  const known = (id: string, when: string): Value => {
    const own = when === period ? given.get(id) : undefined;
    if (own !== undefined) return own;
    return view.series(id, place)?.points.find((point) => point.period === when)?.value ?? missing('not-due');
  };
  for (const [id, value] of given) {
    const held = view.snapshot.indicators.get(id);
    if (!held || !isNumber(value)) continue;
    const series = view.series(id, place);
    for (const warning of [
      held.item.bounds
        ? outOfBounds(value, { min: held.item.bounds[0], max: held.item.bounds[1], unit: held.item.unit })
        : null,
      ...(series ? againstHistory(held.model, series, period, value) : []),
    ]) {
      if (warning) doubts.push({ ...warning, indicator: id, period });
    }
  }
  for (const identity of identities) {
    const names = namesIn(identity);
    const about = names.find((name) => given.has(name));
    if (about === undefined) continue;
    const before = previousOf(view.snapshot.indicators.get(about)?.model, period);
    const warning = checkIdentity(identity, (name, when) =>
      when === 'now' ? known(name, period) : before === null ? missing('not-due') : known(name, before),
    );
    if (warning) doubts.push({ ...warning, code: `${warning.code}:${identity.id}`, indicator: about, period });
  }
  return doubts;
}

/** Doubts about the newest figures that stand, of every indicator. */
export function standingDoubts(view: ViewAt, identities: readonly Identity[]): (Doubt & { demo: boolean })[] {
  const byPeriod = new Map<string, Map<string, Value>>();
  const demo = new Set<string>();
  for (const { model } of view.snapshot.indicators.values()) {
    if (model.evidence.kind !== 'observations') continue;
    for (const point of (view.series(model.id)?.points ?? []).slice(-2)) {
      if (isMissing(point.value)) continue;
      const figures = byPeriod.get(point.period) ?? new Map<string, Value>();
      byPeriod.set(point.period, figures);
      figures.set(model.id, point.value);
      if (point.demo) demo.add(`${model.id} ${point.period}`);
    }
  }
  return [...byPeriod].flatMap(([period, figures]) =>
    doubtsAbout(view, identities, period, figures).map((doubt) => ({
      ...doubt,
      demo: demo.has(`${doubt.indicator} ${period}`),
    })),
  );
}

function againstHistory(indicator: Indicator, series: Series, period: string, value: number): (Warning | null)[] {
  // A cumulative figure is compared with the same months of earlier years: within a year it only grows.
  const seasonal = indicator.nature === 'ytd' || (indicator.nature === 'flow' && indicator.cadence !== 'year');
  const history: (number | null)[] = [];
  for (
    let key = seasonal ? yearBefore(period) : previousOf(indicator, period);
    key !== null && !isProblem(key) && history.length < 24;
    key = seasonal ? yearBefore(key) : previousOf(indicator, key)
  ) {
    const found = series.points.find((point) => point.period === key)?.value;
    if (found === undefined && history.length > 0 && history.every((item) => item === null)) break;
    history.unshift(isNumber(found) ? found : null);
    if (history.length >= 6 && history.slice(0, 6).every((item) => item === null)) break;
  }
  const growth = seasonal && history.length > 0 ? yearlyJump(value, history) : null;
  return [
    seasonal ? growth : jump(value, history),
    indicator.nature === 'stock' || indicator.nature === 'rate' ? null : staleRepetition([...history.slice(-3), value]),
  ];
}

/** With few years there is no spread to judge by: more than a half down or a double up is asked about. */
function yearlyJump(value: number, history: readonly (number | null)[]): Warning | null {
  const usual = jump(value, history);
  if (usual) return usual;
  const last = history.at(-1);
  if (!isNumber(last) || last <= 0 || (value <= 2 * last && value >= last / 2)) return null;
  const change = Math.round(1000 * (value / last - 1)) / 10;
  return {
    code: 'jump',
    zh: `比上年同期变化 ${change}%，请核对`,
    en: `${change}% against the year before; check it`,
    figures: { value, before: last, change },
  };
}

function previousOf(indicator: Indicator | undefined, period: string): string | null {
  const before = indicator ? previousPeriod(period, indicator.cadence) : null;
  return before === null || isProblem(before) ? null : before;
}

function namesIn(identity: Identity): string[] {
  switch (identity.kind) {
    case 'sum':
      return [identity.whole, ...identity.parts];
    case 'ratio':
      return [identity.value, identity.numerator, identity.denominator];
    case 'at-most':
      return [identity.smaller, identity.larger];
    case 'together':
      return [identity.first, identity.second];
  }
}

/** What a doubt says to the person who hands the figure in. */
export function doubtText(doubt: Doubt, indicator: Indicator): { zh: string; en: string } {
  const when = periodLabel(doubt.period);
  return {
    zh: `${indicator.name.zh}（${when.zh}）：${doubt.zh}`,
    en: `${indicator.name.en} (${when.en}): ${doubt.en}`,
  };
}
