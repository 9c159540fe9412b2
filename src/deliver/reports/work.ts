import { getBlob } from '../../evidence/ledger/blob.ts';
import { Outlooks } from '../../evidence/reading/outlooks.ts';
import { Snapshots } from '../../evidence/reading/snapshots.ts';
import type { RunWork } from '../../evidence/run/index.ts';
import { openStore } from '../../evidence/store/store.ts';
import type { Reach } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { listsHere } from './lists.ts';
import type { Export, Exported } from './export.ts';
import { filled } from './fill.ts';
import { contentOf, documentIn } from './held.ts';
import { pdfOf } from './word/office.ts';
import { render } from './word/render.ts';

/** The work of an export: drafted again from the data of its day, proven, written, laid out. */
export const work: RunWork<Export, Exported> = async ({ databaseUrl, jurisdiction, body }, tell) => {
  const step = (progress: number, zh: string, en: string) => tell({ progress, step: { zh, en } });
  step(0.05, '读取数据', 'Reading the data');
  const store = openStore(databaseUrl, 2);
  try {
    const snapshots = new Snapshots(store, new Outlooks(store, () => body.day));
    const held = await documentIn(store, jurisdiction, body.document);
    const on = (day: string) => snapshots.at(jurisdiction, day, body.reach as Reach);
    const view = await on(held.body.asOf ?? body.day);
    const document = await contentOf(held, {
      view,
      services: { store, lists: await listsHere() },
      subject: held.body.subject,
      on,
    });
    step(0.2, '写入文书', 'Writing the document');
    if (body.template === null) {
      return await render(document, { tell: (share) => step(0.2 + 0.75 * share, '排版', 'Laying it out') });
    }
    const template = await getBlob(store, jurisdiction, body.template);
    if (!template)
      throw new Problem({
        status: 404,
        code: 'no-such-template',
        zh: '没有这个模板。',
        en: 'There is no such template.',
      });
    const docx = filled(template, document);
    step(0.6, '排版', 'Laying it out');
    return { docx, pdf: await pdfOf(docx), pages: null };
  } finally {
    await store.destroy();
  }
};
