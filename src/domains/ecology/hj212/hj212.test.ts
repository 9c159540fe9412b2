import { createCipheriv } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameCheck } from '../frame-check.ts';
import { keyOf, openSegment } from './cipher.ts';
import { codeNamed, codeOf, codesAgainst, factorOf } from './factors.ts';
import { mutated } from './mutated.ts';
import { readSegment, refusedBy } from './packet.ts';
import { type Cut, FrameSplitter } from './splitter.ts';
import { instantOf } from './time.ts';

const vectors = new URL('../../../../../shared/data/domains/hj212_frames.csv', import.meta.url);
const there = existsSync(vectors);
interface Vector {
  id: string;
  bytes: number;
  crc: string;
  frame: Buffer;
}
const framesOf = (): Vector[] =>
  readFileSync(vectors, 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const found = /^(\w+),(\d+),(\w{4}),\w{4},"?(##.*?)\\r\\n/.exec(line);
      return found?.[1]
        ? [{ id: found[1], bytes: Number(found[2]), crc: found[3] ?? '', frame: Buffer.from(`${found[4]}\r\n`) }]
        : [];
    });

const plain =
  'QN=20260701080000000;ST=21;CN=2061;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20260701070000;w21011-Avg=0.046,w21011-Flag=N&&';
const frame = (segment = plain, length = Buffer.byteLength(segment), crc = frameCheck(segment), tail = '\r\n') =>
  Buffer.from(`##${String(length).padStart(4, '0')}${segment}${crc}${tail}`);
const key = Buffer.alloc(16, '0');
const cut = (...bytes: Uint8Array[]) => {
  const splitter = new FrameSplitter((segment, crc) => openSegment(segment, crc, key));
  return [...bytes.flatMap((one) => splitter.push(one)), ...splitter.flush()];
};
const whole = (cuts: Cut[]) => cuts.flatMap((one) => (one.is === 'frame' ? [one] : []));

describe.skipIf(!there)('the frames of the vectors (skipped where the shared data are absent)', () => {
  test('all thirteen are read, with lengths in bytes and their checks', () => {
    const all = framesOf();
    expect(all).toHaveLength(13);
    for (const { id, bytes, crc, frame: given } of all) {
      const [found, ...more] = whole(cut(given));
      expect([id, found?.faults, more.length]).toEqual([id, [], 0]);
      expect(found?.segment.length).toBe(bytes);
      expect(frameCheck(found?.segment ?? '')).toBe(crc);
      expect(readSegment(found?.segment ?? Buffer.alloc(0))).not.toBe(null);
    }
  });

  test('glued into one stream, cut anywhere, they are the same thirteen', () => {
    const all = framesOf().map((one) => one.frame);
    const stream = Buffer.concat(all);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 12 }), (places) => {
        const at = [0, ...places.toSorted((a, b) => a - b), stream.length];
        const pieces = at.slice(1).map((end, n) => stream.subarray(at[n], end));
        const cuts = cut(...pieces);
        expect(cuts.every((one) => one.is === 'frame')).toBe(true);
        expect(cuts.map((one) => one.raw.toString())).toEqual(all.map((one) => one.toString().trimEnd()));
      }),
      { numRuns: 200 },
    );
  });

  test('20,000 mutated frames: no crash, nothing held, and only what the check cannot see gets in', () => {
    const { tried, accepted, seen, held } = mutated(
      framesOf().map((one) => one.frame),
      20_000,
      7,
    );
    expect(tried).toBe(20_000);
    // What the check cannot see is one in 256 of what differs by more than a sign.
    expect(accepted / seen).toBeLessThan(0.012);
    expect(held).toBeLessThanOrEqual(20_480);
  });
});

