import { dayLabel, isOwed } from '../../core/measure/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { organisationNamed, under } from '../../evidence/reading/organisations.ts';
import { peopleOf } from '../../evidence/reading/people.ts';
import { scopeOf } from '../../evidence/reading/scope.ts';
import { type Ask, asksOf } from '../../evidence/reports/asks.ts';
import { allows } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { listDuties, putDuties, putOwners } from './api.ts';
import { suggestOwner } from './suggest.ts';
import { outOfScope, worldOf } from './world.ts';

/** Who reports what, and who answers for what has no owner yet. */
export function dutyRoutes(services: Services): Route[] {
  const { store, ledger, snapshots } = services;
  return [
    route(listDuties, async ({ params, who }) => {
      const { snapshot, reporting, view } = await worldOf(services, params.jurisdiction, who);
      const owing = owedBy(asksOf(view, reporting), view.asOf);
      const mayAssign = allows(who.role, 'duty.assign') ? scopeOf(who, snapshot) : () => false;
      const suggestion = (found: ReturnType<typeof suggestOwner>) =>
        found && {
          organisation: organisationNamed(snapshot, found.organisation),
          why: found.why,
        };
      const duty = (about: string, organisation: string | null) => {
        const held = reporting.duties.find((item) => item.about === about && item.organisation === organisation);
        return {
          person: held?.person ?? null,
          deputy: held?.deputy ?? null,
          deputyUntil: held?.deputyUntil ?? null,
          owed: owing.get(keyOf(about, organisation))?.owed ?? 0,
        };
      };
      const indicators = [...snapshot.indicators.values()].flatMap(({ item }) =>
        item.evidence.kind === 'observations' ? [item] : [],
      );
      const listed = [
        ...indicators.map((item) => ({
          about: `indicator:${item.id}`,
          name: item.name,
          organisation: organisationNamed(snapshot, item.owner),
          cadence: item.cadence as string | null,
          due: item.workdays
            ? { zh: `期后第 ${item.dueDays} 个工作日`, en: `Working day ${item.dueDays} after the period` }
            : { zh: `期末后 ${item.dueDays} 天内`, en: `Within ${item.dueDays} days of the end of the period` },
          ...duty(`indicator:${item.id}`, item.owner),
          suggestion:
            item.owner === null ? suggestion(suggestOwner(snapshot, { name: item.name, indicator: item.id })) : null,
          mayAssign: item.owner !== null && mayAssign(item.owner),
        })),
        ...[...snapshot.registers.values()].map(({ type }) => ({
          about: `register:${type.id}`,
          name: type.name,
          organisation: organisationNamed(snapshot, type.organisation),
          cadence: type.cadence ?? null,
          due: type.cadence
            ? {
                zh: `期后第 ${type.dueWorkdays ?? 5} 个工作日`,
                en: `Working day ${type.dueWorkdays ?? 5} after the period`,
              }
            : { zh: '随时更新', en: 'Kept up to date at all times' },
          ...duty(`register:${type.id}`, type.organisation ?? null),
          suggestion: null,
          mayAssign: type.organisation !== undefined && mayAssign(type.organisation),
        })),
        ...view.snapshot.commitments.flatMap(({ item }) => {
          const steps = view.milestones(item.id);
          const open = steps.filter((step) => step.doneOn === null);
          if (steps.length === 0) return [];
          const about = `milestone:${item.id}`;
          const next = open[0] && dayLabel(open[0].due);
          return [
            {
              about,
              name: { zh: `${item.id} ${item.title.zh}`, en: `${item.id} ${item.title.en}` },
              organisation: organisationNamed(snapshot, item.lead),
              cadence: null,
              due: next
                ? {
                    zh: `还有 ${open.length} 个节点，下一个${next.zh}到期`,
                    en: `${open.length} milestones to go, the next due ${next.en}`,
                  }
                : { zh: '节点都已完成', en: 'All milestones done' },
              ...duty(about, item.lead),
              suggestion: null,
              mayAssign: item.lead !== null && mayAssign(item.lead),
            },
          ];
        }),
      ];
      const known = new Set(listed.map((row) => keyOf(row.about, row.organisation?.id ?? null)));
      // Towns and parks report parts of what somebody else answers for as a whole.
      const parts = [...owing].flatMap(([key, { ask }]) => {
        const whole = listed.find((row) => row.about === ask.about);
        return known.has(key) || !whole
          ? []
          : [
              {
                ...whole,
                organisation: organisationNamed(snapshot, ask.organisation),
                ...duty(ask.about, ask.organisation),
                suggestion: null,
                mayAssign: ask.organisation !== null && mayAssign(ask.organisation),
              },
            ];
      });
      return {
        duties: [...listed, ...parts],
        commitments: snapshot.commitments.flatMap(({ item }) =>
          item.kind !== 'theme' && item.lead === null
            ? [
                {
                  id: item.id,
                  title: item.title,
                  suggestion: suggestion(
                    suggestOwner(snapshot, {
                      name: item.title,
                      indicator: item.indicator,
                      parent: item.parent,
                      id: item.id,
                    }),
                  ),
                },
              ]
            : [],
        ),
        organisations: [...snapshot.organisations].map(([id, name]) => ({
          id,
          name,
          parent: snapshot.parents.get(id) ?? null,
        })),
        people: await peopleOf(store, params.jurisdiction),
        mayOwn: allows(who.role, 'plan.write'),
      };
    }),
    route(putDuties, async ({ params, body, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const inScope = scopeOf(who, snapshot);
      const people = await peopleOf(store, params.jurisdiction);
      for (const [index, duty] of body.duties.entries()) {
        if (!inScope(duty.organisation)) throw outOfScope();
        const kind = duty.about.split(':')[0];
        const known =
          kind === 'indicator'
            ? snapshot.indicators.has(duty.about.slice(10))
            : kind === 'register'
              ? snapshot.registers.has(duty.about.slice(9))
              : snapshot.milestones.has(duty.about.slice(10));
        if (!known)
          throw new Problem({
            status: 422,
            code: 'no-such-duty',
            zh: `没有 ${duty.about}。`,
            en: `There is no ${duty.about}.`,
            where: `body.duties.${index}.about`,
          });
        const own = under(snapshot.parents, duty.organisation);
        for (const login of [duty.person, duty.deputy]) {
          const person = people.find((item) => item.login === login);
          if (login !== null && !(person?.organisation && own.has(person.organisation)))
            throw new Problem({
              status: 422,
              code: 'not-of-organisation',
              zh: `${person?.name ?? login} 不在该单位。`,
              en: `${person?.name ?? login} does not belong to the organisation.`,
              where: `body.duties.${index}`,
            });
        }
      }
      await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'duty.put',
        actor: who.login ?? '',
        demo: false,
        payload: { duties: body.duties },
      });
      return {};
    }),
    route(putOwners, async ({ params, body, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const known = (organisation: string, where: string) => {
        if (!snapshot.organisations.has(organisation))
          throw new Problem({
            status: 422,
            code: 'no-such-organisation',
            zh: `没有单位 ${organisation}。`,
            en: `There is no organisation ${organisation}.`,
            where,
          });
      };
      const owners = [
        ...body.indicators.map(({ id, organisation, was }, index) => {
          known(organisation, `body.indicators.${index}`);
          const held = snapshot.indicators.get(id);
          return {
            of: 'indicator' as const,
            id,
            organisation,
            was: was === undefined ? (held?.item.owner ?? null) : was,
          };
        }),
        ...body.commitments.map(({ id, organisation, was }, index) => {
          known(organisation, `body.commitments.${index}`);
          const held = snapshot.commitments.find(({ item }) => item.id === id);
          return {
            of: 'commitment' as const,
            id,
            organisation,
            was: was === undefined ? (held?.item.lead ?? null) : was,
          };
        }),
      ];
      if (owners.length > 0)
        await ledger.submit({
          jurisdiction: params.jurisdiction,
          kind: 'owner.put',
          actor: who.login ?? '',
          demo: false,
          payload: { owners },
        });
      return {};
    }),
  ];
}

const keyOf = (about: string, organisation: string | null) => JSON.stringify([about, organisation]);

/** What is owed of each duty, by what it is about and who answers for it. */
function owedBy(asks: readonly Ask[], asOf: string): Map<string, { ask: Ask; owed: number }> {
  const rows = new Map<string, { ask: Ask; owed: number }>();
  for (const ask of asks) {
    const key = keyOf(ask.about, ask.organisation);
    const row = rows.get(key) ?? { ask, owed: 0 };
    rows.set(key, row);
    if (isOwed(ask, asOf)) row.owed += 1;
  }
  return rows;
}
