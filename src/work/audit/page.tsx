import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Page } from '../../ui/page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReader } from '../../ui/session.ts';
import { Empty, Loading } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { EntryDrawer } from './entry-drawer.tsx';
import { LedgerView } from './ledger-view.tsx';
import { ReadingsView } from './readings-view.tsx';
import { auditViews, type AuditViewName } from './search.ts';
import { TraceView } from './trace-view.tsx';
import { VerifyView } from './verify-view.tsx';
import './audit.css';

/** The auditor's page: search the ledger, follow one number, see who read personal data, check the chain. */
export function AuditPage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const reader = useReader();
  const { view = 'ledger', entry } = useSearch({ from: '/$jurisdiction/audit' });
  const navigate = useNavigate({ from: '/$jurisdiction/audit' });
  const title = t('审计', 'Audit');
  if (reader.today === '' || !reader.capabilities.includes('audit.read')) {
    return (
      <Page title={title}>
        {reader.today === '' ? (
          <Loading />
        ) : (
          <Empty main title={t('审计要用审计的账号', 'The audit page needs an auditor’s account')}>
            <Link className="button is-main" to="/sign-in" search={{ to: `/${jurisdiction}/audit` }}>
              {t('登录', 'Sign in')}
            </Link>
          </Empty>
        )}
      </Page>
    );
  }
  const names: Record<AuditViewName, string> = {
    ledger: t('账本', 'Ledger'),
    trace: t('数据溯源', 'Follow a number'),
    readings: t('个人信息查阅', 'Personal data read'),
    verify: t('校验与导出', 'Check and export'),
  };
  return (
    <Page title={title} className="audit">
      <h1>{title}</h1>
      <p className="lead">
        {t(
          '每一次写入都是账本里的一条，一条扣着一条，改不了、删不掉。',
          'Every change is an entry of the ledger; each holds the one before, so that none can be changed or taken out unseen.',
        )}
      </p>
      <nav className="tabs" aria-label={t('视图', 'Views')}>
        {auditViews.map((name) => (
          <Link
            key={name}
            to="/$jurisdiction/audit"
            params={{ jurisdiction }}
            search={{ view: name }}
            aria-current={name === view ? 'page' : undefined}
          >
            {names[name]}
          </Link>
        ))}
      </nav>
      {view === 'ledger' && <LedgerView />}
      {view === 'trace' && <TraceView />}
      {view === 'readings' && <ReadingsView />}
      {view === 'verify' && <VerifyView />}
      {entry !== undefined && /^\d+$/.test(entry) && (
        <EntryDrawer
          key={entry}
          seq={Number(entry)}
          onClose={() => void navigate({ search: (s) => ({ ...s, entry: undefined }) })}
        />
      )}
    </Page>
  );
}
