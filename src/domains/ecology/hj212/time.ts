/** Stations tell the time of China, which has had no summer time since 1991. */
const zone = '+08:00';

/**
 * `YYYYMMDDhhmmss` with or without milliseconds (also without seconds) as an ISO instant of +08:00; null where there is no such
 * time.
 */
export function instantOf(text: string): string | null {
  const found = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(\d{3})?$/.exec(text.trim());
  if (!found) return null;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00'] = found;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`;
  const time = Date.parse(iso);
  if (Number.isNaN(time) || Number(year) < 1990) return null;
  // The 31st of February is read as March by some: it is no day.
  return localTime(time) === iso ? iso : null;
}

/** An instant in milliseconds as ISO of +08:00, to the second. */
export function localTime(ms: number): string {
  return `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}${zone}`;
}

/** An instant in milliseconds as `YYYYMMDDhhmmss`, with milliseconds where `millis`. */
export function stamp(ms: number, millis = false): string {
  return new Date(ms + 8 * 3_600_000)
    .toISOString()
    .replaceAll(/[-:T.Z]/g, '')
    .slice(0, millis ? 17 : 14);
}
