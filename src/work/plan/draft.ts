import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { DraftCommitment, PlanDraft } from '../../core/plan/index.ts';
import { planInForce } from '../../evidence/plans/entries.ts';
import { json, type Store } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';
import type { DraftItem, mendDraft, PlanDraftView } from './api.ts';

/** A plan document on its way into the plan: read, compiled, reviewed. Drafts are work, not evidence; see migration 3. */

/** What a draft holds beside its version, state and progress. */
export interface DraftBody {
  step: { zh: string; en: string };
  problem: PlanDraftView['problem'];
  file: PlanDraftView['file'];
  asOf: string | null;
  job: string | null;
  plan: PlanDraftView['plan'];
  text: string | null;
  items: DraftItem[];
  facts: DraftItem[];
  groups: PlanDraftView['groups'];
  warnings: PlanDraftView['warnings'];
}

type State = PlanDraftView['state'];

export async function openDraft(
  store: Store,
  input: {
    jurisdiction: string;
    by: string;
    file: { name: string; bytes: Uint8Array };
    asOf: string | null;
    at: string;
  },
): Promise<string> {
  const draft_id = randomUUID();
  const body: DraftBody = {
    step: { zh: '等待读取', en: 'Waiting to be read' },
    problem: null,
    file: { name: input.file.name, bytes: input.file.bytes.length, format: null, encoding: null },
    asOf: input.asOf,
    job: null,
    plan: null,
    text: null,
    items: [],
    facts: [],
    groups: [],
    warnings: [],
  };
  await store
    .insertInto('plan_draft')
    .values({
      jurisdiction_id: input.jurisdiction,
      draft_id,
      version: 1,
      state: 'reading',
      progress: 0,
      body: json(body),
      upload: Buffer.from(input.file.bytes),
      created_by: input.by,
      created_at: input.at,
    })
    .execute();
  return draft_id;
}

function select(store: Store, jurisdiction: string, draft: string) {
  return store.selectFrom('plan_draft').where('jurisdiction_id', '=', jurisdiction).where('draft_id', '=', draft);
}

const gone = () =>
  new Problem({
    status: 404,
    code: 'no-such-draft',
    zh: '没有这份草稿，可能已被放弃。',
    en: 'There is no such draft; it may have been thrown away.',
    hint: { zh: '重新导入文件。', en: 'Import the document again.' },
  });

export async function readDraft(store: Store, jurisdiction: string, draft: string): Promise<PlanDraftView> {
  const row = await select(store, jurisdiction, draft)
    .select(['version', 'state', 'progress', 'body'])
    .executeTakeFirst();
  if (!row) throw gone();
  const plan = await planInForce(store, jurisdiction);
  const standing = plan && { plan: plan.plan_id, version: plan.version, title: plan.title };
  const { asOf: _asOf, job: _job, ...body } = row.body as DraftBody;
  return {
    id: draft,
    standing: standing ?? null,
    version: row.version,
    state: row.state as State,
    progress: row.progress,
    ...body,
  };
}

/** Draft and upload for the reader; null when it was cancelled, or has been read already. */
export async function takeUpload(
  store: Store,
  jurisdiction: string,
  draft: string,
): Promise<{ bytes: Buffer; name: string; asOf: string | null } | null> {
  const row = await select(store, jurisdiction, draft).select(['state', 'body', 'upload']).executeTakeFirst();
  if (!row?.upload || (row.state !== 'reading' && row.state !== 'compiling')) return null;
  const body = row.body as DraftBody;
  return { bytes: row.upload, name: body.file.name, asOf: body.asOf };
}

