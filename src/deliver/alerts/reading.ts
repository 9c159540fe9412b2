import { formatNumber, isNumber, isProblem, type Text, workdaysBetween } from '../../core/measure/index.ts';
import { isOpen } from '../../core/directive/index.ts';
import type { AlertRule } from '../../evidence/delivery/alerts.ts';
import type { Services } from '../../evidence/domain.ts';
import type { AnyRow } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { judgedList } from '../../work/registers/index.ts';
import { directivesOf } from '../directives/index.ts';

/** What a rule sees of one thing: beyond its line, back behind it by the hysteresis, or in between, where nothing changes. */
export interface Reading {
  object: string;
  is: 'over' | 'back' | 'between';
  value: number | null;
  why: Text;
  organisation: string | null;
}

/** Rules that are looked at for every figure that came in, in the order of the ledger; the others for where it stands now. */
export const stepsThrough = ({ when }: AlertRule): boolean => when.kind === 'threshold' || when.kind === 'change';

/** What a rule sees in a view. A thing that is not there, or has no value, is in between: silence proves nothing. */
export async function readingsOf(services: Services, view: ViewAt, rule: AlertRule): Promise<Reading[]> {
  const [kind = '', first = ''] = rule.about.split('/');
  if (kind === 'list') return listReadings(services, view, rule, first);
  const watched = watchedOf(view, rule.about);
  if (!watched) return [];
  const found = figureReading(view, rule, watched);
  return found ? [{ object: rule.about, organisation: watched.organisation, ...found }] : [];
}

interface Watched {
  name: Text;
  indicator: string | null;
  commitment: string | null;
  unit: string;
  organisation: string | null;
}

function watchedOf(view: ViewAt, about: string): Watched | null {
  const [kind, id = ''] = about.split('/');
  const { snapshot } = view;
  if (kind === 'indicator') {
    const item = snapshot.indicators.get(id)?.item;
    if (!item) return null;
    const commitment = snapshot.commitments.find((held) => held.item.indicator === id)?.item.id ?? null;
    return { name: item.name, indicator: id, commitment, unit: item.unit, organisation: item.owner };
  }
  const item = snapshot.commitments.find((held) => held.item.id === id)?.item;
  if (kind !== 'commitment' || !item) return null;
  return {
    name: item.title,
    indicator: item.indicator ?? null,
    commitment: id,
    unit: (item.indicator ? snapshot.indicators.get(item.indicator)?.item.unit : undefined) ?? '',
    organisation: item.lead,
  };
}

/** Where a value stands to a line: over, back by `hysteresis`, or between. `up`: over is above. */
export function sideOf(value: number, line: number, hysteresis: number, up: boolean): Reading['is'] {
  const beyond = up ? value - line : line - value;
  return beyond > 0 ? 'over' : beyond <= -hysteresis ? 'back' : 'between';
}

type Found = Pick<Reading, 'is' | 'value' | 'why'>;

function figureReading(
  view: ViewAt,
  { when }: AlertRule,
  { name, indicator, commitment, unit }: Watched,
): Found | null {
  const quantity = (value: number) => `${formatNumber(value)}${unit === '' ? '' : ` ${unit}`}`;
  const points = (indicator ? (view.series(indicator)?.points ?? []) : []).filter((point) => isNumber(point.value));
  const newest = points.at(-1);
  const value = newest && isNumber(newest.value) ? newest.value : null;
  switch (when.kind) {
    case 'threshold': {
      if (value === null) return null;
      const [zh, en] = when.is === 'above' ? ['高于', 'above'] : ['低于', 'below'];
      return {
        is: sideOf(value, when.value, when.hysteresis, when.is === 'above'),
        value,
        why: {
          zh: `${name.zh} ${newest?.period} 为 ${quantity(value)}，界线：${zh} ${quantity(when.value)}`,
          en: `${name.en} is ${quantity(value)} (${newest?.period}); the line: ${en} ${quantity(when.value)}`,
        },
      };
    }
    case 'change': {
      const before = points.at(-2)?.value;
      if (value === null || !isNumber(before) || before === 0) return null;
      const percent = (100 * (value - before)) / Math.abs(before);
      return {
        is: sideOf(percent, when.percent, when.hysteresis, when.is === 'above'),
        value: percent,
        why: {
          zh: `${name.zh} ${newest?.period} 较上期 ${formatNumber(percent, 1)}%`,
          en: `${name.en} changed by ${formatNumber(percent, 1)} % (${newest?.period})`,
        },
      };
    }
    case 'outlook': {
      const probability = commitment === null ? null : (view.outlook(commitment)?.probability ?? null);
      if (probability === null) return null;
      return {
        is: sideOf(probability, when.below, when.hysteresis, false),
        value: probability,
        why: {
          zh: `${name.zh} 达成可能 ${formatNumber(100 * probability, 0)}%`,
          en: `${name.en}: ${formatNumber(100 * probability, 0)} % likely`,
        },
      };
    }
    case 'light': {
      if (commitment === null) return null;
      const light = view.light(commitment);
      return { is: lightSide(light, when.worst), value: null, why: view.why(commitment) };
    }
    case 'stale': {
      if (!newest) return null;
      const days = Math.round((Date.parse(view.asOf) - Date.parse(newest.knownOn)) / 86_400_000);
      return {
        is: days > when.days ? 'over' : 'back',
        value: days,
        why: { zh: `${name.zh} 已 ${days} 天没有新数`, en: `${name.en}: nothing new for ${days} days` },
      };
    }
    case 'limit':
      return null;
  }
}

