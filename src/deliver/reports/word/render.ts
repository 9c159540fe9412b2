import { getDocumentProxy } from 'unpdf';
import type { LantuDocument } from '../../../core/document/index.ts';
import { pdfOf } from './office.ts';
import { assertProven } from './prove.ts';
import { contentsEntries, docxOf } from './write.ts';

export interface Rendered {
  docx: Uint8Array;
  /** Null: LibreOffice is not there. */
  pdf: Uint8Array | null;
  /** Pages of the PDF. */
  pages: number | null;
}

/**
 * Writes a document: Word always, PDF where LibreOffice is there. Where the document has contents, in two passes: laid out
 * once to see on which page each heading falls, then written with these numbers, and again while they still move.
 */
export async function render(
  document: LantuDocument,
  { pdf = true, tell = () => {} }: { pdf?: boolean; tell?: (share: number) => void } = {},
): Promise<Rendered> {
  assertProven(document);
  const entries = contentsEntries(document);
  const listed = document.blocks.some(({ kind }) => kind === 'contents');
  // The first pass has page numbers too, any: the contents then take the room that they will take.
  let docx = await docxOf(document, listed ? entries.map(() => 1) : null, (share) => tell(share * 0.5));
  if (!listed && !pdf) return { docx, pdf: null, pages: null };
  let laid = await pdfOf(docx);
  tell(0.7);
  let numbers: number[] | null = null;
  let proven = false;
  for (let pass = 0; listed && laid && !proven && pass < 4; pass += 1) {
    const found: number[] | null = await pagesOf(laid, entries.length);
    proven = found !== null && String(found) === String(numbers);
    if (found === null || proven) break;
    numbers = found;
    docx = await docxOf(document, numbers);
    laid = await pdfOf(docx);
    tell(0.85 + pass * 0.05);
  }
  // Numbers that did not come to rest are none: better no number than a wrong one.
  if (listed && !proven) {
    docx = await docxOf(document, null);
    laid = laid && (await pdfOf(docx));
  }
  return { docx, pdf: laid, pages: laid && (await countPages(laid)) };
}

type Outline = { dest: string | unknown[] | null; items: Outline }[];

/** Pages (from 1) on which the headings of the contents stand, by the outline of the PDF; null where it holds another number of them. */
async function pagesOf(pdf: Uint8Array, headings: number): Promise<number[] | null> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  try {
    const outline = ((await document.getOutline()) ?? []) as Outline;
    const flat = (items: Outline, depth: number): Outline =>
      items.flatMap((item) => [item, ...(depth > 1 ? flat(item.items, depth - 1) : [])]);
    const pages: number[] = [];
    for (const { dest } of flat(outline, 2)) {
      const target = typeof dest === 'string' ? await document.getDestination(dest) : dest;
      const [page] = target ?? [];
      if (page === undefined || page === null) return null;
      pages.push((await document.getPageIndex(page as { num: number; gen: number })) + 1);
    }
    return pages.length === headings ? pages : null;
  } finally {
    await document.loadingTask.destroy();
  }
}

async function countPages(pdf: Uint8Array): Promise<number> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  try {
    return document.numPages;
  } finally {
    await document.loadingTask.destroy();
  }
}
