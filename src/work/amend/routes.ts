import { convert, isPeriodKey, isProblem } from '../../core/measure/index.ts';
import type { CommitmentItem, TargetItem } from '../../core/plan/plan-file.ts';
import type { Services } from '../../evidence/domain.ts';
import { organisationNamed } from '../../evidence/reading/organisations.ts';
import type { HeldClause, Snapshot } from '../../evidence/reading/snapshot.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { type Amendment, amendCommitment, listVersions, type Versions } from './api.ts';

/** Commitments of plans in force, amended with reason and approval; every version stays. */
export function amendRoutes({ snapshots, ledger, store }: Services): Route[] {
  return [
    route(listVersions, async ({ params }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const clause = clauseOf(snapshot, params.commitment);
      const rows = await store
        .selectFrom('commitment_version')
        .selectAll()
        .where('jurisdiction_id', '=', params.jurisdiction)
        .where('plan_id', '=', clause.plan)
        .where('commitment_id', '=', params.commitment)
        .orderBy('seq', 'desc')
        .execute();
      const { title, target, lead, parent, tags } = clause.item;
      return {
        base: { plan: clause.plan, seq: clause.seq },
        now: { title, target, lead: organisationNamed(snapshot, lead), parent, tags },
        versions: rows.map((row) => ({
          effective: row.effective_on,
          reason: row.reason,
          approval: row.approval as Versions['versions'][number]['approval'],
          changes: changesOf(snapshot, row.before as CommitmentItem, row.body as CommitmentItem),
          seq: row.seq,
          actor: row.actor,
        })),
      };
    }),
    route(amendCommitment, async ({ params, body, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const clause = clauseOf(snapshot, params.commitment, body.base.plan);
      const change = settled(snapshot, clause, body.change);
      const plan = snapshot.plans.find(({ item }) => item.id === clause.plan);
      const { start, end } = plan?.item.horizon ?? { start: 0, end: 9999 };
      if (body.effective < `${start}-01-01` || body.effective > `${end}-12-31`)
        throw refused('effective-outside-plan', 'effective', [
          `生效日期要在规划期内（${start}—${end}年）。`,
          `It holds from a day within the plan (${start}–${end}).`,
        ]);
      if (changesOf(snapshot, clause.item, { ...clause.item, ...change }).length === 0)
        throw refused('nothing-amended', 'change', ['没有改动。', 'Nothing is amended.']);
      const entry = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'commitment.amend',
        actor: who.login ?? '',
        demo: false,
        payload: {
          effective: body.effective,
          reason: body.reason,
          approval: body.approval,
          plan: clause.plan,
          commitment: params.commitment,
          base: body.base.seq,
          change,
        },
      });
      return { seq: entry.seq };
    }),
  ];
}

/** What one plan says of a commitment: the plan that is named, else the one that judges it. */
function clauseOf({ plans, commitments }: Snapshot, id: string, plan?: string): HeldClause {
  const of = plan ?? commitments.find(({ item }) => item.id === id)?.plan;
  const clause = plans.find(({ item }) => item.id === of)?.clauses.find(({ item }) => item.id === id);
  if (clause) return clause;
  throw new Problem({
    status: 404,
    code: 'no-such-commitment',
    zh: `没有任务 ${id}。`,
    en: `There is no commitment ${id}.`,
    where: 'commitment',
  });
}

const refused = (code: string, field: string, [zh, en]: readonly [string, string]) =>
  new Problem({ status: 422, code, zh, en, where: `body.${field}` });

type Change = { -readonly [K in 'title' | 'target' | 'lead' | 'parent' | 'tags']?: CommitmentItem[K] };

