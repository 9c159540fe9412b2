import type { RecordOf } from '../../core/register/index.ts';
import type { Person } from '../../evidence/reading/people.ts';
import type { stations, stretches } from '../../domains/ecology/registers.ts';

type Stretch = RecordOf<typeof stretches>;
type Station = RecordOf<typeof stations>;

/** Who is called for a station: the nearest chief with an account, and whose units stand by. */
export interface Called {
  stretch: Stretch | null;
  /** Stretches above it, the nearest first. */
  upstream: Stretch[];
  chief: { login: string; level: 'village' | 'town' | 'county' } | null;
  lead: string | null;
  support: string[];
}

/** How far upstream somebody is called. */
const steps = 2;
const levels = ['village', 'town', 'county'] as const;

/**
 * The chief of the stretch that a station stands on: the lowest who has an account and a unit; those of the stretches that flow
 * into it stand by, two steps up. Without a chief, the unit of the stretch, then that of the station.
 */
export function calledFor(station: Station, all: readonly Stretch[], people: readonly Person[]): Called {
  const byId = new Map(all.map((one) => [one.id, one]));
  const units = new Map(people.map(({ login, organisation }) => [login, organisation]));
  const stretch = station.stretch ? (byId.get(station.stretch.id) ?? null) : null;
  const upstream: Stretch[] = [];
  let front = stretch ? [stretch.id] : [];
  for (let n = 0; n < steps && front.length > 0; n += 1) {
    const next = all.filter(
      (one) => one.downstream && front.includes(one.downstream.id) && one !== stretch && !upstream.includes(one),
    );
    upstream.push(...next);
    front = next.map(({ id }) => id);
  }
  const chief = stretch ? chiefOf(stretch, units) : null;
  const lead = (chief && units.get(chief.login)) ?? stretch?.held.organisation ?? station.held.organisation;
  const support = upstream.flatMap((one) => {
    const own = chiefOf(one, units);
    return (own && units.get(own.login)) ?? one.held.organisation ?? [];
  });
  return { stretch, upstream, chief, lead, support: [...new Set(support)].filter((unit) => unit !== lead) };
}

function chiefOf(stretch: Stretch, units: ReadonlyMap<string, string | null>): Called['chief'] {
  for (const level of levels) {
    const login = stretch[`${level}_chief`]?.id;
    if (login !== undefined && units.get(login)) return { login, level };
  }
  return null;
}
