import { runKind } from '../../evidence/run/index.ts';

/** A file of a document that somebody asked for. */
export interface Export {
  document: string;
  name: string;
  reach: string;
  day: string;
  /** Template of the office; null: by GB/T 9704. */
  template: string | null;
  /** Pages of the PDF; null: there is none. */
  pages: number | null;
}

export interface Exported {
  pages: number | null;
  docx: Uint8Array;
  pdf: Uint8Array | null;
}

/** Writes a document as Word and PDF: laid out up to three times by another program, so never in the server itself. */
export const exports = runKind<Export, Exported>({
  id: 'paper.export',
  name: { zh: '正在导出的文书', en: 'documents being exported' },
  work: new URL('./work.ts', import.meta.url),
  seconds: 900,
  megabytes: 2048,
  most: { person: 5, city: 20 },
  keptDays: 7,
  failed: {
    code: 'export-failed',
    title: { zh: '文书没有导出。', en: 'The document was not exported.' },
    hint: { zh: '再试一次；一直这样请告诉系统管理员。', en: 'Try again; if it stays, tell the administrator.' },
  },
  store: async (tx, { jurisdiction, id }, { docx, pdf, pages }) => {
    const files = { docx: Buffer.from(docx), pdf: pdf && Buffer.from(pdf) };
    await tx
      .insertInto('paper_file')
      .values({ jurisdiction_id: jurisdiction, run_id: id, ...files })
      .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'run_id']).doUpdateSet(files))
      .execute();
    return { pages };
  },
});
