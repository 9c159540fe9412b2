import type { Measure } from '../../core/decide/index.ts';
import type { Contribution } from '../../core/foresee/index.ts';
import type { Text } from '../../core/measure/index.ts';
import type { Contribute } from '../../evidence/judgement.ts';
import { plots } from '../parks/index.ts';
import { parks } from '../parks/registers.ts';
import { leadsIn, screened } from './lead.ts';
import { leads } from './registers.ts';

/** How likely a lead of each stage is to be signed. Our starting values until enough leads have ended here. */
const signing = { lead: 0.1, talks: 0.25, visit: 0.5 } as const;
const enoughEnded = 10;
/** A works is not at full output at once. Our starting value. */
const ramp = [0.5, 0.8, 1];

/** Why a lead does not count towards a year. */
const outside = {
  elsewhere: () => ({
    zh: '意向园区的产值不计入这个指标，或没有定园区',
    en: 'no park, or one whose output does not count towards it',
  }),
  unsaid: () => ({ zh: '没有填达产年产值或最早开工年', en: 'output or earliest start is not filled in' }),
  vetoed: () => ({ zh: '被一票否决', en: 'they are vetoed' }),
  late: (year: number) => ({ zh: `${year} 年底前投不了产`, en: `they will not produce before the end of ${year}` }),
} satisfies Record<string, (year: number) => Text>;

/**
 * What open leads add to an indicator of output in a year: their promise in that year of the ramp, cut to what earlier
 * leads delivered, times the chance that they are signed (the share of ended leads that were, once ten have ended). What
 * could be decided is to sign one: it then comes for certain, takes land of its park, and its public money.
 */
export const contribute: Contribute = async (view, indicator, year) => {
  const counted = new Set(
    (await view.list(parks)).rows.filter((park) => park.indicator === indicator).map((park) => park.id),
  );
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
  const left = new Map<keyof typeof outside, number>();
  const entries: Contribution[] = [];
  const measures: Measure[] = [];
  for (const { id, name, stage, output, first_start: start, park, land, budget } of all) {
    const chance = stage === 'lead' || stage === 'talks' || stage === 'visit' ? signing[stage] : null;
    if (chance === null) continue;
    const leave = (why: keyof typeof outside) => void left.set(why, (left.get(why) ?? 0) + 1);
    if (park === null || !counted.has(park.id)) leave('elsewhere');
    else if (output === null || start === null) leave('unsaid');
    else if (vetoed.has(id)) leave('vetoed');
    else {
      const age = year - start - delay;
      const share = age < 0 ? 0 : (ramp[Math.min(2, Math.floor(age))] ?? 1);
      if (share === 0) {
        leave('late');
        continue;
      }
      const probability = base === null ? chance : Math.min(1, chance * 2 * base);
      const amount = output * share * rate;
      const note = { zh: `${name}，${start} 年起`, en: `${name}, from ${start}` };
      entries.push({ id, kind: 'lead', probability, amount, from: String(start), note, demo });
      // What a lead needs and does not say cannot be promised to it.
      if (land !== null && budget !== null)
        measures.push({
          id,
          name: { zh: `签下${name}`, en: `Sign ${name}` },
          gain: (1 - probability) * amount,
          money: budget,
          needs: { [park.id]: land },
          demo,
        });
    }
  }
  const vacant = (await view.list(plots)).rows.filter((plot) => plot.state === 'vacant');
  const limits = (await view.list(parks)).rows
    .filter((park) => counted.has(park.id))
    .map((park) => ({
      id: park.id,
      name: { zh: `${park.name}的空地`, en: `vacant land of ${park.name}` },
      unit: '亩',
      available: vacant.filter((plot) => plot.park.id === park.id).reduce((sum, plot) => sum + plot.area, 0),
    }));
  return {
    entries,
    left: [...left].map(([why, n]) => ({ kind: 'lead', why: outside[why](year), n })),
    measures,
    limits,
  };
};
