import type { Services } from '../../evidence/domain.ts';
import { under } from '../../evidence/reading/organisations.ts';
import { forgetWaiting, hashPassword, waitingFor } from '../sign-in/index.ts';
import { record, type SecurityEvent, type SecurityKind } from '../../evidence/ledger/security.ts';
import { json } from '../../evidence/store/store.ts';
import { allows, capabilities, type Capability, matrix, roleNames, roles } from '../../http/access.ts';
import { organisationRoles, suggestedRoles } from '../../core/plan/organisation-role.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { memberOf, notOfTheDemonstration, notOneself } from './members.ts';
import { listOrganisations, listPeople, putOrganisation, putPerson, removePerson, unlockPerson } from './api.ts';

const capabilityNames: Record<Capability, { zh: string; en: string }> = {
  session: { zh: '登录', en: 'Sign in' },
  'plan.read': { zh: '查看规划和已审核的数', en: 'Read the plan and approved figures' },
  'evidence.read': { zh: '查看台账和欠账', en: 'Read registers and update debt' },
  'evidence.write': { zh: '填报（本单位）', en: 'Hand in figures and records (own organisation)' },
  'remark.write': { zh: '写办理记录，办自己的环节', en: 'Write under records, take the steps of the role' },
  'evidence.review': { zh: '审核（本单位，不含自己填报的）', en: 'Review (own organisation, never own reports)' },
  'duty.assign': { zh: '指定填报人', en: 'Name who reports' },
  'register.define': { zh: '新建和修改台账', en: 'Add and change registers' },
  'personal.read': { zh: '查看完整个人信息（留痕）', en: 'Read personal data in full (logged)' },
  'plan.write': { zh: '导入和修改规划，指定责任单位', en: 'Import and change plans, name owners' },
  'people.manage': { zh: '管理人员、单位和角色', en: 'Manage people, organisations and roles' },
  'audit.read': { zh: '查账本、校验、看留痕', en: 'Search and verify the ledger' },
  'directive.issue': { zh: '交办督办、开调度会、设预警', en: 'Issue directives, hold meetings, set alerts' },
  'directive.answer': { zh: '签收、反馈督办（本单位）', en: 'Receive and answer directives (own organisation)' },
  'directive.verify': { zh: '核销、批延期、处理申辩', en: 'Verify answers, decide on extensions and replies' },
  release: { zh: '提请公开、审核公开、撤回', en: 'Propose, release and withdraw what the public reads' },
  'notice.manage': { zh: '设通知渠道、重发', en: 'Set where notices go, send again' },
  'jurisdiction.create': { zh: '新增行政区', en: 'Add a jurisdiction' },
};

