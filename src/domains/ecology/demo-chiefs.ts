import type { Services } from '../../evidence/domain.ts';
import { seeded } from '../../core/random/index.ts';
import { peopleOf } from '../../evidence/reading/people.ts';
import { patrolRules, patrols, stretches } from './registers.ts';

const day = 86_400_000;
/** Shares of patrols that are left out, and of those that are too short: what the series of the demonstration says is missed. */
const [missed, cut] = [0.02, 0.015];

/** A day in each week (Friday) or month (the 12th) of the year up to a day. */
function patrolDays(per: 'week' | 'month' | 'quarter', first: number, until: string): string[] {
  const days = Array.from({ length: 366 }, (_, n) => new Date(first + n * day)).filter((date) =>
    per === 'week'
      ? date.getUTCDay() === 5
      : date.getUTCDate() === 12 && (per === 'month' || date.getUTCMonth() % 3 === 1),
  );
  return days
    .map((date) => date.toISOString().slice(0, 10))
    .filter((on) => on < until && on.startsWith(until.slice(0, 4)));
}

/** Chiefs for the stretches of the demonstration, from its own accounts, and their made-up patrols of this year. */
export async function demoChiefs(
  { store, ledger, snapshots, today }: Pick<Services, 'store' | 'ledger' | 'snapshots' | 'today'>,
  jurisdiction: string,
): Promise<void> {
  const view = await snapshots.at(jurisdiction, today(), 'all');
  const { rows } = await view.list(stretches);
  const [village, town] = (await peopleOf(store, jurisdiction)).filter(({ organisation }) => organisation !== null);
  const own = rows.filter(({ held }) => held.demo);
  if (!village || own.length === 0) return;
  const source = view.snapshot.registers.get(stretches.id);
  if (!source) return;
  const held = (await view.records(stretches.id)).records;
  const of = { jurisdiction, actor: 'lantu', demo: true } as const;
  const put = { on: today(), source: '演示数据', grade: '演示', status: 'approved' } as const;
  await ledger.submit({
    ...of,
    kind: 'record.put',
    payload: {
      ...put,
      register: stretches.id,
      records: own.map(({ id, held: { version } }) => ({
        id,
        base: version,
        values: {
          ...held.find((one) => one.id === id)?.values,
          village_chief: village.login,
          ...(town && { town_chief: town.login }),
        },
        stage: null,
        passed: {},
      })),
    },
  });
  const rules = (await view.list(patrolRules)).rows;
  const random = seeded(520_181);
  const first = Date.parse(`${today().slice(0, 4)}-01-01T00:00:00Z`);
  const made = own.flatMap((stretch) =>
    rules
      .filter(({ body }) => body === stretch.body)
      .flatMap((rule) => {
        const chief = rule.level === 'village' ? village.login : town?.login;
        return patrolDays(rule.per, first, today())
          .filter((on) => Number(on.slice(5, 7)) >= rule.first_month && Number(on.slice(5, 7)) <= rule.last_month)
          .flatMap((on, n) => {
            const chance = random();
            if (chance < missed) return [];
            return {
              id: `demo-${stretch.id}-${rule.level}-${n}`,
              base: null,
              values: {
                stretch: stretch.id,
                level: rule.level,
                ...(chief !== undefined && { chief }),
                on,
                began: rule.level === 'village' ? '09:10' : '14:30',
                minutes: chance < missed + cut ? Math.floor(rule.minutes / 2) : rule.minutes + 12,
                metres: rule.metres + 600,
                problems: chance > 0.9 ? 1 : 0,
              },
              stage: null,
              passed: {},
            };
          });
      }),
  );
  if (made.length > 0)
    await ledger.submit({ ...of, kind: 'record.put', payload: { ...put, register: patrols.id, records: made } });
}
