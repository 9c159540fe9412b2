import type { NumberOn } from '../../core/directive/index.ts';
import { isNumber } from '../../core/measure/index.ts';
import type { Services } from '../../evidence/domain.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { judgedList } from '../../work/registers/index.ts';

/** A thing that a directive may be about, as a view shows it. */
export interface Seen {
  title: string;
  lead: string | null;
  number: NumberOn;
  trend: { period: string; value: number }[];
}

/** What something said on the day of a view; null where there is no such thing. */
export async function seenAt(services: Pick<Services, 'lists'>, view: ViewAt, object: string): Promise<Seen | null> {
  const [kind = '', first = '', second = ''] = object.split('/');
  if (kind === 'commitment') return commitmentAt(view, first);
  if (kind === 'indicator') return indicatorAt(view, first);
  if (kind === 'record') return recordAt(services, view, first, second);
  return null;
}

function commitmentAt(view: ViewAt, id: string): Seen | null {
  const item = view.snapshot.commitments.find((held) => held.item.id === id)?.item;
  if (!item) return null;
  const standing = view.standing(id);
  const indicator = item.indicator ? view.snapshot.indicators.get(item.indicator)?.item : undefined;
  const newest = item.indicator ? view.newest(item.indicator) : undefined;
  const value = standing.observed?.value ?? (newest && isNumber(newest.value) ? newest.value : null);
  return {
    title: item.title.zh,
    lead: item.lead,
    number: {
      light: view.light(id),
      why: bounded(view.why(id)),
      value,
      unit: indicator?.unit ?? item.target?.unit ?? '',
      period: standing.observed?.period ?? (value === null ? null : (newest?.period ?? null)),
      probability: view.outlook(id)?.probability ?? null,
      on: view.asOf,
      demo: view.isDemo(id),
    },
    trend: trendOf(view, item.indicator),
  };
}

function indicatorAt(view: ViewAt, id: string): Seen | null {
  const indicator = view.snapshot.indicators.get(id)?.item;
  if (!indicator) return null;
  const order = { red: 0, yellow: 1, grey: 2, green: 3 } as const;
  const [worst] = view.snapshot.commitments
    .filter(({ item }) => item.indicator === id)
    .map(({ item }) => ({ id: item.id, light: view.light(item.id) }))
    .toSorted((a, b) => order[a.light] - order[b.light]);
  const newest = view.newest(id);
  const value = newest && isNumber(newest.value) ? newest.value : null;
  return {
    title: indicator.name.zh,
    lead: indicator.owner,
    number: {
      light: worst?.light ?? 'grey',
      why: bounded(worst ? view.why(worst.id) : { zh: '没有目标用这个指标。', en: 'No target uses this indicator.' }),
      value,
      unit: indicator.unit,
      period: value === null ? null : (newest?.period ?? null),
      probability: (worst && view.outlook(worst.id)?.probability) ?? null,
      on: view.asOf,
      demo: newest?.demo ?? false,
    },
    trend: trendOf(view, id),
  };
}

async function recordAt(
  services: Pick<Services, 'lists'>,
  view: ViewAt,
  register: string,
  id: string,
): Promise<Seen | null> {
  const list = services.lists.get(register);
  const type = view.snapshot.registers.get(register)?.type;
  if (!list || !type) return null;
  const judged = await judgedList(view, list, {});
  const row = judged.rows.byId.get(id) as Readonly<Record<string, unknown>> | undefined;
  if (!row) return null;
  const judgement = judged.judged.get(id);
  const owner = type.owner === undefined ? null : (row[type.owner] as { id: string } | null);
  return {
    title: type.identify.map((name) => textOf(row[name])).join(' '),
    lead: owner?.id ?? type.organisation ?? null,
    number: {
      light: judgement?.light ?? 'grey',
      why: bounded(judgement?.why ?? { zh: '这个台账不判灯。', en: 'This register gives no light.' }),
      value: null,
      unit: '',
      period: null,
      probability: null,
      on: view.asOf,
      demo: judgement?.demo ?? judged.demo,
    },
    trend: [],
  };
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return 'title' in value ? String(value.title) : '';
  return String(value);
}

const bounded = ({ zh, en }: { zh: string; en: string }) => ({ zh: zh.slice(0, 1000), en: en.slice(0, 1000) });

const mostTrend = 24;

function trendOf(view: ViewAt, indicator: string | null | undefined) {
  if (!indicator) return [];
  return view
    .history(indicator)
    .map(({ period, value }) => ({ period, value }))
    .slice(-mostTrend);
}
