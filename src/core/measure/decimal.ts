/**
 * Exact decimals on top of JS numbers. A number stands for its shortest decimal text (332.6 is 332.6, not the
 * nearest double), so that 0.1 + 0.2 is 0.3 and a unit conversion does not drift.
 */

/** digits × 10^−places */
export interface Dec {
  digits: bigint;
  places: number;
}

export function toDec(n: number): Dec {
  const text = String(n);
  const e = text.indexOf('e');
  const mantissa = e < 0 ? text : text.slice(0, e);
  const exp = e < 0 ? 0 : Number(text.slice(e + 1));
  const dot = mantissa.indexOf('.');
  const digits = BigInt(dot < 0 ? mantissa : mantissa.slice(0, dot) + mantissa.slice(dot + 1));
  const places = (dot < 0 ? 0 : mantissa.length - dot - 1) - exp;
  return places < 0 ? { digits: digits * 10n ** BigInt(-places), places: 0 } : { digits, places };
}

export function fromDec(d: Dec): number {
  return Number(`${d.digits}e${-d.places}`);
}

/** n × num ÷ den, rounded once to the nearest double (30 significant digits are carried). */
export function scaleExact(n: number, num: bigint, den: bigint): number {
  if (num === den || n === 0 || !Number.isFinite(n)) return n;
  const d = toDec(n);
  let top = d.digits * num;
  let places = d.places;
  if (top % den !== 0n) {
    const extra = Math.max(0, 30 + String(den).length - String(top).length);
    top *= 10n ** BigInt(extra);
    places += extra;
  }
  return fromDec({ digits: top / den, places });
}

/** Sum of the decimal texts of the numbers, rounded once. */
export function sumExact(values: readonly number[]): number {
  let places = 0;
  const decs = values.map(toDec);
  for (const d of decs) if (d.places > places) places = d.places;
  let digits = 0n;
  for (const d of decs) digits += d.digits * 10n ** BigInt(places - d.places);
  return fromDec({ digits, places });
}

/** a × b on the decimal texts, rounded once: 300 × 0.1 is 30. */
export function timesExact(a: number, b: number): number {
  const d = toDec(b);
  return scaleExact(a, d.digits, 10n ** BigInt(d.places));
}

/** a − b on the decimal texts. */
export function subtractExact(a: number, b: number): number {
  return sumExact([a, -b]);
}

/**
 * Decimal text with at most `places` decimals, half away from zero on the decimal text (1.005 → 1.01),
 * trailing zeros dropped, never "-0".
 */
export function roundText(n: number, places: number): string {
  const d = toDec(n);
  let digits = d.digits < 0n ? -d.digits : d.digits;
  let kept = d.places;
  if (kept > places) {
    const cut = 10n ** BigInt(kept - places);
    digits = (digits + cut / 2n) / cut;
    kept = places;
  }
  const text = String(digits).padStart(kept + 1, '0');
  const whole = kept === 0 ? text : text.slice(0, -kept);
  const part = kept === 0 ? '' : text.slice(-kept).replace(/0+$/, '');
  const body = part === '' ? whole : `${whole}.${part}`;
  return n < 0 && digits !== 0n ? `-${body}` : body;
}

/** The same with exactly `places` decimals: 0.3 with two is 0.30. */
export function fixedText(n: number, places: number): string {
  const [whole = '', part = ''] = roundText(n, places).split('.');
  return places === 0 ? whole : `${whole}.${part.padEnd(places, '0')}`;
}

/** Rounded to `places` decimals as `roundText` does it. */
export function roundTo(n: number, places: number): number {
  return Number(roundText(n, places));
}

/** Rounded to `digits` significant digits; whole digits before the point are never cut. */
export function roundSignificant(n: number, digits: number): number {
  if (n === 0 || !Number.isFinite(n)) return n;
  const magnitude = Math.floor(Math.log10(Math.abs(n)));
  return roundTo(n, Math.max(0, digits - 1 - magnitude));
}
