import { Link, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useText } from '../ui/text.tsx';
import { usePanel } from '../ui/use-panel.ts';
import { helpOf } from './help.ts';
import { useHere } from './nav.tsx';

/** “?”: what this page is for in three sentences, and the way to the manual. */
export function HelpButton() {
  const { t, tx } = useText();
  const here = useHere();
  const { pathname } = useLocation();
  const { area, open, setOpen } = usePanel<HTMLSpanElement>();
  useEffect(() => setOpen(false), [pathname, setOpen]);
  const help = helpOf(pathname.slice((here ?? '').length + 1));
  const section = help ? tx(help.section) : '';
  return (
    <span ref={area} className="help">
      <button
        type="button"
        className="help-button"
        aria-expanded={open}
        aria-controls="help"
        aria-label={t('这一页怎么用', 'How this page is used')}
        onClick={() => setOpen(!open)}
      >
        ?
      </button>
      <div id="help" hidden={!open} className="menu help-text">
        {help?.says.map((one) => (
          <p key={one.zh}>{tx(one)}</p>
        ))}
        <Link to="/manual" hash={section} onClick={() => setOpen(false)}>
          {section === '' ? t('使用手册', 'Manual') : t(`使用手册：${section}`, `Manual: ${section}`)}
        </Link>
      </div>
    </span>
  );
}
