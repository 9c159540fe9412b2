import { runKind } from '../../evidence/run/index.ts';
import { json } from '../../evidence/store/store.ts';
import type { DraftItem, PlanDraftView } from './api.ts';

/** What a draft holds beside its version. */
export interface DraftBody {
  file: PlanDraftView['file'];
  plan: PlanDraftView['plan'];
  text: string | null;
  items: DraftItem[];
  facts: DraftItem[];
  groups: PlanDraftView['groups'];
  warnings: PlanDraftView['warnings'];
}

/** A plan document that is being read. */
export interface Reading {
  file: DraftBody['file'];
  asOf: string | null;
  /** Its text is there and is being compiled. */
  compiling: boolean;
}

/** Reads a document into a draft, which has the id of the run. */
export const readings = runKind<Reading, DraftBody>({
  id: 'plan.read',
  name: { zh: '正在读取的规划', en: 'plans being read' },
  work: new URL('./read-work.ts', import.meta.url),
  // The compiler is linear, so only a broken file can come near it.
  seconds: 120,
  megabytes: 1024,
  most: { person: 30, city: 100 },
  keptDays: 7,
  failed: {
    code: 'reading-failed',
    title: { zh: '这份文件读不下去。', en: 'This file cannot be read.' },
    hint: {
      zh: '另存为 .docx 或 .txt 再试，或直接粘贴正文。',
      en: 'Save it as .docx or .txt and try again, or paste the text.',
    },
  },
  store: async (tx, { jurisdiction, id, createdBy, createdAt }, draft) => {
    await tx
      .insertInto('plan_draft')
      .values({
        jurisdiction_id: jurisdiction,
        draft_id: id,
        version: 1,
        state: 'review',
        body: json(draft),
        created_by: createdBy,
        created_at: createdAt,
      })
      .execute();
    return {};
  },
});
