import { frameCheck } from '../frame-check.ts';

/** What a station does against the standard and is let in all the same; each is counted. */
export type CutFault = 'length' | 'length-digits' | 'crc-case' | 'crc-digits' | 'tail';

/** A frame whose check holds, or bytes that are none. `raw` is what stood on the line, from the head to the check. */
export type Cut =
  | { is: 'frame'; raw: Buffer; segment: Buffer; sealed: boolean; faults: CutFault[] }
  | { is: 'broken'; why: 'crc' | 'half' | 'noise' | 'too-long'; raw: Buffer };

/** Opens a segment whose plain text has the check `crc`; null where it cannot be opened. */
export type Opener = (segment: Buffer, crc: string) => Buffer | null;

/** No frame is longer: 9999 bytes of a length of four digits, and what an encrypted one written out as text has. */
const longest = 16_384;
const cr = 0x0d;
const lf = 0x0a;
const hash = 0x23;
const amp = 0x26;
const begins = /^##\d{3,4}(?:QN|ST|CN|PW|MN|Flag|RF|PNUM|PNO|CP)=/;

const isDigit = (byte = 0) => byte >= 0x30 && byte <= 0x39;
const isHex = (byte = 0) => isDigit(byte) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);

interface Found {
  cut: Extract<Cut, { is: 'frame' }>;
  end: number;
}

/**
 * Cuts the bytes of a connection into frames (HJ 212, 6.2): by the stated length, and where that does not fit (encrypted
 * samples of 2025 state the plain length) by the tail `&&`, check, CR LF. Half, glued and wrong ones cost no frame that
 * follows. Holds at most one unfinished frame of 16 KB.
 */
export class FrameSplitter {
  #held: Buffer = Buffer.alloc(0);
  /** Up to here nothing of the held bytes can end the frame that they begin with. */
  #scanned = 0;
  readonly #open: Opener;

  constructor(open: Opener = () => null) {
    this.#open = open;
  }

  /** Bytes that wait for the rest of their frame. */
  get pending(): number {
    return this.#held.length;
  }

  push(bytes: Uint8Array): Cut[] {
    this.#held = this.#held.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#held, bytes]);
    return this.#all(false);
  }

  /** Nothing more comes for now: what is whole but for its CR LF is given. */
  flush(): Cut[] {
    return this.#all(true);
  }

  /** Gives up what is unfinished. */
  drop(): Cut[] {
    const raw = this.#take(this.#held.length);
    return raw.length === 0 ? [] : [{ is: 'broken', why: raw[0] === hash ? 'half' : 'noise', raw }];
  }

  #all(last: boolean): Cut[] {
    const cuts: Cut[] = [];
    const { buffer } = this.#held;
    for (;;) {
      const before = this.#held.length;
      const cut = this.#next(last);
      if (cut) cuts.push(cut);
      else if (this.#held.length === before) break;
    }
    // What is left shall not keep a whole piece of the line in memory.
    if (this.#held.buffer === buffer && this.#held.byteLength < buffer.byteLength) this.#held = Buffer.from(this.#held);
    return cuts;
  }

  #take(bytes: number): Buffer {
    const taken = this.#held.subarray(0, bytes);
    this.#held = this.#held.subarray(bytes);
    this.#scanned = 0;
    return taken;
  }

  #broken(why: Extract<Cut, { is: 'broken' }>['why'], bytes: number): Cut {
    return { is: 'broken', why, raw: this.#take(bytes) };
  }

