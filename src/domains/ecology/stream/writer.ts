import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { complain } from '../../../evidence/store/complain.ts';
import { type KeptFrame, keepFrames, lastFrame } from '../../../evidence/streams/frames.ts';
import { partitionsFor } from '../../../evidence/streams/partitions.ts';
import type { Store } from '../../../evidence/store/store.ts';

/** Frames of one transaction, and bytes that may wait for theirs: beyond that the lines are held. */
const atOnce = 500;
const mostWaiting = 1024 * 1024;

interface Waiting {
  frame: KeptFrame;
  done: (fresh: boolean) => void;
  failed: (error: unknown) => void;
}

export const hashOfFrame = (frame: Buffer): Buffer => createHash('sm3').update(frame).digest();

/**
 * Keeps frames in the order in which they come, one transaction after the other: those that arrive while one is being committed
 * go together into the next. `keep` resolves once the frame is on disk, and says whether it is new.
 */
export class StreamWriter {
  readonly #store: Store;
  readonly #kept: (frames: readonly KeptFrame[]) => void;
  #queue: Waiting[] = [];
  #bytes = 0;
  #last: number | null = null;
  #round: Promise<void> | null = null;

  /** `kept` is told of every frame that is new, after the commit. */
  constructor(store: Store, kept: (frames: readonly KeptFrame[]) => void) {
    this.#store = store;
    this.#kept = kept;
  }

  /** So much waits that who reads from a line should stop reading. */
  get full(): boolean {
    return this.#bytes > mostWaiting;
  }

  keep(frame: KeptFrame): Promise<boolean> {
    return new Promise((done, failed) => {
      this.#queue.push({ frame, done, failed });
      this.#bytes += frame.frame.length + 300;
      this.#round ??= this.#work().finally(() => {
        this.#round = null;
      });
    });
  }

  /** Resolves once nothing waits. */
  async drained(): Promise<void> {
    while (this.#round) await this.#round;
  }

  async #work(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, atOnce);
      try {
        this.#last ??= await lastFrame(this.#store);
        const frames = batch.map(({ frame }) => frame);
        await partitionsFor(
          this.#store,
          frames.map(({ at }) => at),
          Date.now(),
        );
        const first = this.#last;
        const fresh = await keepFrames(this.#store, frames, first);
        this.#last = first + frames.length;
        this.#kept(frames.filter((_, n) => fresh[n]));
        for (const [n, { done }] of batch.entries()) done(fresh[n] === true);
      } catch (error) {
        // Nobody is told that they were taken: who sent them sends them again.
        this.#last = null;
        complain('stream', error);
        for (const { failed } of batch) failed(error);
      }
      for (const { frame } of batch) this.#bytes -= frame.frame.length + 300;
      // Whoever waits for these is answered first.
      await setImmediate();
    }
  }
}
