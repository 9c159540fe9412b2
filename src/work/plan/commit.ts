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
import { kindByTitle } from './standing.ts';
import { taggedBy, type Taxonomies, withInheritedTags } from './commit-tags.ts';

/** What a reviewed draft becomes: the parts of a plan file, fitted to what stands in the jurisdiction already. */
export interface Settled {
  plan: PlanItem;
  commitments: CommitmentItem[];
  organisations: OrganisationItem[];
  indicators: IndicatorItem[];
  /** How many of the commitments stood already, in another plan. */
  known: number;
}

/** How a draft becomes a plan: in the place of one in force, added to it (`base`), or beside all of them. */
interface How {
  mode: 'replace' | 'add' | 'beside';
  base: PlanBase;
  kind?: PlanItem['kind'] | undefined;
  from?: string | undefined;
  document?: string | undefined;
}

/**
 * Turns the accepted items of a draft into commitments. Organisations and indicators are found by name before new ones
 * are made; a code that is taken is not given again, and what says again what stands already goes under the code that it
 * has. `by`: who reviewed it.
 */
export function settle(
  draft: Omit<PlanDraftView, 'standing'>,
  snapshot: Snapshot,
  options: How & { textHash: string; thisYear: number; by: string },
): Settled {
  const open = snapshot.plans.filter(({ closedOn }) => closedOn === null);
  const base = options.mode === 'beside' ? undefined : open.find(({ item }) => item.id === options.base?.plan);
  const standing = options.mode === 'add' ? (base?.item ?? null) : null;
  /** The promise that an item says again: of other plans than the one that is replaced. */
  const again = (item: DraftItem) =>
    item.apart || !item.known || (options.mode === 'replace' && item.known.plans.every((id) => id === base?.item.id))
      ? null
      : item.known;
  const accepted = draft.items
    .filter((item) => item.decision === 'accepted')
    // What the plan itself says already is not added to it once more.
    .filter((item) => !standing || !again(item)?.plans.includes(standing.id));
  const horizon = {
    start: draft.plan?.horizon.start ?? options.thisYear,
    end: draft.plan?.horizon.end ?? options.thisYear + 4,
  };
  const offices = [...snapshot.organisations].map(([id, name]) => [id, name.zh] as const);
  // A text of the city calls 市财政局 财政局.
  const bare = offices.map(([id, name]) => [id, name.replace(/^[市县区州]/u, '')] as const);
  const organisations = new Names<OrganisationItem>([...bare, ...offices]);
  const indicators = new Names<IndicatorItem>(
    [...snapshot.indicators].map(([id, { item }]) => [id, indicatorKey(item.name.zh, item.unit)]),
  );
  const taxonomies: Taxonomies = new Map(
    (standing?.taxonomies ?? snapshot.plan?.item.taxonomies ?? []).map((item) => [
      item.name.zh,
      { ...item, values: [...item.values] },
    ]),
  );
  // Codes of closed plans are not given again either: history goes by them.
  const others = snapshot.plans.filter(({ item }) => options.mode !== 'replace' || item.id !== base?.item.id);
  const codes = new Set(others.flatMap(({ clauses }) => clauses.map(({ item }) => item.id)));
  const codeOf = new Map<string, string>();
  for (const item of accepted) {
    const known = again(item);
    codeOf.set(item.id, known && !known.closed ? known.id : freeCode(codes, item.kind));
  }
  const held = new Map(snapshot.commitments.map(({ item }) => [item.id, item]));

  const made = accepted.map((item): CommitmentItem => {
    const known = held.get(again(item)?.id ?? '');
    // A rule's guess of who answers for it does not stand against who does.
    const owner = known && !item.stated?.lead.includes(item.owner ?? '') ? null : item.owner;
    const lead = owner ? organisations.idFor(owner, organisation, 'o') : null;
    const target = targetOf(item, horizon);
    const subject = item.subject;
    const indicator = target
      ? (known?.indicator ??
        indicators.idFor(indicatorKey(subject, target.unit), (id) => newIndicator(id, subject, target, lead), 'i'))
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
      ...goesOnWith(again(item)),
    };
  });
  const commitments = withInheritedTags(made);
  const leading = snapshot.plan?.item;
  const title = draft.plan?.title ?? draft.file.name;
  const plan: PlanItem = standing
    ? { ...standing, taxonomies: [...taxonomies.values()] }
    : {
        // A plan that says its kind stands until it is closed: what takes its place goes under its id.
        id: base?.item.kind
          ? base.item.id
          : `plan-${sm3(`${draft.plan?.title ?? ''}${options.textHash}`).slice(0, 10)}`,
        title: both(title),
        ...(options.mode === 'beside'
          ? {
              kind: options.kind ?? kindByTitle(title),
              ...(options.from && { from: options.from }),
              ...(options.document && { document: options.document }),
            }
          : base?.item.kind && { kind: base.item.kind, ...(base.item.from && { from: base.item.from }) }),
        horizon,
        // One place has one rule for its lights.
        rules: options.mode === 'beside' ? (leading?.rules ?? 'yinchuan-2025') : 'yinchuan-2025',
        ...(options.mode === 'beside' && leading?.outlookRules && { outlookRules: leading.outlookRules }),
        taxonomies: [...taxonomies.values()],
        groups: groupsOf(draft, accepted, codeOf, commitments),
      };
  const known = accepted.filter((item) => again(item)).length;
  return { plan, commitments, organisations: organisations.made, indicators: indicators.made, known };
}

/** What says again what a closed plan promised goes on with it. */
const goesOnWith = (known: DraftItem['known']): Pick<CommitmentItem, 'carried'> =>
  known?.closed ? { carried: { plan: known.plans[0]!, commitment: known.id } } : {};

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
  input: {
    jurisdiction: string;
    actor: string;
    mode: How['mode'];
    document: DocumentText;
    base: PlanBase;
    from?: string | undefined;
  },
): Promise<Entry> {
  const { jurisdiction, actor, mode, from } = input;
  const base = mode === 'beside' ? null : input.base;
  const of = { jurisdiction, actor, demo: false };
  const { organisations, indicators, plan, commitments } = settled;
  const act: Submission[] = [await documentEntry(store, jurisdiction, actor, input.document)];
  if (organisations.length > 0) act.push({ ...of, kind: 'organisation.put', payload: { organisations } });
  if (indicators.length > 0) act.push({ ...of, kind: 'indicator.put', payload: { indicators, ...(from && { from }) } });
  act.push({ ...of, kind: 'plan.put', payload: { plan, mode: mode === 'add' ? 'add' : 'replace', base, commitments } });
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

function newIndicator(
  id: string,
  name: string,
  { unit, op }: Pick<NonNullable<ReturnType<typeof targetOf>>, 'unit' | 'op'>,
  owner: string | null,
): IndicatorItem {
  const parsed = parseUnit(unit);
  const share = !isProblem(parsed) && (isPoints(parsed) || (isDimensionless(parsed) && unit !== ''));
  const flow = /生产总值|增加值|产值|收入|投资|零售|总额|新增|新建|引进|产量/.test(name);
  return {
    id,
    name: both(name),
    unit,
    nature: share ? 'rate' : flow ? 'flow' : 'stock',
    cadence: 'year',
    direction: op === '<=' || (/能耗|失业率|排放|差距|死亡|事故/.test(name) && !/下降|降幅/.test(name)) ? 'down' : 'up',
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
