import { sql } from 'kysely';
import { tagReasons } from '../../core/plan/index.ts';
import type { CommitmentItem } from '../../core/plan/plan-file.ts';
import { sm3 } from '../../evidence/ledger/canonical.ts';
import type { Services } from '../../evidence/domain.ts';
import type { Store } from '../../evidence/store/store.ts';
import { isOpenTo } from '../../evidence/reading/records.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { reachOf } from '../../http/access.ts';
import { within } from '../../evidence/store/quota.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { milestonesShown } from '../milestones/index.ts';
import {
  cancelDraft,
  commitDraft,
  createDraft,
  type CommitmentView,
  getDocument,
  getDraft,
  getPlan,
  listDrafts,
  mendDraft,
  type PlanDraftView,
  type PlanView,
} from './api.ts';
import { settle, submitDocument, submitSettled } from './commit.ts';
import { conflict, mend, openDrafts, readDraft, removeDraft } from './draft.ts';
import { readings } from './reading.ts';
import { besideStanding, briefOf } from './standing.ts';

export function planRoutes(services: Services): Route[] {
  const { store, snapshots } = services;
  const beside = async (draft: PlanDraftView, { jurisdiction }: { jurisdiction: string }) =>
    draft.state === 'review' ? besideStanding(draft, await snapshots.get(jurisdiction)) : draft;
  return [
    route(
      getPlan,
      async ({ params, query, who }) =>
        planOf(
          await snapshots.at(params.jurisdiction, query.asOf ?? services.today(), reachOf(who), query.plan),
          query.plan ?? null,
        ),
      { kept: true },
    ),
    route(getDocument, async ({ params }) => {
      const document = await store
        .selectFrom('document')
        .selectAll()
        .where('jurisdiction_id', '=', params.jurisdiction)
        .where('document_id', '=', params.document)
        .executeTakeFirst();
      const blob =
        document &&
        (await store
          .selectFrom('blob')
          .select('bytes')
          .where('jurisdiction_id', '=', params.jurisdiction)
          .where('hash', '=', document.text_hash)
          .executeTakeFirst());
      if (!document || !blob)
        throw new Problem({
          status: 404,
          code: 'no-such-document',
          zh: '没有这份文件。',
          en: 'There is no such document.',
        });
      return {
        id: document.document_id,
        name: document.name,
        hash: document.text_hash,
        text: blob.bytes.toString('utf8'),
      };
    }),
    route(createDraft, async ({ params, body, file, who }) => {
      await mustExist(store, params.jurisdiction);
      const given =
        file ??
        (body.text ? { name: body.name ?? '粘贴的文本.txt', bytes: new TextEncoder().encode(body.text) } : null);
      if (!given)
        throw new Problem({
          status: 422,
          code: 'nothing-given',
          zh: '没有文件，也没有文字。',
          en: 'There is neither a file nor a text.',
          hint: { zh: '选择文件，或粘贴正文。', en: 'Choose a file, or paste the text.' },
          where: 'file',
        });
      const asking = { jurisdiction: params.jurisdiction, login: who.login ?? '', only: sql`and state = 'review'` };
      const drafts = { zh: '未提交的规划草稿', en: 'drafts of plans' };
      await within(store, 'plan_draft', asking, { person: 30, city: 100 }, drafts);
      const id = await services.runs.open(readings, {
        jurisdiction: params.jurisdiction,
        by: who.login ?? '',
        body: {
          file: { name: given.name, bytes: given.bytes.length, format: null, encoding: null },
          asOf: body.asOf ?? null,
          compiling: false,
        },
        upload: given.bytes,
      });
      return { id: id ?? '' };
    }),
    route(listDrafts, ({ params }) => openDrafts(services, params.jurisdiction)),
    route(getDraft, async ({ params }) => beside(await readDraft(services, params.jurisdiction, params.draft), params)),
    route(cancelDraft, async ({ params, who }) => {
      await removeDraft(services, params.jurisdiction, params.draft, who.login ?? '');
      return {};
    }),
    route(mendDraft, async ({ params, body }) =>
      beside(await mend(services, params.jurisdiction, params.draft, body), params),
    ),
    route(commitDraft, async ({ params, body, who }) => {
      const { jurisdiction } = params;
      const draft = await beside(await readDraft(services, jurisdiction, params.draft), params);
      if (draft.version !== body.version || draft.state !== 'review')
        throw await conflict(services, jurisdiction, params.draft);
      const text = draft.text ?? '';
      const snapshot = await snapshots.get(jurisdiction);
      // Without a first day of its own it would stand on the days of the plans that were closed.
      if (
        body.mode === 'replace' &&
        snapshot.plans.length > 0 &&
        snapshot.plans.every((plan) => plan.closedOn !== null)
      )
        throw new Problem({
          status: 422,
          code: 'first-day-missing',
          zh: '以前的规划已经收官，新规划要有起效日期。',
          en: 'The plans before it are closed: a new plan needs its first day.',
          hint: { zh: '选“并行”，填起效日期。', en: 'Choose “beside” and give its first day.' },
          where: 'mode',
        });
      const settled = settle(draft, snapshot, {
        ...body,
        textHash: sm3(text),
        thisYear: Number(services.today().slice(0, 4)),
        by: who.login ?? '',
      });
      const named = snapshot.commitments.some(({ item }) => item.source?.document === sm3(text));
      if (settled.commitments.length === 0 && !(body.mode === 'add' && named)) {
        throw new Problem({
          status: 422,
          code: 'nothing-accepted',
          zh: '还没有采纳任何条目。',
          en: 'No item has been accepted yet.',
          hint: { zh: '逐条采纳，或按“全部采纳”。', en: 'Accept items one by one, or all at once.' },
        });
      }
      // Claimed before anything is written: of two people who commit at the same moment, one is told.
      const claimed = await store
        .updateTable('plan_draft')
        .set({ state: 'committed', version: body.version + 1 })
        .where('jurisdiction_id', '=', jurisdiction)
        .where('draft_id', '=', params.draft)
        .where('version', '=', body.version)
        .where('state', '=', 'review')
        .executeTakeFirst();
      if (claimed.numUpdatedRows === 0n) throw await conflict(services, jurisdiction, params.draft);
      try {
        const document = { name: draft.file.name, format: draft.file.format ?? 'text', text };
        // The text that the standing plan was made from: nothing is added to the plan, its sentences become readable.
        const entry =
          settled.commitments.length === 0
            ? await submitDocument(services, jurisdiction, who.login ?? '', document)
            : await submitSettled(services, settled, {
                jurisdiction,
                actor: who.login ?? '',
                mode: body.mode,
                document,
                base: body.base,
                from: body.from,
              });
        const { known } = settled;
        return { plan: settled.plan.id, seq: entry.seq, commitments: settled.commitments.length, known };
      } catch (error) {
        await store
          .updateTable('plan_draft')
          .set({ state: 'review' })
          .where('jurisdiction_id', '=', jurisdiction)
          .where('draft_id', '=', params.draft)
          .execute();
        throw error;
      }
    }),
  ];
}

