import { missing } from '../missing.ts';
import type { Missing } from '../model.ts';
import { chiSquare, chiSquareTail } from './chi-square.ts';
import { type Warning, warning } from './warning.ts';

/** What a screen over the digits of a long list found. */
export interface Screen {
  n: number;
  /** How often each digit came: 0–9 for last digits, 1–9 for first digits. */
  counts: number[];
  chiSquare: number;
  /** Probability of a list at least this uneven by chance. */
  p: number;
  warning: Warning | null;
}

/** From which probability on a screen warns: one false alarm in a thousand sound lists. */
const RARE = 0.001;
const LAST_DIGIT_LEAST = 200;
const BENFORD_LEAST = 300;
/** Mean absolute deviation of first digits that is no conformity (Nigrini, Benford's Law, 2012, table 7.1). */
const NONCONFORMITY = 0.015;

/**
 * Screen of last digits: in amounts of many digits the last one is even-handed; heaps on 0 and 5 are estimates, other
 * heaps invention. Values are taken at the precision `places` (digits after the point) and need at least three digits
 * there. Missing `not-applicable` with fewer than 200 such values.
 */
export function lastDigits(values: readonly number[], places = 0): Screen | Missing {
  const counts = Array.from({ length: 10 }, () => 0);
  let n = 0;
  for (const value of values) {
    const scaled = Math.round(Math.abs(value) * 10 ** places);
    if (!Number.isSafeInteger(scaled) || scaled < 100) continue;
    counts[scaled % 10] = (counts[scaled % 10] ?? 0) + 1;
    n += 1;
  }
  if (n < LAST_DIGIT_LEAST) return tooFew(n, LAST_DIGIT_LEAST);
  const statistic = chiSquare(
    counts,
    counts.map(() => 0.1),
  );
  const p = chiSquareTail(statistic, 9);
  const round = ((counts[0] ?? 0) + (counts[5] ?? 0)) / n;
  const most = counts.indexOf(Math.max(...counts));
  const share = (x: number) => `${Math.round(100 * x)}%`;
  const found =
    p >= RARE
      ? null
      : round > 0.3
        ? warning(
            'last-digit-rounded',
            `${n} 个数里 ${share(round)} 以 0 或 5 结尾（应在 20% 左右），像是估数`,
            `${share(round)} of ${n} figures end in 0 or 5 (about 20% would be usual): they look like estimates`,
            { n, p, share: round },
          )
        : warning(
            'last-digit-uneven',
            `${n} 个数的末位数字不均匀，${most} 最多（${share((counts[most] ?? 0) / n)}，应在 10% 左右）`,
            `The last digits of ${n} figures are uneven: ${most} is the most frequent (${share((counts[most] ?? 0) / n)}, about 10% would be usual)`,
            { n, p, digit: most },
          );
  return { n, counts, chiSquare: statistic, p, warning: found };
}

/**
 * Screen of first digits against Benford's law, P(d) = log10(1 + 1/d), for amounts that were not assigned or bounded.
 * Warns when chance is rare and the mean absolute deviation is beyond Nigrini's bound, because in a very long list the
 * smallest unevenness is no chance. Missing `not-applicable` with fewer than 300 values or where they span less than two
 * powers of ten.
 */
export function firstDigits(values: readonly number[]): Screen | Missing {
  const sizes = values.map(Math.abs).filter((size) => size > 0 && Number.isFinite(size));
  const n = sizes.length;
  if (n < BENFORD_LEAST) return tooFew(n, BENFORD_LEAST);
  const sorted = sizes.toSorted((a, b) => a - b);
  // A hundredth at either end does not decide whether the list spans enough.
  const span = (sorted[Math.floor(n * 0.99)] ?? 1) / (sorted[Math.floor(n * 0.01)] ?? 1);
  if (span < 100)
    return missing('not-applicable', {
      zh: '数值大小相差不到 100 倍，首位数字定律不适用',
      en: "the values span less than a factor of 100: Benford's law does not apply",
    });
  const counts = Array.from({ length: 9 }, () => 0);
  for (const size of sizes) {
    const digit = Number(size.toExponential()[0]) - 1;
    counts[digit] = (counts[digit] ?? 0) + 1;
  }
  const shares = counts.map((_, i) => Math.log10(1 + 1 / (i + 1)));
  const statistic = chiSquare(counts, shares);
  const p = chiSquareTail(statistic, 8);
  const deviation = counts.reduce((sum, count, i) => sum + Math.abs(count / n - (shares[i] ?? 0)), 0) / 9;
  const found =
    p < RARE && deviation > NONCONFORMITY
      ? warning(
          'first-digit-uneven',
          `${n} 个数的首位数字与本福德定律不符（平均偏差 ${deviation.toFixed(3)}，界限 ${NONCONFORMITY}）`,
          `The first digits of ${n} figures do not follow Benford's law (mean deviation ${deviation.toFixed(3)}, bound ${NONCONFORMITY})`,
          { n, p, deviation },
        )
      : null;
  return { n, counts, chiSquare: statistic, p, warning: found };
}

const tooFew = (n: number, least: number) =>
  missing('not-applicable', {
    zh: `只有 ${n} 个可用的数，至少要 ${least} 个`,
    en: `only ${n} usable figures, at least ${least} are needed`,
  });
