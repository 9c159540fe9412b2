import type { AlertRule } from '../../evidence/delivery/alerts.ts';
import type { Services } from '../../evidence/domain.ts';
import { underKey } from '../../evidence/ledger/act-key.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import { ViewAt } from '../../evidence/reading/view.ts';
import { Problem } from '../../http/problem.ts';
import { type Reading, readingsOf, stepsThrough } from './reading.ts';

/** Who writes what a rule sees. */
const byRule = 'lantu';
/** Positions that are looked at one by one; of a longer past only the last ones count: it was not watched at the time. */
const mostSteps = 500;

interface Held {
  rule: AlertRule;
  seq: number;
}

/**
 * Looks at every figure that came in since the last time, in the order of the ledger, and then at where everything stands
 * today; fires and arms on the edges. What happens is an entry whose key names rule, thing and position of the chain: cut off
 * anywhere and begun again, nothing is told twice. Returns how many fired.
 */
export async function watch(services: Services, jurisdiction: string): Promise<number> {
  const { store, snapshots } = services;
  const rules = await rulesOf(services, jurisdiction);
  if (rules.length === 0) return 0;
  const today = services.today();
  const view = await snapshots.at(jurisdiction, today, 'all');
  const { snapshot } = view;
  const cursor = await store
    .selectFrom('alert_cursor')
    .select('seq')
    .where('jurisdiction_id', '=', jurisdiction)
    .executeTakeFirst();
  const states = new Map(
    (
      await store
        .selectFrom('alert_state')
        .select(['alert_id', 'object', 'state'])
        .where('jurisdiction_id', '=', jurisdiction)
        .execute()
    ).map((row) => [`${row.alert_id} ${row.object}`, row.state]),
  );
  let fired = 0;
  const look = async (seen: ViewAt, { rule }: Held, position: number) => {
    for (const reading of await readingsOf(services, seen, rule)) {
      const key = `${rule.id} ${reading.object}`;
      const before = states.get(key) ?? 'armed';
      const to = before === 'armed' ? (reading.is === 'over' ? 'fired' : null) : reading.is === 'back' ? 'armed' : null;
      if (to === null) continue;
      // What turns with the days has no position of its own.
      const at = stepsThrough(rule) ? String(position) : `${position} ${today}`;
      const written = await turn(services, jurisdiction, rule, reading, to, position, at);
      if (written && to === 'fired') fired += 1;
      // Where another was faster, or it was written before a cut-off, what stands is what counts.
      states.set(key, written ? to : await stateOf(services, jurisdiction, rule.id, reading.object));
    }
  };
  const since = cursor?.seq ?? 0;
  for (const position of positionsAfter(snapshot, since).slice(-mostSteps)) {
    const then = upTo(view, position);
    for (const held of rules)
      if (stepsThrough(held.rule) && held.rule.about.startsWith('list/') === false && position > held.seq)
        await look(then, held, position);
  }
  for (const held of rules) await look(view, held, snapshot.head);
  await store
    .insertInto('alert_cursor')
    .values({ jurisdiction_id: jurisdiction, seq: snapshot.head })
    .onConflict((conflict) => conflict.column('jurisdiction_id').doUpdateSet({ seq: snapshot.head }))
    .execute();
  return fired;
}

/** Places that have rules. */
export async function placesWithRules(store: Services['store']): Promise<string[]> {
  const rows = await store
    .selectFrom('alert')
    .select('jurisdiction_id')
    .distinct()
    .where('removed', '=', false)
    .execute();
  return rows.map(({ jurisdiction_id }) => jurisdiction_id);
}

async function turn(
  { ledger, today }: Services,
  jurisdiction: string,
  rule: AlertRule,
  { object, value, why, organisation }: Reading,
  to: 'fired' | 'armed',
  position: number,
  at: string,
): Promise<boolean> {
  try {
    await underKey(`alert ${rule.id} ${object} ${to} ${at}`, () =>
      ledger.submit({
        jurisdiction,
        kind: to === 'fired' ? 'alert.fire' : 'alert.arm',
        actor: byRule,
        demo: false,
        payload: {
          rule: rule.id,
          object,
          on: today(),
          position,
          value,
          why: { zh: why.zh.slice(0, 500), en: why.en.slice(0, 500) },
          organisation,
        },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof Problem && error.status === 409) return false;
    throw error;
  }
}

async function stateOf({ store }: Services, jurisdiction: string, rule: string, object: string): Promise<string> {
  const row = await store
    .selectFrom('alert_state')
    .select('state')
    .where('jurisdiction_id', '=', jurisdiction)
    .where('alert_id', '=', rule)
    .where('object', '=', object)
    .executeTakeFirst();
  return row?.state ?? 'armed';
}

async function rulesOf({ store }: Services, jurisdiction: string): Promise<Held[]> {
  const rows = await store
    .selectFrom('alert')
    .select(['body', 'seq'])
    .where('jurisdiction_id', '=', jurisdiction)
    .where('removed', '=', false)
    .orderBy('alert_id')
    .execute();
  return rows.map(({ body, seq }) => ({ rule: body as AlertRule, seq })).filter(({ rule }) => rule.active);
}

/** Positions of the chain at which figures came in, after one, and before the head. */
function positionsAfter(snapshot: Snapshot, seq: number): number[] {
  const found = new Set<number>();
  for (const list of snapshot.observations.values())
    for (let at = list.length - 1; at >= 0; at -= 1) {
      const own = list[at]?.seq ?? 0;
      if (own <= seq) break;
      if (own < snapshot.head) found.add(own);
    }
  return [...found].toSorted((a, b) => a - b);
}

/** The view as far as figures go that came in up to a position. What they did not touch stays the very same list. */
function upTo(view: ViewAt, position: number): ViewAt {
  const observations = new Map(
    [...view.snapshot.observations].map(([id, list]) =>
      (list.at(-1)?.seq ?? 0) > position ? [id, list.filter(({ seq }) => seq <= position)] : [id, list],
    ),
  );
  return new ViewAt({ ...view.snapshot, observations }, view.asOf, view.reach);
}