async function mustExist(store: Store, jurisdiction: string): Promise<void> {
  const row = await store
    .selectFrom('jurisdiction')
    .select('jurisdiction_id')
    .where('jurisdiction_id', '=', jurisdiction)
    .executeTakeFirst();
  if (!row)
    throw new Problem({
      status: 404,
      code: 'no-such-jurisdiction',
      zh: `没有行政区 ${jurisdiction}。`,
      en: `There is no jurisdiction ${jurisdiction}.`,
    });
}

function planOf(view: ViewAt, only: string | null): PlanView {
  const { snapshot } = view;
  const plan = snapshot.plan;
  if (!plan) {
    throw new Problem({
      status: 404,
      code: 'no-plan',
      zh: `${snapshot.name.zh}还没有规划。`,
      en: `${snapshot.name.en} has no plan yet.`,
      hint: { zh: '由规划管理导入规划。', en: 'The plan office can import one.' },
    });
  }
  const documents = new Map(snapshot.documents.map((document) => [document.hash, document.id]));
  const byId = new Map(snapshot.commitments.map(({ item }) => [item.id, item]));
  const titles = new Map(snapshot.plans.map((held) => [held.item.id, held.item.title]));
  const lists = [...snapshot.registers.values()].flatMap(({ type }) => (isOpenTo(type, view.reach) ? [type] : []));
  const commitments = snapshot.commitments.map(({ item, demo, clauses }): CommitmentView => ({
    id: item.id,
    code: item.id,
    kind: item.kind,
    title: item.title,
    parent: item.parent,
    indicator: item.indicator,
    unit:
      (item.indicator ? snapshot.indicators.get(item.indicator)?.item.unit : undefined) ?? item.target?.unit ?? null,
    target: shownTarget(item),
    lead: view.organisation(item.lead),
    supporting: item.supporting.flatMap((id) => view.organisation(id) ?? []),
    tags: item.tags,
    tagReasons: tagReasons(item, plan.item.taxonomies, byId),
    milestones: milestonesShown(view, item.id),
    lists: lists.flatMap(({ id, name, commitments: served }) =>
      served.includes(item.id) ? [{ register: id, name }] : [],
    ),
    source: sourceOf(item, documents),
    standing: view.standing(item.id),
    light: view.light(item.id),
    outlook: view.outlook(item.id),
    clauses: clauses.map((clause) => ({
      plan: clause.plan,
      title: clause.item.title,
      target: shownTarget(clause.item),
    })),
    judgedBy: view.judgedBy(item.id),
    carried: item.carried
      ? { ...item.carried, title: titles.get(item.carried.plan) ?? { zh: item.carried.plan, en: item.carried.plan } }
      : null,
    demo: demo || view.isDemo(item.id),
  }));
  const named = new Set(commitments.map(({ source }) => source?.documentHash));
  const lights = new Map(commitments.map((item) => [item.id, item.light]));
  const worst = (ids: string[]) =>
    (['red', 'yellow', 'grey', 'green'] as const).find((light) => ids.some((id) => lights.get(id) === light)) ?? null;
  return {
    plan: { id: plan.item.id, title: plan.item.title, horizon: plan.item.horizon, version: plan.version },
    plans: view.plans.map(briefOf),
    only,
    asOf: view.asOf,
    demo: commitments.some((item) => item.demo),
    commitments,
    groups: plan.item.groups.map((group) => ({
      id: group.id,
      name: group.name,
      members: group.members.map((member) => ({ ...member, light: worst(member.commitments) })),
    })),
    taxonomies: plan.item.taxonomies.map(({ id, name, values }) => ({
      id,
      name,
      values: values.map((value) => ({ id: value.id, name: value.name })),
    })),
    documents: snapshot.documents.filter(({ hash }) => named.has(hash)),
  };
}

/** The sentence in the published text where that is imported, else in the text that restates it. */
function sourceOf(
  { source, restated }: CommitmentItem,
  documents: ReadonlyMap<string, string>,
): CommitmentView['source'] {
  const shown = [source, restated].find((one) => one && documents.has(one.document)) ?? source;
  return shown
    ? { documentHash: shown.document, span: shown.span, document: documents.get(shown.document) ?? null }
    : null;
}

const shownTarget = ({ target }: CommitmentItem): CommitmentView['target'] =>
  target && {
    op: target.op,
    value: target.value,
    value2: target.value2,
    unit: target.unit,
    period: target.period,
    cumulative: target.cumulative,
  };
