import { AsyncLocalStorage } from 'node:async_hooks';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a piece of work reads and writes, by parts: `table:NAME`, `register:ID` (its records), `head` (anything at all). Queries are
 * seen where they are sent; what was read before and is remembered says so itself by `noteRead`.
 */
export class Reading {
  readonly parts = new Set<string>();
  readonly #with = new Set<Set<string>>();

  note(part: string): void {
    this.parts.add(part);
    for (const set of this.#with) set.add(part);
  }

  /** From now on what is read is noted there too: things that are computed once and remembered with it. */
  join(set: Set<string>): void {
    this.#with.add(set);
  }

  /** Everything that was read, or that what was remembered was made of. */
  all(): Set<string> {
    return new Set([...this.parts, ...[...this.#with].flatMap((set) => [...set])]);
  }
}

const reading = new AsyncLocalStorage<Reading | null>();
const writing = new AsyncLocalStorage<Set<string>>();

/** Does work and gives what it read. */
export async function reads<T>(work: () => Promise<T>): Promise<{ result: T; reading: Reading }> {
  const noted = new Reading();
  return { result: await reading.run(noted, work), reading: noted };
}

/** Does work whose reading is noted otherwise, or changes no answer. */
export function unread<T>(work: () => T): T {
  return reading.run(null, work);
}

/** The reading under way; null where nobody asks. */
export const readingNow = (): Reading | null => reading.getStore() ?? null;

export function noteRead(...parts: readonly string[]): void {
  for (const part of parts) reading.getStore()?.note(part);
}

/** Does work and collects the tables that it writes to in `tables`, also where it fails. */
export function writes<T>(tables: Set<string>, work: () => Promise<T>): Promise<T> {
  return writing.run(tables, work);
}

/** Called with every query of a store. */
export function noteQuery(text: string, parameters: readonly unknown[]): void {
  const read = reading.getStore();
  if (read) for (const part of readBy(text, parameters)) read.note(part);
  const written = writing.getStore();
  if (written)
    for (const [, name = ''] of text.matchAll(/\b(?:insert\s+into|update|delete\s+from|copy)\s+"?([a-z_]+)"?/gi))
      if (tables.has(name)) written.add(name);
}

const tables: ReadonlySet<string> = tablesOf(join(import.meta.dirname, 'migrations'));

function tablesOf(folder: string): Set<string> {
  const found = new Set<string>();
  for (const name of readdirSync(folder))
    for (const [, table = ''] of readFileSync(join(folder, name), 'utf8').matchAll(
      /create table (?:if not exists )?(\w+)/gi,
    ))
      found.add(table);
  return found;
}

/** Tables whose rows belong to a register each. */
const ofRegisters: ReadonlySet<string> = new Set(['record', 'record_version']);

/** The parts that a query reads. Which registers it is about it says by `register_id = $n`, once for each table of records. */
export function readBy(text: string, parameters: readonly unknown[]): Set<string> {
  const parts = new Set<string>();
  let records = 0;
  for (const [, name = ''] of text.matchAll(
    /(?:\b(?:from|join|update|into)|,)\s+(?:only\s+|lateral\s+)?"?([a-z_]+)"?(?!\s*\()/gi,
  )) {
    if (ofRegisters.has(name)) records += 1;
    else if (tables.has(name)) parts.add(`table:${name}`);
  }
  if (records === 0) return parts;
  const named = [...text.matchAll(/register_id"?\s*=\s*\$(\d+)/gi)].map(([, n]) => parameters[Number(n) - 1]);
  if (named.length >= records && named.every((id) => typeof id === 'string'))
    for (const id of named) parts.add(`register:${id as string}`);
  else parts.add('table:record');
  return parts;
}
