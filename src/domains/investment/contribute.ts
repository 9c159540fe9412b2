import type { Contribution } from '../../core/foresee/index.ts';
import type { Contribute } from '../../evidence/judgement.ts';
import { parks } from '../parks/registers.ts';
import { leadsIn, screened } from './lead.ts';
import { leads } from './registers.ts';

/** How likely a lead of each stage is to be signed. Our starting values until enough leads have ended here. */
const signing = { lead: 0.1, talks: 0.25, visit: 0.5 } as const;
const enoughEnded = 10;
/** A works is not at full output at once. Our starting value. */
const ramp = [0.5, 0.8, 1];

/**
 * What open leads add to an indicator of output in a year: their promise in that year of the ramp, cut to what earlier
 * leads delivered, times the chance that they are signed (the share of ended leads that were, once ten have ended).
 */
export const contribute: Contribute = async (view, indicator, year) => {
  const counted = new Set(
    (await view.list(parks)).rows.filter((park) => park.indicator === indicator).map((park) => park.id),
  );
  if (counted.size === 0) return null;
  // Chances and discounts are learned from all of them: a history that is made up makes each of them so.
  const { rows: all, demo } = await view.list(leads);
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
        demo,
      },
    ];
  });
};
