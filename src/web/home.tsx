import { Link, Navigate, useParams } from '@tanstack/react-router';
import { Page } from '../ui/page.tsx';
import { useReader } from '../ui/session.ts';
import { Empty, Loading, ProblemBox } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSession } from './session.tsx';

/** `/:jurisdiction` leads to its overview, `/` to that of the account's place; visitors choose where there are several. */
export function Home() {
  const { t, tx } = useText();
  const session = useSession();
  const reader = useReader();
  const { jurisdiction } = useParams({ strict: false });
  if (session.data?.setUp && jurisdiction === undefined) return <Navigate to="/set-up" replace />;
  const places = session.data?.jurisdictions ?? [];
  const first = jurisdiction ?? session.data?.home ?? (places.length === 1 ? places[0]?.id : undefined);
  if (first !== undefined) return <Navigate to="/$jurisdiction/overview" params={{ jurisdiction: first }} replace />;
  if (session.error)
    return (
      <div className="page">
        <ProblemBox error={session.error} retry={() => void session.refetch()} />
      </div>
    );
  if (!session.data)
    return (
      <div className="page">
        <Loading />
      </div>
    );
  if (places.length > 1)
    return (
      <Page title={t('选择地区', 'Choose a place')}>
        <h1>{t('选择地区', 'Choose a place')}</h1>
        <p className="lead">{t('看哪个地区的规划？', 'Whose plan would you like to see?')}</p>
        <ul className="places">
          {places.map(({ id, name }) => (
            <li key={id}>
              <Link className="card" to="/$jurisdiction/overview" params={{ jurisdiction: id }}>
                <b>{tx(name)}</b> <span className="soft">{id}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Page>
    );
  return (
    <div className="page">
      <Empty main title={t('还没有地区', 'No jurisdiction yet')}>
        {reader.capabilities.includes('jurisdiction.create') ? (
          <Link className="button is-main" to="/add-jurisdiction">
            {t('新建地区', 'Add a jurisdiction')}
          </Link>
        ) : (
          <Link className="button is-main" to="/sign-in">
            {t('登录后新建', 'Sign in to add one')}
          </Link>
        )}
      </Empty>
    </div>
  );
}
