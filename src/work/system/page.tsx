import { Link, useSearch } from '@tanstack/react-router';
import { Page } from '../../ui/page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReader } from '../../ui/session.ts';
import { Empty, Loading } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { OrganisationsView } from './organisations-view.tsx';
import { PeopleView } from './people-view.tsx';
import { PlacesView } from './places-view.tsx';
import { RolesView } from './roles-view.tsx';
import { systemViews, type SystemViewName } from './search.ts';
import { TokensView } from './tokens-view.tsx';
import './system.css';

/** People, organisations, and which role may do what. The tree of organisations can be read by everybody inside. */
export function SystemPage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const reader = useReader();
  const search = useSearch({ from: '/$jurisdiction/system' });
  const manages = reader.capabilities.includes('people.manage');
  const title = manages ? t('系统', 'System') : t('单位', 'Organisations');
  if (reader.today === '' || !(manages || reader.capabilities.includes('evidence.read'))) {
    return (
      <Page title={title}>
        {reader.today === '' ? (
          <Loading />
        ) : (
          <Empty main title={t('这一页要登录后看', 'This page needs signing in')}>
            <Link className="button is-main" to="/sign-in" search={{ to: `/${jurisdiction}/system` }}>
              {t('登录', 'Sign in')}
            </Link>
          </Empty>
        )}
      </Page>
    );
  }
  const view = manages ? (search.view ?? 'people') : 'organisations';
  const names: Record<SystemViewName, string> = {
    people: t('人员', 'People'),
    organisations: t('单位', 'Organisations'),
    places: t('镇街和村', 'Places'),
    roles: t('角色权限', 'Roles'),
    tokens: t('接口令牌', 'Access tokens'),
  };
  return (
    <Page title={title} className="system">
      <h1>{title}</h1>
      {manages ? (
        <>
          <p className="lead">
            {t('谁能登录、属于哪个单位、能做什么。', 'Who may sign in, for which organisation, and what they may do.')}
          </p>
          <nav className="tabs" aria-label={t('视图', 'Views')}>
            {systemViews.map((name) => (
              <Link
                key={name}
                to="/$jurisdiction/system"
                params={{ jurisdiction }}
                search={{ view: name }}
                aria-current={name === view ? 'page' : undefined}
              >
                {names[name]}
              </Link>
            ))}
          </nav>
        </>
      ) : (
        <p className="lead">{t('有错请告诉系统管理员。', 'Tell the administrator of mistakes.')}</p>
      )}
      {view === 'people' && <PeopleView />}
      {view === 'organisations' && <OrganisationsView />}
      {view === 'places' && <PlacesView />}
      {view === 'roles' && <RolesView />}
      {view === 'tokens' && <TokensView />}
    </Page>
  );
}
