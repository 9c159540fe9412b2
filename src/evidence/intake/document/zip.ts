/** A look into a ZIP before anything is unpacked: what it holds, and whether it would expand beyond what is safe. */
import { Inflate } from 'fflate';
import { DocumentError } from './error.ts';

const MAX_ENTRIES = 4000;
/** Expanded size of everything in the file. */
const MB = 1024 * 1024;
const MAX_EXPANSION = 200 * MB;
/** Beyond the first megabytes, what unfolds to more than so many times its size is no document. */
const MAX_RATIO = 50;
const FREE = 16 * MB;
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const CHUNK = 64 * 1024;

/** Names of the entries. Throws `broken-zip` or `zip-bomb`; sizes are not believed but measured. */
export function checkZip(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const most = Math.min(MAX_EXPANSION, FREE + MAX_RATIO * bytes.length);
  const end = findEnd(view);
  if (end < 0) throw new DocumentError('broken-zip');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MAX_ENTRIES) throw new DocumentError('zip-bomb');
  const names: string[] = [];
  const entries: { offset: number; packed: number; method: number }[] = [];
  let declared = 0;
  for (let k = 0; k < count; k++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) throw new DocumentError('broken-zip');
    declared += view.getUint32(at + 24, true);
    if (declared > most) throw new DocumentError('zip-bomb');
    const length = view.getUint16(at + 28, true);
    names.push(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)));
    entries.push({
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  let total = 0;
  for (const e of entries) total = measure(bytes, view, e, total, most);
  return names;
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 65535);
  for (let i = view.byteLength - 22; i >= lowest; i--) if (view.getUint32(i, true) === END_SIGNATURE) return i;
  return -1;
}

/** Inflates without keeping, and stops at the limit. */
function measure(
  bytes: Uint8Array,
  view: DataView,
  e: { offset: number; packed: number; method: number },
  before: number,
  most: number,
): number {
  if (e.offset + 30 > bytes.length) throw new DocumentError('broken-zip');
  const start = e.offset + 30 + view.getUint16(e.offset + 26, true) + view.getUint16(e.offset + 28, true);
  const stop = start + e.packed;
  if (stop > bytes.length) throw new DocumentError('broken-zip');
  let total = before;
  if (e.method === 0) total += e.packed;
  else if (e.method === 8) {
    const inflate = new Inflate((part) => {
      total += part.length;
    });
    try {
      for (let i = start; i < stop && total <= most; i += CHUNK)
        inflate.push(bytes.subarray(i, Math.min(stop, i + CHUNK)), i + CHUNK >= stop);
    } catch {
      throw new DocumentError('broken-zip');
    }
  } else throw new DocumentError('broken-zip');
  if (total > most) throw new DocumentError('zip-bomb');
  return total;
}