describe('lenient in', () => {
  const faultsOf = (...bytes: Uint8Array[]) => whole(cut(...bytes)).map(({ faults }) => faults);

  test('a length of three digits, a wrong one, a small check, one without its zeros, no line end', () => {
    const short = 'ST=32;CN=2011;PW=123456;MN=LD130133000015;CP=&&a-Rtd=1&&';
    expect(faultsOf(Buffer.from(`##0${short.length}${short}${frameCheck(short)}\r\n`))).toEqual([['length-digits']]);
    expect(faultsOf(frame(plain, 77))).toEqual([['length']]);
    expect(faultsOf(frame(plain, 900))).toEqual([['length']]);
    const low = 'QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&';
    expect(faultsOf(frame(low, 101, '1c80'))).toEqual([['crc-case']]);
    const zero = 'QN=20260701080001100;ST=91;CN=9014;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&';
    expect(faultsOf(frame(zero, 87, '0'))).toEqual([['crc-digits']]);
    expect(faultsOf(frame(plain, undefined, undefined, ''))).toEqual([['tail']]);
    expect(faultsOf(frame(plain, undefined, undefined, ''), frame())).toEqual([['tail'], []]);
  });

  test('half, noise and a wrong check cost no frame that follows', () => {
    const half = frame().subarray(0, 60);
    const bad = frame(plain, undefined, frameCheck(`${plain} `));
    const cuts = cut(Buffer.from('hello'), half, frame(), bad, frame());
    expect(cuts.map((one) => (one.is === 'frame' ? 'frame' : one.why))).toEqual([
      'noise',
      'half',
      'frame',
      'crc',
      'frame',
    ]);
  });

  test.each(['##9999AAAA', '#', '##', '##0101QN=', '\r\n', '&&1C80\r\n', '##12', `##9999${'A'.repeat(500)}`])(
    'a flood of %s without an end holds 16 KB and no more, and the frame after it is read',
    (piece) => {
      const splitter = new FrameSplitter();
      for (let n = 0; n < 20; n += 1) {
        splitter.push(Buffer.from(piece.repeat(60_000 / piece.length)));
        expect(splitter.pending).toBeLessThanOrEqual(17_000);
      }
      expect(whole([...splitter.push(Buffer.from('\r\n')), ...splitter.push(frame())]).length).toBe(1);
    },
  );
});

describe('encrypted samples of 2025', () => {
  const area = 'DataTime=20240601085857;w01018-Rtd=36.9,w01018-Flag=N';
  const secret = () => {
    const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
    return Buffer.concat([cipher.update(area.slice(0, 48)), cipher.final()]);
  };
  const head = 'QN=20240601085857223;ST=32;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&';
  const open = `${head}${area}&&`;

  test('the vector: 48 bytes are secret, five are left plain', () => {
    expect(secret().toString('hex').toUpperCase()).toBe(
      '51D45D461A00CD12208E58CB32CB3ADC37BDB9E1652AAB3B433A0DC714BEF59986B2F38D880ACBC3F73B65117A0296A3',
    );
  });

  test.each([
    ['as bytes', secret()],
    [
      'as text',
      Buffer.from(
        `{${[...secret()].map((byte) => `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(',')}}`,
      ),
    ],
    ['as digits', Buffer.from(secret().toString('hex'))],
  ])('%s, whether the stated length is the plain one or the real one', (_form, sealed) => {
    const segment = Buffer.concat([Buffer.from(head), sealed, Buffer.from('lag=N&&')]);
    for (const length of [Buffer.byteLength(open), segment.length]) {
      const made = Buffer.concat([
        Buffer.from(`##${String(length).padStart(4, '0')}`),
        segment,
        Buffer.from(`${frameCheck(open)}\r\n`),
      ]);
      const [first, second, ...more] = whole(cut(made, frame()));
      expect(first).toMatchObject({ sealed: true, faults: [] });
      expect(first?.segment.toString()).toBe(open);
      expect([second?.segment.toString(), more.length]).toEqual([plain, 0]);
    }
  });

  test('another key opens nothing; keys are 16 characters or 32 digits', () => {
    const segment = Buffer.concat([Buffer.from(head), secret(), Buffer.from('lag=N&&')]);
    expect(openSegment(segment, frameCheck(open), Buffer.alloc(16, '1'))).toBe(null);
    expect(keyOf('0'.repeat(16))).toEqual(key);
    expect(keyOf('30'.repeat(16))).toEqual(key);
    expect(keyOf('short')).toBe(null);
  });
});

