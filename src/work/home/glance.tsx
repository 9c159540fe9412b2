import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { useText } from '../../ui/text.tsx';
import { getMatters, type MatterView } from './api.ts';
import './home.css';

/** What waits for the reader in a place; nothing for those who are not signed in, or look at a past day. */
export function useMatters(jurisdiction: string | undefined) {
  const { user } = useReader();
  return useReading(
    getMatters,
    { params: { jurisdiction: jurisdiction ?? '' } },
    { enabled: user !== null && jurisdiction !== undefined },
  ).data;
}

/** Shown at first; the rest is folded. */
const first = 3;

/** 你的 3 件事, and for who can mend it what the place still lacks. */
export function Matters() {
  const { t } = useText();
  const { jurisdiction, asOf, wall } = usePlace();
  const data = useMatters(jurisdiction);
  const [all, setAll] = useState(false);
  if (!data || asOf !== undefined || wall) return null;
  const { matters, next } = data;
  return (
    <>
      {matters.length > 0 && (
        <section className="matters" aria-labelledby="matters">
          <h2 id="matters">{t(`你的 ${matters.length} 件事`, `Your ${matters.length} matters`)}</h2>
          <ul>
            {(all ? matters : matters.slice(0, first)).map((one) => (
              <Line key={one.id} matter={one} />
            ))}
          </ul>
          {matters.length > first && (
            <button type="button" className="text-button" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t('收起', 'Fold') : t(`还有 ${matters.length - first} 件`, `${matters.length - first} more`)}
            </button>
          )}
        </section>
      )}
      {next.length > 0 && (
        <section className="matters is-next" aria-labelledby="next">
          <h2 id="next">{t('下一步', 'Next steps')}</h2>
          <ol>
            {next.map((one) => (
              <Line key={one.id} matter={one} />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function Line({ matter }: { matter: MatterView }) {
  const { tx } = useText();
  const { jurisdiction } = usePlace();
  const urgent = matter.sort === 'late' || matter.sort === 'returned';
  return (
    <li>
      <Link to={`/${jurisdiction}${matter.at}` as '/'} className={urgent ? 'matter is-urgent' : 'matter'}>
        {tx(matter.title)}
      </Link>
      {matter.detail && <span className="soft small matter-detail">{tx(matter.detail)}</span>}
    </li>
  );
}
