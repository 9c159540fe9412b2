/** Reading documents: the bytes of a .txt, .docx, .pdf, .html or pasted text in, plain text out. */
import mammoth from 'mammoth';
import { getDocumentProxy } from 'unpdf';
import { withoutRadicals } from '../../../core/plan/index.ts';
import { decodeText, type Encoding } from './encoding.ts';
import { DocumentError } from './error.ts';
import { htmlText, pageText } from './html.ts';
import { pageOf, type PdfItem } from './pdf-table.ts';
import { checkZip } from './zip.ts';

export { DocumentError, type DocumentErrorCode } from './error.ts';

export interface ReadDocument {
  text: string;
  format: 'text' | 'docx' | 'pdf' | 'html';
  /** Null for formats that carry their own. */
  encoding: Encoding | null;
  /** Codes: `broken-characters`, `blank-pages`. */
  warnings: string[];
}

export interface DocumentHint {
  /** File name; only used where the bytes leave a doubt. */
  name: string;
  contentType?: string;
}

/** Largest input in bytes. */
export const MAX_BYTES = 20 * 1024 * 1024;
const MAX_PAGES = 3000;
/** A page with less text than this is taken for a picture. */
const PAGE_MINIMUM = 8;

/** Reads a document by what its bytes are. Throws DocumentError; never hangs on hostile files. */
export async function readDocument(bytes: Uint8Array, hint: DocumentHint): Promise<ReadDocument> {
  if (bytes.length > MAX_BYTES) throw new DocumentError('too-large');
  if (bytes.length === 0) throw new DocumentError('empty');
  const read = await readByKind(bytes, hint);
  if (read.text.trim() === '') throw new DocumentError('empty');
  return read;
}

async function readByKind(bytes: Uint8Array, hint: DocumentHint): Promise<ReadDocument> {
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new DocumentError(holds(bytes, 'EncryptedPackage') ? 'encrypted-doc' : 'old-doc');
  if (starts(bytes, [0x50, 0x4b, 3, 4]) || starts(bytes, [0x50, 0x4b, 5, 6])) return readDocx(bytes);
  if (find(bytes.subarray(0, 1024), '%PDF-') >= 0) return readPdf(bytes);
  if (starts(bytes, [0x7b, 0x5c, 0x72, 0x74, 0x66])) throw new DocumentError('old-rtf');
  const { text, encoding, warnings } = decodeText(bytes);
  if (looksHtml(text, hint)) return { text: pageText(text), format: 'html', encoding, warnings };
  return { text, format: 'text', encoding, warnings };
}

function looksHtml(text: string, hint: DocumentHint): boolean {
  const head = text.slice(0, 2000);
  if (/<!doctype html|<html[\s>]|<body[\s>]/iu.test(head)) return true;
  const said = /html/iu.test(hint.contentType ?? '') || /\.x?html?$/iu.test(hint.name);
  return said && /<[a-z][^>]*>/iu.test(head);
}

async function readDocx(bytes: Uint8Array): Promise<ReadDocument> {
  const names = checkZip(bytes);
  if (!names.includes('word/document.xml')) throw new DocumentError('unsupported');
  try {
    // By way of HTML, because raw text forgets which cell stands in which row.
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
    );
    return { text: htmlText(value), format: 'docx', encoding: null, warnings: [] };
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    throw new DocumentError('broken-zip');
  }
}

async function readPdf(bytes: Uint8Array): Promise<ReadDocument> {
  let pages: string[];
  try {
    // pdf.js takes the buffer away, and refuses Node's Buffer: it gets a plain copy.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
    if (pdf.numPages > MAX_PAGES) throw new DocumentError('too-large');
    pages = [];
    for (let n = 1; n <= pdf.numPages; n++) {
      const page = await pdf.getPage(n);
      const { items } = await page.getTextContent();
      pages.push(pageOf(items.flatMap((item): PdfItem[] => ('str' in item ? [place(item)] : []))));
      page.cleanup();
    }
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    const encrypted = (error instanceof Error && error.name === 'PasswordException') || holdsAscii(bytes, '/Encrypt');
    throw new DocumentError(encrypted ? 'encrypted-pdf' : 'broken-pdf');
  }
  const blank = pages.filter((p) => p.replace(/\s/gu, '').length < PAGE_MINIMUM).length;
  // What is cut off is repaired as far as it goes: pages without text are then no pictures, but what was lost.
  if (blank === pages.length) throw new DocumentError(isWhole(bytes) ? 'scanned-pdf' : 'broken-pdf');
  return { text: pages.join('\n'), format: 'pdf', encoding: null, warnings: blank > 0 ? ['blank-pages'] : [] };
}

/** Whether a PDF has its end: the mark stands in its last bytes (ISO 32000-1, 7.5.5). */
const isWhole = (bytes: Uint8Array): boolean => holdsAscii(bytes.subarray(-2048), '%%EOF');

interface PlacedText {
  str: string;
  transform: unknown[];
  width: number;
  height: number;
  hasEOL: boolean;
}

const place = ({ str, transform, width, height, hasEOL }: PlacedText): PdfItem => ({
  text: withoutRadicals(str),
  x: Number(transform[4]),
  y: Number(transform[5]),
  width,
  height,
  ends: hasEOL,
});

function starts(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((b, i) => bytes[i] === b);
}

function find(bytes: Uint8Array, ascii: string): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(ascii, 0, 'latin1');
}
const holdsAscii = (bytes: Uint8Array, ascii: string): boolean => find(bytes, ascii) >= 0;

/** Whether the bytes hold a name in UTF-16, as OLE directories do. */
function holds(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(Buffer.from(name, 'utf16le')) >= 0;
}
