import { isNobodys } from '../../http/access.ts';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { listPeople } from './api.ts';

/** Roles × capabilities: one matrix for the whole product, shown as it is enforced. */
export function RolesView() {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(listPeople, { params: { jurisdiction } });
  return (
    <Await query={query}>
      {({ roles, capabilities, people }) => (
        <>
          <p className="soft table-line">
            {t(
              '权限写在程序里，不在这里改：换一个人的权限就换他的角色。',
              'Rights stand in the program: to change what somebody may do, change the role.',
            )}
          </p>
          <div className="card">
            <Table
              label={t('角色权限', 'Roles')}
              className="role-matrix"
              rows={capabilities}
              rowKey={(capability) => capability.id}
              columns={[
                { head: t('能做什么', 'May'), cell: (capability) => tx(capability.name) },
                ...roles.map(({ role, name, capabilities: own }) => {
                  const many = people.filter((person) => person.role === role).length;
                  return {
                    head: (
                      <>
                        {tx(name)}
                        <span className="soft small">{isNobodys(role) ? '' : t(`${many} 人`, String(many))}</span>
                      </>
                    ),
                    cell: ({ id }: (typeof capabilities)[number]) =>
                      own.includes(id) ? (
                        <span aria-label={t('可以', 'yes')} role="img">
                          ●
                        </span>
                      ) : (
                        <span className="sr">{t('不可以', 'no')}</span>
                      ),
                  };
                }),
              ]}
            />
          </div>
        </>
      )}
    </Await>
  );
}
