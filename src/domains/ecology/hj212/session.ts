import { localTime } from './time.ts';
import type { StreamIntake } from '../stream/intake.ts';
import type { Station } from '../stream/door.ts';
import { dataTaken, noticeHeard, refusals, requestMet, setClock } from './answers.ts';
import { openSegment } from './cipher.ts';
import { sortOf } from './commands.ts';
import { Orders } from './orders.ts';
import { type Packet, readSegment } from './packet.ts';
import { type Cut, FrameSplitter } from './splitter.ts';

/** What a line costs: bytes and cuts that were none of a frame. */
export interface LineCount {
  frames: number;
  broken: number;
}

/**
 * What is said on one line. Bytes go in; answers come out by `say`. A frame is answered once it is on disk; one that is not
 * let in is never acknowledged.
 */
export class Session {
  readonly count: LineCount = { frames: 0, broken: 0 };
  readonly #intake: StreamIntake;
  readonly #say: (text: string) => void;
  readonly #splitter: FrameSplitter;
  readonly #orders: Orders;
  /** The station that spoke last: broken frames are laid at its door. */
  #last: Station | null = null;

  constructor(intake: StreamIntake, say: (text: string) => void) {
    this.#intake = intake;
    this.#say = say;
    this.#orders = new Orders(say);
    this.#splitter = new FrameSplitter((segment, crc) => {
      const mn = mnOf(segment);
      const key = mn === null ? null : (this.#intake.doors.held(mn)?.key ?? null);
      return key ? openSegment(segment, crc, key) : null;
    });
  }

  get pending(): number {
    return this.#splitter.pending;
  }

  /** Takes bytes of the line; resolves when every whole frame among them was answered. */
  async push(bytes: Buffer): Promise<void> {
    // Who is meant must be known before: the check of what is encrypted is that of the plain text.
    await this.#meet(bytes);
    await this.#all(this.#splitter.push(bytes));
  }

  /** Nothing came for a while: what lacks only its line end is taken. */
  async flush(): Promise<void> {
    await this.#all(this.#splitter.flush());
  }

  /** What is unfinished is given up. */
  drop(): void {
    for (const cut of this.#splitter.drop()) this.#broken(cut);
  }

  /** The line is closed. */
  end(): void {
    this.#orders.drop();
  }

  async #meet(bytes: Buffer): Promise<void> {
    const text = bytes.toString('latin1');
    const names = new Set(Array.from(text.matchAll(/MN=([0-9A-Za-z]{1,27});/g), ([, mn = '']) => mn.toUpperCase()));
    for (const mn of [...names].slice(0, 50)) await this.#intake.doors.find(mn);
  }

  async #all(cuts: readonly Cut[]): Promise<void> {
    const answers: Promise<void>[] = [];
    for (const cut of cuts) {
      if (cut.is === 'broken') this.#broken(cut);
      else answers.push(this.#frame(cut));
    }
    await Promise.all(answers);
  }

  #broken(cut: Extract<Cut, { is: 'broken' }> | Cut): void {
    if (cut.is !== 'broken') return;
    this.count.broken += 1;
    const mn = mnOf(cut.raw);
    const station = (mn === null ? null : this.#intake.doors.held(mn)) ?? this.#last;
    if (station) this.#intake.refused(station, [cut.why === 'crc' ? 'crc' : cut.why]);
    // Edition 2025: a wrong check ends it. Those before say so, where it can be told whom to tell.
    const packet = cut.why === 'crc' ? readSegment(cut.raw.subarray(6)) : null;
    if (packet && station && packet.qn !== null && packet.version < 2 && packet.answer)
      this.#say(requestMet(packet, refusals.crc));
  }

  async #frame({ raw, segment, sealed, faults }: Extract<Cut, { is: 'frame' }>): Promise<void> {
    this.count.frames += 1;
    const packet = readSegment(segment);
    if (!packet) {
      this.count.broken += 1;
      return;
    }
    const station = await this.#intake.doors.find(packet.mn);
    if (!station) return this.#refuse(packet, refusals.mn);
    this.#last = station;
    if (station.password !== packet.pw) {
      this.#intake.refused(station, ['password']);
      return this.#refuse(packet, refusals.pw);
    }
    const more = { raw, opened: sealed ? segment : null, faults, door: 'hj212' as const };
    const sort = sortOf(packet.cn);
    const { version, cn, answer, qn, pw, mn, st, fields } = packet;
    const asked = { version, qn, pw, mn };
    const taken = await this.#intake.take(
      station,
      packet,
      sort === 'unknown' || sort === 'ours' ? { ...more, faults: [...faults, wrongly[sort]] } : more,
    );
    if (taken === null) {
      if (answer && qn !== null) this.#say(requestMet(asked, refusals.other));
    } else if (sort === 'notice') {
      this.#say(noticeHeard(asked));
      if (cn === '1013')
        this.#orders.give(setClock({ ...asked, st, fields }, Date.now()), (fault) => {
          if (fault) this.#intake.refused(station, [fault]);
        });
    } else if (sort === 'reply') this.#orders.heard({ cn, qn, fields });
    else if (answer && sort === 'upload') this.#say(dataTaken(asked));
    else if (answer) this.#say(requestMet(asked, sort === 'unknown' ? refusals.cn : refusals.refused));
  }

  #refuse(packet: Packet, result: number): void {
    if (packet.answer && packet.qn !== null) this.#say(requestMet(packet, result));
  }
}

/** A command that is in no table, or that is not for a station to give. */
const wrongly = { unknown: 'command', ours: 'direction' } as const;

const mnOf = (bytes: Buffer): string | null =>
  /MN=([0-9A-Za-z]{1,27});/.exec(bytes.toString('latin1', 0, 300))?.[1]?.toUpperCase() ?? null;

/** The day on which something came, by the clock of China. */
export const dayOf = (ms: number): string => localTime(ms).slice(0, 10);
