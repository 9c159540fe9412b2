/** A probability that was given, and whether it came true. */
export interface Foretold {
  probability: number;
  met: boolean;
}

export interface ReliabilityBin {
  from: number;
  to: number;
  n: number;
  /** Mean probability given, and share that came true; null in an empty bin. */
  predicted: number | null;
  observed: number | null;
}

export interface Reliability {
  n: number;
  bins: ReliabilityBin[];
  /** Expected calibration error: mean |predicted − observed| over the bins, weighted by n; null without cases. */
  ece: number | null;
  /** Brier score (Brier 1950), and its skill against always giving the overall share; null where that is undefined. */
  brier: number | null;
  skill: number | null;
}

/** Probabilities given against what came, in ten equal bins. */
export function reliability(cases: readonly Foretold[]): Reliability {
  const n = cases.length;
  const bins = Array.from({ length: 10 }, (_, k): ReliabilityBin => {
    const inside = cases.filter((c) => Math.min(9, Math.floor(c.probability * 10)) === k);
    const mean = (of: (c: Foretold) => number) =>
      inside.length === 0 ? null : inside.reduce((sum, c) => sum + of(c), 0) / inside.length;
    return {
      from: k / 10,
      to: (k + 1) / 10,
      n: inside.length,
      predicted: mean((c) => c.probability),
      observed: mean((c) => Number(c.met)),
    };
  });
  if (n === 0) return { n, bins, ece: null, brier: null, skill: null };
  const ece = bins.reduce((sum, bin) => sum + (bin.n / n) * Math.abs((bin.predicted ?? 0) - (bin.observed ?? 0)), 0);
  const brier = cases.reduce((sum, c) => sum + (c.probability - Number(c.met)) ** 2, 0) / n;
  const share = cases.filter((c) => c.met).length / n;
  const plain = share * (1 - share);
  return { n, bins, ece, brier, skill: plain > 0 ? 1 - brier / plain : null };
}

/** A forecast of the past beside what came and what repeating the last figures would have said. */
export interface PastForecast {
  expected: number;
  naive: number;
  low80: number;
  high80: number;
  low95: number;
  high95: number;
  came: number;
  /** Usual size of a change of the series, so that series of different units may be averaged; > 0. */
  unit: number;
}

export interface TrackRecord {
  n: number;
  coverage80: number | null;
  coverage95: number | null;
  /** 1 − own error ÷ naive error, both in units of the series: 0 no better than naive, 1 perfect; null without cases. */
  skill: number | null;
}

/** How past forecasts did. */
export function trackRecord(past: readonly PastForecast[]): TrackRecord {
  const n = past.length;
  if (n === 0) return { n, coverage80: null, coverage95: null, skill: null };
  const mean = (of: (p: PastForecast) => number) => past.reduce((sum, p) => sum + of(p), 0) / n;
  const naive = mean((p) => Math.abs(p.came - p.naive) / p.unit);
  return {
    n,
    coverage80: mean((p) => Number(p.came >= p.low80 && p.came <= p.high80)),
    coverage95: mean((p) => Number(p.came >= p.low95 && p.came <= p.high95)),
    skill: naive > 0 ? 1 - mean((p) => Math.abs(p.came - p.expected) / p.unit) / naive : null,
  };
}
