import { shownLight, type Outlook } from '../../core/foresee/index.ts';
import { describeMissing, isMissing, type Text } from '../../core/measure/index.ts';
import type { CommitmentItem } from '../../core/plan/plan-file.ts';
import type { DocumentBody } from '../../evidence/delivery/papers.ts';
import type {
  ReleasedContent,
  ReleasedDocument,
  ReleasedPoint,
  ReleasedPromise,
} from '../../evidence/delivery/release-shapes.ts';
import { getBlob } from '../../evidence/ledger/blob.ts';
import { canonicalJson, type Json, sm3 } from '../../evidence/ledger/canonical.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { Store } from '../../evidence/store/store.ts';

/** What a release of one thing would hold today. Views for it see approved figures alone. */

const most = { points: 1000, path: 200, steps: 200, clause: 4000 };
const cut = ({ zh, en }: Text, length = 2000): Text => ({ zh: zh.slice(0, length), en: en.slice(0, length) });

/** The texts that clauses stand in, each read once. */
export class Clauses {
  readonly #store: Store;
  readonly #jurisdiction: string;
  readonly #texts = new Map<string, Promise<string | null>>();

  constructor(store: Store, jurisdiction: string) {
    this.#store = store;
    this.#jurisdiction = jurisdiction;
  }

  /** The words of the plan, in the published text where that is kept, else in the one that restates it. */
  async of(view: ViewAt, { source, restated }: CommitmentItem): Promise<ReleasedPromise['clause']> {
    for (const said of [source, restated]) {
      const known = said && view.snapshot.documents.find(({ hash }) => hash === said.document);
      const text = known ? await this.#text(said.document) : null;
      if (said && known && text !== null)
        return {
          text: text
            .slice(...said.span)
            .trim()
            .slice(0, most.clause),
          document: known.name,
        };
    }
    return null;
  }

  #text(hash: string): Promise<string | null> {
    const known = this.#texts.get(hash);
    if (known) return known;
    const read = getBlob(this.#store, this.#jurisdiction, hash).then(
      (bytes) => bytes && new TextDecoder().decode(bytes),
    );
    this.#texts.set(hash, read);
    return read;
  }
}

function pointsOf(view: ViewAt, indicator: string): ReleasedPoint[] {
  const points = view.series(indicator)?.points ?? [];
  return points.slice(-most.points).map(({ period, value, status, source, grade, knownOn, demo }) => ({
    period,
    value: isMissing(value) ? null : value,
    missing: isMissing(value) ? { reason: value.missing, why: cut(describeMissing(value)) } : null,
    status,
    source: source.slice(0, 500),
    grade,
    knownOn,
    demo,
  }));
}

function themeOf(view: ViewAt, item: CommitmentItem): Text | null {
  let at: CommitmentItem | undefined = item;
  for (let depth = 0; at?.parent != null && depth < 10; depth += 1) at = view.commitment(at.parent)?.item;
  return at && at !== item ? at.title : null;
}

/** A commitment as the public would read it; null where there is none. `foreseen` stands in for an outlook that is not stored. */
export async function promiseOf(
  view: ViewAt,
  clauses: Clauses,
  id: string,
  foreseen: Outlook | null = view.outlook(id),
): Promise<ReleasedPromise | null> {
  const held = view.commitment(id);
  if (!held || held.item.kind === 'theme') return null;
  const { item } = held;
  const known = item.indicator === null ? undefined : view.snapshot.indicators.get(item.indicator)?.item;
  const plan = view.judgedBy(id);
  const stored = foreseen === view.outlook(id);
  const light = stored ? view.light(id) : shownLight(view.standing(id).light, foreseen);
  const why = stored
    ? view.why(id)
    : light !== view.standing(id).light && foreseen
      ? foreseen.sentence
      : view.standing(id).why;
  const { target } = item;
  return {
    kind: 'promise',
    id,
    title: cut(item.title),
    sort: item.kind as ReleasedPromise['sort'],
    theme: themeOf(view, item),
    plan: { id: plan?.plan ?? held.plan, title: plan?.title ?? { zh: held.plan, en: held.plan } },
    clause: await clauses.of(view, item),
    target: target && {
      op: target.op,
      value: target.value,
      value2: target.value2,
      unit: target.unit,
      period: target.period,
    },
    lead: view.organisation(item.lead)?.name ?? null,
    asOf: view.asOf,
    light,
    why: cut(why),
    outlook: foreseen && {
      word: foreseen.word,
      probability: foreseen.probability,
      expected: foreseen.expected,
      low80: foreseen.low80,
      high80: foreseen.high80,
      sentence: cut(foreseen.sentence),
    },
    indicator: known ? { id: known.id, name: known.name, unit: known.unit, cadence: known.cadence } : null,
    points: known ? pointsOf(view, known.id) : [],
    drawn: known
      ? view
          .history(known.id)
          .slice(-most.path)
          .map(({ period, value }) => ({ period, value }))
      : [],
    path: view
      .trajectory(id)
      .slice(0, most.path)
      .map(({ period, value }) => ({ period, value })),
    steps: view
      .milestones(id)
      .slice(0, most.steps)
      .map(({ title, due, doneOn, preliminary }) => ({ title: cut(title), due, doneOn: preliminary ? null : doneOn })),
    demo: view.isDemo(id) || held.demo,
  };
}

/** An issued document as the public would read it; null where it is not issued. */
export function documentOf(id: string, body: DocumentBody, demo: boolean): ReleasedDocument | null {
  if (!body.issued) return null;
  const { number, on, document } = body.issued;
  const { title } = document as { title: string };
  return {
    kind: 'document',
    id,
    title: { zh: title, en: title },
    number,
    asOf: on,
    document: document as Record<string, unknown>,
    demo,
  };
}

/** SM3 over what makes a release out of date: what is promised, by whom, and the figures; not what the passing of days does. */
export function factsOf(content: ReleasedContent): string {
  const facts =
    content.kind === 'document'
      ? [content.number, content.asOf]
      : [
          content.title.zh,
          content.clause?.text ?? null,
          content.target && { ...content.target },
          content.lead?.zh ?? null,
          content.points.map(({ period, value }) => [period, value]),
          content.steps.map(({ title, due, doneOn }) => [title.zh, due, doneOn]),
        ];
  return sm3(canonicalJson(facts as Json));
}
