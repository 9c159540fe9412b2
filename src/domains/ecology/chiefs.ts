import type { z } from 'zod';
import { formatNumber, type Light, type Text } from '../../core/measure/index.ts';
import type { RecordOf } from '../../core/register/index.ts';
import { lit } from '../../evidence/judged-parts.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { getChiefs } from './api.ts';
import { type DutyResult, patrolDuty } from './patrol-duty.ts';
import { patrolRules, patrols, stretches } from './registers.ts';

const levels = ['village', 'town', 'county'] as const;
type Chiefs = z.input<typeof getChiefs.response>;
export type DutyLine = Chiefs['lines'][number];
type Rule = RecordOf<typeof patrolRules>;

/** A rate from which a duty is told to be nearly kept. Own choice: no text in force states one. */
export const nearly = 80;

/** How the chiefs of the stretches kept their duties this year: valid patrols by period, what did not count and why. */
export async function chiefsOf(view: ViewAt): Promise<Chiefs> {
  const rules = await view.list(patrolRules);
  const all = await view.list(stretches);
  const lines = await dutiesOf(view, all.rows);
  const total = (of: 'done' | 'due') => lines.reduce((sum, line) => sum + line[of], 0);
  return {
    asOf: view.asOf,
    lines,
    rules: rules.rows.length,
    coverage: {
      stretches: all.rows.length,
      ruled: new Set(lines.map(({ stretch }) => stretch)).size,
      duties: lines.length,
      manned: lines.filter(({ chief }) => chief !== null).length,
    },
    done: total('done'),
    due: total('due'),
    demo: lines.some(({ demo }) => demo),
  };
}

/** The duties of stretches this year up to the day of the view, level by level; one that no rule names has none. */
export async function dutiesOf(view: ViewAt, of: readonly RecordOf<typeof stretches>[]): Promise<DutyLine[]> {
  const rules = Map.groupBy((await view.list(patrolRules)).rows, ({ body, level }) => `${body} ${level}`);
  const done = Map.groupBy((await view.list(patrols)).rows, ({ stretch, level }) => `${stretch.id} ${level}`);
  return of.flatMap((stretch) =>
    levels.flatMap((level) => {
      const parts = spansOf(rules.get(`${stretch.body} ${level}`) ?? [], view.asOf);
      if (parts.length === 0) return [];
      const records = done.get(`${stretch.id} ${level}`) ?? [];
      const own = records.filter(({ on }) => parts.some(({ from, to }) => on >= from && on <= to));
      const results = parts.map(({ rule, from, to }) => kept(rule, records, from, to));
      const sum = (what: 'due' | 'done' | 'valid') => results.reduce((all, result) => all + result[what], 0);
      const rate = sum('due') === 0 ? null : (100 * sum('done')) / sum('due');
      const times = own.map(({ on }) => Date.parse(on)).toSorted((a, b) => a - b);
      const gaps = times.slice(1).map((time, n) => Math.round((time - (times[n] ?? 0)) / 86_400_000));
      const faults = Object.groupBy(
        results.flatMap((result) => result.faults).filter((one) => one !== null),
        (one) => one,
      );
      return [
        {
          stretch: stretch.id,
          name: stretch.name,
          level,
          chief: stretch[`${level}_chief`]?.name.zh ?? null,
          ...standing(rate, sum('done'), sum('due')),
          records: own.length,
          valid: sum('valid'),
          due: sum('due'),
          done: sum('done'),
          rate,
          missed: results.flatMap((result) => result.missed).slice(-6),
          faults: Object.entries(faults).map(([code, list]) => ({ code, n: list?.length ?? 0 })),
          longestGap: gaps.length === 0 ? null : Math.max(...gaps),
          demo: stretch.held.demo || own.some(({ held }) => held.demo),
        },
      ];
    }),
  );
}

function standing(rate: number | null, done: number, due: number): { light: Light; why: Text } {
  if (rate === null) return lit('grey', '今年还没有应巡的周期过完。', 'No period of this year that is owed is over.');
  const said = formatNumber(rate, 1);
  return lit(
    rate >= 100 ? 'green' : rate >= nearly ? 'yellow' : 'red',
    `应巡 ${due}，完成 ${done}（${said}%）。`,
    `${done} of ${due} done (${said} %).`,
  );
}

function kept(rule: Rule, records: readonly RecordOf<typeof patrols>[], from: string, to: string): DutyResult {
  const duty = {
    per: rule.per,
    times: rule.times,
    firstMonth: rule.first_month,
    lastMonth: rule.last_month,
    minutes: rule.minutes,
    metres: rule.metres,
    gap: rule.gap,
  };
  const own = records
    .filter(({ on }) => on >= from && on <= to)
    .map(({ on, began, minutes, metres }) => ({
      at: `${on}T${/^\d{2}:\d{2}$/.test(began) ? began : '00:00'}:00`,
      minutes,
      metres,
    }));
  return patrolDuty(duty, own, from, to);
}

/**
 * From when to when each version of a rule holds this year (both in), up to the last period that is over. A version that takes the
 * place of another begins with its first whole period, so that no week is asked for by both.
 */
function spansOf(rules: readonly Rule[], asOf: string): { rule: Rule; from: string; to: string }[] {
  const first = `${asOf.slice(0, 4)}-01-01`;
  const versions = rules
    .filter(({ since }) => since <= asOf)
    .toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
    .map((rule, n) => ({ rule, from: n === 0 ? rule.since : beginFrom(rule.per, rule.since) }));
  const spans = versions.map(({ rule, from }, n) => {
    const next = versions[n + 1];
    const end = finished(rule.per, asOf);
    return {
      rule,
      from: from < first ? first : from,
      to: next && dayBefore(next.from) < end ? dayBefore(next.from) : end,
    };
  });
  const over = spans.filter(({ from, to }) => from <= to);
  // Where no period is over a rule is in force all the same: nothing is owed by it yet.
  return over.length > 0 ? over : spans.slice(-1);
}

const dayText = (date: Date) => date.toISOString().slice(0, 10);

function dayBefore(day: string): string {
  return dayText(new Date(Date.parse(day) - 86_400_000));
}

/** The first day on or after `day` on which a period begins. */
function beginFrom(per: Rule['per'], day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (per === 'week') date.setUTCDate(date.getUTCDate() + ((8 - date.getUTCDay()) % 7));
  else if (date.getUTCDate() > 1 || (per === 'quarter' && date.getUTCMonth() % 3 > 0)) {
    const step = per === 'quarter' ? 3 - (date.getUTCMonth() % 3) : 1;
    date.setUTCMonth(date.getUTCMonth() + step, 1);
  }
  return dayText(date);
}

/** The last day of the last period that is over: one that runs is not owed yet. */
function finished(per: Rule['per'], asOf: string): string {
  const date = new Date(`${asOf}T00:00:00Z`);
  if (per === 'week') date.setUTCDate(date.getUTCDate() - (date.getUTCDay() || 7));
  else date.setUTCMonth(date.getUTCMonth() - (per === 'quarter' ? date.getUTCMonth() % 3 : 0), 0);
  return dayText(date);
}
