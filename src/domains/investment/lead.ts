import type { Contribution } from '../../core/foresee/index.ts';
import { isMissing } from '../../core/measure/index.ts';
import type { RecordOf, StageOf } from '../../core/register/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { parks } from '../parks/registers.ts';
import type { Kept, PerMuMeasure } from './promise.ts';
import { leads } from './registers.ts';
import { type Claim, screenLead, type ScreeningResult } from './screening.ts';

/** A lead in the units of `leadUnits`. */
export type Lead = RecordOf<typeof leads>;

/** The units that the screens and promises work in: 万元, 立方米 and 千克 by 亩 or by 万元 of output. */
const leadUnits = {
  investment: '万元',
  output: '万元',
  delivered_output: '万元',
  delivered_investment: '万元',
  water: '立方米',
  emission: '千克',
} as const;

/** The leads of a view in the units of `leadUnits`. */
export async function leadsIn(view: ViewAt) {
  return view.list(leads, leadUnits);
}

/** Nobody has signed it and nobody has given it up. */
export function isOpen({ stage }: { stage: StageOf<typeof leads> | null }): boolean {
  return stage === 'lead' || stage === 'talks' || stage === 'visit';
}

/** What a lead says for each question of the screens, worked out from its fields, with its evidence. */
export function claimsOf(lead: Lead): Record<string, Claim> {
  const { evidence, land, output } = lead;
  const per = (above: number | null, below: number | null) =>
    above === null || below === null || below === 0 ? null : above / below;
  const answers: Record<string, number | boolean | null> = {
    rnd: lead.rnd,
    patents: lead.patents,
    'tax-mu': per(lead.tax, land),
    'output-mu': per(output, land),
    'investment-mu': per(lead.investment, land),
    energy: per(lead.energy, output),
    water: per(lead.water, output),
    emission: per(lead.emission, output),
    solid: lead.solid,
    'jobs-mu': per(lead.jobs, land),
    wage: lead.wage,
    barred: lead.barred,
    energyReviewPassed: lead.energy_review,
    emissionQuota: lead.emission_quota,
    inWaterProtection: lead.water_protection,
  };
  return Object.fromEntries(
    Object.entries(answers).flatMap(([id, value]) => (value === null ? [] : [[id, { value, evidence }]])),
  );
}

export function screened(lead: Lead): ScreeningResult & { score: number | null } {
  const result = screenLead(claimsOf(lead));
  return { ...result, score: isMissing(result.total) ? null : result.total };
}

const measures = ['tax', 'investment', 'output'] as const satisfies readonly PerMuMeasure[];

/** Promise and delivery of leads that were signed and have been looked at since, 万元 per 亩. */
export function keptBy(all: readonly Lead[]): Kept[] {
  return all.flatMap((lead) =>
    measures.flatMap((measure): Kept[] => {
      const [promised, delivered, land] = [lead[measure], lead[`delivered_${measure}`], lead.land];
      return promised === null || delivered === null || land === null || land <= 0
        ? []
        : [{ group: lead.node?.id ?? '', measure, promised: promised / land, delivered: delivered / land }];
    }),
  );
}

/** What a lead promises, 万元 per 亩. */
export function promisedBy(lead: Lead): Partial<Record<PerMuMeasure, number>> {
  const { land } = lead;
  if (land === null || land <= 0) return {};
  return Object.fromEntries(
    measures.flatMap((measure) => (lead[measure] === null ? [] : [[measure, lead[measure] / land]])),
  );
}

/** How likely a lead of each stage is to be signed. Our starting values until enough leads have ended here. */
const signing = { lead: 0.1, talks: 0.25, visit: 0.5 } as const;
const enoughEnded = 10;
/** A works is not at full output at once. Our starting value. */
const ramp = [0.5, 0.8, 1];

/**
 * What open leads add to an indicator of output in a year: their promise in that year of the ramp, cut to what earlier
 * leads delivered, times the chance that they are signed (the share of ended leads that were, once ten have ended).
 */
export async function leadContributions(view: ViewAt, indicator: string, year: number): Promise<Contribution[] | null> {
  const counted = new Set(
    (await view.list(parks)).rows.filter((park) => park.indicator === indicator).map((park) => park.id),
  );
  if (counted.size === 0) return null;
  const all = (await view.list(leads)).rows;
  const vetoed = new Set(
    (await leadsIn(view)).rows.filter((lead) => screened(lead).vetoes.length > 0).map((lead) => lead.id),
  );
  const signed = all.filter((lead) => lead.stage === 'signed').length;
  const ended = signed + all.filter((lead) => lead.stage === 'dropped').length;
  const base = ended >= enoughEnded && signed < ended ? signed / ended : null;
  const rates = all.flatMap(({ output, delivered_output: delivered }) =>
    output !== null && output > 0 && delivered !== null ? [delivered / output] : [],
  );
  const delays = all.flatMap((lead) => (lead.delay === null ? [] : [lead.delay]));
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
  const rate = rates.length >= enoughEnded ? mean(rates) : 1;
  const delay = delays.length >= enoughEnded ? mean(delays) : 0;
  return all.flatMap(({ id, name, stage, output, first_start: start, park }): Contribution[] => {
    const chance = stage === 'lead' || stage === 'talks' || stage === 'visit' ? signing[stage] : null;
    if (chance === null || output === null || start === null || !counted.has(park?.id ?? '') || vetoed.has(id))
      return [];
    const age = year - start - delay;
    const share = age < 0 ? 0 : (ramp[Math.min(2, Math.floor(age))] ?? 1);
    if (share === 0) return [];
    return [
      {
        id,
        kind: 'lead',
        probability: base === null ? chance : Math.min(1, chance * 2 * base),
        amount: output * share * rate,
        from: String(start),
        note: { zh: `${name}，${start} 年起`, en: `${name}, from ${start}` },
      },
    ];
  });
}
