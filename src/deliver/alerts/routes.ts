import { sql } from 'kysely';
import type { Text } from '../../core/measure/index.ts';
import type { AlertRule } from '../../evidence/delivery/alerts.ts';
import type { Services } from '../../evidence/domain.ts';
import { peopleOf } from '../../evidence/reading/people.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import { allows } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { acknowledgeAlert, type AlertState, listAlerts, putAlert, removeAlert, snoozeAlert } from './api.ts';

const mostRules = 200;

export function alertRoutes(services: Services): Route[] {
  const { store, ledger, snapshots, today } = services;

  return [
    route(listAlerts, async ({ params, who }) => {
      const { jurisdiction } = params;
      const snapshot = await snapshots.get(jurisdiction);
      const rows = await store
        .selectFrom('alert')
        .select(['body', 'seq'])
        .where('jurisdiction_id', '=', jurisdiction)
        .where('removed', '=', false)
        .orderBy('alert_id')
        .execute();
      const rules = rows.map(({ body, seq }) => {
        const rule = body as AlertRule;
        return { ...rule, base: seq, aboutName: nameOf(snapshot, rule.about) };
      });
      const names = new Map(rules.map(({ id, name }) => [id, name]));
      const { rows: states } = await sql<{
        alert_id: string;
        object: string;
        state: 'armed' | 'fired';
        position: number;
        on_day: string;
        value: number | null;
        acknowledged: AlertState['acknowledged'];
        snoozed: AlertState['snoozed'];
        why: Text;
        times: number;
      }>`
        select * from alert_state s
        where s.jurisdiction_id = ${jurisdiction}
        order by s.state desc, s.seq desc limit 500`.execute(store);
      const people = new Map((await peopleOf(store, jurisdiction)).map(({ login, name }) => [login, name]));
      const named = <T extends { by: string }>(said: T | null) =>
        said && { ...said, by: people.get(said.by) ?? said.by };
      return {
        rules,
        states: states.map((row) => ({
          rule: row.alert_id,
          object: row.object,
          name: names.get(row.alert_id) ?? row.alert_id,
          state: row.state,
          position: row.position,
          on: row.on_day,
          value: row.value,
          why: row.why,
          acknowledged: named(row.acknowledged),
          snoozed: named(row.snoozed),
          times: row.times,
        })),
        mayManage: allows(who.role, 'directive.issue'),
      };
    }),
    route(putAlert, async ({ params, body, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      mustFit(snapshot, body.rule);
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from alert where jurisdiction_id = ${params.jurisdiction} and not removed`.execute(store);
      if (body.base === null && (rows[0]?.n ?? 0) >= mostRules)
        throw new Problem({
          status: 422,
          code: 'too-many-rules',
          zh: `预警规则最多 ${mostRules} 条。`,
          en: `At most ${mostRules} rules.`,
        });
      const { seq } = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'alert.put',
        actor: who.login ?? '',
        demo: false,
        payload: { base: body.base, rule: { ...body.rule, id: params.alert } },
      });
      return { base: seq };
    }),
    route(removeAlert, async ({ params, query, who }) => {
      const { seq } = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'alert.remove',
        actor: who.login ?? '',
        demo: false,
        payload: { base: query.base, rule: params.alert },
      });
      return { seq };
    }),
    route(acknowledgeAlert, async ({ params, body, who }) => {
      const { seq } = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'alert.acknowledge',
        actor: who.login ?? '',
        demo: false,
        payload: { ...body, rule: params.alert, on: today() },
      });
      return { seq };
    }),
    route(snoozeAlert, async ({ params, body, who }) => {
      const { seq } = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'alert.snooze',
        actor: who.login ?? '',
        demo: false,
        payload: { ...body, rule: params.alert, on: today() },
      });
      return { seq };
    }),
  ];
}

function nameOf(snapshot: Snapshot, about: string): Text {
  const [kind, id = ''] = about.split('/');
  return (
    (kind === 'list'
      ? snapshot.registers.get(id)?.type.name
      : kind === 'indicator'
        ? snapshot.indicators.get(id)?.item.name
        : snapshot.commitments.find(({ item }) => item.id === id)?.item.title) ?? { zh: about, en: about }
  );
}

/** Throws a Problem (422) where there is no such thing, or it has nothing that the rule could look at. */
function mustFit(snapshot: Snapshot, { about, when }: Omit<AlertRule, 'id'>): void {
  const [kind, id = ''] = about.split('/');
  const there =
    kind === 'list'
      ? snapshot.registers.has(id)
      : kind === 'indicator'
        ? snapshot.indicators.has(id)
        : kind === 'commitment' && snapshot.commitments.some(({ item }) => item.id === id);
  if (!there)
    throw new Problem({
      status: 422,
      code: 'no-such-object',
      zh: `没有 ${about}。`,
      en: `There is no ${about}.`,
      where: 'rule.about',
    });
  const fits = kind === 'list' ? ['threshold', 'light', 'limit'].includes(when.kind) : when.kind !== 'limit';
  if (!fits)
    throw new Problem({
      status: 422,
      code: 'rule-does-not-fit',
      zh: kind === 'list' ? '台账可以看条数、亮灯和临近期限。' : '临近期限只用于台账。',
      en: kind === 'list' ? 'Of a list: its size, its lights, limits that are near.' : 'Limits are of lists.',
      where: 'rule.when',
    });
}