function lightSide(light: string, worst: 'red' | 'yellow'): Reading['is'] {
  if (light === 'grey') return 'between';
  return light === 'red' || (worst === 'yellow' && light === 'yellow') ? 'over' : 'back';
}

async function listReadings(services: Services, view: ViewAt, { when }: AlertRule, id: string): Promise<Reading[]> {
  const { snapshot, asOf } = view;
  if (when.kind === 'limit' && id === 'directives')
    return (await directivesOf(services.store, snapshot.jurisdiction)).map(({ id: own, number, issued, standing }) => {
      const left = workdaysBetween(asOf, standing.due);
      const days = isProblem(left) ? 0 : left;
      return {
        object: `directive/${own}`,
        is: isOpen(standing) && standing.state !== 'answered' && days <= when.workdays ? 'over' : 'back',
        value: days,
        why: {
          zh: `${number}“${issued.title}” ${asOf > standing.due ? '已过期限' : '期限'} ${standing.due}`,
          en: `${number} "${issued.title}" ${asOf > standing.due ? 'was due on' : 'is due on'} ${standing.due}`,
        },
        organisation: issued.lead,
      };
    });
  const list = services.lists.get(id);
  const type = snapshot.registers.get(id)?.type;
  if (!list || !type) return [];
  const judged = await judgedList(view, list, {});
  if (when.kind === 'threshold') {
    const n = judged.rows.rows.length;
    return [
      {
        object: `list/${id}`,
        is: sideOf(n, when.value, when.hysteresis, when.is === 'above'),
        value: n,
        why: { zh: `${type.name.zh} 有 ${n} 条`, en: `${type.name.en}: ${n} records` },
        organisation: type.organisation ?? null,
      },
    ];
  }
  return judged.rows.rows.flatMap((row: AnyRow): Reading[] => {
    const judgement = judged.judged.get(row.id);
    const of = { object: `record/${id}/${row.id}`, organisation: row.held.organisation };
    const title = titleOf(type.identify, row);
    if (when.kind === 'light' && judgement?.light)
      return [
        {
          ...of,
          is: lightSide(judgement.light, when.worst),
          value: null,
          why: { zh: `${title}：${judgement.why?.zh ?? ''}`, en: `${title}: ${judgement.why?.en ?? ''}` },
        },
      ];
    const due = row.clock?.due.due;
    if (when.kind !== 'limit') return [];
    const left = due ? workdaysBetween(asOf, due) : null;
    // A row that has left the stage, or whose clock stands, has no limit to be near to.
    return [
      {
        ...of,
        is: typeof left === 'number' && left <= when.workdays ? ('over' as const) : ('back' as const),
        value: typeof left === 'number' ? left : null,
        why: { zh: `${title}：期限 ${due ?? '无'}`, en: `${title}: due ${due ?? 'never'}` },
      },
    ];
  });
}

function titleOf(fields: readonly string[], row: AnyRow): string {
  return fields
    .map((name) => {
      const value = (row as Readonly<Record<string, unknown>>)[name];
      return typeof value === 'object' && value !== null
        ? 'title' in value
          ? String(value.title)
          : ''
        : String(value ?? '');
    })
    .join(' ')
    .slice(0, 200);
}
