import { compile, type DraftCommitment, type PlanDraft } from '../../core/plan/index.ts';
import { readDocument } from '../../evidence/intake/document/index.ts';
import type { RunWork } from '../../evidence/run/index.ts';
import type { DraftItem } from './api.ts';
import type { DraftBody, Reading } from './reading.ts';

export const work: RunWork<Reading, DraftBody> = async ({ body, upload }, tell) => {
  tell({ progress: 0.1, step: { zh: '读取文件', en: 'Reading the file' } });
  const { text, format, encoding } = await readDocument(upload ?? new Uint8Array(), { name: body.file.name });
  const file = { ...body.file, format, encoding };
  tell({
    progress: 0.4,
    step: { zh: '提取目标任务', en: 'Extracting the commitments' },
    change: { file, compiling: true },
  });
  // PostgreSQL's jsonb holds no NUL; a space of the same length keeps the spans.
  const kept = text.replaceAll('\u0000', ' ').toWellFormed();
  return { ...reviewOf(compile(kept, body.asOf ? { asOf: body.asOf } : {})), text: kept, file };
};

/** What the compiler made of the text, as rows for review. */
export function reviewOf(draft: PlanDraft): Pick<DraftBody, 'plan' | 'items' | 'facts' | 'groups' | 'warnings'> {
  const row = ({ span, quantitySpan, stated, ...item }: DraftCommitment): DraftItem => ({
    ...item,
    stated: stated && { ...stated, span: [...stated.span] },
    span: [...span],
    quantitySpan: quantitySpan && [...quantitySpan],
    decision: 'open',
    mergedInto: null,
    mended: false,
    known: null,
    apart: false,
  });
  return {
    plan: draft.plan,
    items: draft.commitments.map(row),
    facts: draft.facts.map(row),
    groups: draft.groups.map((group) => ({
      name: group.name,
      span: [...group.span],
      members: group.members.map((member) => ({ ...member, span: [...member.span] })),
    })),
    warnings: draft.warnings.map((warning) => ({ ...warning, span: warning.span && [...warning.span] })),
  };
}
