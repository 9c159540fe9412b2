import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from './page.tsx';
import { usePlace } from './place.ts';
import { useReader } from './session.ts';
import { useText } from './text.tsx';
import './industry.css';

/** What the pages of industry share: the way between them. */
export function IndustryFrame({
  title,
  demo = false,
  children,
}: {
  title: string;
  demo?: boolean;
  children: ReactNode;
}) {
  const { t } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  const params = { jurisdiction };
  const inside = reader.capabilities.includes('evidence.read');
  return (
    <Page title={title} demo={demo} className="industry">
      <nav className="tabs" aria-label={t('产业', 'Industry')}>
        <Link to="/$jurisdiction/industry" params={params} activeOptions={{ exact: true, includeSearch: false }}>
          {t('四个突破', 'Four breakthroughs')}
        </Link>
        <Link to="/$jurisdiction/industry/projects" params={params} activeOptions={{ includeSearch: false }}>
          {t('项目', 'Projects')}
        </Link>
        {inside && (
          <>
            <Link to="/$jurisdiction/industry/leads" params={params} activeOptions={{ includeSearch: false }}>
              {t('招商线索', 'Leads')}
            </Link>
            <Link to="/$jurisdiction/industry/portfolio" params={params} activeOptions={{ includeSearch: false }}>
              {t('择优组合', 'Portfolio')}
            </Link>
          </>
        )}
        <Link to="/$jurisdiction/industry/parks" params={params} activeOptions={{ includeSearch: false }}>
          {t('园区亩均', 'Parks per mu')}
        </Link>
        <Link
          to="/$jurisdiction/industry/chains/$chain"
          params={{ jurisdiction, chain: 'aluminium' }}
          activeOptions={{ includeSearch: false }}
        >
          {t('产业链', 'Chains')}
        </Link>
        {inside && (
          <Link to="/$jurisdiction/industry/molten" params={params} activeOptions={{ includeSearch: false }}>
            {t('铝水直供', 'Molten aluminium')}
          </Link>
        )}
      </nav>
      {children}
    </Page>
  );
}

/** A figure with its name, for the row at the head of a page. */
export function Tile({ name, children, note }: { name: string; children: ReactNode; note?: string | undefined }) {
  return (
    <div className="tile">
      <p className="soft small">{name}</p>
      <p className="tile-figure">{children}</p>
      {note !== undefined && <p className="soft small">{note}</p>}
    </div>
  );
}

/** A share as a bar beside its figure. */
export function Bar({ value, of, label }: { value: number; of: number; label: string }) {
  const width = of > 0 ? Math.min(100, Math.max(0, (100 * value) / of)) : 0;
  return (
    <span className="bar" role="img" aria-label={label}>
      <i style={{ width: `${width}%` }} />
    </span>
  );
}
