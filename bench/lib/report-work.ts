import type { LantuDocument } from '../../src/core/document/index.ts';
import { render } from '../../src/deliver/reports/index.ts';

/** Renders a document in a thread, as an export does; gives sizes and the most memory that the process had. */
export async function work(
  document: LantuDocument,
): Promise<{ docx: number; pdf: number | null; pages: number | null }> {
  const { docx, pdf, pages } = await render(document);
  return { docx: docx.length, pdf: pdf && pdf.length, pages };
}
