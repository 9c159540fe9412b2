import { convert, formatNumber, isProblem, periodLabel, roundTo, type Text } from '../../core/measure/index.ts';
import { type Contribute, type Contributed, nothingToAdd } from '../../evidence/judgement.ts';
import type { ForesightReach } from '../../evidence/reading/outlooks.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { contributionKey, targetsOf, yearOf } from './target.ts';

/**
 * What lists in hand add to the targets of a plan, by `contributionKey`; `modules` as of `contributing`. Call it in a thread:
 * projects are simulated. The result of approved figures goes without: projects and leads are not published, and their
 * names would stand behind the bars of a gap.
 */
export async function gatherContributions(
  modules: readonly string[],
  view: ViewAt,
  reach: ForesightReach,
): Promise<Map<string, Contributed>> {
  const found = new Map<string, Contributed>();
  if (reach === 'approved') return found;
  const loaded = await Promise.all(modules.map((href) => import(href) as Promise<{ contribute: Contribute }>));
  const said = async (indicator: string, year: number) =>
    merged(await Promise.all(loaded.map(({ contribute }) => contribute(view, indicator, year))));
  for (const item of targetsOf(view)) {
    const key = contributionKey(item.indicator, yearOf(item));
    if (found.has(key)) continue;
    const adds = view.snapshot.indicators.get(item.indicator)?.item.adds ?? [];
    const through = await Promise.all(
      adds.map(async ({ of, rate }) => asValueAdded(view, item.indicator, of, rate, await said(of, yearOf(item)))),
    );
    found.set(key, adds.length > 0 ? merged(through) : await said(item.indicator, yearOf(item)));
  }
  return found;
}

function merged(parts: readonly Contributed[]): Contributed {
  const limits = new Map(parts.flatMap((part) => part.limits).map((limit) => [limit.id, limit]));
  return {
    entries: parts.flatMap((part) => part.entries),
    left: parts.flatMap((part) => part.left),
    measures: parts.flatMap((part) => part.measures),
    limits: [...limits.values()],
  };
}

/** Output that is added to one indicator as the value added that it brings another. */
function asValueAdded(view: ViewAt, into: string, of: string, rate: string, output: Contributed): Contributed {
  const held = (id: string) => view.snapshot.indicators.get(id)?.item;
  const newest = view.newest(rate);
  const unit = convert(1, held(of)?.unit ?? '', held(into)?.unit ?? '');
  if (!newest || isProblem(unit)) {
    const name = held(rate)?.name ?? { zh: rate, en: rate };
    const why = { zh: `没有${name.zh}，不能折成增加值`, en: `without ${name.en} its value added cannot be told` };
    const left = output.entries.length === 0 ? [] : [{ kind: output.entries[0]!.kind, why, n: output.entries.length }];
    return { ...nothingToAdd, left: [...output.left, ...left] };
  }
  const factor = (newest.value / 100) * unit;
  const at = periodLabel(newest.period);
  const by: Text = {
    zh: `×增加值率 ${formatNumber(newest.value, 1)}%（${at.zh}）`,
    en: ` × value-added rate ${formatNumber(newest.value, 1)}% (${at.en})`,
  };
  const noted = (text: Text): Text => ({ zh: `${text.zh}${by.zh}`, en: `${text.en}${by.en}` });
  return {
    entries: output.entries.map((entry) => ({
      ...entry,
      amount: roundTo(entry.amount * factor, 6),
      note: noted(entry.note),
      demo: entry.demo || newest.demo,
    })),
    left: output.left,
    measures: output.measures.map((one) => ({ ...one, gain: one.gain * factor, demo: one.demo || newest.demo })),
    limits: output.limits,
  };
}
