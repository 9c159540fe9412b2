import { organisationRoles } from '../../core/plan/organisation-role.ts';
import type { Text } from '../../core/measure/index.ts';
import { spelled } from '../../evidence/find/spelling.ts';
import { type ColumnSought, nearest } from '../../evidence/intake/sheet/index.ts';
import { isNobodys, type Role, roleNames, roles } from '../../http/access.ts';
import type { SheetProblemRow } from './entry-api.ts';
import type { TextRow } from './sheet-work.ts';

/** Rows of organisations and people as they would be written. Pure: what stands is handed in. */

export const organisationColumns: readonly ColumnSought[] = [
  { id: 'name', labels: ['单位名称', '单位', '名称', '机构名称', '部门', '部门名称', 'name'], required: true },
  { id: 'parent', labels: ['上级单位', '上级', '主管单位', '隶属', 'under'] },
  { id: 'id', labels: ['代码', '编码', '单位代码', 'id'] },
  { id: 'roles', labels: ['职能', '职责', 'roles'] },
];

export const personColumns: readonly ColumnSought[] = [
  { id: 'name', labels: ['姓名', '人员', '名字', 'name'], required: true },
  { id: 'role', labels: ['角色', '岗位', '权限', 'role'], required: true },
  { id: 'organisation', labels: ['单位', '所属单位', '单位名称', '部门', '所在单位', 'organisation'] },
  { id: 'login', labels: ['账号', '登录名', '用户名', 'account', 'login'] },
];

export interface OrganisationRow {
  row: number;
  what: 'added' | 'changed' | 'same';
  id: string;
  name: string;
  /** Id of the one above. */
  parent: string | null;
  roles: string[];
}
export interface StandingOrganisation {
  id: string;
  name: string;
  parent: string | null;
  roles: readonly string[];
}

/** An id that nothing else has, of the initials of a name: 市水务局 is ssw-j… as letters, with a number where it is taken. */
export function freeId(letters: string, taken: ReadonlySet<string>): string {
  const base = letters.replace(/[^a-z0-9]/gu, '').slice(0, 40) || 'x';
  for (let n = 1; ; n += 1) {
    const id = `${base.length < 2 ? `${base}0` : base}${n === 1 ? '' : n}`;
    if (!taken.has(id)) return id;
  }
}

const fault = (row: number, column: string, zh: string, en: string): SheetProblemRow => ({ row, column, zh, en });

export function organisationRows(
  rows: readonly TextRow[],
  standing: readonly StandingOrganisation[],
): { rows: OrganisationRow[]; problems: SheetProblemRow[] } {
  const problems: SheetProblemRow[] = [];
  const byName = new Map(standing.map((one) => [one.name, one]));
  const taken = new Set(standing.map(({ id }) => id));
  const named = new Map<string, string>(standing.map(({ id, name }) => [name, id]));
  const seen = new Set<string>();
  const found = rows.flatMap(({ row, texts }) => {
    const { name = '', id: said = '' } = texts;
    if (name === '') return (problems.push(fault(row, '名称', '没有写名称', 'There is no name')), []);
    if (seen.has(name)) return (problems.push(fault(row, '名称', `“${name}”写了两次`, `"${name}" stands twice`)), []);
    seen.add(name);
    const before = byName.get(name) ?? standing.find(({ id }) => said !== '' && id === said);
    if (said !== '' && !/^[a-z0-9][a-z0-9-]{0,63}$/u.test(said))
      problems.push(fault(row, '代码', '代码只用小写字母、数字和短横', 'An id has small letters, digits and hyphens'));
    if (before && said !== '' && before.id !== said)
      problems.push(
        fault(row, '代码', `“${name}”的代码是 ${before.id}，不能改`, `The id of "${name}" is ${before.id}`),
      );
    const id = before?.id ?? (said || freeId(spelled(name).initials, taken));
    if (!before && said !== '' && taken.has(said))
      problems.push(fault(row, '代码', `代码 ${said} 已有单位在用`, `The id ${said} is in use`));
    taken.add(id);
    named.set(name, id);
    return [{ row, name, id, before, texts }];
  });
  const made = found.map(({ row, name, id, before, texts }): OrganisationRow => {
    const { parent: above = '', roles: said = '' } = texts;
    const parent = above === '' ? (before?.parent ?? null) : (named.get(above) ?? null);
    if (above !== '' && parent === null)
      problems.push(fault(row, '上级单位', ...unknown(above, [...named.keys()], '单位', 'organisation')));
    const own = said === '' ? [...(before?.roles ?? [])] : rolesIn(row, said, problems);
    const same = before && before.name === name && before.parent === parent && [...before.roles].join() === own.join();
    return { row, what: !before ? 'added' : same ? 'same' : 'changed', id, name, parent, roles: own };
  });
  const parents = new Map<string, string | null>([...standing, ...made].map(({ id, parent }) => [id, parent]));
  for (const { row, id } of made) {
    const way = new Set([id]);
    for (let up = parents.get(id) ?? null; up !== null; up = parents.get(up) ?? null) {
      if (way.has(up)) {
        problems.push(fault(row, '上级单位', '上级绕回了自己', 'It is under itself'));
        break;
      }
      way.add(up);
    }
  }
  return { rows: made, problems };
}

