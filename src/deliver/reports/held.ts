import { type Edits, type LantuDocument, withEdits } from '../../core/document/index.ts';
import type { DocumentBody } from '../../evidence/delivery/papers.ts';
import type { Store } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';
import { framed, reportKind } from './kinds.ts';
import type { Draft } from './kinds/parts.ts';

export interface HeldDocument {
  id: string;
  seq: number;
  body: DocumentBody;
  /** Begun on figures of the demonstration: all that is done with it is part of that. */
  demo: boolean;
}

/** Throws a Problem (404 `no-such-document`). */
export async function documentIn(store: Store, jurisdiction: string, id: string): Promise<HeldDocument> {
  const row = await store
    .selectFrom('paper')
    .select(['seq', 'body', 'demo'])
    .where('jurisdiction_id', '=', jurisdiction)
    .where('paper_id', '=', id)
    .executeTakeFirst();
  if (!row)
    throw new Problem({
      status: 404,
      code: 'no-such-document',
      zh: '没有这份文书。',
      en: 'There is no such document.',
    });
  return { id, seq: row.seq, body: row.body as DocumentBody, demo: row.demo };
}

/** A document as it leaves: as it was issued, or today's draft with what people wrote, in its frame. */
export async function contentOf({ body }: Pick<HeldDocument, 'body'>, draft: Draft): Promise<LantuDocument> {
  if (body.issued) return body.issued.document as LantuDocument;
  const kind = reportKind(body.kind);
  const written = withEdits(await kind.write(draft), body.edits as Edits);
  return framed(kind, draft.view, written, body.frame, null);
}
