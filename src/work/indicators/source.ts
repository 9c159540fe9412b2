import { describeMissing, type Indicator, isMissing, isNumber, type Series } from '../../core/measure/index.ts';
import type { EvidenceItem } from '../../core/plan/plan-file.ts';
import type { Services } from '../../evidence/domain.ts';
import { reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { putSource, trySource } from './api.ts';

const shown = 6;

/** Where the figures of an indicator come from, tried before it is changed. */
export function sourceRoutes({ snapshots, ledger, today }: Services): Route[] {
  /** What the source would give; null where the figures are reported. */
  async function tried(
    { jurisdiction, indicator: id }: { jurisdiction: string; indicator: string },
    { evidence, cadence }: { evidence: EvidenceItem; cadence?: Indicator['cadence'] | undefined },
    reach: ReturnType<typeof reachOf>,
  ) {
    const held = (await snapshots.get(jurisdiction)).indicators.get(id);
    if (!held) throw noSuchIndicator(id);
    if (evidence.kind === 'observations') return null;
    const model = { ...held.model, evidence, ...(cadence && { cadence }) } as Indicator;
    return (await snapshots.trial(jurisdiction, today(), reach, model)) ?? noSuchSource(evidence);
  }
  return [
    route(trySource, async ({ params, body, who }) => {
      const series = await tried(params, body, reachOf(who));
      const snapshot = await snapshots.get(params.jurisdiction);
      const points = (series?.points ?? []).toSorted((a, b) => (a.period < b.period ? 1 : -1));
      return {
        points: points.slice(0, shown).map(({ period, value }) => ({
          period,
          value: isNumber(value) ? value : null,
          missing: isMissing(value) ? describeMissing(value) : null,
        })),
        periods: points.length,
        problem: series && problemOf(series),
        reported: (snapshot.observations.get(params.indicator) ?? []).length,
      };
    }),
    route(putSource, async ({ params, body, who }) => {
      const series = await tried(params, body, reachOf(who));
      const problem = series && problemOf(series);
      if (problem)
        throw new Problem({
          status: 422,
          code: 'no-such-source',
          ...problem,
          where: 'evidence',
          hint: { zh: '先试算，看清数再保存。', en: 'Try it first, and look at the figures.' },
        });
      const entry = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'indicator.source',
        actor: who.login ?? '',
        demo: false,
        payload: { indicator: params.indicator, ...body },
      });
      return { seq: entry.seq };
    }),
  ];
}

/** Why the source cannot be taken: a field that is not there, or a unit that does not fit. */
function problemOf({ problems, points }: Series): { zh: string; en: string } | null {
  const [problem] = problems;
  if (problem) return { zh: problem.zh, en: problem.en };
  const misfit = points.find(({ value }) => isMissing(value) && value.missing === 'not-applicable')?.value;
  return misfit !== undefined && isMissing(misfit) ? describeMissing(misfit) : null;
}

function noSuchSource(evidence: EvidenceItem): never {
  const name = evidence.kind === 'register' ? evidence.register : evidence.kind;
  throw new Problem({
    status: 422,
    code: 'no-such-source',
    zh: `没有台账“${name}”。`,
    en: `There is no register "${name}".`,
    where: 'evidence',
  });
}

export function noSuchIndicator(id: string): Problem {
  return new Problem({
    status: 404,
    code: 'no-such-indicator',
    zh: `没有指标 ${id}。`,
    en: `There is no indicator ${id}.`,
  });
}
