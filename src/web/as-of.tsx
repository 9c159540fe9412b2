import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { dayText } from '../ui/format.ts';
import { usePlace } from '../ui/place.ts';
import { useReader } from '../ui/session.ts';
import { useText } from '../ui/text.tsx';

/** The day that every figure is as known on. It stands in the address of every page; without it, today. */
export function AsOf() {
  const { t, lang } = useText();
  const { asOf, jurisdiction } = usePlace();
  const { today } = useReader();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  if (!jurisdiction) return <span className="asof" />;
  const shown = asOf ?? today;
  const go = (day: string | undefined) => void navigate({ to: '.', search: (s) => ({ ...s, asOf: day }) });
  return (
    <span className="asof">
      <label>
        <span>{t('截至', 'As of')}</span> <b>{shown ? dayText(shown, lang) : t('今天', 'today')}</b>{' '}
        <i aria-hidden="true">▾</i>
        <input
          key={shown}
          ref={input}
          type="date"
          defaultValue={shown}
          min="1949-10-01"
          max="2100-12-31"
          aria-label={t('截至哪一天', 'As-of day')}
          onClick={() => {
            // Browsers refuse the picker outside a user's own click; typing the date still works then.
            try {
              input.current?.showPicker();
            } catch {
              input.current?.focus();
            }
          }}
          onChange={(event) => {
            const day = event.target.value;
            if (day >= '1949-10-01' && day <= '2100-12-31') go(day === today ? undefined : day);
          }}
        />
      </label>
      {asOf !== undefined && asOf !== today && (
        <button type="button" className="text-button" onClick={() => go(undefined)}>
          {t('回到今天', 'Today')}
        </button>
      )}
    </span>
  );
}
