import type { z } from 'zod';
import type { Services } from '../../evidence/domain.ts';
import { openPlans } from '../../evidence/plans/entries.ts';
import type { RunState } from '../../evidence/run/index.ts';
import { json, type Store } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';
import type { listDrafts, mendDraft, PlanDraftView } from './api.ts';
import { type DraftBody, type Reading, readings } from './reading.ts';

/**
 * A plan document on its way into the plan: read and compiled by a run (reading.ts), then reviewed. Drafts are work, not
 * evidence; see migrations 3 and 34.
 */

type Where = Pick<Services, 'store' | 'runs'>;

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

export async function readDraft({ store, runs }: Where, jurisdiction: string, draft: string): Promise<PlanDraftView> {
  const row = await select(store, jurisdiction, draft).select(['version', 'state', 'body']).executeTakeFirst();
  const run = row ? null : await runs.find(readings, { jurisdiction, id: draft });
  // A run that is done and has no draft is that of a draft which was thrown away.
  if (!row && (!run || run.state === 'done')) throw gone();
  const [plan] = await openPlans(store, jurisdiction);
  const standing = plan ? { plan: plan.item.id, version: plan.version, title: plan.item.title } : null;
  if (run) {
    const { state, progress, step, problem, body } = run;
    const { file } = body;
    return {
      ...unread,
      file,
      id: draft,
      standing,
      plans: [],
      kind: 'outline',
      follows: false,
      version: 1,
      state: shownState(state, body),
      progress,
      step,
      problem,
    };
  }
  const body = row?.body as DraftBody;
  const state = row?.state === 'committed' ? 'committed' : 'review';
  const step = { zh: '待审核', en: 'Ready for review' };
  return {
    ...body,
    id: draft,
    standing,
    plans: [],
    kind: 'outline',
    follows: false,
    version: row?.version ?? 1,
    state,
    progress: 1,
    step,
    problem: null,
  };
}

const unread = { plan: null, text: null, items: [], facts: [], groups: [], warnings: [] };

function shownState(state: RunState, { compiling }: Reading): PlanDraftView['state'] {
  if (state === 'failed' || state === 'cancelled') return state;
  return compiling ? 'compiling' : 'reading';
}

/** Drafts that are not committed, and documents that are being read or could not be; the newest first. */
export async function openDrafts(
  { store, runs }: Where,
  jurisdiction: string,
): Promise<z.output<(typeof listDrafts)['response']>> {
  const rows = await store
    .selectFrom('plan_draft')
    .select(['draft_id', 'body', 'created_at'])
    .where('jurisdiction_id', '=', jurisdiction)
    .where('state', '=', 'review')
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute();
  const unread = await runs.latest(readings, { jurisdiction, most: 50, states: ['waiting', 'running', 'failed'] });
  return [
    ...unread.map(({ id, state, body, createdAt }) => {
      return { id, name: body.file.name, state: shownState(state, body), createdAt, items: 0, open: 0 };
    }),
    ...rows.map((row) => {
      const { file, items } = row.body as DraftBody;
      const open = items.filter((item) => item.decision === 'open').length;
      const [id, createdAt] = [row.draft_id, row.created_at];
      return { id, name: file.name, state: 'review' as const, createdAt, items: items.length, open };
    }),
  ]
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    .slice(0, 50);
}

/** Throws a draft away; one that is still being read, only for whoever handed it in (403 `not-yours`). */
export async function removeDraft(
  { store, runs }: Where,
  jurisdiction: string,
  draft: string,
  login: string,
): Promise<void> {
  const { numDeletedRows } = await store
    .deleteFrom('plan_draft')
    .where('jurisdiction_id', '=', jurisdiction)
    .where('draft_id', '=', draft)
    .executeTakeFirst();
  if (numDeletedRows > 0n) return;
  if (!(await runs.find(readings, { jurisdiction, id: draft }))) throw gone();
  await runs.remove(readings, { jurisdiction, id: draft }, login);
}

/** Applies a reviewer's decisions to the version that they were made on; 409 with the present draft otherwise. */
export async function mend(
  where: Where,
  jurisdiction: string,
  draft: string,
  change: z.output<typeof mendDraft.body>,
): Promise<PlanDraftView> {
  await where.store.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('plan_draft')
      .select(['version', 'state', 'body'])
      .where('jurisdiction_id', '=', jurisdiction)
      .where('draft_id', '=', draft)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw gone();
    const body = row.body as DraftBody;
    if (row.version !== change.version || row.state !== 'review') throw await conflict(where, jurisdiction, draft);
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
  return readDraft(where, jurisdiction, draft);
}

/** What stands there now, for the reader whose own version is old. */
export async function conflict(where: Where, jurisdiction: string, draft: string): Promise<Problem> {
  return new Problem({
    status: 409,
    code: 'draft-changed',
    zh: '别人刚改过这份草稿。',
    en: 'Somebody else has just changed this draft.',
    hint: { zh: '看过现在的内容后再改一次。', en: 'Look at what stands there now, then make your change again.' },
    current: await readDraft(where, jurisdiction, draft),
  });
}
