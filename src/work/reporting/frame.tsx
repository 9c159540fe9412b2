import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { GroupPage } from '../../ui/group.tsx';
import { Page } from '../../ui/page.tsx';
import { useReader } from '../../ui/session.ts';
import { Empty, Loading } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import './reporting.css';

/** What the pages of reporting share: the way between them, and the door for those who may not read evidence. */
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
  const { t } = useText();
  const reader = useReader();
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
    <GroupPage group="reporting" title={title} demo={demo} className="reporting">
      {children}
    </GroupPage>
  );
}
