/** Scores of units from their directives: pure, so that anybody can compute them again. */

export interface Weights {
  onTime: number;
  returns: number;
  unturned: number;
  repeats: number;
}

export interface ScoreRule {
  weights: Weights;
  /** Fewest cases that are ranked. */
  fewest: number;
  appealWorkdays: number;
}

/** Own choice: the half of 督办 in the proposals for fair evaluation, spread over its four parts. */
export const SCORE_RULE: ScoreRule = {
  weights: { onTime: 40, returns: 20, unturned: 25, repeats: 15 },
  fewest: 5,
  appealWorkdays: 5,
};

/** One directive of a unit. Days are ISO days. */
export interface Case {
  organisation: string;
  /** The limit that it was issued with: an extension does not make a late answer timely. */
  firstDue: string;
  /** Day of the newest answer; null: none stands (never given, or returned). */
  answered: string | null;
  closed: boolean;
  returns: number;
  unturned: boolean;
  repeat: boolean;
  /** Probability that the promise is kept, when it was issued; null: not known. */
  probability: number | null;
}

export interface Line {
  organisation: string;
  cases: number;
  /** Shares from 0 to 1; null where there is nothing to tell it by. */
  onTime: number | null;
  /** 80 % interval of the share that is on time (Wilson 1927). */
  onTimeLow: number | null;
  onTimeHigh: number | null;
  /** Returns for each case. */
  returns: number | null;
  unturned: number | null;
  repeats: number | null;
  /** Mean probability at the start: the lower, the harder. */
  difficulty: number | null;
  /** 0 to the sum of the weights that apply, scaled to 100. */
  score: number | null;
  rank: number | null;
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Wilson, E. B. (1927), J. Am. Stat. Assoc. 22, 209–212; z of 80 %. */
function wilson(share: number, n: number): [number, number] {
  const z = 1.2815515655446004;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/**
 * A line for each unit: the ranked ones first, the others in the order of their ids, which ranks nobody. A part that cannot be told takes its weight with it; two returns for each case or more
 * give nothing for returns. Units with fewer than `fewest` cases have no rank; equal scores (to a tenth) share one.
 */
export function scoresOf(cases: readonly Case[], { weights, fewest }: Pick<ScoreRule, 'weights' | 'fewest'>): Line[] {
  const units = [...new Set(cases.map(({ organisation }) => organisation))].toSorted();
  const lines = units.map((organisation): Line => {
    const own = cases.filter((one) => one.organisation === organisation);
    const closed = own.filter((one) => one.closed);
    const onTime = mean(own.map(({ answered, firstDue }) => Number(answered !== null && answered <= firstDue)));
    const returns = mean(own.map((one) => one.returns));
    const unturned = mean(closed.map((one) => Number(one.unturned)));
    const repeats = mean(own.map((one) => Number(one.repeat)));
    const parts: [number, number | null][] = [
      [weights.onTime, onTime],
      [weights.returns, returns === null ? null : Math.max(0, 1 - returns / 2)],
      [weights.unturned, unturned === null ? null : 1 - unturned],
      [weights.repeats, repeats === null ? null : 1 - repeats],
    ];
    const known = parts.flatMap(([weight, value]) => (value === null ? [] : [{ weight, value }]));
    const whole = known.reduce((sum, { weight }) => sum + weight, 0);
    const [low, high] = onTime === null ? [null, null] : wilson(onTime, own.length);
    return {
      organisation,
      cases: own.length,
      onTime,
      onTimeLow: low,
      onTimeHigh: high,
      returns,
      unturned,
      repeats,
      difficulty: mean(own.flatMap(({ probability }) => probability ?? [])),
      score:
        whole === 0
          ? null
          : Math.round((1000 * known.reduce((sum, { weight, value }) => sum + weight * value, 0)) / whole) / 10,
      rank: null,
    };
  });
  const ranked = lines.filter((line) => line.cases >= fewest && line.score !== null);
  return lines
    .map((line) =>
      ranked.includes(line)
        ? { ...line, rank: 1 + ranked.filter(({ score }) => (score ?? 0) > (line.score ?? 0)).length }
        : line,
    )
    .toSorted(byRank);
}

function byRank(a: Line, b: Line): number {
  if (a.rank !== null && b.rank !== null && a.rank !== b.rank) return a.rank - b.rank;
  if ((a.rank === null) !== (b.rank === null)) return a.rank === null ? 1 : -1;
  return a.organisation < b.organisation ? -1 : 1;
}
