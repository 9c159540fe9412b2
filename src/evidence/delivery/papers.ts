import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { kind, type Placed } from '../ledger/kind.ts';
import { day } from '../ledger/shapes.ts';
import { drawNumber } from '../registers/numbers.ts';
import type { StoreTransaction } from '../store/store.ts';
import { upsert } from '../store/upsert.ts';
import { deliveryId, words } from './shapes.ts';

/** Entries about documents (文书): begun, written in, issued under a number; and the templates of an office. */

const figure = z.strictObject({
  text: z.string().max(200),
  thread: z.strictObject({
    of: z.string().max(300),
    seq: z.number().int().nullable(),
    source: z.string().max(500),
    grade: z.string().max(20),
    demo: z.boolean(),
    indicator: z.string().max(100).optional(),
    period: z.string().max(40).optional(),
  }),
});

/** What a person wrote in place of a draft, with the draft and its figures that it was written over. */
export const documentEdit = z.strictObject({
  text: z.string().max(20_000),
  over: z.string().max(20_000),
  figures: z.array(figure).max(200),
});

export const documentFrame = z.strictObject({
  sender: z.string().trim().max(60).optional(),
  copy: z.string().trim().max(20).optional(),
  secrecy: z.string().trim().max(20).optional(),
  urgency: z.string().trim().max(20).optional(),
  signer: z.string().trim().max(60).optional(),
  copies: z.array(words(60)).max(40).optional(),
  printedBy: z.string().trim().max(60).optional(),
});

export interface DocumentBody {
  kind: string;
  subject: string | null;
  /** The ISO day of its data; null: always today's. */
  asOf: string | null;
  edits: Record<string, z.output<typeof documentEdit> & { by: string; at: string }>;
  frame: z.output<typeof documentFrame>;
  /** As it was issued; null before that. */
  issued: { number: string; on: string; by: string; document: unknown } | null;
}

const begun = z.strictObject({
  id: deliveryId,
  on: day,
  kind: words(20),
  subject: z.string().max(2000).nullable(),
  asOf: day.nullable(),
});
const of = { document: deliveryId, base: z.number().int().min(1), on: day };
/** At most so many passages of a document are changed by hand. */
const mostEdits = 500;

async function held(tx: StoreTransaction, jurisdiction: string, id: string, base: number): Promise<DocumentBody> {
  const row = await tx
    .selectFrom('paper')
    .select(['seq', 'body'])
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
  const body = row.body as DocumentBody;
  if (body.issued)
    throw new Problem({
      status: 409,
      code: 'document-issued',
      zh: '文书已经签发，不能再改。',
      en: 'The document is issued and cannot be changed.',
    });
  if (base !== row.seq)
    throw new Problem({
      status: 409,
      code: 'document-changed',
      zh: '文书已被别人改过。',
      en: 'Somebody else changed the document.',
      hint: { zh: '刷新后再改。', en: 'Reload it first.' },
      where: 'base',
      current: { base: row.seq },
    });
  return body;
}

async function lay(
  tx: StoreTransaction,
  at: Placed,
  id: string,
  body: DocumentBody,
  by: { actor: string; at: string },
) {
  await upsert(tx, 'paper', ['jurisdiction_id', 'paper_id'], [{ ...at, paper_id: id, kind: body.kind, body }]);
  await upsert(
    tx,
    'paper_version',
    ['jurisdiction_id', 'paper_id', 'seq'],
    [{ ...at, paper_id: id, body: { edits: body.edits, frame: body.frame, by: by.actor, at: by.at } }],
  );
}

export const paperKinds = {
  'paper.begin': kind(begun, async (tx, at, { id, kind: sort, subject, asOf }, by) => {
    const taken = await tx
      .selectFrom('paper')
      .select('paper_id')
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('paper_id', '=', id)
      .executeTakeFirst();
    if (taken)
      throw new Problem({
        status: 409,
        code: 'document-exists',
        zh: '文书已经建立。',
        en: 'The document is there already.',
      });
    await lay(tx, at, id, { kind: sort, subject, asOf, edits: {}, frame: {}, issued: null }, by);
  }),
  /** Passages that a person wrote; null takes the draft of the data again. */
  'paper.write': kind(
    z.strictObject({
      ...of,
      edits: z.record(z.string().max(100), documentEdit.nullable()),
      frame: documentFrame.nullable(),
    }),
    async (tx, at, { document, base, edits, frame }, by) => {
      const body = await held(tx, at.jurisdiction_id, document, base);
      const all = { ...body.edits };
      for (const [id, edit] of Object.entries(edits)) {
        if (edit === null) delete all[id];
        else all[id] = { ...edit, by: by.actor, at: by.at };
      }
      if (Object.keys(all).length > mostEdits)
        throw new Problem({
          status: 422,
          code: 'too-many-edits',
          zh: `一份文书最多手改 ${mostEdits} 处。`,
          en: `At most ${mostEdits} passages of a document are changed by hand.`,
        });
      await lay(tx, at, document, { ...body, edits: all, frame: frame ?? body.frame }, by);
    },
  ),
  /** Issued: the number is taken now, without gaps by sender's code and year, and what was proven stands for good. */
  'paper.issue': kind(
    z.strictObject({ ...of, code: z.string().trim().min(1).max(20), content: z.record(z.string(), z.unknown()) }),
    async (tx, at, { document, base, on, code, content }, by) => {
      const body = await held(tx, at.jurisdiction_id, document, base);
      const number = await drawNumber(tx, at, `document/${code}`, `${code}〔{year}〕{n}号`, on.slice(0, 4));
      await lay(tx, at, document, { ...body, issued: { number, on, by: by.actor, document: content } }, by);
    },
  ),
  /** A .docx of the office with placeholders, kept under its hash. */
  'paper.template': kind(
    z.strictObject({
      id: deliveryId,
      on: day,
      name: words(100),
      hash: z.string().regex(/^[0-9a-f]{64}$/),
      dropped: z.boolean(),
    }),
    async (tx, at, { id, name, hash, dropped }) => {
      await upsert(
        tx,
        'paper_template',
        ['jurisdiction_id', 'template_id'],
        [{ ...at, template_id: id, name, hash, dropped }],
      );
    },
  ),
} as const;
