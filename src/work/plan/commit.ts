import { parseUnit, isProblem, isPoints, isDimensionless, type Text } from '../../core/measure/index.ts';
import type {
  CommitmentItem,
  IndicatorItem,
  OrganisationItem,
  PlanItem,
  TargetItem,
} from '../../core/plan/plan-file.ts';
import { sm3 } from '../../evidence/ledger/canonical.ts';
import type { Services } from '../../evidence/domain.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import type { Submission } from '../../evidence/book.ts';
import type { Entry } from '../../evidence/ledger/kind.ts';
import type { Store } from '../../evidence/store/store.ts';
import type { DraftItem, PlanDraftView } from './api.ts';
import { groupsOf } from './commit-groups.ts';
import { taggedBy, type Taxonomies, withInheritedTags } from './commit-tags.ts';

/** What a reviewed draft becomes: the parts of a plan file, fitted to what stands in the jurisdiction already. */
export interface Settled {
  plan: PlanItem;
  commitments: CommitmentItem[];
  organisations: OrganisationItem[];
  indicators: IndicatorItem[];
}

/**
 * Turns the accepted items of a draft into commitments. Organisations and indicators are found by name before new ones
 * are made; a code that is taken is not given again. `by`: who reviewed it.
 */
export function settle(
  draft: Omit<PlanDraftView, 'standing'>,
  snapshot: Snapshot,
  options: { mode: 'replace' | 'add'; textHash: string; thisYear: number; by: string },
): Settled {
  const accepted = draft.items.filter((item) => item.decision === 'accepted');
  const horizon = {
    start: draft.plan?.horizon.start ?? options.thisYear,
    end: draft.plan?.horizon.end ?? options.thisYear + 4,
  };
  const standing = options.mode === 'add' ? (snapshot.plan?.item ?? null) : null;
  const organisations = new Names<OrganisationItem>([...snapshot.organisations].map(([id, name]) => [id, name.zh]));
  const indicators = new Names<IndicatorItem>(
    [...snapshot.indicators].map(([id, { item }]) => [id, indicatorKey(item.name.zh, item.unit)]),
  );
  const taxonomies: Taxonomies = new Map(
    (standing?.taxonomies ?? snapshot.plan?.item.taxonomies ?? []).map((item) => [
      item.name.zh,
      { ...item, values: [...item.values] },
    ]),
  );
  const codes = new Set(options.mode === 'add' ? snapshot.commitments.map(({ item }) => item.id) : []);
  const codeOf = new Map<string, string>();
  for (const item of accepted) codeOf.set(item.id, freeCode(codes, item.kind));

  const made = accepted.map((item): CommitmentItem => {
    const lead = item.owner ? organisations.idFor(item.owner, organisation, 'o') : null;
    const target = targetOf(item, horizon);
    const subject = item.subject;
    const indicator = target
      ? indicators.idFor(indicatorKey(subject, target.unit), (id) => newIndicator(id, subject, target.unit, lead), 'i')
      : null;
    const parent = nearest(item, draft.items, codeOf);
    return {
      id: codeOf.get(item.id) ?? item.id,
      kind: item.kind,
      title: both(titleOf(item)),
      parent,
      indicator,
      target,
      binding: false,
      lead,
      supporting: helpers(item).map((name) => organisations.idFor(name, organisation, 'o')),
      ...taggedBy(item, taxonomies, options.by),
      source: { document: options.textHash, span: [item.span[0], item.span[1]] },
      weight: 1,
    };
  });
  const commitments = withInheritedTags(made);
  const plan: PlanItem = standing
    ? { ...standing, taxonomies: [...taxonomies.values()] }
    : {
        id: `plan-${sm3(`${draft.plan?.title ?? ''}${options.textHash}`).slice(0, 10)}`,
        title: both(draft.plan?.title ?? draft.file.name),
        horizon,
        rules: 'yinchuan-2025',
        taxonomies: [...taxonomies.values()],
        groups: groupsOf(draft, accepted, codeOf, commitments),
      };
  return { plan, commitments, organisations: organisations.made, indicators: indicators.made };
}

export interface DocumentText {
  name: string;
  format: string;
  text: string;
}

/** The plan in force that a change was made from. */
export type PlanBase = { plan: string; version: number } | null;

export function planBase({ plan }: Pick<Snapshot, 'plan'>): PlanBase {
  return plan && { plan: plan.item.id, version: plan.version };
}

/** Keeps a document's text, so that commitments whose source names it can show their sentence. */
export async function submitDocument(
  { store, ledger }: Pick<Services, 'store' | 'ledger'>,
  jurisdiction: string,
  actor: string,
  document: DocumentText,
): Promise<Entry> {
  return ledger.submit(await documentEntry(store, jurisdiction, actor, document));
}

/** The text becomes a blob at once; what names it is yet to be submitted. */
async function documentEntry(
  store: Store,
  jurisdiction: string,
  actor: string,
  { name, format, text }: DocumentText,
): Promise<Submission> {
  const textHash = sm3(text);
  await store
    .insertInto('blob')
    .values({ jurisdiction_id: jurisdiction, hash: textHash, bytes: Buffer.from(text, 'utf8') })
    .onConflict((c) => c.doNothing())
    .execute();
  return {
    jurisdiction,
    actor,
    demo: false,
    kind: 'document.add',
    payload: { id: textHash.slice(0, 16), name, textHash, format, characters: text.length },
  };
}

/**
 * Writes a settled draft in one act: its document, what is new, the plan. Returns the plan's entry. Throws a Problem (409
 * `plan-changed`) when the plan is not the one that the draft was settled against.
 */
