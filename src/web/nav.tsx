import { Link } from '@tanstack/react-router';
import { usePlace } from '../ui/place.ts';
import { useReader } from '../ui/session.ts';
import { useText } from '../ui/text.tsx';

/** The jurisdiction that links lead to: that of the address, else the first one. */
export function useHere(): string | undefined {
  const { jurisdiction } = usePlace();
  const reader = useReader();
  return jurisdiction || reader.jurisdictions[0]?.id;
}

function Items({ here }: { here: string }) {
  const { t } = useText();
  const reader = useReader();
  const params = { jurisdiction: here };
  return (
    <>
      <Link to="/$jurisdiction/overview" params={params}>
        {t('总览', 'Overview')}
      </Link>
      <Link to="/$jurisdiction/plan" params={params} activeOptions={{ includeSearch: false }}>
        {t('规划', 'Plan')}
      </Link>
      <Link to="/$jurisdiction/indicators" params={params} activeOptions={{ includeSearch: false }}>
        {t('指标', 'Indicators')}
      </Link>
      <Link to="/$jurisdiction/foresight" params={params} activeOptions={{ includeSearch: false }}>
        {t('预测', 'Forecast')}
      </Link>
      <Link to="/$jurisdiction/industry" params={params} activeOptions={{ includeSearch: false }}>
        {t('产业', 'Industry')}
      </Link>
      {reader.capabilities.includes('evidence.read') && (
        <Link to="/$jurisdiction/reporting" params={params} activeOptions={{ includeSearch: false }}>
          {t('填报', 'Reporting')}
        </Link>
      )}
      <Link to="/$jurisdiction/registers" params={params} activeOptions={{ includeSearch: false }}>
        {t('台账', 'Registers')}
      </Link>
      {reader.capabilities.includes('plan.write') && (
        <Link to="/$jurisdiction/import" params={params} activeOptions={{ includeSearch: false }}>
          {t('导入规划', 'Import')}
        </Link>
      )}
      {reader.capabilities.includes('audit.read') && (
        <Link to="/$jurisdiction/audit" params={params} activeOptions={{ includeSearch: false }}>
          {t('审计', 'Audit')}
        </Link>
      )}
      {reader.capabilities.includes('people.manage') && (
        <Link to="/$jurisdiction/system" params={params} activeOptions={{ includeSearch: false }}>
          {t('系统', 'System')}
        </Link>
      )}
    </>
  );
}

export function Nav() {
  const { t } = useText();
  const here = useHere();
  return (
    <nav className="nav" aria-label={t('主导航', 'Main')}>
      {here !== undefined && <Items here={here} />}
    </nav>
  );
}

/** The same links at the foot of a phone, within reach of a thumb. */
export function PhoneNav() {
  const { t } = useText();
  const here = useHere();
  if (here === undefined) return null;
  return (
    <nav className="phone-nav" aria-label={t('底部导航', 'Bottom')}>
      <Items here={here} />
    </nav>
  );
}
