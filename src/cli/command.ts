import { readFileSync } from 'node:fs';
import type { ParseArgsOptionsConfig } from 'node:util';
import { Ledger } from '../evidence/book.ts';
import { openDatabase } from '../evidence/store/postgres.ts';
import { migrate } from '../evidence/store/migrate.ts';
import { openStore, type Store } from '../evidence/store/store.ts';
import { Problem } from '../http/problem.ts';

export interface Command {
  usage: string;
  summary: { zh: string; en: string };
  options: ParseArgsOptionsConfig;
  /** Returns the exit code. */
  run: (call: { values: Record<string, string | boolean | undefined>; words: string[] }) => Promise<number>;
}

/** Options of every command that touches the store. */
export const storeOptions = { data: { type: 'string' } } satisfies ParseArgsOptionsConfig;

/** Opens the store of `--data DIR` (default `.lantu`) or DATABASE_URL for the time of `work`. */
export async function withStore<T>(
  values: Record<string, string | boolean | undefined>,
  work: (store: Store, ledger: Ledger) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({
    dataDir: String(values.data ?? '.lantu'),
    // A database of its own, whatever the environment names.
    databaseUrl: values.own === true ? undefined : databaseUrlOf(),
  });
  try {
    await migrate(database.url);
    const store = openStore(database.url, 4);
    try {
      return await work(store, new Ledger(store));
    } finally {
      await store.destroy();
    }
  } finally {
    await database.release();
  }
}

/** The database that the environment names: `DATABASE_URL`, or the file in `DATABASE_URL_FILE` (secrets of containers). */
export function databaseUrlOf(): string | undefined {
  const file = process.env.DATABASE_URL_FILE;
  return process.env.DATABASE_URL ?? (file ? readFileSync(file, 'utf8').trim() : undefined);
}

/** The value of an option that must be a day of the calendar. */
export function dayOption(value: string | boolean | undefined, name: string): string | undefined {
  if (value === undefined) return undefined;
  const day = String(value);
  const date = new Date(`${day}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day))
    return day;
  throw new Problem({
    status: 422,
    code: 'no-such-day',
    zh: `${name} 的日期 ${day} 不存在。`,
    en: `${name}: there is no day ${day}.`,
    hint: { zh: '写成 2024-06-30。', en: 'Write it as 2024-06-30.' },
    where: name,
  });
}

/** Prints one JSON document. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

const day = 24 * 3_600_000;
/** China has had one time zone and no summer time since 1992. */
const ahead = 8 * 3_600_000;
const known = { number: Number.NaN, day: '' };

/** The day in the time zone of the plan's users. */
export function todayInChina(now: Date = new Date()): string {
  const number = Math.floor((now.getTime() + ahead) / day);
  // Each request asks several times.
  if (number !== known.number) Object.assign(known, { number, day: new Date(number * day).toISOString().slice(0, 10) });
  return known.day;
}
