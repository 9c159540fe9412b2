import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
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
          <div className="card scroll-x" tabIndex={0} role="region" aria-label={t('角色权限', 'Roles')}>
            <table className="plain role-matrix">
              <thead>
                <tr>
                  <th scope="col">{t('能做什么', 'May')}</th>
                  {roles.map((role) => (
                    <th key={role.role} scope="col">
                      {tx(role.name)}
                      <span className="soft small">
                        {role.role === 'public'
                          ? ''
                          : t(
                              `${people.filter((person) => person.role === role.role).length} 人`,
                              `${people.filter((person) => person.role === role.role).length}`,
                            )}
                      </span>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {capabilities.map((capability) => (
                  <tr key={capability.id}>
                    <th scope="row">{tx(capability.name)}</th>
                    {roles.map((role) => (
                      <td key={role.role}>
                        {role.capabilities.includes(capability.id) ? (
                          <span aria-label={t('可以', 'yes')} role="img">
                            ●
                          </span>
                        ) : (
                          <span className="sr">{t('不可以', 'no')}</span>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Await>
  );
}