/** The change as it may be written, or the Problem (422) that keeps it out. */
function settled(snapshot: Snapshot, { item, plan }: HeldClause, given: Amendment['change']): Change {
  const change: Change = {};
  if (given.title !== undefined)
    change.title = given.title === item.title.zh ? item.title : { zh: given.title, en: given.title };
  if (given.target) change.target = targetGiven(snapshot, item, given.target);
  if (given.lead !== undefined) {
    if (given.lead !== null && !snapshot.organisations.has(given.lead))
      throw refused('no-such-organisation', 'change.lead', [
        `没有单位 ${given.lead}。`,
        `There is no organisation ${given.lead}.`,
      ]);
    change.lead = given.lead;
  }
  const held = snapshot.plans.find((one) => one.item.id === plan);
  if (given.parent !== undefined) {
    const above = held?.clauses.find((one) => one.item.id === given.parent)?.item;
    if (given.parent !== null && (above?.kind !== 'theme' || isBelow(held?.clauses ?? [], given.parent, item.id)))
      throw refused('no-such-theme', 'change.parent', [
        `${given.parent} 不是这份规划里可以归入的主题。`,
        `${given.parent} is no theme of this plan that it can stand below.`,
      ]);
    change.parent = given.parent;
  }
  if (given.tags) {
    const known = new Set(
      held?.item.taxonomies.flatMap(({ id, values }) => values.map((value) => `${id}/${value.id}`)) ?? [],
    );
    const strange = given.tags.find((tag) => !known.has(tag));
    if (strange !== undefined)
      throw refused('no-such-tag', 'change.tags', [`没有标签 ${strange}。`, `There is no tag ${strange}.`]);
    change.tags = given.tags;
  }
  return change;
}

function targetGiven(
  { indicators }: Snapshot,
  item: CommitmentItem,
  given: NonNullable<Amendment['change']['target']>,
): TargetItem {
  if (!item.target || !item.indicator)
    throw refused('no-target', 'change.target', [
      '这项任务没有数值目标，不能改数值。',
      'The commitment has no number that could be amended.',
    ]);
  if (!isPeriodKey(given.period))
    throw refused('bad-period', 'change.target.period', [
      `时期“${given.period}”看不懂，写成 2026、2026-06 这样。`,
      `The period "${given.period}" cannot be read; write 2026 or 2026-06.`,
    ]);
  const unit = indicators.get(item.indicator)?.item.unit ?? item.target.unit;
  if (isProblem(convert(given.value, given.unit, unit)))
    throw refused('unit-mismatch', 'change.target.unit', [
      `单位“${given.unit}”不能换算成指标的单位“${unit}”。`,
      `"${given.unit}" cannot be converted to the unit of the indicator, "${unit}".`,
    ]);
  if (given.op === 'range' && (given.value2 ?? null) === null)
    throw refused('value2-missing', 'change.target.value2', ['区间要有两个数。', 'A range has two numbers.']);
  return { ...item.target, ...given, value2: given.value2 ?? null };
}

function isBelow(clauses: readonly HeldClause[], id: string | null, top: string): boolean {
  const parents = new Map(clauses.map(({ item }) => [item.id, item.parent]));
  for (let at: string | null = id, steps = 0; at !== null && steps < 50; at = parents.get(at) ?? null, steps += 1)
    if (at === top) return true;
  return false;
}

function changesOf(
  snapshot: Snapshot,
  was: CommitmentItem,
  now: CommitmentItem,
): Versions['versions'][number]['changes'] {
  const target = ({ target: of }: CommitmentItem) =>
    of ? `${of.op} ${of.value}${of.value2 === null ? '' : `～${of.value2}`} ${of.unit}（${of.period}）` : '';
  const lead = ({ lead: id }: CommitmentItem) => organisationNamed(snapshot, id)?.name.zh ?? '';
  const all: [zh: string, en: string, from: string, to: string][] = [
    ['内容', 'Text', was.title.zh, now.title.zh],
    ['目标', 'Target', target(was), target(now)],
    ['牵头', 'Lead', lead(was), lead(now)],
    ['归入', 'Below', was.parent ?? '', now.parent ?? ''],
    ['标签', 'Tags', was.tags.join('、'), now.tags.join('、')],
  ];
  return all.flatMap(([zh, en, from, to]) => (from === to ? [] : [{ name: { zh, en }, from, to }]));
}
