import {
  type CompositeChange,
  type CompositeResult,
  compositeChange,
  describeMissing,
  formatNumber,
  isMissing,
  isNumber,
  isProblem,
  type Light,
  type Text,
  timeProgress,
  type UpdateDebt,
} from '../../core/measure/index.ts';
import type { CommitmentItem } from '../../core/plan/plan-file.ts';
import { readingFor } from '../../evidence/reading/newest.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { briefOf } from '../plan/index.ts';
import type { Overview } from './api.ts';

const order: Record<Light, number> = { red: 0, yellow: 1, grey: 2, green: 3 };
const attentionRows = 8;
const debtRows = 8;

/** The first screen, from two views of the same plan a month apart. */
export function overviewOf(
  now: ViewAt,
  before: ViewAt,
  options: { debt: UpdateDebt | null; only: string | null },
): Overview {
  const { snapshot } = now;
  // Themes only add up what stands below them; counting them would count twice.
  const counted = snapshot.commitments.map(({ item }) => item).filter((item) => item.kind !== 'theme');
  const lights = counted.map((item) => now.light(item.id));
  const of = (light: Light) => lights.filter((other) => other === light).length;
  const plan = snapshot.plan?.item;
  const passed = plan ? timeProgress(spanOf(plan.horizon), now.asOf) : 0;
  return {
    jurisdiction: { id: snapshot.jurisdiction, name: snapshot.name },
    plan: plan
      ? { id: plan.id, title: plan.title, horizon: plan.horizon, timeProgress: isProblem(passed) ? 0 : passed }
      : null,
    plans: now.plans.map(briefOf),
    only: options.only,
    asOf: now.asOf,
    demo: counted.some((item) => now.isDemo(item.id)),
    foreseen: foreseenOf(now),
    counts: {
      commitments: counted.length,
      green: of('green'),
      yellow: of('yellow'),
      red: of('red'),
      grey: of('grey'),
      ownerless: counted.filter((item) => !item.lead).length,
    },
    headline: headline(now, counted),
    indices: indices(now, before),
    attention: attention(now, counted),
    changes: { since: before.asOf, rows: changes(now, before, counted) },
    debt: options.debt && debt(now, options.debt, counted),
  };
}

/** 2026 and 2022..2026. */
const spanOf = ({ start, end }: { start: number; end: number }) => (start === end ? `${start}` : `${start}..${end}`);

function headline(view: ViewAt, counted: CommitmentItem[]): Overview['headline'] {
  const group = view.snapshot.plan?.item.groups.find((candidate) => candidate.headline);
  // A plan without a named headline group is headed by its first targets.
  const items = group
    ? group.members
        .flatMap((member) => member.commitments)
        .flatMap((id) => counted.find((item) => item.id === id) ?? [])
    : counted.filter((item) => item.kind === 'target' && item.target).slice(0, 3);
  if (items.length === 0) return null;
  return {
    name: group?.name ?? { zh: '主要目标', en: 'Main targets' },
    cards: items.map((item) => {
      const indicator = item.indicator ? view.snapshot.indicators.get(item.indicator)?.item : undefined;
      return {
        commitment: item.id,
        title: indicator?.name ?? item.title,
        indicator: item.indicator,
        unit: indicator?.unit ?? item.target?.unit ?? '',
        target: item.target && {
          op: item.target.op,
          value: item.target.value,
          value2: item.target.value2,
          unit: item.target.unit,
          period: item.target.period,
          cumulative: item.target.cumulative,
        },
        standing: view.standing(item.id),
        light: view.light(item.id),
        outlook: view.outlook(item.id),
        reading: item.indicator ? readingFor(view, item.indicator, item.id) : null,
        lead: view.organisation(item.lead),
        history: item.indicator ? view.history(item.indicator) : [],
        trajectory: view.trajectory(item.id),
        demo: view.isDemo(item.id),
      };
    }),
  };
}

function indices(now: ViewAt, before: ViewAt): Overview['indices'] {
  const then = new Map(before.indices().map((result) => [result.id, result]));
  return now.snapshot.composites.map((item, position) => {
    const result = now.indices()[position] as CompositeResult;
    const earlier = then.get(item.id);
    const moved = earlier ? compositeChange(result, earlier) : null;
    const change = moved && isNumber(moved.change) ? moved.change : null;
    const rolled = now.indexRollup(item);
    return {
      id: item.id,
      name: item.name,
      value: isNumber(result.value) ? result.value : null,
      missing: isMissing(result.value) ? describeMissing(result.value) : null,
      change,
      note: indexNote(result, moved),
      light: rolled.light,
      why: rolled.why,
      coverage: result.coverage,
      demo: item.parts.some((part) => now.series(part.indicator)?.points.some((point) => point.demo)),
    };
  });
}

