import { setImmediate } from 'node:timers/promises';
import type { FrameRow } from '../../../evidence/streams/frames.ts';
import { codeOf } from '../hj212/factors.ts';
import { numberOf, type Packet, readSegment } from '../hj212/packet.ts';
import type { Sample } from './making.ts';

/** The segment in the bytes of a kept frame: without head and check, unless it was opened. */
export function segmentOf({ bytes, opened }: Pick<FrameRow, 'bytes' | 'opened'>): Buffer {
  if (opened) return bytes;
  const head = /^##\d{3,4}/.exec(bytes.toString('latin1', 0, 6))?.[0].length ?? 0;
  const check = bytes.lastIndexOf('&&');
  return bytes.subarray(head, check < 0 ? bytes.length : check + 2);
}

/** Frames that are read in one go, before others get their turn. */
const atOnce = 500;

/** What kept frames say, in their order. */
export async function samplesIn(rows: readonly FrameRow[]): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const [n, row] of rows.entries()) {
    if (n % atOnce === atOnce - 1) await setImmediate();
    for (const one of samplesOf(row)) samples.push(one);
  }
  return samples;
}

/** What a kept frame says of each factor: means before momentary values before sums. */
function samplesOf(row: FrameRow): Sample[] {
  const packet = readSegment(segmentOf(row));
  return packet ? said(packet, row) : [];
}

function said({ factors, st }: Packet, { at, kind, n }: FrameRow): Sample[] {
  return [...factors].flatMap(([sent, fields]) => {
    const written =
      kind === 'raw' ? (fields.Rtd ?? fields.Avg ?? fields.Data) : (fields.Avg ?? fields.Rtd ?? fields.Cou);
    if (written === undefined && fields.Flag === undefined) return [];
    return [
      {
        factor: codeOf(sent, st),
        at,
        kind,
        value: numberOf(written),
        low: numberOf(fields.Min),
        high: numberOf(fields.Max),
        // A value without a mark is taken for a normal one.
        flag: fields.Flag ?? 'N',
        n,
      },
    ];
  });
}
