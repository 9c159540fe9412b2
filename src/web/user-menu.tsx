import { Link, useLocation } from '@tanstack/react-router';
import { roleNames } from '../http/access.ts';
import { useReader } from '../ui/session.ts';
import { useText } from '../ui/text.tsx';
import { usePanel } from '../ui/use-panel.ts';
import { useHere } from './nav.tsx';
import { useSignOut } from './session.tsx';

/** Who is signed in, the other jurisdictions, the wall screen, signing out. */
export function UserMenu() {
  const { t, tx, lang, setLang } = useText();
  const reader = useReader();
  const signOut = useSignOut();
  const here = useHere();
  const { pathname, searchStr } = useLocation();
  const { area, open, setOpen } = usePanel<HTMLSpanElement>();
  const close = () => setOpen(false);
  const title = reader.user ? `${tx(roleNames[reader.role])} · ${reader.user.name}` : t('访客', 'Visitor');
  return (
    <span ref={area}>
      <button
        type="button"
        className="text-button user"
        aria-expanded={open}
        aria-controls="user-menu"
        onClick={() => setOpen(!open)}
      >
        <span className="user-name">
          {reader.user && <span className="user-role">{tx(roleNames[reader.role])} · </span>}
          {reader.user ? reader.user.name : t('访客', 'Visitor')}
        </span>{' '}
        <i aria-hidden="true">▾</i>
      </button>
      <div id="user-menu" hidden={!open} className="menu">
        {reader.user && (
          <p className="menu-head">
            {title}
            {reader.user.organisation && <span className="soft"> {tx(reader.user.organisation)}</span>}
          </p>
        )}
        {reader.jurisdictions.length > 1 && (
          <div className="menu-group">
            <p className="soft">{t('地区', 'Jurisdiction')}</p>
            {reader.jurisdictions.map((j) => (
              <Link
                key={j.id}
                to="/$jurisdiction/overview"
                params={{ jurisdiction: j.id }}
                onClick={close}
                className={j.id === here ? 'is-here' : ''}
              >
                {tx(j.name)}
              </Link>
            ))}
          </div>
        )}
        <div className="menu-group">
          {reader.capabilities.includes('jurisdiction.create') && (
            <Link to="/add-jurisdiction" onClick={close}>
              {t('新建地区', 'Add a jurisdiction')}
            </Link>
          )}
          {here !== undefined && reader.capabilities.includes('evidence.read') && (
            <Link to="/$jurisdiction/system" params={{ jurisdiction: here }} onClick={close}>
              {t('单位', 'Organisations')}
            </Link>
          )}
          <Link to="/manual" onClick={close}>
            {t('使用手册', 'Manual')}
          </Link>
          <Link to="." search={(s) => ({ ...s, wall: '1' })} onClick={close}>
            {t('大屏显示', 'Wall screen')}
          </Link>
          <button
            type="button"
            className="menu-lang"
            lang={lang === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}
          >
            {lang === 'zh' ? 'English' : '中文'}
          </button>
          {reader.user && (
            <Link to="/sign-in" onClick={close}>
              {t('账号安全', 'Account security')}
            </Link>
          )}
          {reader.user ? (
            <button
              type="button"
              onClick={() => {
                close();
                void signOut();
              }}
            >
              {t('退出登录', 'Sign out')}
            </button>
          ) : (
            <Link to="/sign-in" search={pathname === '/sign-in' ? {} : { to: pathname + searchStr }} onClick={close}>
              {t('登录', 'Sign in')}
            </Link>
          )}
        </div>
      </div>
    </span>
  );
}
