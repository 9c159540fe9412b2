import type { Services } from '../../../evidence/domain.ts';
import type { FrameKind, KeptFrame } from '../../../evidence/streams/frames.ts';
import { kindOfCommand } from '../hj212/commands.ts';
import { type Packet, refusedBy } from '../hj212/packet.ts';
import { Parts } from '../hj212/parts.ts';
import { localTime } from '../hj212/time.ts';
import { Closer } from './closer.ts';
import { Counters } from './counters.ts';
import { Doors, type Station } from './door.ts';
import { hashOfFrame, StreamWriter } from './writer.ts';

/** Milliseconds after which data of a kind are late; a day's come in the night. */
const lateAfter: Readonly<Record<FrameKind, number>> = {
  raw: 600_000,
  minute: 1_800_000,
  hour: 3 * 3_600_000,
  day: 36 * 3_600_000,
  other: Number.POSITIVE_INFINITY,
};
/** A clock may be ahead by this much before what it says is taken for a mistake. */
const ahead = 26 * 3_600_000;

/** Everything behind the doors by which stations send: one for a server, whatever doors are open. */
export class StreamIntake {
  readonly doors: Doors;
  readonly writer: StreamWriter;
  readonly counters: Counters;
  readonly closer: Closer;
  readonly #parts = new Parts((station) => this.refused(station, ['parts']));

  constructor(services: Services) {
    this.doors = new Doors(services);
    this.counters = new Counters(services.store);
    this.closer = new Closer(services);
    this.writer = new StreamWriter(services.store, (frames) => this.closer.kept(frames));
  }

  /** Counts a frame that was not let in, or never came. */
  refused(station: Pick<Station, 'jurisdiction' | 'mn'>, faults: readonly string[]): void {
    const now = localTime(Date.now());
    this.counters.count(station, now.slice(0, 10), now, { faults });
  }

  /**
   * Keeps a frame of a station; resolves once it is on disk: true where it is new, false where it was kept already. Null where the
   * standard says that it must not be taken.
   */
  async take(
    station: Station,
    packet: Packet,
    frame: {
      raw: Buffer;
      opened: Buffer | null;
      faults: readonly string[];
      door: KeptFrame['door'];
    },
  ): Promise<boolean | null> {
    const now = Date.now();
    const faults = [...frame.faults, ...packet.faults];
    if (refusedBy(packet)) {
      this.refused(station, faults);
      return null;
    }
    const kind = kindOfCommand(packet.cn);
    const said = this.#parts.timeOf(station.jurisdiction, packet, now);
    let at = said === null ? now : Date.parse(said);
    if (said === null && kind !== 'other') faults.push('datatime-missing');
    if (at > now + ahead) {
      faults.push('clock');
      at = now;
    }
    const late = now - at > lateAfter[kind];
    if (late && !packet.late) faults.push('late-unmarked');
    const unsaid = said === null || at === now;
    // Only what is counted of a packet waits for the disk, not the packet: a flood would fill the memory with them.
    const counted = { late: late || packet.late, faults, codes: [...packet.factors.keys()] };
    const fresh = await this.writer.keep({
      jurisdiction: station.jurisdiction,
      mn: station.mn,
      // Without a time of its own it would be another row each time that it is sent again.
      at: unsaid ? Math.floor(now / 86_400_000) * 86_400_000 : at,
      hash: hashOfFrame(frame.raw),
      received: now,
      kind: unsaid ? 'other' : kind,
      frame: frame.raw,
      opened: frame.opened,
      faults,
      door: frame.door,
      demo: station.demo,
    });
    const day = localTime(now);
    this.counters.count(station, day.slice(0, 10), day, {
      ...counted,
      taken: fresh,
      repeated: !fresh,
    });
    return fresh;
  }

  /** Waits for what is under way, makes the values of what came, and ends. */
  async end(): Promise<void> {
    this.#parts.end();
    await this.writer.drained();
    await this.closer.end();
    await this.counters.end();
  }
}
