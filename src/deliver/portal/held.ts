import { sql } from 'kysely';
import type { Text } from '../../core/measure/index.ts';
import type { ReleaseBody, ReleasedContent } from '../../evidence/delivery/release-shapes.ts';
import type { Services } from '../../evidence/domain.ts';
import { ofAnswering } from '../../evidence/store/places.ts';
import type { Store } from '../../evidence/store/store.ts';

/** One release as a history and a feed tell of it. */
export interface Told {
  id: string;
  object: string;
  on: string;
  seq: number;
  title: Text;
  light: string | null;
  newest: { period: string; value: number; unit: string } | null;
  demo: boolean;
}

/** What the public may read of one thing: its newest release, or the note that it was withdrawn with. */
export type Open =
  | { object: string; content: ReleasedContent; on: string; seq: number; history: readonly Told[] }
  | { object: string; withdrawn: Omit<Withdrawn, 'object'> };

/** Everything that the public may read of a place, at one position of its chain. */
export interface OpenBook {
  jurisdiction: string;
  name: Text;
  /** The last entry about releases, and how many there are: a removal of the demonstration moves the second alone. */
  position: string;
  /** The newest first. */
  things: readonly Open[];
  byObject: ReadonlyMap<string, Open>;
}

export const isOpen = (thing: Open): thing is Extract<Open, { content: ReleasedContent }> => 'content' in thing;

/** Reads what is open of a place; null where there is no such place. */
export async function readBook(store: Store, jurisdiction: string): Promise<OpenBook | null> {
  const place = await store
    .selectFrom('jurisdiction')
    .select('name')
    .where('jurisdiction_id', '=', jurisdiction)
    .executeTakeFirst();
  if (!place) return null;
  const { rows } = await sql<{
    release_id: string;
    object: string;
    state: string;
    seq: number;
    on_day: string;
    decided: number;
    title: Text;
    light: string | null;
    unit: string | null;
    newest: { period: string; value: number } | null;
    demo: boolean;
    withdrawal: ReleaseBody['withdrawal'];
    content: ReleasedContent | null;
  }>`
    select release_id, object, state, seq, demo, body -> 'decision' ->> 'on' as on_day,
      (body -> 'decision' ->> 'seq')::int as decided, body -> 'content' -> 'title' as title, body -> 'content' ->> 'light' as light,
      body -> 'content' -> 'indicator' ->> 'unit' as unit,
      (select jsonb_build_object('period', p -> 'period', 'value', p -> 'value')
        from jsonb_array_elements(body -> 'content' -> 'points') with ordinality as one(p, n)
        where p -> 'value' <> 'null' order by n desc limit 1) as newest,
      body -> 'withdrawal' as withdrawal,
      case when row_number() over (partition by object order by (body -> 'decision' ->> 'seq')::int desc) = 1 and state = 'released'
        then body -> 'content' end as content
    from release where jurisdiction_id = ${jurisdiction} and state in ('released', 'withdrawn')
    order by decided desc, object`.execute(store);
  const byObject = new Map<string, Open>();
  for (const row of rows) {
    const { object } = row;
    const known = byObject.get(object);
    if (known && !isOpen(known)) continue;
    if (row.state === 'withdrawn') {
      const { withdrawal } = row;
      if (!known && withdrawal)
        byObject.set(object, {
          object,
          withdrawn: { on: withdrawal.on, note: withdrawal.note, seq: withdrawal.seq, title: namedByCode(object) },
        });
      continue;
    }
    const told: Told = {
      id: row.release_id,
      object,
      on: row.on_day,
      seq: row.decided,
      title: row.title,
      light: row.light,
      newest: row.newest && { ...row.newest, unit: row.unit ?? '' },
      demo: row.demo,
    };
    if (known) (known.history as Told[]).push(told);
    else if (row.content)
      byObject.set(object, { object, content: row.content, on: row.on_day, seq: row.decided, history: [told] });
  }
  const at = (thing: Open) => (isOpen(thing) ? thing.seq : thing.withdrawn.seq);
  const things = [...byObject.values()].toSorted((a, b) => at(b) - at(a) || (a.object < b.object ? -1 : 1));
  return { jurisdiction, name: place.name as Text, position: await positionOf(store, jurisdiction), things, byObject };
}

/** A title may say the very figure that was withdrawn: only the code of the thing stays. */
function namedByCode(object: string): Text {
  const [sort, id = ''] = object.split('/');
  return sort === 'document' ? { zh: '文书', en: 'Document' } : { zh: `承诺 ${id}`, en: `Promise ${id}` };
}

async function positionOf(store: Store, jurisdiction: string): Promise<string> {
  const { rows } = await sql<{ at: number | null; n: number }>`
    select max(seq) as at, count(*)::int as n from release
    where jurisdiction_id = ${jurisdiction} and state in ('released', 'withdrawn')`.execute(store);
  return `${rows[0]?.at ?? 0}.${rows[0]?.n ?? 0}`;
}

/** A thing that was withdrawn, as a list tells of it. */
export interface Withdrawn {
  object: string;
  on: string;
  note: string;
  seq: number;
  title: Text;
}

/** Keeps what is open of each place until an entry about releases comes. */
export class OpenBooks {
  readonly #services: Pick<Services, 'store' | 'snapshots'>;
  readonly #held = new Map<string, { head: number; book: Promise<OpenBook | null> }>();
  readonly #most = 500;

  constructor(services: Pick<Services, 'store' | 'snapshots'>) {
    this.#services = services;
  }

  async of(jurisdiction: string): Promise<OpenBook | null> {
    const head = this.#services.snapshots.head(jurisdiction);
    const held = this.#held.get(jurisdiction);
    if (held?.head === head) return held.book;
    const { store } = this.#services;
    const before = await held?.book.catch(() => null);
    const book = (async () =>
      before && before.position === (await positionOf(store, jurisdiction)) ? before : readBook(store, jurisdiction))();
    this.#held.delete(jurisdiction);
    this.#held.set(jurisdiction, { head, book });
    book.catch(() => this.#held.delete(jurisdiction));
    book.then(
      (found) => found ?? this.#held.delete(jurisdiction),
      () => undefined,
    );
    if (this.#held.size > this.#most) this.#held.delete(this.#held.keys().next().value ?? '');
    return book;
  }
}

/** Places that have something open, by name. */
export async function openPlaces(store: Store): Promise<{ id: string; name: Text }[]> {
  const open = await ofAnswering(store, (of) =>
    store
      .selectFrom('release')
      .select('jurisdiction_id')
      .distinct()
      .where('state', 'in', ['released', 'withdrawn'])
      .where(of)
      .execute(),
  );
  const rows = await store
    .selectFrom('jurisdiction')
    .select(['jurisdiction_id', 'name'])
    .where('jurisdiction_id', '=', sql<string>`any(${open.map(({ jurisdiction_id }) => jurisdiction_id)}::text[])`)
    .orderBy('jurisdiction_id')
    .execute();
  return rows.map(({ jurisdiction_id: id, name }) => ({ id, name: name as Text }));
}
