/** The middle value; 0 of nothing. */
export function median(x: ArrayLike<number>): number {
  if (x.length === 0) return 0;
  const s = Float64Array.from(x).sort();
  return (s[(s.length - 1) >> 1]! + s[s.length >> 1]!) / 2;
}
