import { createDecipheriv } from 'node:crypto';
import { frameCheck } from '../frame-check.ts';

/**
 * Encrypted data areas of HJ 212-2025 (6.4): SM4-ECB without padding over whole blocks of 16 bytes between `CP=&&` and the
 * last `&&`; what is left over at the end stays plain. On the line as bytes, as `{0xE4,0x3E,…}`, or as hexadecimal digits.
 * The check is that of the plain segment. Which form is on the wire was not seen in the standard's own text: all are read.
 */
const area = Buffer.from('CP=&&');
const block = 16;

/** The plain segment whose check is `crc`; null where the key does not open it, or nothing in it is encrypted. */
export function openSegment(segment: Buffer, crc: string, key: Buffer): Buffer | null {
  const from = segment.indexOf(area);
  const to = segment.length - 2;
  if (from < 0 || to < from + area.length) return null;
  const head = segment.subarray(0, from + area.length);
  const tail = segment.subarray(to);
  for (const { bytes, rest } of forms(segment.subarray(from + area.length, to))) {
    const whole = bytes.length - (bytes.length % block);
    if (whole === 0) continue;
    const opener = createDecipheriv('sm4-ecb', key, null);
    opener.setAutoPadding(false);
    const opened = Buffer.concat([
      opener.update(bytes.subarray(0, whole)),
      opener.final(),
      bytes.subarray(whole),
      rest,
    ]);
    const plain = Buffer.concat([head, opened, tail]);
    if (frameCheck(plain) === crc) return plain;
  }
  return null;
}

function forms(sealed: Buffer): { bytes: Buffer; rest: Buffer }[] {
  const none = Buffer.alloc(0);
  const text = sealed.toString('latin1');
  const listed = /^\{\s*((?:0[xX][0-9A-Fa-f]{1,2}\s*,?\s*)+)\}/.exec(text);
  if (listed?.[1] !== undefined) {
    const bytes = Buffer.from((listed[1].match(/0[xX][0-9A-Fa-f]{1,2}/g) ?? []).map(Number));
    return [{ bytes, rest: sealed.subarray(listed[0].length) }];
  }
  const digits = /^(?:[0-9A-Fa-f]{32})+/.exec(text)?.[0] ?? '';
  const spelled = digits === '' ? [] : [{ bytes: Buffer.from(digits, 'hex'), rest: sealed.subarray(digits.length) }];
  return [...spelled, { bytes: sealed, rest: none }];
}

/** A key as people write it: 16 characters, or 32 hexadecimal digits. Null where it is neither. */
export function keyOf(text: string): Buffer | null {
  if (/^[0-9A-Fa-f]{32}$/.test(text)) return Buffer.from(text, 'hex');
  const bytes = Buffer.from(text, 'utf8');
  return bytes.length === block ? bytes : null;
}
