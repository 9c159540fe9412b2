/**
 * The state of a page that lives in its address is plain strings: `?view=tree&light=red,yellow`.
 * These helpers read it without trusting it.
 */
export type Raw = Record<string, unknown>;

/** A trimmed, non-empty string of at most `limit` characters. */
export function str(raw: Raw, key: string, limit = 200): string | undefined {
  const value = raw[key];
  return typeof value === 'string' && value.trim() !== '' ? value.slice(0, limit) : undefined;
}

export function oneOf<T extends string>(raw: Raw, key: string, allowed: readonly T[]): T | undefined {
  const value = raw[key];
  return allowed.find((a) => a === value);
}

export function day(raw: Raw, key: string): string | undefined {
  const value = raw[key];
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(value) ? value : undefined;
}

/** Leaves out what is undefined, so that the address stays short. */
export function compact<T extends object>(values: T): Partial<T> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}

/** A comma list in the address as a set. */
export function listOf(value: string | undefined): string[] {
  return value === undefined ? [] : value.split(',').filter((v) => v !== '');
}

/** The list with `item` put in or taken out; undefined when nothing is left. */
export function toggled(value: string | undefined, item: string): string | undefined {
  const list = listOf(value);
  const next = list.includes(item) ? list.filter((v) => v !== item) : [...list, item];
  return next.length === 0 ? undefined : next.join(',');
}
