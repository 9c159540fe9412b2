import type { z } from 'zod';
import { describeMissing, endDate, isMissing, isNumber, isProblem, type Point } from '../../core/measure/index.ts';
import type { IndicatorItem } from '../../core/plan/plan-file.ts';
import type { RegisterType } from '../../core/register/index.ts';
import type { HeldCommitment } from '../../evidence/reading/snapshot.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type {
  openCommitment,
  openCommitments,
  openIndicator,
  openIndicators,
  openList,
  openObservations,
  openOutlooks,
} from './api.ts';

/** Resources of the open interface, made from what a reader sees on a day. */

type Item<E extends { response: z.ZodType }> = z.output<E['response']> extends { item: infer I } ? I : never;
type Row<E extends { response: z.ZodType }> = z.output<E['response']> extends { items: (infer I)[] } ? I : never;
type Query<E extends { query: z.ZodType }> = z.output<E['query']>;

const plain = (text: string) => text.toLowerCase().replace(/\s+/g, '');
const says = (words: string | undefined, ...texts: string[]) =>
  words === undefined || plain(texts.join(' ')).includes(plain(words));

export function commitmentOf(view: ViewAt, { item, clauses, demo }: HeldCommitment): Item<typeof openCommitment> {
  const points = item.indicator ? view.series(item.indicator)?.points : undefined;
  return {
    id: item.id,
    kind: item.kind,
    title: item.title,
    parent: item.parent,
    plans: clauses.map(({ plan }) => plan),
    judgedBy: view.judgedBy(item.id),
    indicator: item.indicator,
    target: item.target && { ...item.target, value2: item.target.value2 },
    lead: view.organisation(item.lead),
    supporting: item.supporting.flatMap((id) => view.organisation(id) ?? []),
    tags: [...item.tags],
    standing: view.standing(item.id),
    light: view.light(item.id),
    outlook: view.outlook(item.id),
    source: item.source && { document: item.source.document, span: item.source.span },
    demo: demo || points?.some((point) => point.demo) === true,
  };
}

/** The commitments that a reader asks for, before any is looked at closely. */
export function commitmentsOf(view: ViewAt, query: Query<typeof openCommitments>): HeldCommitment[] {
  return view.snapshot.commitments.filter(
    ({ item, clauses }) =>
      (query.plan === undefined || clauses.some(({ plan }) => plan === query.plan)) &&
      (query.kind === undefined || query.kind.includes(item.kind)) &&
      (query.lead === undefined || item.lead === query.lead || item.supporting.includes(query.lead)) &&
      (query.indicator === undefined || item.indicator === query.indicator) &&
      (query.tag === undefined || item.tags.includes(query.tag)) &&
      says(query.words, item.id, item.title.zh, item.title.en) &&
      (query.light === undefined || query.light.includes(view.light(item.id))),
  );
}

export function indicatorOf(view: ViewAt, item: IndicatorItem): Item<typeof openIndicator> {
  const newest = view.newest(item.id);
  return {
    id: item.id,
    name: item.name,
    unit: item.unit,
    nature: item.nature,
    cadence: item.cadence,
    direction: item.direction,
    binding: item.binding,
    scope: item.scope,
    owner: view.organisation(item.owner),
    evidence: item.evidence.kind,
    latest: newest
      ? { period: newest.period, value: newest.value, status: newest.status, demo: newest.demo ?? false }
      : null,
    commitments: view.snapshot.commitments.flatMap((held) =>
      held.item.indicator === item.id && held.item.target ? [held.item.id] : [],
    ),
  };
}

export function indicatorsOf(view: ViewAt, query: Query<typeof openIndicators>): IndicatorItem[] {
  return [...view.snapshot.indicators.values()].flatMap(({ item }) =>
    (query.owner === undefined || item.owner === query.owner) &&
    (query.evidence === undefined || item.evidence.kind === query.evidence) &&
    says(query.words, item.id, item.name.zh, item.name.en)
      ? [item]
      : [],
  );
}

type Observation = Row<typeof openObservations>;

/** Figures by indicator, place and period: of the whole, and of the places that an indicator has figures of. */
export function observationsOf(view: ViewAt, query: Query<typeof openObservations>): Observation[] {
  const { jurisdiction, indicators } = view.snapshot;
  const chosen = [...indicators.values()].filter(
    ({ item }) => query.indicator === undefined || query.indicator.includes(item.id),
  );
  return chosen.flatMap(({ item }) =>
    [jurisdiction, ...view.placesOf(item.id)]
      .filter((place) => query.place === undefined || place === query.place)
      .flatMap((place) =>
        (view.series(item.id, place)?.points ?? [])
          .filter(within(query))
          .map((point) => observationOf(item, place, point)),
      ),
  );
}

function within({ from, to }: { from?: string | undefined; to?: string | undefined }): (point: Point) => boolean {
  if (from === undefined && to === undefined) return () => true;
  return ({ period }) => {
    const end = endDate(period);
    return !isProblem(end) && (from === undefined || end >= from) && (to === undefined || end <= to);
  };
}

function observationOf(item: IndicatorItem, place: string, point: Point): Observation {
  return {
    id: `${item.id}/${place}/${point.period}`,
    indicator: item.id,
    place,
    period: point.period,
    unit: item.unit,
    value: isNumber(point.value) ? point.value : null,
    missing: isMissing(point.value) ? describeMissing(point.value) : null,
    status: point.status,
    knownOn: point.knownOn,
    source: point.source,
    grade: point.grade,
    demo: point.demo,
  };
}

/** Outlooks of promises that a figure could keep, the least probable first. */
export function outlooksOf(view: ViewAt, query: Query<typeof openOutlooks>): Row<typeof openOutlooks>[] {
  return view.snapshot.commitments
    .flatMap(({ item, clauses }) => {
      const outlook = view.outlook(item.id);
      const { target, indicator } = item;
      if (!outlook || !target || !indicator) return [];
      if (query.plan !== undefined && !clauses.some(({ plan }) => plan === query.plan)) return [];
      if (query.word !== undefined && outlook.word !== query.word) return [];
      const unit = view.snapshot.indicators.get(indicator)?.item.unit ?? target.unit;
      const light = view.light(item.id);
      return [{ commitment: item.id, title: item.title, indicator, unit, target, light, outlook }];
    })
    .toSorted(
      (a, b) => (a.outlook.probability ?? 2) - (b.outlook.probability ?? 2) || (a.commitment < b.commitment ? -1 : 1),
    );
}

export function listOf(type: RegisterType): Item<typeof openList> {
  return {
    id: type.id,
    name: type.name,
    about: type.about ?? null,
    open: type.open,
    fields: type.fields.map(({ id, name, type: kind, unit, required }) => ({
      id,
      name,
      type: kind,
      unit: unit ?? null,
      required: required ?? false,
    })),
    stages: type.stages.map(({ id, name }) => ({ id, name })),
    commitments: [...type.commitments],
  };
}
