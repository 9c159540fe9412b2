import { Link } from '@tanstack/react-router';
import { usePlace } from '../../ui/place.ts';
import { useReader } from '../../ui/session.ts';
import { useText } from '../../ui/text.tsx';
import type { Chain } from './api.ts';

/** From a gap to the leads that would mend it, or to entering one. Nothing for readers who may not see leads. */
export function LeadLinks({ leads }: { leads: Chain['candidates'][number]['leads'] }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const inside = useReader().capabilities.includes('evidence.read');
  if (!inside) return null;
  return (
    <p>
      {leads.length === 0 && <span className="soft">{t('还没有线索。', 'No lead yet. ')}</span>}
      {leads.map((lead, n) => (
        <span key={lead.id}>
          {n > 0 && t('、', ', ')}
          <Link to="/$jurisdiction/industry/leads" params={{ jurisdiction }} search={{ lead: lead.id }}>
            {lead.name}
          </Link>
        </span>
      ))}{' '}
      <Link className="nowrap" to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: 'leads' }}>
        {t('录入线索', 'Enter a lead')}
      </Link>
    </p>
  );
}