export function systemRoutes(services: Services): Route[] {
  const { store, ledger, snapshots } = services;

  return [
    route(listPeople, async ({ params }) => {
      const rows = await store
        .selectFrom('membership')
        .innerJoin('account', 'account.login', 'membership.login')
        .select([
          'account.login',
          'account.name',
          'membership.role',
          'membership.organisation_id',
          'account.demo',
          'account.password_hash',
          'account.totp_secret',
          'account.must_change',
        ])
        .where('membership.jurisdiction_id', '=', params.jurisdiction)
        .orderBy('account.login')
        .execute();
      const now = new Date();
      const open = await store
        .selectFrom('session')
        .select(['login', (e) => e.fn.countAll<string>().as('n')])
        .where('expires_at', '>', now.toISOString())
        .where('idle_at', '>', now.toISOString())
        .groupBy('login')
        .execute();
      const invited = await store
        .selectFrom('invitation')
        .select(['login', 'expires_at'])
        .where('jurisdiction_id', '=', params.jurisdiction)
        .where('expires_at', '>', now.toISOString())
        .execute();
      const waiting = await waitingFor(
        store,
        rows.map((row) => row.login),
        now,
      );
      return {
        people: rows.map((row) => ({
          login: row.login,
          name: row.name,
          role: row.role as never,
          organisation: row.organisation_id,
          demo: row.demo,
          lockedUntil: waiting.get(row.login) ?? null,
          hasPassword: row.password_hash !== null,
          secondFactor: row.totp_secret !== null,
          mustChange: row.must_change,
          invitedUntil: invited.find(({ login }) => login === row.login)?.expires_at ?? null,
          sessions: Number(open.find(({ login }) => login === row.login)?.n ?? 0),
        })),
        roles: roles.map((role) => ({ role, name: roleNames[role], capabilities: [...matrix[role]] })),
        capabilities: capabilities.map((id) => ({ id, name: capabilityNames[id] })),
      };
    }),
    route(putPerson, async ({ params, body, who }) => {
      const { jurisdiction } = params;
      const snapshot = await snapshots.get(jurisdiction);
      if (body.organisation !== null && !snapshot.organisations.has(body.organisation))
        throw new Problem({
          status: 422,
          code: 'no-such-organisation',
          zh: `没有单位 ${body.organisation}。`,
          en: `There is no organisation ${body.organisation}.`,
          where: 'body.organisation',
        });
      const account = await store
        .selectFrom('account')
        .select(['jurisdiction_id', 'demo'])
        .where('login', '=', body.login)
        .executeTakeFirst();
      const membership = await store
        .selectFrom('membership')
        .selectAll()
        .where('jurisdiction_id', '=', jurisdiction)
        .where('login', '=', body.login)
        .executeTakeFirst();
      if (account && !account.demo) notOfTheDemonstration(who);
      // An account is looked after where it is at home; elsewhere only the role that it was given there can be changed.
      const own = !account || account.jurisdiction_id === jurisdiction;
      if (!own && (membership === undefined || body.password !== undefined))
        throw new Problem({
          status: 403,
          code: 'not-home',
          zh: '这个账号属于别的行政区。',
          en: 'The account belongs to another jurisdiction.',
          hint: {
            zh: '另取一个账号名；要让同一个人管两地，由运维用 lantu account add 办理。',
            en: 'Choose another login; for one person in two cities, the operator uses lantu account add.',
          },
          where: 'body.login',
        });
      if (membership && membership.role !== body.role) notOneself(body.login, who);
      const password_hash = body.password === undefined ? undefined : await hashPassword(body.password, body.login);
      await store.transaction().execute(async (tx) => {
        if (!account)
          await tx
            .insertInto('account')
            .values({
              jurisdiction_id: jurisdiction,
              account_id: body.login,
              login: body.login,
              name: body.name,
              password_hash: password_hash ?? null,
              must_change: true,
              // Whoever is of the demonstration makes nobody who is not.
              demo: who.demo === true,
            })
            .execute();
        else if (own)
          await tx
            .updateTable('account')
            .set({
              name: body.name,
              // Whoever sets it knows it: its owner chooses another one first of all.
              ...(password_hash !== undefined && { password_hash, must_change: body.login !== who.login }),
            })
            .where('login', '=', body.login)
            .execute();
        await tx
          .insertInto('membership')
          .values({
            jurisdiction_id: jurisdiction,
            login: body.login,
            role: body.role,
            organisation_id: body.organisation,
          })
          .onConflict((conflict) =>
            conflict
              .columns(['jurisdiction_id', 'login'])
              .doUpdateSet({ role: body.role, organisation_id: body.organisation }),
          )
          .execute();
        // A new password or role ends what was signed in with the old one; at home only: elsewhere the role counts at once.
        if (account && own && (password_hash !== undefined || membership?.role !== body.role))
          await tx.deleteFrom('session').where('login', '=', body.login).execute();
        const told = (kind: SecurityKind, about: SecurityEvent['about']) =>
          record(tx, { jurisdiction, kind, actor: who.login ?? '', about: { login: body.login, ...about } });
        await told(account ? 'account-changed' : 'account-added', { name: body.name });
        if (password_hash !== undefined) await told('password-set', {});
        if (membership?.role !== body.role || membership?.organisation_id !== body.organisation)
          await told('role-given', {
            role: body.role,
            organisation: body.organisation,
            before: membership ? { role: membership.role, organisation: membership.organisation_id } : null,
          });
      });
      if (password_hash !== undefined) await forgetWaiting(store, body.login);
      return {};
    }),
    route(unlockPerson, async ({ params, body, who }) => {
      const member = await memberOf(store, params.jurisdiction, params.login);
      if (member.home !== params.jurisdiction)
        throw new Problem({
          status: 403,
          code: 'not-home',
          zh: '这个账号属于别的行政区。',
          en: 'The account belongs to another jurisdiction.',
        });
      if (!member.demo) notOfTheDemonstration(who);
      await forgetWaiting(store, params.login);
      await store.transaction().execute(async (tx) => {
        const told = (kind: SecurityKind) =>
          record(tx, {
            jurisdiction: params.jurisdiction,
            kind,
            actor: who.login ?? '',
            about: { login: params.login },
          });
        await told('account-unlocked');
        if (!body.resetSecondFactor) return;
        await tx
          .updateTable('account')
          .set({ totp_secret: null, totp_pending: null, totp_step: 0, recovery_codes: json([]) })
          .where('login', '=', params.login)
          .execute();
        // Whoever has the lost phone may be signed in with it.
        await tx.deleteFrom('session').where('login', '=', params.login).execute();
        await told('second-factor-off');
      });
      return {};
    }),
    route(removePerson, async ({ params, who }) => {
      const member = await memberOf(store, params.jurisdiction, params.login);
      if (!member.demo) notOfTheDemonstration(who);
      notOneself(params.login, who);
      await store.transaction().execute(async (tx) => {
        await tx
          .deleteFrom('membership')
          .where('jurisdiction_id', '=', params.jurisdiction)
          .where('login', '=', params.login)
          .execute();
        if (member.home === params.jurisdiction)
          await tx.deleteFrom('session').where('login', '=', params.login).execute();
        await record(tx, {
          jurisdiction: params.jurisdiction,
          kind: 'account-removed',
          actor: who.login ?? '',
          about: { login: params.login, role: member.role },
        });
      });
      return {};
    }),
    route(listOrganisations, async ({ params, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      const members = await store
        .selectFrom('membership')
        .select(['organisation_id', (e) => e.fn.countAll<number>().as('n')])
        .where('jurisdiction_id', '=', params.jurisdiction)
        .groupBy('organisation_id')
        .execute();
      const given = new Set([...snapshot.roles.values()].flat());
      const inside = allows(who.role, 'evidence.read') || allows(who.role, 'people.manage');
      return {
        organisations: [...snapshot.organisations].map(([id, name]) => ({
          id,
          name,
          parent: snapshot.parents.get(id) ?? null,
          people: inside ? Number(members.find((row) => row.organisation_id === id)?.n ?? 0) : 0,
          indicators: [...snapshot.indicators.values()].filter(({ item }) => item.owner === id).length,
          roles: [...(snapshot.roles.get(id) ?? [])],
          suggested: suggestedRoles(name.zh).filter((role) => !given.has(role)),
        })),
        roles: [...organisationRoles],
        mayWrite: allows(who.role, 'people.manage'),
      };
    }),
    route(putOrganisation, async ({ params, body, who }) => {
      const snapshot = await snapshots.get(params.jurisdiction);
      if (body.parent !== null && !snapshot.organisations.has(body.parent))
        throw new Problem({
          status: 422,
          code: 'no-such-organisation',
          zh: `没有上级单位 ${body.parent}。`,
          en: `There is no organisation ${body.parent}.`,
          where: 'body.parent',
        });
      if (body.parent !== null && under(snapshot.parents, body.id).has(body.parent))
        throw new Problem({
          status: 422,
          code: 'organisation-circle',
          zh: '上级单位不能是自己或自己的下级。',
          en: 'An organisation cannot be under itself.',
          where: 'body.parent',
        });
      await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'organisation.put',
        actor: who.login ?? '',
        demo: false,
        payload: {
          organisations: [
            {
              id: body.id,
              name: body.name,
              parent: body.parent,
              roles: body.roles ?? [...(snapshot.roles.get(body.id) ?? [])],
              place: [...snapshot.inCharge].find(([, organisation]) => organisation === body.id)?.[0],
            },
          ],
        },
      });
      return {};
    }),
  ];
}
