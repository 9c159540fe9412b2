import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Group } from './face.ts';
import { GroupPage } from './group.tsx';
import { Page } from './page.tsx';
import { useReader } from './session.ts';
import { Empty, Loading } from './states.tsx';
import { useText } from './text.tsx';

/** A page of a group for those who hold a capability, and the door for everybody else. */
export function MemberPage({
  group,
  title,
  demo = false,
  needs = 'evidence.read',
  className = '',
  children,
}: {
  group: Group;
  title: string;
  demo?: boolean;
  needs?: string;
  className?: string;
  children: ReactNode;
}) {
  const { t } = useText();
  const reader = useReader();
  if (reader.today === '')
    return (
      <Page title={title}>
        <Loading />
      </Page>
    );
  if (!reader.capabilities.includes(needs))
    return (
      <Page title={title}>
        <Empty main title={t(`“${title}”要用单位的账号`, `"${title}" needs an account of an organisation`)}>
          <Link className="button is-main" to="/sign-in" search={{ to: window.location.pathname }}>
            {t('登录', 'Sign in')}
          </Link>
        </Empty>
      </Page>
    );
  return (
    <GroupPage group={group} title={title} demo={demo} className={className}>
      {children}
    </GroupPage>
  );
}
