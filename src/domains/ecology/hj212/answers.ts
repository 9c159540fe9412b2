import { frameCheck } from '../frame-check.ts';
import type { Packet } from './packet.ts';
import { stamp } from './time.ts';

/** What the gateway says to a station: ST=91, the QN of what it answers (HJ 212-2017, 6.6; appendix C). */

/** QnRtn of table 7. */
export const refusals = { refused: 2, pw: 3, mn: 4, st: 5, flag: 6, qn: 7, cn: 8, crc: 9, other: 100 } as const;

function framed(segment: string): string {
  return `##${String(Buffer.byteLength(segment)).padStart(4, '0')}${segment}${frameCheck(segment)}\r\n`;
}

type Asked = Pick<Packet, 'qn' | 'pw' | 'mn' | 'version'>;

function answer(cn: string, { qn, pw, mn, version }: Asked, area = ''): string {
  const flag = version << 2;
  return framed(`${qn === null ? '' : `QN=${qn};`}ST=91;CN=${cn};PW=${pw};MN=${mn};Flag=${flag};CP=&&${area}&&`);
}

/** 9014: the data were taken. */
export const dataTaken = (to: Asked): string => answer('9014', to);
/** 9013: the notice was heard. */
export const noticeHeard = (to: Asked): string => answer('9013', to);
/** 9011: how the request is met. */
export const requestMet = (to: Asked, result: number): string => answer('9011', to, `QnRtn=${result}`);

/** 1012: the clock is set; asked for by 1013. `st` is that of the station. Gives the frame with its QN. */
export function setClock(to: Asked & Pick<Packet, 'st' | 'fields'>, now: number): { qn: string; frame: string } {
  const qn = stamp(now, true);
  const polId = to.fields.PolId === undefined ? '' : `PolId=${to.fields.PolId};`;
  const frame = framed(
    `QN=${qn};ST=${to.st === '91' ? '21' : to.st};CN=1012;PW=${to.pw};MN=${to.mn};Flag=${(to.version << 2) | 1};CP=&&${polId}SystemTime=${stamp(now)}&&`,
  );
  return { qn, frame };
}
