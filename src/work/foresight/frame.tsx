import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReader } from '../../ui/session.ts';
import { useText } from '../../ui/text.tsx';
import './foresight.css';

/** What the pages of foresight share: the way between them. */
export function Frame({ title, demo = false, children }: { title: string; demo?: boolean; children: ReactNode }) {
  const { t } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  const params = { jurisdiction };
  return (
    <Page title={title} demo={demo} className="foresight">
      <nav className="tabs" aria-label={t('预测', 'Forecast')}>
        <Link to="/$jurisdiction/foresight" params={params} activeOptions={{ exact: true, includeSearch: false }}>
          {t('达成概率', 'Attainment')}
        </Link>
        {reader.capabilities.includes('evidence.read') && (
          <Link to="/$jurisdiction/foresight/scenarios" params={params} activeOptions={{ includeSearch: false }}>
            {t('情景', 'Scenarios')}
          </Link>
        )}
        <Link to="/$jurisdiction/foresight/record" params={params} activeOptions={{ includeSearch: false }}>
          {t('预测检验', 'Track record')}
        </Link>
      </nav>
      {children}
    </Page>
  );
}

/** What readers who see approved figures only have to know. */
export function ReachNote() {
  const { t } = useText();
  const reader = useReader();
  if (reader.today === '' || ['leader', 'planner', 'supervisor', 'auditor'].includes(reader.role)) return null;
  return (
    <p className="soft small">
      {t(
        '只用已核定的数计算，不含在手项目、线索和人工调整。',
        'Computed from approved figures only, without projects in hand, leads and adjustments.',
      )}
    </p>
  );
}
