import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReader } from '../../ui/session.ts';
import { Empty, Loading } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { listName } from './words.ts';
import './reporting.css';

/** What the four pages of reporting share: the way between them, and the door for those who may not read evidence. */
export function Frame({
  title,
  demo = false,
  needs = 'evidence.read',
  children,
}: {
  title: string;
  demo?: boolean;
  needs?: string;
  children: ReactNode;
}) {
  const { t, tx } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  const params = { jurisdiction };
  if (reader.today === '') {
    return (
      <Page title={title}>
        <Loading />
      </Page>
    );
  }
  if (!reader.capabilities.includes(needs)) {
    return (
      <Page title={title}>
        <Empty main title={t(`“${title}”要用单位的账号`, `"${title}" needs an account of an organisation`)}>
          <Link className="button is-main" to="/sign-in" search={{ to: window.location.pathname }}>
            {t('登录', 'Sign in')}
          </Link>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={title} demo={demo} className="reporting">
      <nav className="tabs" aria-label={t('填报', 'Reporting')}>
        <Link to="/$jurisdiction/reporting" params={params} activeOptions={{ exact: true, includeSearch: false }}>
          {tx(listName(reader))}
        </Link>
        {reader.capabilities.includes('evidence.review') && (
          <Link to="/$jurisdiction/reporting/review" params={params}>
            {t('审核', 'Review')}
          </Link>
        )}
        <Link to="/$jurisdiction/reporting/duties" params={params} activeOptions={{ includeSearch: false }}>
          {t('填报责任', 'Who reports')}
        </Link>
        <Link to="/$jurisdiction/reporting/checks" params={params} activeOptions={{ includeSearch: false }}>
          {t('数据核验', 'Data checks')}
        </Link>
      </nav>
      {children}
    </Page>
  );
}
