import { connect, type Socket } from 'node:net';

/**
 * Stations that are none: they speak HJ 212 over TCP, with faults by choice. Frames are made here by the text of the standard, and
 * nothing of the gateway is used for it, so that a mistake of the one is not hidden by the same mistake of the other.
 */
export const faultsOfStations = [
  'half',
  'glued',
  'crc',
  'lower',
  'length',
  'tail',
  'repeat',
  'late',
  'unmarked',
  'split',
  'millis',
  'maintenance',
] as const;
export type StationFault = (typeof faultsOfStations)[number];

/** Appendix A, bit by bit. */
function check(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, 'utf8')) {
    crc = (crc >>> 8) ^ byte;
    for (let n = 0; n < 8; n += 1) {
      const odd = crc % 2 === 1;
      crc = Math.floor(crc / 2);
      if (odd) crc ^= 0xa001;
    }
  }
  return `000${crc.toString(16).toUpperCase()}`.slice(-4);
}

const pad = (n: number, width: number) => String(n).padStart(width, '0');

export function timeText(ms: number, millis = false): string {
  const china = new Date(ms + 28_800_000);
  const day = `${china.getUTCFullYear()}${pad(china.getUTCMonth() + 1, 2)}${pad(china.getUTCDate(), 2)}`;
  const time = `${pad(china.getUTCHours(), 2)}${pad(china.getUTCMinutes(), 2)}${pad(china.getUTCSeconds(), 2)}`;
  return `${day}${time}${millis ? pad(china.getUTCMilliseconds(), 3) : ''}`;
}

export interface Report {
  mn: string;
  password: string;
  /** 2011, 2051, 2061, 2031 … */
  cn: string;
  st?: string;
  /** Milliseconds: what the values are of, and when they are sent. */
  of: number;
  at: number;
  values: readonly { code: string; value: number; flag?: string }[];
  /** 1: 2017; 2: 2025. */
  version?: 1 | 2;
}

export function frameOf(report: Report, fault: StationFault | null = null): string {
  const { mn, password, cn, st = '21', of, at, values, version = 1 } = report;
  const said = cn === '2011' ? 'Rtd' : 'Avg';
  const mark = fault === 'maintenance' ? 'M' : null;
  const items = values.map(({ code, value, flag = 'N' }) => `${code}-${said}=${value},${code}-Flag=${mark ?? flag}`);
  const again = fault === 'late' ? 'RF=1;' : '';
  const time = timeText(of, fault === 'millis');
  const segment = `QN=${timeText(at, true)};ST=${st};CN=${cn};PW=${password};MN=${mn};Flag=${version * 4 + 1};${again}CP=&&DataTime=${time};${items.join(';')}&&`;
  const crc = fault === 'crc' ? 'ZZZZ'.replaceAll('Z', 'A') : check(segment);
  const length = segment.length + (fault === 'length' ? 7 : 0);
  const written = fault === 'lower' ? crc.toLowerCase() : crc;
  return `##${pad(length, 4)}${segment}${written}${fault === 'tail' ? '' : '\r\n'}`;
}

/** One report as it goes over the line: pieces, in their order. */
export function piecesOf(report: Report, fault: StationFault | null): string[] {
  const frame = frameOf(report, fault);
  if (fault === 'half') return [frame.slice(0, Math.floor(frame.length / 2)), frame];
  if (fault === 'glued' || fault === 'repeat') return [frame + frame];
  if (fault === 'split') return [frame.slice(0, 25), frame.slice(25)];
  return [frame];
}

/** A notice of a station that asks for the time (1013). */
export function askTime(mn: string, password: string, at: number): string {
  return whole(`QN=${timeText(at, true)};ST=21;CN=1013;PW=${password};MN=${mn};Flag=5;CP=&&PolId=w01018&&`);
}

const whole = (segment: string) => `##${pad(segment.length, 4)}${segment}${check(segment)}\r\n`;

/** What a station says to a command: that it will carry it out (9011), and that it did (9012). */
function repliesTo(command: string): string[] {
  const said = (name: string) => new RegExp(`[#;0-9]${name}=([^;]*);`).exec(command)?.[1] ?? '';
  const reply = (cn: string, area: string) =>
    whole(`QN=${said('QN')};ST=91;CN=${cn};PW=${said('PW')};MN=${said('MN')};Flag=4;CP=&&${area}&&`);
  return [reply('9011', 'QnRtn=1'), reply('9012', 'ExeRtn=1')];
}

/** A line of a station: sends, counts the answers 9014, and carries out what it is told to (unless it is deaf). */
export class SimulatedLine {
  readonly socket: Socket;
  acknowledged = 0;
  /** Commands (1012: the clock) that were replied to. */
  obeyed = 0;
  #text = '';
  #waiting: (() => void)[] = [];
  readonly opened: Promise<void>;

  constructor(host: string, port: number, deaf = false) {
    this.socket = connect({ host, port, noDelay: true });
    this.opened = new Promise((done, failed) => {
      this.socket.once('connect', () => done());
      this.socket.once('error', failed);
    });
    this.socket.on('error', () => {});
    this.socket.setEncoding('latin1');
    this.socket.on('data', (text: string) => {
      this.#text = `${this.#text}${text}`;
      const lines = this.#text.split('\r\n');
      this.#text = lines.pop() ?? '';
      for (const line of lines) {
        if (line.includes(';CN=9014;')) {
          this.acknowledged += 1;
          this.#waiting.shift()?.();
        } else if (line.includes(';CN=1012;') && !deaf) {
          this.obeyed += 1;
          for (const reply of repliesTo(line)) this.send(reply);
        }
      }
    });
  }

  send(piece: string): void {
    this.socket.write(piece, 'utf8');
  }

  /** Resolves with the next answer 9014, or false after so many milliseconds. */
  answered(patience: number): Promise<boolean> {
    return new Promise((done) => {
      const timer = setTimeout(() => done(false), patience);
      this.#waiting.push(() => {
        clearTimeout(timer);
        done(true);
      });
    });
  }

  close(): void {
    this.socket.destroy();
  }
}
