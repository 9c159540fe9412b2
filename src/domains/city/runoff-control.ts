/**
 * Capture of runoff (GB/T 51345-2018; 海绵城市建设技术指南, annex): of daily rains without those of 2 mm and less and without
 * snow, ordered, the share of all water that a rain of X mm captures is P = (Σ X_i up to X + X × rains above it) ÷ Σ X.
 */
export function captureShare(rains: readonly number[], design: number): number {
  const whole = rains.reduce((sum, rain) => sum + rain, 0);
  return rains.reduce((sum, rain) => sum + Math.min(rain, design), 0) / whole;
}

/**
 * The design rain (mm) that captures `share` (0 to 1) of all water: exactly, as the share is linear between ordered rains.
 * Rains in mm, all above 0.
 */
export function designRain(rains: readonly number[], share: number): number {
  const ordered = rains.toSorted((a, b) => a - b);
  const wanted = share * ordered.reduce((sum, rain) => sum + rain, 0);
  let captured = 0;
  let below = 0;
  for (const [n, rain] of ordered.entries()) {
    const more = (rain - below) * (ordered.length - n);
    if (captured + more >= wanted) return below + (wanted - captured) / (ordered.length - n);
    captured += more;
    below = rain;
  }
  return below;
}

/** Volume to store, m³: 10 H φ F with H in mm and F in hectares. */
export function storageVolume(design: number, phi: number, hectares: number): number {
  return 10 * design * phi * hectares;
}
