import { type RawBuilder, sql } from 'kysely';
import type { Names, RegisterType } from '../../core/register/index.ts';
import type { Reach } from '../../http/access.ts';
import { type HeldRecord, isOpenTo, recordsById } from '../reading/records.ts';
import { namesOf, type Snapshot } from '../reading/snapshot.ts';
import type { Store } from '../store/store.ts';
import { gramsFor, gramsIn } from './grams.ts';
import { findableRecord, namedIn } from './lines.ts';
import { folded } from './spelling.ts';
import { fitOf } from './words.ts';

/** Rows of which the nearest are taken: of a word that stands in every record the nearest of so many. */
const looked = 3000;
/** Candidates that are read from the records themselves. */
const read = 60;

export interface FoundRecord {
  type: RegisterType;
  record: HeldRecord;
  fit: number;
}

/**
 * Records that hold all of the words, the nearest first. What an index knows only names candidates: each is then read as
 * the reader sees it on the day, and left out where the words are not in that.
 */
export async function findRecords(
  store: Store,
  snapshot: Snapshot,
  reach: Reach,
  asOf: string | null,
  words: readonly string[],
): Promise<FoundRecord[]> {
  const open = [...snapshot.registers.values()].map(({ type }) => type).filter((type) => isOpenTo(type, reach));
  if (words.length === 0 || open.length === 0) return [];
  const candidates = await candidatesOf(store, snapshot, open, words);
  const byRegister = Map.groupBy(candidates, (one) => one.register);
  const names = namesOf(snapshot);
  const found = await Promise.all(
    open.map(async (type) => {
      const ids = byRegister.get(type.id)?.map(({ id }) => id) ?? [];
      if (ids.length === 0) return [];
      const records = await recordsById(store, snapshot, type, reach, asOf, ids);
      return records.flatMap((record) => {
        const named = namedIn(type, record.organisation, record.values).map((id) => nameOf(names, id));
        const fit = fitOf(findableRecord(type, record.id, record.values, named), words);
        return fit === null ? [] : [{ type, record, fit }];
      });
    }),
  );
  return found.flat().toSorted((a, b) => b.fit - a.fit || b.record.seq - a.record.seq);
}

const nameOf = (names: Names, id: string): string => names.organisations.get(id)?.zh ?? names.places.get(id)?.zh ?? '';

async function candidatesOf(
  store: Store,
  snapshot: Snapshot,
  open: readonly RegisterType[],
  words: readonly string[],
): Promise<{ register: string; id: string }[]> {
  const of = sql`jurisdiction_id = ${snapshot.jurisdiction} and register_id = any(${open.map(({ id }) => id)})`;
  const first = words[0] ?? '';
  const whole = words.join(' ');
  const number = gramsIn(snapshot.jurisdiction);
  const holds = sql.join(
    words.map((word) => holdsSql(snapshot, number, word)),
    sql` and `,
  );
  const { rows } = await sql<{ register: string; id: string }>`
    select register_id as register, record_id as id from (
      (select * from search_line where ${of} and title like ${`${like(first)}%`} limit ${read})
      union
      (select * from search_line where ${of} and ${holds} limit ${looked})
    ) found
    order by (title = ${whole}) desc, (title like ${`${like(first)}%`}) desc, (title like ${`%${like(first)}%`}) desc,
      char_length(title), seq desc, record_id
    limit ${read}`.execute(store);
  return rows;
}

/** Rows in which a word stands: as it is, by pinyin or initials, or as the name of an organisation or place. */
function holdsSql(snapshot: Snapshot, number: (gram: string) => number, word: string): RawBuilder<boolean> {
  const { text, initials, pinyin } = gramsFor(number, word);
  const part = `%${like(word)}%`;
  const ways = [sql<boolean>`(grams @> ${text}::integer[] and line like ${part})`];
  if (initials) ways.push(sql<boolean>`(grams @> ${initials}::integer[] and spelled like ${part})`);
  if (pinyin) ways.push(sql<boolean>`(grams @> ${pinyin}::integer[] and spelled like ${part})`);
  const { organisations, places } = namesOf(snapshot);
  const named = [...organisations, ...places].filter(([, { zh }]) => folded(zh).includes(word)).map(([id]) => id);
  if (named.length > 0) ways.push(sql<boolean>`grams && ${named.map((id) => number(`=${id}`))}::integer[]`);
  return sql`(${sql.join(ways, sql` or `)})`;
}

const like = (text: string): string => text.replace(/[\\%_]/gu, '\\$&');
