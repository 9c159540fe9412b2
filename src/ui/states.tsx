import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CallProblem } from './call.ts';
import { useText } from './text.tsx';

/** While a page waits: lines where its text will stand. Announced once. */
export function Loading({ lines = 4, tall = false }: { lines?: number; tall?: boolean }) {
  const { t } = useText();
  return (
    <div className={`loading${tall ? ' is-tall' : ''}`} role="status" aria-label={t('正在载入', 'Loading')}>
      {Array.from({ length: lines }, (_, i) => (
        <i key={i} style={{ width: `${[92, 76, 84, 58, 70][i % 5] ?? 80}%` }} />
      ))}
    </div>
  );
}

/** Nothing is there: why, and the one thing to do about it. `main`: the page has no other heading. */
export function Empty({ title, main = false, children }: { title: string; main?: boolean; children?: ReactNode }) {
  const Heading = main ? 'h1' : 'h2';
  return (
    <div className="empty">
      <Heading className="empty-title">{title}</Heading>
      {children}
    </div>
  );
}

/** A failed call: its text, what to do next, its code. */
export function ProblemBox({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t, tx } = useText();
  const known = error instanceof CallProblem ? error.body : null;
  const needsSignIn = known?.status === 401 || known?.status === 403;
  return (
    <div className="problem" role="alert">
      <p className="problem-title">{known ? tx(known.title) : t('这一页出错了', 'This page failed')}</p>
      <p>
        {known?.hint
          ? tx(known.hint)
          : t(
              '再试一次；一直这样就把下面的代号告诉系统管理员。',
              'Try again; if it stays, tell the administrator the code below.',
            )}
      </p>
      {known?.where && <p className="soft">{known.where}</p>}
      <p className="problem-foot">
        {retry && (
          <button type="button" className="button" onClick={retry}>
            {t('再试一次', 'Try again')}
          </button>
        )}
        {needsSignIn && (
          <Link className="button" to="/sign-in" search={{ to: window.location.pathname + window.location.search }}>
            {t('换账号登录', 'Sign in')}
          </Link>
        )}
        {/* Whoever mends it wants the code; a person who can mend it himself reads a sentence. */}
        {(!known || known.status === 0 || known.status >= 500) && (
          <code>{known?.code ?? (error instanceof Error ? error.name : 'unknown')}</code>
        )}
      </p>
    </div>
  );
}

function Stale({ retry }: { retry: () => void }) {
  const { t } = useText();
  return (
    <p className="stale is-yellow" role="status">
      ▲ {t('刷新没有成功，下面是上一次读到的。', 'Refreshing failed; below is what was read last.')}
      <button type="button" className="text-button" onClick={retry}>
        {t('再试一次', 'Try again')}
      </button>
    </p>
  );
}

interface QueryLike<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}

/** True when the service did not answer, so that what was read before may still stand. */
function passing(error: Error): boolean {
  return !(error instanceof CallProblem) || error.status === 0 || error.status >= 500;
}

/** Shows a query in one of its states: waiting, failed, there, or there but not fresh. */
export function Await<T>({
  query,
  children,
  skeleton,
}: {
  query: QueryLike<T>;
  children: (data: T) => ReactNode;
  skeleton?: ReactNode;
}) {
  if (query.data !== undefined && query.error === null) return children(query.data);
  if (query.data !== undefined && query.error && passing(query.error)) {
    return (
      <>
        <Stale retry={() => void query.refetch()} />
        {children(query.data)}
      </>
    );
  }
  if (query.error) return <ProblemBox error={query.error} retry={() => void query.refetch()} />;
  return skeleton ?? <Loading lines={8} tall />;
}
