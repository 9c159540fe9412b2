import { lazy, Suspense, useEffect, useState } from 'react';
import { useText } from '../ui/text.tsx';
import { useHere } from './nav.tsx';

const Finder = lazy(() => import('./finder.tsx'));
const isMac = /mac|iphone|ipad/iu.test(navigator.userAgent);

/** The field in the head of every page that finds anything; Ctrl K (⌘ K) opens it from wherever the reader is. */
export function FindButton() {
  const { t } = useText();
  const here = useHere();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  if (here === undefined) return null;
  const name = t('查找', 'Find');
  return (
    <>
      <button
        type="button"
        className="find-button"
        aria-haspopup="dialog"
        aria-label={`${name} (${isMac ? '⌘' : 'Ctrl'} K)`}
        onClick={() => setOpen(true)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="7" cy="7" r="4.5" />
          <path d="M10.5 10.5 14 14" />
        </svg>
        <span>{name}</span>
        <kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      {open && (
        <Suspense>
          <Finder place={here} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
