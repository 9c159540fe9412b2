import { instantOf } from './time.ts';

/** What is wrong with a packet that is read all the same; each is counted. */
export type PacketFault =
  | 'qn-missing'
  | 'qn'
  | 'st'
  | 'cn'
  | 'pw'
  | 'mn'
  | 'flag-missing'
  | 'flag'
  | 'numbers'
  | 'rf'
  | 'long'
  | 'datatime-missing'
  | 'datatime-ms'
  | 'datatime'
  | 'value'
  | 'data-flag'
  | 'item'
  | 'encoding';

/** A factor of a packet: code as it was sent, and what was said of it (Rtd, Avg, Min, Max, Cou, Flag …). */
export type Said = Readonly<Record<string, string>>;

export interface Packet {
  qn: string | null;
  st: string;
  cn: string;
  pw: string;
  mn: string;
  /** 0: 2005, 1: 2017, 2: 2025. */
  version: number;
  /** Bit 1: it has packet numbers; bit 0: an answer is asked for. */
  numbered: boolean;
  answer: boolean;
  pnum: number | null;
  pno: number | null;
  /** RF=1 (2025): data that is sent late. */
  late: boolean;
  /** Fields of the data area that are of no factor: DataTime, QnRtn, SystemTime … */
  fields: Said;
  factors: ReadonlyMap<string, Said>;
  /** DataTime as an ISO instant of +08:00; null where there is none, or no such time. */
  at: string | null;
  faults: PacketFault[];
}

const versions = [0, 1, 2];
/** Letters that mark data: table 8 of HJ 212-2017, and those of 2005 (P, digits of states). */
const marks = /^[NFMSDCTBPH0-9]$/;
const measured =
  /^(Rtd|Avg|Min|Max|Cou|ZsRtd|ZsAvg|ZsMin|ZsMax|Flag|EFlag|SampleTime|Data|DayData|NightData|Info|SN|RS|RT)$/;
const figure = /^(Rtd|Avg|Min|Max|Cou|ZsRtd|ZsAvg|ZsMin|ZsMax)$/;

/** A number as stations write it; null for anything else. */
export function numberOf(text: string | undefined): number | null {
  if (text === undefined || !/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?$/.test(text.trim())) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Reads a data segment (HJ 212, tables 3 and 4). Null where it has no device number or no command: then it is no packet. */
export function readSegment(segment: Buffer): Packet | null {
  const faults = new Set<PacketFault>();
  const text = textOf(segment, faults);
  const opens = text.indexOf('CP=&&');
  const closes = text.lastIndexOf('&&');
  const head = pairs((opens < 0 ? text : text.slice(0, opens)).split(/[;,]/), faults);
  const area = opens < 0 || closes < opens + 5 ? '' : text.slice(opens + 5, closes);
  const cn = head.get('CN') ?? '';
  const mn = (head.get('MN') ?? '').trim().toUpperCase();
  if (cn === '' || mn === '') return null;
  const flag = flagOf(head.get('Flag'), faults);
  if (segment.length > 1024 + 32) faults.add('long');
  checkHead(head, mn, flag?.version ?? 0, faults);
  const { fields, factors } = readArea(area, faults);
  const numbers = numbersOf(head, flag?.numbered ?? false, faults);
  const rf = head.get('RF');
  if (rf !== undefined && rf !== '1') faults.add('rf');
  const time = fields.DataTime;
  const at = time === undefined ? null : instantOf(time);
  if (time !== undefined) {
    if (at === null) faults.add('datatime');
    else if (time.trim().length === 17) faults.add('datatime-ms');
    else if (time.trim().length !== 14) faults.add('datatime');
  }
  const qn = head.get('QN') ?? null;
  return {
    qn,
    st: head.get('ST') ?? '',
    cn,
    pw: head.get('PW') ?? '',
    mn,
    version: flag?.version ?? 0,
    numbered: flag?.numbered ?? false,
    answer: flag?.answer ?? false,
    ...numbers,
    late: rf === '1',
    fields,
    factors,
    at,
    faults: [...faults],
  };
}

/** A frame that must not be taken: RF is 1 or is not written (HJ 212-2025, table 3). */
export const refusedBy = ({ faults }: Packet): boolean => faults.includes('rf');

function textOf(segment: Buffer, faults: Set<PacketFault>): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(segment);
  } catch {
    faults.add('encoding');
    return new TextDecoder('gb18030').decode(segment);
  }
}

function pairs(parts: readonly string[], faults: Set<PacketFault>): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of parts) {
    if (part.trim() === '') continue;
    const equals = part.indexOf('=');
    if (equals <= 0) faults.add('item');
    else found.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  return found;
}

function flagOf(written: string | undefined, faults: Set<PacketFault>) {
  if (written === undefined) {
    faults.add('flag-missing');
    return null;
  }
  const byte = /^\d{1,3}$/.test(written) ? Number(written) : Number.NaN;
  if (!(byte <= 255)) {
    faults.add('flag');
    return null;
  }
  // By position of the bits: the two editions give them each other's letters.
  const [version, numbered, answer] = [byte >> 2, (byte & 2) !== 0, (byte & 1) !== 0];
  if (!versions.includes(version)) faults.add('flag');
  return { version, numbered, answer };
}

function checkHead(head: ReadonlyMap<string, string>, mn: string, version: number, faults: Set<PacketFault>): void {
  const qn = head.get('QN');
  if (qn === undefined) faults.add('qn-missing');
  else if (!/^\d{17}$/.test(qn) || instantOf(qn) === null) faults.add('qn');
  if (!/^\d{2}$/.test(head.get('ST') ?? '')) faults.add('st');
  if (!/^\d{4}$/.test(head.get('CN') ?? '')) faults.add('cn');
  if ((head.get('PW') ?? '').length !== 6) faults.add('pw');
  if (version === 0 ? !/^[0-9A-Z]{14}$|^[0-9A-F]{24}$/.test(mn) : !/^[0-9A-F]{24}$/.test(mn)) faults.add('mn');
}

function numbersOf(head: ReadonlyMap<string, string>, numbered: boolean, faults: Set<PacketFault>) {
  const [pnum, pno] = ['PNUM', 'PNO'].map((name) => {
    const written = head.get(name);
    return written !== undefined && /^\d{1,5}$/.test(written) ? Number(written) : null;
  });
  const good = pnum !== null && pnum !== undefined && pno !== null && pno !== undefined && pno >= 1 && pno <= pnum;
  if (numbered ? !good : head.has('PNUM') !== head.has('PNO')) faults.add('numbers');
  return good ? { pnum, pno } : { pnum: null, pno: null };
}

function readArea(area: string, faults: Set<PacketFault>) {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  const factors = new Map<string, Record<string, string>>();
  for (const [name, value] of pairs(area.split(/[;,]/), faults)) {
    const dash = name.lastIndexOf('-');
    const said = name.slice(dash + 1);
    if (dash <= 0 || !measured.test(said)) {
      fields[name] = value;
      continue;
    }
    const code = name.slice(0, dash);
    const factor = factors.get(code) ?? (Object.create(null) as Record<string, string>);
    factors.set(code, factor);
    factor[said] = value;
    if (figure.test(said) && numberOf(value) === null) faults.add('value');
    if (said === 'Flag' && !marks.test(value)) faults.add('data-flag');
  }
  return { fields, factors };
}