/** What moved an index most, and what could not be compared: 红枫湖总磷 +3.1；1 项未报，不计. */
function indexNote(result: CompositeResult, moved: CompositeChange | null): Text | null {
  const absent = result.contributions.filter((part) => !isNumber(part.score)).length;
  const most = moved?.parts[0];
  const zh: string[] = [];
  const en: string[] = [];
  if (most && Math.abs(most.change) >= 0.05) {
    const by = `${most.change > 0 ? '+' : '−'}${formatNumber(Math.abs(most.change), 1)}`;
    zh.push(`${most.name.zh} ${by}`);
    en.push(`${most.name.en} ${by}`);
  }
  if (absent > 0) {
    zh.push(`${absent} 项未报，不比`);
    en.push(`${absent} not reported, not compared`);
  }
  return zh.length > 0 ? { zh: zh.join('；'), en: en.join('; ') } : null;
}

/** What the outlooks are of, and whether that is what the page shows. */
function foreseenOf({ foreseenFrom: from, snapshot }: ViewAt): Overview['foreseen'] {
  return from && { asOf: from.asOf, current: from.head === snapshot.head };
}

/** Red before yellow; those that head the plan before others, then by how far they are behind. Grey ones that nobody owns or that were due follow. */
function attention(view: ViewAt, counted: CommitmentItem[]): Overview['attention'] {
  const first = new Set(
    view.snapshot.plan?.item.groups
      .filter((group) => group.headline)
      .flatMap((group) => group.members.flatMap((member) => member.commitments)),
  );
  const rows = counted
    .map((item) => ({ item, light: view.light(item.id), standing: view.standing(item.id) }))
    .filter(({ light }) => light === 'red' || light === 'yellow')
    .sort(
      (a, b) =>
        order[a.light] - order[b.light] ||
        Number(first.has(b.item.id)) - Number(first.has(a.item.id)) ||
        Number(b.item.binding) - Number(a.item.binding) ||
        (view.outlook(a.item.id)?.probability ?? 1) - (view.outlook(b.item.id)?.probability ?? 1) ||
        (a.standing.aheadPoints ?? 0) - (b.standing.aheadPoints ?? 0) ||
        (a.item.id < b.item.id ? -1 : 1),
    );
  return {
    total: rows.length,
    rows: rows.slice(0, attentionRows).map(({ item, light }) => ({
      commitment: item.id,
      code: item.id,
      title: item.title,
      why: view.why(item.id),
      light,
      outlook: view.outlook(item.id),
      lead: view.organisation(item.lead),
      demo: view.isDemo(item.id),
    })),
  };
}

function changes(now: ViewAt, before: ViewAt, counted: CommitmentItem[]): Overview['changes']['rows'] {
  const known = new Set(before.snapshot.commitments.map(({ item }) => item.id));
  return counted
    .filter((item) => known.has(item.id))
    .map((item) => ({ item, from: before.light(item.id), to: now.light(item.id) }))
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => order[a.to] - order[b.to] || (a.item.id < b.item.id ? -1 : 1))
    .slice(0, attentionRows)
    .map(({ item, from, to }) => ({
      commitment: item.id,
      code: item.id,
      title: item.title,
      from,
      to,
      why: now.why(item.id),
    }));
}

function debt(view: ViewAt, { whole, organisations }: UpdateDebt, counted: CommitmentItem[]): Overview['debt'] {
  return {
    rows: organisations
      .filter((row) => row.organisation !== null && (row.owed > 0 || row.due > 0))
      .map((row) => ({
        organisation: view.organisation(row.organisation) ?? { id: '', name: { zh: '', en: '' } },
        due: row.due,
        onTimeShare: row.onTimeRate,
        owed: row.owed,
        oldestDays: row.oldestDays,
      }))
      .slice(0, debtRows),
    onTimeShare: whole.onTimeRate,
    owed: whole.owed,
    ownerless: counted.filter((item) => !item.lead).length,
    oldestDays: whole.oldestDays,
  };
}
