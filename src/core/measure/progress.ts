import { sumExact } from './decimal.ts';
import type { Direction, TargetOp } from './model.ts';

/** What is asked of a level, all in one unit. */
export interface Aim {
  op: TargetOp;
  direction: Direction;
  /** The level that is aimed at: for `+` already base plus amount, for `range` its lower end. */
  level: number;
  /** Upper end of a range. */
  upper?: number;
  baseline: number;
  /** Half width of `approx` (左右) and of `hold`, as a share of the level; 0.05 when absent. */
  tolerance?: number;
}

/** +1 more is better, −1 less is better, 0 a band is to be kept. */
export type Sense = 1 | -1 | 0;

/** The band that is aimed at, and which side of it the base lies on (0: inside, the band is to be kept). */
export interface Band {
  low: number;
  high: number;
  sense: Sense;
}

const DEFAULT_TOLERANCE = 0.05;

/** Which way is good: the comparator decides; where it says nothing (=, to, +), the indicator's direction does. */
export function senseOf(op: TargetOp, direction: Direction): Sense {
  if (op === '>=' || op === '>') return 1;
  if (op === '<=' || op === '<') return -1;
  if (op === 'approx' || op === 'range') return 0;
  return direction === 'up' ? 1 : direction === 'down' ? -1 : 0;
}

/** The level of a target: `+` adds to the base (and takes off where falling is good), all others are levels. */
export function levelOf(op: TargetOp, direction: Direction, value: number, baseline: number): number {
  if (op !== '+') return value;
  return sumExact([baseline, direction === 'down' ? -Math.abs(value) : value]);
}

/** Band of an `approx`, a `range` or a `hold` aim. */
export function bandOf(aim: Aim): Band {
  const half = (aim.tolerance ?? DEFAULT_TOLERANCE) * Math.abs(aim.level);
  const low = aim.op === 'range' ? Math.min(aim.level, aim.upper ?? aim.level) : aim.level - half;
  const high = aim.op === 'range' ? Math.max(aim.level, aim.upper ?? aim.level) : aim.level + half;
  return { low, high, sense: aim.baseline < low ? 1 : aim.baseline > high ? -1 : 0 };
}

/** 6%左右 of what should grow: one side of the band binds, past the other it is met all the more. */
const oneSide = (aim: Aim): 1 | -1 | 0 =>
  aim.op !== 'approx' ? 0 : aim.direction === 'up' ? 1 : aim.direction === 'down' ? -1 : 0;

/** Whether the observed level meets the aim: `>` and `<` are strict, a band counts with its ends. */
export function isMet(aim: Aim, observed: number): boolean {
  if (aim.op === '>') return observed > aim.level;
  if (aim.op === '<') return observed < aim.level;
  const sense = senseOf(aim.op, aim.direction);
  if (sense > 0) return observed >= aim.level;
  if (sense < 0) return observed <= aim.level;
  const band = bandOf(aim);
  const side = oneSide(aim);
  return (side < 0 || observed >= band.low) && (side > 0 || observed <= band.high);
}

/** Where the path ends: the level itself, or for a range the end that is met first. */
export function pathEnd(aim: Aim): number {
  if (aim.op !== 'range') return aim.level;
  const band = bandOf(aim);
  return band.sense > 0 ? band.low : band.sense < 0 ? band.high : aim.baseline;
}

/**
 * Progress made over progress wanted, at one moment.
 *
 *     ratio = 1 + s × (observed − required) ÷ D,   D = s × (required − baseline)
 *
 * which is (observed − baseline) ÷ (required − baseline): the linear form of the observed/required growth ratio of
 * Open SDG and of Eurostat's monitoring report (CAGR_a / CAGR_r; thresholds 0.95 and 0.60). Differences are used
 * instead of growth rates because CAGR is undefined when an end is zero or negative and changes when an indicator is
 * restated as its complement. s is +1 where more is better and −1 where less is better, so falling-is-good needs no
 * second formula. Where D would not be positive (first day of the path, or a base that is already good enough) the
 * whole distance |target − baseline| is used, and failing that the tolerance; so the ratio is always finite.
 *
 * Properties (tested): 1 exactly on the path; monotone in `observed` (a band: up to its far end); unchanged when
 * everything is multiplied by a positive number; below 0 when the value moved away from the target.
 *
 * `approx` where more (or less) is better: at least 1 from the near end of the band on, without a far end.
 * `hold`, `range`, and `approx` of what is to be kept: inside the band the ratio is at least 1; past the far end, or outside when the base was
 * inside, it falls by 1 for each half width of the band. Never below 0 there.
 */
export function progressRatio(aim: Aim, required: number, observed: number): number {
  const tolerance = aim.tolerance ?? DEFAULT_TOLERANCE;
  let sense = senseOf(aim.op, aim.direction);
  const side = oneSide(aim);
  if (side !== 0) {
    const plain = oneSided(side, aim.baseline, aim.level, required, observed, tolerance);
    return isMet(aim, observed) ? Math.max(1, plain) : plain;
  }
  if (sense === 0) {
    const band = bandOf(aim);
    const half = (band.high - band.low) / 2;
    const past = observed > band.high ? observed - band.high : observed < band.low ? band.low - observed : 0;
    const far = band.sense > 0 ? observed > band.high : band.sense < 0 ? observed < band.low : past > 0;
    if (past > 0 && far) return half > 0 ? Math.max(0, 1 - past / half) : 0;
    if (past === 0 && band.sense === 0) return 1;
    sense = band.sense;
    const plain = oneSided(sense, aim.baseline, pathEnd(aim), required, observed, tolerance);
    return past === 0 ? Math.max(1, plain) : plain;
  }
  // hold with a limit (总磷 ≤ 0.05): there is no path to walk, only a line not to cross.
  if (aim.direction === 'hold') return oneSided(sense, aim.level, aim.level, aim.level, observed, tolerance);
  return oneSided(sense, aim.baseline, aim.level, required, observed, tolerance);
}

function oneSided(
  s: Sense,
  baseline: number,
  end: number,
  required: number,
  observed: number,
  tolerance: number,
): number {
  const alreadyGood = s * (end - baseline) < 0;
  const line = alreadyGood ? end : required;
  const walked = alreadyGood ? 0 : s * (line - baseline);
  const whole = Math.abs(end - baseline);
  const distance = walked > 0 ? walked : whole > 0 ? whole : tolerance * Math.abs(end);
  const ahead = s * (observed - line);
  if (distance > 0) {
    const ratio = 1 + ahead / distance;
    if (Number.isFinite(ratio)) return ratio;
  }
  return ahead >= 0 ? 1 : 0;
}
