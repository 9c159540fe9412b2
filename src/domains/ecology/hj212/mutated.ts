import { seeded } from '../../../core/random/index.ts';
import { FrameSplitter } from './splitter.ts';
import { readSegment } from './packet.ts';

/** What came of mutated frames; for the test, and for the sweep in bench/. */
export interface Sweep {
  tried: number;
  /** Those whose segment differs from the one that it was made of. */
  seen: number;
  /** Those of them that were let in all the same. */
  accepted: number;
  /** Let in with a change of one sign, or of two neighbours: the check must see all of these. */
  near: number;
  /** Most bytes that a splitter held. */
  held: number;
}

/** Changes frames at random (signs, swaps, cuts, repeats, noise) and gives each to a splitter, followed by a good one. */
export function mutated(frames: readonly Buffer[], times: number, seed: number): Sweep {
  const random = seeded(seed);
  const below = (n: number) => Math.floor(random() * n);
  const sweep: Sweep = { tried: 0, seen: 0, accepted: 0, near: 0, held: 0 };
  const known = new Set(frames.map((frame) => frame.toString('latin1').slice(6).trimEnd()));
  let splitter = new FrameSplitter();
  for (let n = 0; n < times; n += 1) {
    const good = frames[below(frames.length)] ?? Buffer.alloc(0);
    let frame = Buffer.from(good);
    const how = below(7);
    const at = 6 + below(frame.length - 12);
    if (how === 0) frame[at] = 32 + below(95);
    else if (how === 1) [frame[at], frame[at + 1]] = [frame[at + 1] ?? 0, frame[at] ?? 0];
    else if (how === 2) frame = frame.subarray(0, at);
    else if (how === 3) frame = Buffer.concat([frame.subarray(0, at), frame.subarray(below(at))]);
    else if (how === 4) for (let k = 0; k < 3; k += 1) frame[below(frame.length)] = 48 + below(10);
    else if (how === 5) for (let k = 0; k < 8; k += 1) frame[below(frame.length)] = below(256);
    else frame = Buffer.concat([Buffer.from(`##${below(10_000)}`), frame.subarray(below(12))]);
    sweep.tried += 1;
    const changed = !frame.equals(good);
    const cuts = [...splitter.push(frame), ...splitter.push(good)];
    sweep.held = Math.max(sweep.held, splitter.pending);
    if (changed) sweep.seen += 1;
    for (const cut of cuts) {
      if (cut.is !== 'frame') continue;
      readSegment(cut.segment);
      const crcless = `${cut.segment.toString('latin1')}${cut.raw.toString('latin1').slice(-4)}`;
      if (known.has(crcless)) continue;
      sweep.accepted += 1;
      if (how <= 1) sweep.near += 1;
    }
    if (n % 1000 === 999) {
      splitter.drop();
      splitter = new FrameSplitter();
    }
  }
  return sweep;
}