export async function submitSettled(
  { store, ledger }: Pick<Services, 'store' | 'ledger'>,
  settled: Settled,
  input: { jurisdiction: string; actor: string; mode: 'replace' | 'add'; document: DocumentText; base: PlanBase },
): Promise<Entry> {
  const { jurisdiction, actor, mode, base } = input;
  const of = { jurisdiction, actor, demo: false };
  const { organisations, indicators, plan, commitments } = settled;
  const act: Submission[] = [await documentEntry(store, jurisdiction, actor, input.document)];
  if (organisations.length > 0) act.push({ ...of, kind: 'organisation.put', payload: { organisations } });
  if (indicators.length > 0) act.push({ ...of, kind: 'indicator.put', payload: { indicators } });
  act.push({ ...of, kind: 'plan.put', payload: { plan, mode, base, commitments } });
  return (await ledger.submit(act)).at(-1) as Entry;
}

function both(zh: string): Text {
  return { zh, en: zh };
}

function titleOf(item: DraftItem): string {
  if (item.value === null) return item.subject;
  const words: Record<string, string> = {
    '>': '超过',
    '>=': '达到以上',
    '<': '低于',
    '<=': '不超过',
    approx: '约',
    '+': '增加',
    to: '达到',
    '=': '',
    range: '',
  };
  const upper = item.value2 === null ? '' : `—${item.value2}`;
  const op = item.op ?? '=';
  const figure = `${item.value}${upper} ${item.unit ?? ''}`.trim();
  return op === '>=' ? `${item.subject} ${figure}以上` : `${item.subject} ${words[op] ?? ''}${figure}`.trim();
}

function targetOf(item: DraftItem, horizon: { start: number; end: number }): TargetItem | null {
  if (item.kind !== 'target' || item.op === null || item.value === null || item.unit === null) return null;
  const end = item.period?.end ?? `${horizon.end}-12-31`;
  const years = Number(end.slice(0, 4)) - Number((item.period?.start ?? `${horizon.start}-01-01`).slice(0, 4));
  const cumulative = /累计/.test(item.subject);
  const period =
    cumulative && years > 0
      ? `${(item.period?.start ?? `${horizon.start}`).slice(0, 4)}..${end.slice(0, 4)}`
      : end.endsWith('12-31')
        ? end.slice(0, 4)
        : end.slice(0, 7);
  return {
    op: item.op,
    value: item.value,
    value2: item.value2,
    unit: item.unit,
    period,
    cumulative,
    trajectory: { kind: 'linear' },
  };
}

function indicatorKey(name: string, unit: string): string {
  const parsed = parseUnit(unit);
  // Scales of one dimension are one indicator: 亿元 and 万元 are converted, 亿元 and % are not.
  return `${name} ${isProblem(parsed) ? unit : JSON.stringify(parsed.dims)}`;
}

function newIndicator(id: string, name: string, unit: string, owner: string | null): IndicatorItem {
  const parsed = parseUnit(unit);
  const share = !isProblem(parsed) && (isPoints(parsed) || (isDimensionless(parsed) && unit !== ''));
  const flow = /生产总值|增加值|产值|收入|投资|零售|总额|新增|新建|引进|产量/.test(name);
  return {
    id,
    name: both(name),
    unit,
    nature: share ? 'rate' : flow ? 'flow' : 'stock',
    cadence: 'year',
    direction: /下降|降幅|能耗|失业率|排放|差距|死亡|事故/.test(name) && !/下降|降幅/.test(name) ? 'down' : 'up',
    binding: false,
    evidence: { kind: 'observations' },
    scope: null,
    owner,
    dueDays: 60,
  };
}

function freeCode(taken: Set<string>, kind: DraftItem['kind']): string {
  const letter = { theme: 'Z', target: 'M', project: 'X', action: 'R' }[kind];
  for (let number = 1; ; number += 1) {
    const code = `${letter}-${String(number).padStart(2, '0')}`;
    if (taken.has(code)) continue;
    taken.add(code);
    return code;
  }
}

const organisation = (id: string, name: string): OrganisationItem => ({
  id,
  name: both(name),
  parent: null,
  roles: [],
});

/** Who else the text names beside the owner. */
function helpers(item: DraftItem): string[] {
  const named = [...(item.stated?.lead ?? []), ...(item.stated?.support ?? [])];
  return [...new Set(named)].filter((name) => name !== item.owner);
}

/** The nearest accepted ancestor: what stands under a rejected heading moves up. */
function nearest(item: DraftItem, items: DraftItem[], codeOf: Map<string, string>): string | null {
  const byId = new Map(items.map((other) => [other.id, other]));
  const seen = new Set<string>([item.id]);
  for (let id = item.parent; id !== null && !seen.has(id); id = byId.get(id)?.parent ?? null) {
    seen.add(id);
    const code = codeOf.get(id);
    if (code) return code;
  }
  return null;
}

/** Finds ids by name, making what is not there. */
class Names<T> {
  readonly made: T[] = [];
  readonly #ids: Map<string, string>;

  constructor(known: Iterable<readonly [id: string, name: string]>) {
    this.#ids = new Map([...known].map(([id, name]) => [name, id]));
  }

  idFor(name: string, make: (id: string, name: string) => T, letter: string): string {
    const known = this.#ids.get(name);
    if (known) return known;
    const id = `${letter}-${sm3(name).slice(0, 10)}`;
    this.#ids.set(name, id);
    this.made.push(make(id, name));
    return id;
  }
}
