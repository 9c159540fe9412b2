import { describe, expect, it } from 'vitest';
import { base32, stepAt, stepOf, totp, totpUri } from './totp.ts';

// RFC 6238, appendix B: the secret of the SHA-1 vectors, and their codes of eight digits.
const secret = base32(new TextEncoder().encode('12345678901234567890'));

describe('one-time codes', () => {
  it('have the Base32 of RFC 4648, section 10', () => {
    expect(['f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(new TextEncoder().encode(text)))).toEqual(
      ['MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'],
    );
  });
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('are those of RFC 6238 at %i s', (seconds, code) => {
    const step = stepAt(new Date(seconds * 1000));
    expect(totp(secret, step, 8)).toBe(code);
    expect(totp(secret, step)).toBe(code.slice(2));
  });
  it('are taken a step early or late, and no further', () => {
    const now = new Date('2024-06-30T00:00:10Z');
    const step = stepAt(now);
    expect([-2, -1, 0, 1, 2].map((off) => stepOf(secret, totp(secret, step + off), now))).toEqual([
      null,
      step - 1,
      step,
      step + 1,
      null,
    ]);
    expect(stepOf(secret, '12', now)).toBeNull();
  });
  it('are set up by a link that apps understand', () => {
    expect(totpUri('ABC', '张三')).toBe(
      `otpauth://totp/${encodeURIComponent('蓝图 Lantu')}:${encodeURIComponent('张三')}?secret=ABC&issuer=${encodeURIComponent('蓝图 Lantu')}`,
    );
  });
});
