import { Link, Outlet, useLocation, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { EntriesContext } from '../ui/face.ts';
import { DemoContext } from '../ui/page.tsx';
import { usePlace } from '../ui/place.ts';
import { ProblemBox } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { entries } from './faces.ts';
import { Header } from './header.tsx';
import { PhoneNav } from './nav.tsx';

/** What stands around every page: header, phone navigation, skip link. The wall screen has none of it. */
export function Shell() {
  const { t } = useText();
  const { wall } = usePlace();
  const { pathname } = useLocation();
  const [demo, setDemo] = useState(false);
  const main = useRef<HTMLElement>(null);
  const before = useRef(pathname);
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-wall', wall);
  }, [wall]);
  useEffect(() => {
    // A new page starts at its content for people who listen or use the keyboard; the first load starts at the top.
    if (before.current !== pathname) main.current?.focus({ preventScroll: true });
    before.current = pathname;
  }, [pathname]);
  return (
    <EntriesContext value={entries}>
      <DemoContext value={setDemo}>
        <a className="skip" href="#content">
          {t('跳到正文', 'Skip to content')}
        </a>
        {!wall && <Header demo={demo} />}
        <main id="content" tabIndex={-1} ref={main}>
          <Outlet />
        </main>
        {!wall && <PhoneNav />}
        {wall && <WallCorner demo={demo} />}
      </DemoContext>
    </EntriesContext>
  );
}

function WallCorner({ demo }: { demo: boolean }) {
  const { t } = useText();
  return (
    <aside className="wall-corner">
      {demo && <span className="demo-badge">{t('演示数据', 'Demonstration data')}</span>}
      <Link to="." search={(s) => ({ ...s, wall: undefined })}>
        {t('退出大屏', 'Leave wall screen')}
      </Link>
    </aside>
  );
}

/** A page that broke while it was drawn. */
export function Failure({ error, reset }: ErrorComponentProps) {
  return (
    <div className="page">
      <ProblemBox error={error} retry={reset} />
    </div>
  );
}
