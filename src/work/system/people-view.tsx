import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { moment } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty, Loading } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import { listOrganisations, listPeople, type Person } from './api.ts';
import { PersonDrawer } from './person-drawer.tsx';
import { PeopleSheet } from './sheets-view.tsx';

/** The accounts of the jurisdiction; one opens to be changed, unlocked or ended. */
export function PeopleView() {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const { q } = useSearch({ from: '/$jurisdiction/system' });
  const navigate = useNavigate({ from: '/$jurisdiction/system' });
  const query = useReading(listPeople, { params: { jurisdiction } });
  const organisations = useReading(listOrganisations, { params: { jurisdiction } });
  const [open, setOpen] = useState<Person | 'new' | null>(null);
  const [sheet, setSheet] = useState(false);
  const named = new Map<string, Pair>((organisations.data?.organisations ?? []).map(({ id, name }) => [id, name]));
  const organisation = (person: Person) =>
    person.organisation === null
      ? ''
      : tx(named.get(person.organisation) ?? { zh: person.organisation, en: person.organisation });
  // People are told with the names of their units, not with codes that turn into names.
  if (organisations.isPending) return <Loading lines={8} tall />;
  return (
    <Await query={query}>
      {(data) => {
        const roleOf = (person: Person) =>
          tx(data.roles.find((item) => item.role === person.role)?.name ?? { zh: person.role, en: person.role });
        const shown = data.people.filter(
          (person) =>
            q === undefined ||
            [person.login, person.name, roleOf(person), organisation(person)].some((word) =>
              word.toLowerCase().includes(q.toLowerCase()),
            ),
        );
        return (
          <>
            <div className="filters" role="search" aria-label={t('查找人员', 'Find people')}>
              <input
                className="field"
                type="search"
                value={q ?? ''}
                placeholder={t('姓名、账号、单位、角色', 'Name, account, organisation, role')}
                aria-label={t('姓名、账号、单位、角色', 'Name, account, organisation, role')}
                onChange={(event) =>
                  void navigate({ search: (s) => ({ ...s, q: event.target.value || undefined }), replace: true })
                }
              />
              <button type="button" className="button is-main" onClick={() => setOpen('new')}>
                {t('新增人员', 'Add a person')}
              </button>
              <button type="button" className="button" aria-expanded={sheet} onClick={() => setSheet(!sheet)}>
                {t('从表格导入', 'From a sheet')}
              </button>
              <span className="soft" role="status">
                {t(`${shown.length} 人`, `${shown.length} people`)}
              </span>
            </div>
            {sheet && (
              <section className="card">
                <PeopleSheet />
              </section>
            )}
            {data.people.length === 0 ? (
              <Empty title={t('还没有人员', 'No people yet')}>
                <p>
                  {t(
                    '先建单位，再建人员，给每个人一个角色；都可以从表格导入。',
                    'Add organisations, then people, each with a role; both come from sheets, too.',
                  )}
                </p>
              </Empty>
            ) : (
              <div className="card">
                <Table
                  label={t('人员', 'People')}
                  stacked
                  rows={shown}
                  rowKey={(person) => person.login}
                  columns={[
                    {
                      head: t('姓名', 'Name'),
                      by: (person) => person.name,
                      cell: (person) => (
                        <>
                          <button type="button" className="text-button row-name" onClick={() => setOpen(person)}>
                            {person.name}
                          </button>{' '}
                          <DemoMark show={person.demo} />
                        </>
                      ),
                    },
                    {
                      head: t('账号', 'Account'),
                      by: (person) => person.login,
                      cell: (person) => <code>{person.login}</code>,
                    },
                    { head: t('角色', 'Role'), by: roleOf },
                    {
                      head: t('单位', 'Organisation'),
                      by: (person) => organisation(person) || null,
                    },
                    {
                      head: t('状态', 'State'),
                      cell: (person) => (
                        <>
                          {person.lockedUntil !== null && (
                            <span className="is-red">
                              {t(
                                `已锁定到 ${moment(person.lockedUntil, 'zh')}`,
                                `Locked until ${moment(person.lockedUntil, lang)}`,
                              )}
                            </span>
                          )}
                          <span className="soft">
                            {[
                              person.invitedUntil !== null
                                ? t('一次性代码未用', 'one-time code not used')
                                : person.hasPassword || person.demo
                                  ? ''
                                  : t('未设密码', 'no password'),
                              person.mustChange && person.hasPassword ? t('须改密码', 'must change password') : '',
                              person.secondFactor ? t('已开二次验证', 'second factor on') : '',
                              person.sessions > 0
                                ? t(`${person.sessions} 处登录`, `signed in at ${person.sessions}`)
                                : '',
                            ]
                              .filter((word) => word !== '')
                              .join(t('，', ', '))}
                          </span>
                        </>
                      ),
                    },
                  ]}
                />
              </div>
            )}
            {open !== null && (
              <PersonDrawer
                key={open === 'new' ? '' : open.login}
                person={open === 'new' ? null : open}
                roles={data.roles}
                people={data.people}
                organisations={organisations.data?.organisations ?? []}
                onClose={() => setOpen(null)}
              />
            )}
          </>
        );
      }}
    </Await>
  );
}