  /** The next cut; null where there is none yet. Line ends between frames are taken without a word. */
  #next(last: boolean): Cut | null {
    const held = this.#held;
    let from = 0;
    while (held[from] === cr || held[from] === lf) from += 1;
    if (from > 0) {
      this.#take(from);
      return null;
    }
    const start = headIn(held);
    if (start > 0) return this.#broken('noise', start);
    let digits = 0;
    while (digits < 4 && isDigit(held[2 + digits])) digits += 1;
    if (digits < 3 || (digits === 3 && held.length <= 5 && !last)) return null;
    const body = 2 + digits;
    const stated = body + Number(held.toString('latin1', 2, body));
    const byLength = this.#tried(body, stated, stated, digits, last);
    if (byLength === 'more') return null;
    if (byLength) return this.#given(byLength);
    return this.#byTail(body, stated, digits, last);
  }

  #given({ cut, end }: Found): Cut {
    this.#take(end);
    return cut;
  }

  /** Where the frame does not end as its length says, it ends at a line end, or where the next one begins. */
  #byTail(body: number, stated: number, digits: number, last: boolean): Cut | null {
    const held = this.#held.subarray(0, longest);
    let at = Math.max(body, this.#scanned);
    let [line, head] = [held.indexOf('\r\n', at), held.indexOf('##', at)];
    for (; line >= 0 || head >= 0; at += 1) {
      at = line < 0 ? head : head < 0 ? line : Math.min(line, head);
      const next = at === head && begins.test(held.toString('latin1', at, Math.min(at + 14, held.length)));
      if (at === line || next) {
        const check = checkBefore(held, body, at);
        if (check !== null) {
          const found = this.#tried(body, check, stated, digits, true);
          return found && found !== 'more' ? this.#given(found) : this.#broken('crc', at);
        }
        if (next) return this.#broken('half', at);
        line = held.indexOf('\r\n', at + 1);
      }
      if (at === head) head = held.indexOf('##', at + 1);
    }
    if (last) {
      const check = checkBefore(held, body, held.length);
      const found = check === null ? null : this.#tried(body, check, stated, digits, true);
      if (found && found !== 'more') return this.#given(found);
    }
    this.#scanned = Math.max(body, held.length - 16);
    // Nothing in here ends a frame, and nothing begins one.
    return held.length < longest ? null : this.#broken('too-long', this.#scanned);
  }

  /** A frame whose segment ends at `end`, if its check holds; `more` where the rest of it has not come. */
  #tried(body: number, end: number, stated: number, digits: number, last: boolean): Found | 'more' | null {
    const held = this.#held;
    if (held.length < end + 1 || held[end - 1] !== amp || held[end - 2] !== amp) return null;
    let hex = 0;
    while (hex < 4 && isHex(held[end + hex])) hex += 1;
    const after = end + hex;
    const ended = held[after] === cr && held[after + 1] === lf;
    if (hex === 0 || (hex < 4 && !ended && !last)) return null;
    const written = held.toString('latin1', end, after);
    const crc = written.toUpperCase().padStart(4, '0');
    const whole = Buffer.from(held.subarray(body, end));
    const opened = frameCheck(whole) === crc ? whole : this.#open(whole, crc);
    if (!opened) return null;
    if (!ended && held.length < after + 2 && !last) return 'more';
    const sealed = opened !== whole;
    const faults: CutFault[] = [];
    if (digits !== 4) faults.push('length-digits');
    // What is encrypted states either length.
    if (stated !== end && !(sealed && stated - body === opened.length)) faults.push('length');
    if (hex !== 4) faults.push('crc-digits');
    if (/[a-f]/.test(written)) faults.push('crc-case');
    if (!ended) faults.push('tail');
    return {
      cut: { is: 'frame', raw: Buffer.from(held.subarray(0, after)), segment: opened, sealed, faults },
      end: ended ? after + 2 : after,
    };
  }
}

/** Where a head may begin (`##` and a digit, or the first part of that at the end); the length where there is none. */
function headIn(held: Buffer): number {
  for (let at = held.indexOf('##'); at >= 0; at = held.indexOf('##', at + 1)) {
    let digits = 0;
    while (digits < 3 && isDigit(held[at + 2 + digits])) digits += 1;
    if (digits === 3 || at + 2 + digits >= held.length) return at;
  }
  return held.at(-1) === hash ? held.length - 1 : held.length;
}

/** Where a segment ends whose check stands right before `at`; null where none stands there. */
function checkBefore(held: Buffer, body: number, at: number): number | null {
  for (let hex = 4; hex >= 1; hex -= 1) {
    const end = at - hex;
    if (end - 2 < body || held[end - 1] !== amp || held[end - 2] !== amp) continue;
    if (held.subarray(end, at).every((byte) => isHex(byte))) return end;
  }
  return null;
}
