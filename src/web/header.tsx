import { Link } from '@tanstack/react-router';
import { useReader } from '../ui/session.ts';
import { useText } from '../ui/text.tsx';
import { AsOf } from './as-of.tsx';
import { FindButton } from './find-button.tsx';
import { HelpButton } from './help-button.tsx';
import { Nav, useHere } from './nav.tsx';
import { Unread } from './unread.tsx';
import { UserMenu } from './user-menu.tsx';

export function Header({ demo }: { demo: boolean }) {
  const { t, tx, lang, setLang } = useText();
  const here = useHere();
  const place = useReader().jurisdictions.find(({ id }) => id === here);
  return (
    <header className="header">
      <Link to="/" className="wordmark">
        {t('蓝图', 'Lantu')}
      </Link>
      {place && (
        <Link to="/$jurisdiction/overview" params={{ jurisdiction: place.id }} className="place-name">
          {tx(place.name)}
        </Link>
      )}
      <Nav />
      <FindButton />
      <AsOf />
      {demo && (
        <span className="demo-badge">
          {t('演示', 'Demo')}
          <span>{t('数据', ' data')}</span>
        </span>
      )}
      <button
        type="button"
        className="text-button lang"
        lang={lang === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')}
      >
        {lang === 'zh' ? 'English' : '中文'}
      </button>
      <HelpButton />
      <Unread />
      <UserMenu />
    </header>
  );
}
