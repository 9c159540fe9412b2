import { organisationRoles } from '../../core/plan/organisation-role.ts';
import type { Services } from '../../evidence/domain.ts';
import type { ColumnSought } from '../../evidence/intake/sheet/index.ts';
import { record } from '../../evidence/ledger/security.ts';
import { inThread } from '../../evidence/run/index.ts';
import { roleNames } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Upload } from '../../http/route.ts';
import { invite } from '../sign-in/index.ts';
import {
  type Code,
  endPersonSessions,
  invitePerson,
  listPlaces,
  putOrganisationSheet,
  putPeopleSheet,
  putPlaceSheet,
} from './entry-api.ts';
import { organisationColumns, organisationRows, personColumns, personRows, type PersonRow } from './entry-sheet.ts';
import { type Member, memberOf, notOfTheDemonstration } from './members.ts';
import { placeColumns, placeKindNames, placeRows } from './place-sheet.ts';
import type * as SheetWork from './sheet-work.ts';

/** Organisations and people by the sheet, one-time codes, and ending what is signed in. */
export function entryRoutes({ store, ledger, snapshots }: Services): Route[] {
  return [
    route(invitePerson, async ({ params, who }) => {
      const { jurisdiction, login } = params;
      const member = await memberOf(store, jurisdiction, login);
      mustBeAtHome(member, jurisdiction);
      notOfTheDemonstration(who);
      const code = await store
        .transaction()
        .execute((tx) => invite(tx, { jurisdiction, login, by: who.login ?? '' }, new Date()));
      return { login, name: member.name, ...code };
    }),
    route(endPersonSessions, async ({ params: { jurisdiction, login }, who }) => {
      const member = await memberOf(store, jurisdiction, login);
      mustBeAtHome(member, jurisdiction);
      if (!member.demo) notOfTheDemonstration(who);
      const ended = await store.deleteFrom('session').where('login', '=', login).executeTakeFirst();
      const sessions = Number(ended.numDeletedRows);
      await record(store, {
        jurisdiction,
        kind: 'signed-out-elsewhere',
        actor: who.login ?? '',
        about: { login, sessions },
      });
      return { ended: sessions };
    }),
    route(putOrganisationSheet, async ({ params: { jurisdiction }, body, file, who }) => {
      const snapshot = await snapshots.get(jurisdiction);
      const read = await textsOf(file, body.text, organisationColumns);
      const standing = [...snapshot.organisations].map(([id, name]) => ({
        id,
        name: name.zh,
        parent: snapshot.parents.get(id) ?? null,
        roles: snapshot.roles.get(id) ?? [],
      }));
      const { rows, problems } = organisationRows(read.rows, standing);
      const changed = rows.filter(({ what }) => what !== 'same');
      const write = !body.dry && problems.length === 0 && changed.length > 0;
      if (write) {
        const organisations = changed.map(({ id, name, parent, roles }) => ({
          id,
          name: { zh: name, en: snapshot.organisations.get(id)?.en ?? name },
          parent,
          roles,
          place: [...snapshot.inCharge].find(([, organisation]) => organisation === id)?.[0],
        }));
        const of = { jurisdiction, actor: who.login ?? '', demo: false };
        await ledger.submit({ ...of, kind: 'organisation.put', payload: { organisations } });
      }
      const nameOf = new Map([...standing, ...rows].map(({ id, name }) => [id, name]));
      return {
        rows: rows.map((one) => ({
          ...one,
          parent: one.parent === null ? null : (nameOf.get(one.parent) ?? one.parent),
          roles: one.roles.flatMap((id) => organisationRoles.find((role) => role.id === id)?.name ?? []),
        })),
        problems,
        left: read.left,
        written: write,
      };
    }),
    route(listPlaces, async ({ params: { jurisdiction } }) => ({
      places: (await placesOf(jurisdiction)).map(({ id, title, kind, parent }) => ({
        id,
        name: title,
        kind: kindOf(kind),
        // What is under the place itself, or under nothing that is known, stands at the top.
        parent: parent === jurisdiction ? null : parent,
      })),
    })),
    route(putPlaceSheet, async ({ params: { jurisdiction }, body, file, who }) => {
      const read = await textsOf(file, body.text, placeColumns);
      const standing = (await placesOf(jurisdiction)).map((one) => ({
        ...one,
        parent: one.parent === jurisdiction ? null : one.parent,
      }));
      const { rows, problems } = placeRows(read.rows, standing);
      const changed = rows.filter(({ what }) => what !== 'same');
      const write = !body.dry && problems.length === 0 && changed.length > 0;
      if (write) {
        const english = new Map(standing.map(({ id, title }) => [id, title.en]));
        const places = changed.map(({ id, name, kind, parent }) => ({
          id,
          name: { zh: name, en: english.get(id) ?? name },
          kind,
          parent: parent ?? jurisdiction,
        }));
        const of = { jurisdiction, actor: who.login ?? '', demo: false };
        await ledger.submit({ ...of, kind: 'place.put', payload: { places } });
      }
      const nameOf = new Map([...standing, ...rows].map(({ id, name }) => [id, name]));
      return {
        rows: rows.map((one) => ({
          ...one,
          kind: kindOf(one.kind),
          parent: one.parent === null ? null : (nameOf.get(one.parent) ?? one.parent),
        })),
        problems,
        left: read.left,
        written: write,
      };
    }),
    route(putPeopleSheet, async ({ params: { jurisdiction }, body, file, who }) => {
      const snapshot = await snapshots.get(jurisdiction);
      const read = await textsOf(file, body.text, personColumns);
      const members = await store
        .selectFrom('membership')
        .innerJoin('account', 'account.login', 'membership.login')
        .select(['account.login', 'account.name', 'membership.role', 'membership.organisation_id as organisation'])
        .where('membership.jurisdiction_id', '=', jurisdiction)
        .where('account.demo', '=', who.demo === true)
        .execute();
      const logins = await store.selectFrom('account').select('login').execute();
      const { rows, problems } = personRows(read.rows, {
        people: members,
        organisations: snapshot.organisations,
        taken: new Set(logins.map(({ login }) => login)),
        oneself: who.login ?? '',
      });
      const changed = rows.filter(({ what }) => what !== 'same');
      const write = !body.dry && problems.length === 0 && changed.length > 0;
      if (write) notOfTheDemonstration(who);
      const codes = write ? await putPeople(jurisdiction, changed, who.login ?? '') : [];
      return {
        rows: rows.map(({ role, organisation, ...one }) => ({
          ...one,
          role: roleNames[role],
          organisation: organisation === null ? null : (snapshot.organisations.get(organisation) ?? null),
        })),
        problems,
        left: read.left,
        written: write,
        codes,
      };
    }),
  ];

  async function placesOf(jurisdiction: string) {
    const rows = await store
      .selectFrom('place')
      .select(['place_id as id', 'name', 'kind', 'parent'])
      .where('jurisdiction_id', '=', jurisdiction)
      .where('place_id', '!=', jurisdiction)
      .orderBy('place_id')
      .execute();
    return rows.map(({ name, kind, ...row }) => {
      const title = name as { zh: string; en: string };
      return { ...row, title, name: title.zh, kind: kind as keyof typeof placeKindNames };
    });
  }

  /** All of them or none; each new one with a code. */
  function putPeople(jurisdiction: string, rows: readonly PersonRow[], by: string): Promise<Code[]> {
    const now = new Date();
    return store.transaction().execute(async (tx) => {
      const codes: Code[] = [];
      for (const { what, login, name, role, organisation } of rows) {
        if (what === 'added')
          await tx
            .insertInto('account')
            .values({
              jurisdiction_id: jurisdiction,
              account_id: login,
              login,
              name,
              password_hash: null,
              demo: false,
              must_change: true,
            })
            .execute();
        else
          await tx
            .updateTable('account')
            .set({ name })
            .where('login', '=', login)
            .where('jurisdiction_id', '=', jurisdiction)
            .execute();
        await tx
          .insertInto('membership')
          .values({ jurisdiction_id: jurisdiction, login, role, organisation_id: organisation })
          .onConflict((conflict) =>
            conflict.columns(['jurisdiction_id', 'login']).doUpdateSet({ role, organisation_id: organisation }),
          )
          .execute();
        if (what === 'changed') await tx.deleteFrom('session').where('login', '=', login).execute();
        const about = { login, name, role, organisation };
        const kind = what === 'added' ? 'account-added' : 'role-given';
        await record(tx, { jurisdiction, kind, actor: by, about });
        if (what === 'added') codes.push({ login, name, ...(await invite(tx, { jurisdiction, login, by }, now)) });
      }
      return codes;
    });
  }
}

const kindOf = (kind: keyof typeof placeKindNames) => {
  const [zh, en] = placeKindNames[kind];
  return { zh, en };
};

/** Reads the sheet in a thread of its own. */
async function textsOf(file: Upload | null, text: string | undefined, sought: readonly ColumnSought[]) {
  if (!file && !text?.trim())
    throw new Problem({
      status: 422,
      code: 'nothing-given',
      zh: '没有文件，也没有粘贴的内容。',
      en: 'There is no file, and nothing was pasted.',
      where: 'file',
    });
  return inThread<typeof SheetWork>(
    new URL('./sheet-work.ts', import.meta.url),
    { bytes: file?.bytes ?? null, name: file?.name ?? '', text: text ?? '', sought },
    { seconds: 60, megabytes: 512 },
  );
}

function mustBeAtHome(member: Member, jurisdiction: string): void {
  if (member.home !== jurisdiction)
    throw new Problem({
      status: 403,
      code: 'not-home',
      zh: '这个账号属于别的行政区。',
      en: 'The account belongs to another jurisdiction.',
    });
}
