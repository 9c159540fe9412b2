import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { dayText } from '../ui/format.ts';
import { DayPopover } from '../ui/pickers/index.tsx';
import { usePlace } from '../ui/place.ts';
import { useReader } from '../ui/session.ts';
import { useText } from '../ui/text.tsx';

/** The day that every figure is as known on. It stands in the address of every page; without it, today. */
export function AsOf() {
  const { t, lang } = useText();
  const { asOf, jurisdiction } = usePlace();
  const { today } = useReader();
  const navigate = useNavigate();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  if (!jurisdiction) return <span className="asof" />;
  const shown = asOf ?? today;
  const go = (day: string | undefined) => void navigate({ to: '.', search: (s) => ({ ...s, asOf: day }) });
  return (
    <span className="asof">
      <button
        ref={button}
        type="button"
        className="asof-day"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span>{t('截至', 'As of')}</span> <b>{shown ? dayText(shown, lang) : t('今天', 'today')}</b>{' '}
        <i aria-hidden="true">▾</i>
      </button>
      {open && (
        <DayPopover
          label={t('截至哪一天', 'As-of day')}
          below={button}
          value={shown ?? ''}
          min="1949-10-01"
          max={today || '2100-12-31'}
          onChoose={(day) => go(day === today ? undefined : day)}
          onClose={() => setOpen(false)}
        />
      )}
      {asOf !== undefined && asOf !== today && (
        <button type="button" className="text-button" onClick={() => go(undefined)}>
          {t('回到今天', 'Today')}
        </button>
      )}
    </span>
  );
}
