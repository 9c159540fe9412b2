import { Link, Navigate, useParams } from '@tanstack/react-router';
import { useReader } from '../ui/session.ts';
import { Empty, Loading, ProblemBox } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { useSession } from './session.tsx';

/** `/` leads to the first jurisdiction's overview, `/:jurisdiction` to its own. */
export function Home() {
  const { t } = useText();
  const session = useSession();
  const reader = useReader();
  const { jurisdiction } = useParams({ strict: false });
  if (session.data?.setUp && jurisdiction === undefined) return <Navigate to="/set-up" replace />;
  const first = jurisdiction ?? session.data?.jurisdictions[0]?.id;
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
