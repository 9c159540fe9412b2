import { isMissing } from '../../core/measure/index.ts';
import type { RecordOf, StageOf } from '../../core/register/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
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
