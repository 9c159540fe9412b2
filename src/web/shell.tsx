import { Link, Outlet, useLocation, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type LeftOut, onLeftOut } from '../ui/call.ts';
import { EntriesContext } from '../ui/face.ts';
import { DemoContext } from '../ui/page.tsx';
import { usePlace } from '../ui/place.ts';
import { ProblemBox } from '../ui/states.tsx';
import { useText } from '../ui/text.tsx';
import { entries } from './faces.ts';
import { Header } from './header.tsx';
import { PhoneNav } from './nav.tsx';
import { useWall } from './wall.ts';

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
  useWall(wall, main);
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
          <LeftOutNote key={pathname} />
          <Outlet />
        </main>
        {!wall && <PhoneNav />}
        {wall && <WallCorner demo={demo} />}
      </DemoContext>
    </EntriesContext>
  );
}

/** Rows that the page comes without, because one of their values would have spoilt all of it. */
function LeftOutNote() {
  const { t, tx, brackets } = useText();
  const [rows, setRows] = useState<LeftOut[]>([]);
  useEffect(() => onLeftOut(setRows), []);
  if (rows.length === 0) return null;
  return (
    <p role="status" className="soft">
      {t(
        `有 ${rows.length} 条记录的值有误，没有算进本页：`,
        `${rows.length} records with faulty values are not in this page: `,
      )}
      {rows
        .slice(0, 5)
        .map((row) => `${row.what}${brackets(tx(row))}`)
        .join(t('；', '; '))}
    </p>
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
