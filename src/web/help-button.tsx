import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../ui/text.tsx';
import { helpOf } from './help.ts';
import { useHere } from './nav.tsx';

/** “?”: what this page is for in three sentences, and the way to the manual. */
export function HelpButton() {
  const { t, tx } = useText();
  const here = useHere();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => setOpen(false), [pathname]);
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: Event) => {
      const inside = event.target instanceof Node && box.current?.contains(event.target);
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !inside) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('keydown', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('keydown', away);
    };
  }, [open]);
  const help = helpOf(pathname.slice((here ?? '').length + 1));
  const section = help ? tx(help.section) : '';
  return (
    <span ref={box} className="help">
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
