import { useLocation } from '@tanstack/react-router';
import { type Group, groups } from '../ui/face.ts';
import { EntryLink, useOpenEntries } from '../ui/group.tsx';
import { usePlace } from '../ui/place.ts';
import { useMatters } from '../work/home/glance.tsx';
import { useReader } from '../ui/session.ts';
import { useText } from '../ui/text.tsx';

/** The jurisdiction that links lead to: that of the address, else that of the account, else the only or first one. */
export function useHere(): string | undefined {
  const { jurisdiction } = usePlace();
  const reader = useReader();
  return jurisdiction || reader.home || reader.jurisdictions[0]?.id;
}

/** The groups that the reader may open here, each leading to its first page. */
function Items({ here }: { here: string }) {
  const { t, tx } = useText();
  const waiting = useMatters(here)?.matters.length ?? 0;
  const { pathname } = useLocation();
  const open = useOpenEntries(here);
  const inIndustry = open.some(
    (entry) => entry.group === 'industry' && 'list' in entry.at && pathname.endsWith(`/registers/${entry.at.list}`),
  );
  return (Object.keys(groups) as Group[]).flatMap((group) => {
    const first = open.find((entry) => entry.group === group);
    if (!first) return [];
    // A list stands among the registers by its address and in its group by what it is about.
    const current = inIndustry ? group === 'industry' : pathname.startsWith(`/${here}${homeOf(group)}`);
    return [
      <EntryLink key={group} entry={first} place={here} exact={true} current={current}>
        {tx(groups[group])}
        {group === 'overview' && waiting > 0 && (
          <span className="nav-count" title={t(`你有 ${waiting} 件事`, `${waiting} matters wait for you`)}>
            {waiting}
          </span>
        )}
      </EntryLink>,
    ];
  });
}

function homeOf(group: Group): string {
  return group === 'indicators' ? '/indic' : `/${group}`;
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
