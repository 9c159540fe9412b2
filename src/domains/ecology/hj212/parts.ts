import type { Packet } from './packet.ts';

/** Milliseconds in which the packets of one report must have come: a station sends again three times at most. Own choice. */
const whole = 5 * 60_000;
const mostSets = 20_000;

interface SetOfParts {
  jurisdiction: string;
  mn: string;
  at: string;
  count: number;
  got: Set<number>;
  until: number;
}
type Whose = Pick<SetOfParts, 'jurisdiction' | 'mn'>;

/**
 * Reports that come in several packets (HJ 212-2017, C.49). Their packets have QNs of their own: they belong together by device,
 * command, time of the data and count, whatever line each comes by. A report that stays incomplete is told.
 */
export class Parts {
  /** By device, command and count, the newest report last. */
  readonly #sets = new Map<string, SetOfParts[]>();
  readonly #lacks: (of: Whose) => void;
  readonly #clock: NodeJS.Timeout;
  #held = 0;

  /** `lacks` is called for each report of which a packet did not come in time. */
  constructor(lacks: (of: Whose) => void, every = 10_000) {
    this.#lacks = lacks;
    this.#clock = setInterval(() => this.sweep(Date.now()), every).unref();
  }

  /** The time of the data of a packet: its own, or that of the report that still lacks it. Null where neither says it. */
  timeOf(jurisdiction: string, { mn, cn, pnum, pno, at }: Packet, now: number): string | null {
    if (pnum === null || pno === null || pnum < 2) return at;
    const key = `${jurisdiction} ${mn} ${cn} ${pnum}`;
    const sets = this.#sets.get(key) ?? [];
    const own = at === null ? sets.findLast(({ got }) => !got.has(pno)) : sets.find((one) => one.at === at);
    if (own) {
      own.got.add(pno);
      return own.at;
    }
    if (at === null) return null;
    if (this.#held >= mostSets) this.sweep(Number.POSITIVE_INFINITY);
    const began = { jurisdiction, mn, at, count: pnum, got: new Set([pno]), until: now + whole };
    this.#sets.set(key, [...(this.#sets.get(key) ?? []), began]);
    this.#held += 1;
    return at;
  }

  /** Lets go of reports whose time is over, and tells of those that lack a packet. */
  sweep(now: number): void {
    for (const [key, sets] of this.#sets) {
      const left = sets.filter(({ until }) => until > now);
      if (left.length === sets.length) continue;
      for (const one of sets) if (one.until <= now && one.got.size < one.count) this.#lacks(one);
      this.#held -= sets.length - left.length;
      if (left.length === 0) this.#sets.delete(key);
      else this.#sets.set(key, left);
    }
  }

  end(): void {
    clearInterval(this.#clock);
  }
}
