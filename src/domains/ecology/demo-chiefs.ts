import type { Services } from '../../evidence/domain.ts';
import { seeded } from '../../core/random/index.ts';
import { peopleOf } from '../../evidence/reading/people.ts';
import { patrols, stretches } from './registers.ts';

const day = 86_400_000;

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
  const random = seeded(520_181);
  const year = today().slice(0, 4);
  const first = Date.parse(`${year}-03-02T00:00:00Z`);
  const made = own.slice(0, 3).flatMap((stretch) =>
    Array.from({ length: 40 }, (_, week) => first + (7 * week + 1) * day)
      .filter((at) => new Date(at).toISOString().slice(0, 10) < today() && random() > 0.12)
      .map((at, n) => ({
        id: `demo-${stretch.id}-${n}`,
        base: null,
        values: {
          stretch: stretch.id,
          level: 'village',
          chief: village.login,
          on: new Date(at).toISOString().slice(0, 10),
          began: `09:${String(n % 60).padStart(2, '0')}`,
          minutes: random() > 0.2 ? 42 : 12,
          metres: random() > 0.2 ? 2600 : 900,
          problems: 0,
        },
        stage: null,
        passed: {},
      })),
  );
  if (made.length > 0)
    await ledger.submit({ ...of, kind: 'record.put', payload: { ...put, register: patrols.id, records: made } });
}