function rolesIn(row: number, said: string, problems: SheetProblemRow[]): string[] {
  return said.split(/[、,;；，\s]+/u).flatMap((word) => {
    if (word === '') return [];
    const role = organisationRoles.find(({ id, name }) => [id, name.zh, name.en].includes(word));
    if (role) return [role.id];
    const all = organisationRoles.map(({ name }) => name.zh);
    problems.push(fault(row, '职能', ...unknown(word, all, '职能', 'role')));
    return [];
  });
}

function unknown(said: string, names: readonly string[], zh: string, en: string): [string, string] {
  const near = nearest(
    said,
    names.map((name) => ({ code: name, zh: name, en: name })),
  ).map((one) => one.zh);
  return [
    `没有${zh}“${said}”${near.length > 0 ? `，是不是“${near.join('”“')}”？` : ''}`,
    `There is no ${en} "${said}"${near.length > 0 ? `; is it ${near.join(' or ')}?` : ''}`,
  ];
}

export interface PersonRow {
  row: number;
  what: 'added' | 'changed' | 'same';
  login: string;
  name: string;
  role: Role;
  organisation: string | null;
}
export interface StandingPerson {
  login: string;
  name: string;
  role: string;
  organisation: string | null;
}

const roleCalled = (said: string): Role | undefined =>
  roles.find(
    (role) =>
      !isNobodys(role) && [role, roleNames[role].zh, roleNames[role].en.toLowerCase()].includes(said.toLowerCase()),
  );

/** `elsewhere`: logins that are taken, by people of this place or of others. */
export function personRows(
  rows: readonly TextRow[],
  standing: {
    people: readonly StandingPerson[];
    organisations: ReadonlyMap<string, Text>;
    taken: ReadonlySet<string>;
    oneself: string;
  },
): { rows: PersonRow[]; problems: SheetProblemRow[] } {
  const problems: SheetProblemRow[] = [];
  const taken = new Set(standing.taken);
  const orgs = new Map([...standing.organisations].map(([id, name]) => [name.zh, id]));
  const seen = new Set<string>();
  const made = rows.flatMap(({ row, texts }): PersonRow[] => {
    const { name = '', role: said = '', organisation: where = '' } = texts;
    const given = (texts.login ?? '').toLowerCase();
    if (name === '') return (problems.push(fault(row, '姓名', '没有写姓名', 'There is no name')), []);
    const role = roleCalled(said);
    if (!role) {
      const all = roles.filter((one) => !isNobodys(one)).map((one) => roleNames[one].zh);
      problems.push(
        fault(
          row,
          '角色',
          `${unknown(said, all, '角色', 'role')[0]}可选：${all.join('、')}`,
          unknown(said, roles, '角色', 'role')[1],
        ),
      );
      return [];
    }
    const organisation = where === '' ? null : (orgs.get(where) ?? (standing.organisations.has(where) ? where : null));
    if (where !== '' && organisation === null)
      problems.push(fault(row, '单位', ...unknown(where, [...orgs.keys()], '单位', 'organisation')));
    if (given !== '' && !/^[a-z0-9][a-z0-9._-]{1,63}$/u.test(given))
      problems.push(
        fault(
          row,
          '账号',
          '账号用小写字母、数字、点、横线，2 到 64 位',
          'An account has small letters, digits, dots, hyphens; 2 to 64',
        ),
      );
    const before =
      standing.people.find((one) => given !== '' && one.login === given) ??
      standing.people.find((one) => given === '' && one.name === name && one.organisation === organisation);
    if (!before && given !== '' && taken.has(given))
      problems.push(fault(row, '账号', `账号 ${given} 已有人在用`, `The account ${given} is in use`));
    const login = before?.login ?? (given || freeId(spelled(name).whole || name.toLowerCase(), taken));
    if (seen.has(login))
      problems.push(fault(row, '账号', `账号 ${login} 写了两次`, `The account ${login} stands twice`));
    seen.add(login);
    taken.add(login);
    if (before && before.login === standing.oneself && before.role !== role)
      problems.push(fault(row, '角色', '不能改自己的角色', 'Nobody changes his own role'));
    const same = before && before.name === name && before.role === role && before.organisation === organisation;
    return [{ row, what: !before ? 'added' : same ? 'same' : 'changed', login, name, role, organisation }];
  });
  return { rows: made, problems };
}
