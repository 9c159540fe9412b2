/** Bytes to text: UTF-8, UTF-16 and GB18030 told apart by the bytes themselves, never by the file's name. */
import iconv from 'iconv-lite';
import { DocumentError } from './error.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

export interface Decoded {
  text: string;
  encoding: Encoding;
  warnings: string[];
}

/** How much is looked at to tell the encoding. */
const SAMPLE = 64 * 1024;

/** Decodes plain text; throws DocumentError `binary` when the bytes are no text in any of the encodings. */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return utf8(bytes.subarray(3));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2), 'utf-16be');
  const sample = bytes.subarray(0, SAMPLE);
  const wide = looksUtf16(sample);
  if (wide) return utf16(bytes, wide);
  if (sample.includes(0)) throw new DocumentError('binary');
  const strict = tryUtf8(bytes);
  if (strict !== null) return checked({ text: strict, encoding: 'utf-8', warnings: [] });
  const wideChinese = (['utf-16le', 'utf-16be'] as const).find(
    (e) => share(iconv.decode(Buffer.from(sample.subarray(0, sample.length & ~1)), e)) > 0.9,
  );
  if (wideChinese) return utf16(bytes, wideChinese);
  const gb = iconv.decode(Buffer.from(bytes), 'gb18030');
  const loose = new TextDecoder('utf-8').decode(bytes);
  // A UTF-8 text with a few broken bytes still reads better as UTF-8.
  if (bad(loose) < 0.002 && share(loose) > share(gb))
    return checked({ text: loose, encoding: 'utf-8', warnings: ['broken-characters'] });
  if (bad(gb) > 0.01) throw new DocumentError('binary');
  return checked({ text: gb, encoding: 'gb18030', warnings: bad(gb) > 0 ? ['broken-characters'] : [] });
}

function utf8(bytes: Uint8Array): Decoded {
  const strict = tryUtf8(bytes);
  return checked(
    strict === null
      ? { text: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8', warnings: ['broken-characters'] }
      : { text: strict, encoding: 'utf-8', warnings: [] },
  );
}

/** Valid UTF-8, or null. A character cut off at the very end is forgiven. */
function tryUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  const text = iconv.decode(Buffer.from(bytes.subarray(0, bytes.length & ~1)), encoding, { stripBOM: true });
  return checked({ text, encoding, warnings: [] });
}

/** Latin letters and line ends give every second byte a zero. */
function looksUtf16(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i++)
    if (sample[i] === 0) {
      if (i % 2 === 0) even++;
      else odd++;
    }
  const zeros = even + odd;
  if (zeros === 0) return null;
  const encoding = odd >= zeros * 0.95 ? 'utf-16le' : even >= zeros * 0.95 ? 'utf-16be' : null;
  if (!encoding) return null;
  const text = iconv.decode(Buffer.from(sample.subarray(0, sample.length & ~1)), encoding);
  return share(text) + latin(text) > 0.9 ? encoding : null;
}

/** Share of Chinese characters and Chinese punctuation. */
function share(text: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (
      (c >= 0x4e00 && c <= 0x9fff) ||
      (c >= 0x3000 && c <= 0x303f) ||
      (c >= 0xff00 && c <= 0xffef) ||
      (c >= 0x2014 && c <= 0x2026)
    )
      n++;
  }
  return text.length === 0 ? 0 : n / text.length;
}

function latin(text: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if ((c >= 32 && c < 127) || c === 9 || c === 10 || c === 13) n++;
  }
  return text.length === 0 ? 0 : n / text.length;
}

/** Share of replacement and private-use characters. */
function bad(text: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0xfffd || (c >= 0xe000 && c <= 0xf8ff)) n++;
  }
  return text.length === 0 ? 0 : n / text.length;
}

function checked(decoded: Decoded): Decoded {
  const { text } = decoded;
  const limit = Math.min(text.length, SAMPLE);
  let control = 0;
  for (let i = 0; i < limit; i++) {
    const c = text.charCodeAt(i);
    if ((c < 32 && c !== 9 && c !== 10 && c !== 12 && c !== 13) || c === 127) control++;
  }
  if (limit > 0 && control > limit * 0.02) throw new DocumentError('binary');
  return decoded;
}