/** Merges `change` into a draft that is still being read. Returns false when it is not there any more. */
export async function advanceDraft(
  store: Store,
  jurisdiction: string,
  draft: string,
  state: State,
  progress: number,
  change: Partial<DraftBody>,
): Promise<boolean> {
  const done = state === 'review' || state === 'failed' || state === 'cancelled';
  const result = await store
    .updateTable('plan_draft')
    .set((e) => ({
      state,
      progress,
      version: e('version', '+', 1),
      body: e('body', '||' as never, json(change) as never) as never,
      ...(done && { upload: null }),
    }))
    .where('jurisdiction_id', '=', jurisdiction)
    .where('draft_id', '=', draft)
    .where('state', 'in', ['reading', 'compiling'])
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

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

/** Throws a draft away; one that is still being read, only for whoever handed it in (403 `not-yours`). */
export async function removeDraft(
  store: Store,
  jurisdiction: string,
  draft: string,
  login: string,
): Promise<string | null> {
  const row = await store
    .deleteFrom('plan_draft')
    .where('jurisdiction_id', '=', jurisdiction)
    .where('draft_id', '=', draft)
    .where((e) => e.or([e('created_by', '=', login), e('state', 'not in', ['reading', 'compiling'])]))
    .returning('body')
    .executeTakeFirst();
  if (!row && (await select(store, jurisdiction, draft).select('state').executeTakeFirst()))
    throw new Problem({
      status: 403,
      code: 'not-yours',
      zh: '这份草稿正在读取，是别人导入的。',
      en: 'The draft is being read for somebody else.',
      hint: { zh: '等读完再处理，或请本人取消。', en: 'Wait until it is read, or ask that person to stop it.' },
    });
  if (!row) throw gone();
  return (row.body as DraftBody).job;
}

/** Applies a reviewer's decisions to the version that they were made on; 409 with the present draft otherwise. */
export async function mend(
  store: Store,
  jurisdiction: string,
  draft: string,
  change: z.output<typeof mendDraft.body>,
): Promise<PlanDraftView> {
  await store.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('plan_draft')
      .select(['version', 'state', 'body'])
      .where('jurisdiction_id', '=', jurisdiction)
      .where('draft_id', '=', draft)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw gone();
    const body = row.body as DraftBody;
    if (row.version !== change.version || row.state !== 'review') throw await conflict(store, jurisdiction, draft);
    const known = new Map(body.items.map((item) => [item.id, item]));
    for (const { id, decision, mergedInto, change: fields } of change.items) {
      const item = known.get(id);
      if (!item)
        throw new Problem({
          status: 422,
          code: 'no-such-item',
          zh: `草稿里没有条目 ${id}。`,
          en: `The draft has no item ${id}.`,
          where: `items.${id}`,
        });
      if (mergedInto && (!known.has(mergedInto) || mergedInto === id)) {
        throw new Problem({
          status: 422,
          code: 'no-such-item',
          zh: `不能并入 ${mergedInto}。`,
          en: `It cannot be merged into ${mergedInto}.`,
          where: `items.${id}.mergedInto`,
        });
      }
      if (fields)
        Object.assign(item, Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)), {
          mended: true,
        });
      if (decision) item.decision = decision;
      if (mergedInto !== undefined) item.mergedInto = mergedInto;
      if (item.decision !== 'merged') item.mergedInto = null;
    }
    if (change.plan && body.plan) {
      if (change.plan.start > change.plan.end)
        throw new Problem({
          status: 422,
          code: 'horizon',
          zh: '规划期的起始年晚于结束年。',
          en: 'The plan would end before it begins.',
          where: 'plan.start',
        });
      body.plan = {
        ...body.plan,
        title: change.plan.title,
        horizon: { start: change.plan.start, end: change.plan.end },
      };
    }
    await tx
      .updateTable('plan_draft')
      .set({ version: row.version + 1, body: json(body) })
      .where('jurisdiction_id', '=', jurisdiction)
      .where('draft_id', '=', draft)
      .execute();
  });
  return readDraft(store, jurisdiction, draft);
}

/** What stands there now, for the reader whose own version is old. */
export async function conflict(store: Store, jurisdiction: string, draft: string): Promise<Problem> {
  return new Problem({
    status: 409,
    code: 'draft-changed',
    zh: '别人刚改过这份草稿。',
    en: 'Somebody else has just changed this draft.',
    hint: { zh: '看过现在的内容后再改一次。', en: 'Look at what stands there now, then make your change again.' },
    current: await readDraft(store, jurisdiction, draft),
  });
}