describe('a packet', () => {
  const read = (text: string) => readSegment(Buffer.from(text));
  const of = (more: string, flag = '5') =>
    read(`QN=20160801085857223;ST=32;CN=2061;PW=123456;MN=010000A8900016F000169DC0;Flag=${flag};${more}`);

  test('the bits of Flag count by position', () => {
    const bits = (flag: string) => {
      const { version, numbered, answer } = of('PNUM=1;PNO=1;CP=&&&&', flag) ?? {};
      return [version, numbered, answer];
    };
    expect(['0', '1', '4', '5', '6', '7', '8', '9', '10', '11'].map(bits)).toEqual([
      [0, false, false],
      [0, false, true],
      [1, false, false],
      [1, false, true],
      [1, true, false],
      [1, true, true],
      [2, false, false],
      [2, false, true],
      [2, true, false],
      [2, true, true],
    ]);
    expect(of('CP=&&&&', 'x')?.faults).toContain('flag');
  });

  test('of 2005: no number, no flag, milliseconds, and codes of that edition', () => {
    const packet = read(
      'ST=32;CN=2011;PW=123456;MN=LD130133000015;CP=&&DataTime=20160824003817000;B01-Rtd=36.91;011-Rtd=231.0,011-Flag=N&&',
    );
    expect(packet).toMatchObject({ version: 0, qn: null, at: '2016-08-24T00:38:17+08:00' });
    expect(packet?.faults.toSorted()).toEqual(['datatime-ms', 'flag-missing', 'qn-missing']);
    expect([...(packet?.factors.keys() ?? [])].map((code) => codeOf(code, '32'))).toEqual(['w00000', 'w01018']);
  });

  test('RF is 1 or is not there', () => {
    expect(of('RF=1;CP=&&&&', '9')).toMatchObject({ late: true, faults: [] });
    const refused = of('RF=0;CP=&&&&', '9');
    expect(refused && refusedBy(refused)).toBe(true);
  });

  test('no device number, or no command: it is none', () => {
    expect(read('QN=20160801085857223;ST=32;CP=&&&&')).toBe(null);
    expect(read('')).toBe(null);
  });

  test('a day that there is not is no time', () => {
    expect(instantOf('20260230080000')).toBe(null);
    expect(instantOf('20260228080000')).toBe('2026-02-28T08:00:00+08:00');
    expect(of('CP=&&DataTime=20261301000000;w21011-Avg=1&&')).toMatchObject({ at: null, faults: ['datatime'] });
  });

  test('values and names that say something else are counted and never become numbers', () => {
    const packet = of('CP=&&DataTime=20260701000000;w21011-Avg=---,w21011-Flag=Z;__proto__-Avg=1&&');
    expect(packet?.faults.toSorted()).toEqual(['data-flag', 'value']);
    expect(packet?.factors.get('__proto__')).toBeDefined();
  });
});

test('names are checked against codes: dust sent as ammonia, sulphur dioxide as nitrogen oxides', () => {
  expect(factorOf('w21011')).toEqual({ code: 'w21011', name: '总磷', unit: 'mg/L' });
  expect(codeNamed('化学需氧量(CODcr)') ?? codeNamed('化学需氧量')).toBe('w01018');
  expect(codesAgainst(['烟尘', '二氧化硫'], ['a21001', 'a21002'])).toEqual({
    silent: ['烟尘', '二氧化硫'],
    strange: ['a21001', 'a21002'],
  });
  expect(codesAgainst([], ['a21001'])).toEqual({ silent: [], strange: [] });
});
