import type { Services } from '../../evidence/domain.ts';
import { record } from '../../evidence/ledger/security.ts';
import { handOverAct, openWorkOf } from '../../evidence/people/open-work.ts';
import { under } from '../../evidence/reading/organisations.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { getOpenWork, handOver } from './api.ts';
import { memberOf, notOfTheDemonstration, notOneself } from './members.ts';

/** What one person hands over to another: never half of it. */
export function handoverRoutes({ store, ledger, snapshots, today }: Services): Route[] {
  return [
    route(getOpenWork, async ({ params }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      await memberOf(store, params.jurisdiction, params.login);
      const { duties, records } = await openWorkOf(store, snapshot, params.login);
      const nameOf = (about: string) => {
        const id = about.replace(/^\w+:/, '');
        const same = { zh: id, en: id };
        return about.startsWith('register:')
          ? (snapshot.registers.get(id)?.type.name ?? same)
          : (snapshot.indicators.get(id)?.item.name ?? same);
      };
      return {
        duties: duties.map(({ about, person }) => ({
          about,
          name: nameOf(about),
          deputy: person !== params.login,
        })),
        registers: [...Map.groupBy(records, ({ register }) => register)].map(([id, of]) => ({
          id,
          name: snapshot.registers.get(id)?.type.name ?? { zh: id, en: id },
          count: of.length,
        })),
      };
    }),
    route(handOver, async ({ params, body, who }) => {
      const { jurisdiction, login: from } = params;
      const snapshot = await snapshots.get(jurisdiction);
      if (from === body.to)
        throw new Problem({
          status: 422,
          code: 'oneself',
          zh: '不能移交给本人。',
          en: 'Nobody hands over to himself.',
          where: 'body.to',
        });
      const old = await memberOf(store, jurisdiction, from);
      const successor = await memberOf(store, jurisdiction, body.to);
      if (!old.demo || !successor.demo) notOfTheDemonstration(who);
      if (body.membership) for (const login of [from, body.to]) notOneself(login, who);
      // Work belongs to an organisation: who takes it over is of it or of one above, or becomes so by the same act.
      const own = successor.organisation === null ? new Set<string>() : under(snapshot.parents, successor.organisation);
      if (!body.membership && old.organisation !== null && !own.has(old.organisation))
        throw new Problem({
          status: 422,
          code: 'not-of-organisation',
          zh: `${successor.name} 不在 ${old.name} 的单位，也不在它的上级单位。`,
          en: `${successor.name} is neither of the organisation of ${old.name} nor of one above it.`,
          where: 'body.to',
          hint: {
            zh: '换一个人，或把角色和单位一并移交。',
            en: 'Choose somebody else, or hand role and organisation over as well.',
          },
        });
      const work = await openWorkOf(store, snapshot, from);
      const entries = await ledger.submit(
        handOverAct(snapshot, work, {
          from,
          to: body.to,
          on: today(),
          reason: body.reason,
          membership: body.membership,
          actor: who.login ?? '',
        }),
      );
      const seq = entries.at(-1)?.seq ?? 0;
      await store.transaction().execute(async (tx) => {
        const told = (kind: 'work-handed-over' | 'account-removed' | 'role-given', about: object) =>
          record(tx, { jurisdiction, kind, actor: who.login ?? '', about: { ...about } });
        await told('work-handed-over', { login: from, to: body.to, entry: seq, membership: body.membership });
        if (!body.membership) return;
        await tx
          .deleteFrom('membership')
          .where('jurisdiction_id', '=', jurisdiction)
          .where('login', '=', from)
          .execute();
        await tx
          .updateTable('membership')
          .set({ role: old.role, organisation_id: old.organisation })
          .where('jurisdiction_id', '=', jurisdiction)
          .where('login', '=', body.to)
          .execute();
        await tx.deleteFrom('session').where('login', 'in', [from, body.to]).execute();
        await told('account-removed', { login: from, role: old.role });
        await told('role-given', {
          login: body.to,
          role: old.role,
          organisation: old.organisation,
          before: { role: successor.role, organisation: successor.organisation },
        });
      });
      return { duties: work.duties.length, records: work.records.length, seq };
    }),
  ];
}
