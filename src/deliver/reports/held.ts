import { type Edits, type LantuDocument, withEdits } from '../../core/document/index.ts';
import type { DocumentBody } from '../../evidence/delivery/papers.ts';
import type { Store } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';
import { framed, type ReportKind, reportKind } from './kinds.ts';
import type { Draft } from './kinds/parts.ts';

export interface HeldDocument {
  id: string;
  seq: number;
  body: DocumentBody;
}

/** Throws a Problem (404 `no-such-document`). */
export async function documentIn(store: Store, jurisdiction: string, id: string): Promise<HeldDocument> {
  const row = await store
    .selectFrom('paper')
    .select(['seq', 'body'])
    .where('jurisdiction_id', '=', jurisdiction)
    .where('paper_id', '=', id)
    .executeTakeFirst();
  if (!row)
    throw new Problem({ status: 404, code: 'no-such-document', zh: '没有这份文书。', en: 'There is no such document.' });
  return { id, seq: row.seq, body: row.body as DocumentBody };
}

/** Today's draft of a document, without what people wrote into it. */
export async function draftOf(kind: ReportKind, draft: Draft): Promise<LantuDocument> {
  return kind.write(draft);
}

/** A document as it leaves: as it was issued, or today's draft with what people wrote, in its frame. */
export async function contentOf({ body }: Pick<HeldDocument, 'body'>, draft: Draft): Promise<LantuDocument> {
  if (body.issued) return body.issued.document as LantuDocument;
  const kind = reportKind(body.kind);
  const written = withEdits(await draftOf(kind, draft), body.edits as Edits);
  return framed(kind, draft.view, written, body.frame, null);
}
