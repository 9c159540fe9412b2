import type { Contribution } from '../../core/foresee/index.ts';
import { isMissing, type Text } from '../../core/measure/index.ts';
import { numberIn, textIn } from '../../evidence/reading/all.ts';
import type { HeldRecord } from '../../evidence/reading/records.ts';
import { type Claim, screenLead, type ScreeningResult } from './screening.ts';
import type { Kept, PerMuMeasure } from './promise.ts';

/** 万元 in an 亿元. */
const wan = 10_000;

/** What a lead says for each question of the screens, worked out from its fields, with its evidence. */
export function claimsOf(lead: HeldRecord): Record<string, Claim> {
  const evidence = textIn(lead, 'evidence');
  const claims: Record<string, Claim> = {};
  const say = (id: string, value: number | null) => {
    if (value !== null && Number.isFinite(value)) claims[id] = { value, evidence };
  };
  const n = (field: string) => numberIn(lead, field);
  const per = (above: number | null, below: number | null, factor = 1) =>
    above === null || below === null || below === 0 ? null : (above * factor) / below;
  say('rnd', n('rnd'));
  say('patents', n('patents'));
  say('tax-mu', per(n('tax'), n('land')));
  say('output-mu', per(n('output'), n('land'), wan));
  say('investment-mu', per(n('investment'), n('land'), wan));
  const output = n('output') === null ? null : (n('output') ?? 0) * wan;
  say('energy', per(n('energy'), output));
  say('water', per(n('water'), output, wan));
  say('emission', per(n('emission'), output, 1000));
  say('solid', n('solid'));
  say('jobs-mu', per(n('jobs'), n('land')));
  say('wage', n('wage'));
  for (const [field, id] of [
    ['barred', 'barred'],
    ['energy_review', 'energyReviewPassed'],
    ['emission_quota', 'emissionQuota'],
    ['water_protection', 'inWaterProtection'],
  ] as const) {
    const value = lead.values[field];
    if (typeof value === 'boolean') claims[id] = { value, evidence };
  }
  return claims;
}

export function screened(lead: HeldRecord): ScreeningResult & { score: number | null; scoreMissing: Text | null } {
  const result = screenLead(claimsOf(lead));
  return {
    ...result,
    score: isMissing(result.total) ? null : result.total,
    scoreMissing: isMissing(result.total) ? (result.total.note ?? null) : null,
  };
}

/** Promise and delivery of leads that were signed and have been looked at since, per 亩. */
export function keptBy(leads: readonly HeldRecord[]): Kept[] {
  const measures: [PerMuMeasure, string, number][] = [
    ['tax', 'tax', 1],
    ['investment', 'investment', wan],
    ['output', 'output', wan],
  ];
  return leads.flatMap((lead) => {
    const land = numberIn(lead, 'land') ?? 0;
    if (land <= 0) return [];
    return measures.flatMap(([measure, field, factor]): Kept[] => {
      const promised = numberIn(lead, field);
      const delivered = numberIn(lead, `delivered_${field}`);
      return promised === null || delivered === null
        ? []
        : [
            {
              group: textIn(lead, 'node') ?? '',
              measure,
              promised: (promised * factor) / land,
              delivered: (delivered * factor) / land,
            },
          ];
    });
  });
}

/** What a lead promises per 亩, 万元. */
export function promisedBy(lead: HeldRecord): Partial<Record<PerMuMeasure, number>> {
  const land = numberIn(lead, 'land') ?? 0;
  if (land <= 0) return {};
  const per = (field: string, factor: number) =>
    numberIn(lead, field) === null ? {} : { [field]: ((numberIn(lead, field) ?? 0) * factor) / land };
  return { ...per('tax', 1), ...per('investment', wan), ...per('output', wan) };
}

/** How likely a lead of each stage is to be signed. Our starting values until enough leads have ended here. */
const signing = { lead: 0.1, talks: 0.25, visit: 0.5 } as const;
const enoughEnded = 10;

/**
 * What open leads add to an indicator of output in a year: their promise in that year of the ramp, cut to what earlier
 * leads delivered, times the chance that they are signed (the share of ended leads that were, once ten have ended).
 */
export function leadContributions(
  leads: readonly HeldRecord[],
  parks: ReadonlySet<string>,
  year: number,
): Contribution[] {
  const signed = leads.filter((lead) => lead.stage === 'signed').length;
  const ended = signed + leads.filter((lead) => lead.stage === 'dropped').length;
  const base = ended >= enoughEnded && signed < ended ? signed / ended : null;
  const rates = leads.flatMap((lead) =>
    numberIn(lead, 'output') && numberIn(lead, 'delivered_output') !== null
      ? [(numberIn(lead, 'delivered_output') ?? 0) / (numberIn(lead, 'output') ?? 1)]
      : [],
  );
  const rate = rates.length >= enoughEnded ? rates.reduce((sum, one) => sum + one, 0) / rates.length : 1;
  const delays = leads.flatMap((lead) => numberIn(lead, 'delay') ?? []);
  const delay = delays.length >= enoughEnded ? delays.reduce((sum, one) => sum + one, 0) / delays.length : 0;
  return leads.flatMap((lead): Contribution[] => {
    const chance =
      lead.stage === 'lead' || lead.stage === 'talks' || lead.stage === 'visit' ? signing[lead.stage] : null;
    const output = numberIn(lead, 'output');
    const start = numberIn(lead, 'first_start');
    if (
      chance === null ||
      output === null ||
      start === null ||
      !parks.has(textIn(lead, 'park') ?? '') ||
      screened(lead).vetoes.length > 0
    )
      return [];
    const age = year - start - delay;
    const share = age < 0 ? 0 : ([0.5, 0.8, 1][Math.min(2, Math.floor(age))] ?? 1);
    if (share === 0) return [];
    const name = textIn(lead, 'name') ?? lead.id;
    return [
      {
        id: lead.id,
        kind: 'lead',
        probability: base === null ? chance : Math.min(1, chance * 2 * base),
        amount: output * share * rate,
        from: String(start),
        note: { zh: `${name}，${start} 年起`, en: `${name}, from ${start}` },
      },
    ];
  });
}
