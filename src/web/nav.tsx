import { useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { areas, type Group, groups } from '../ui/face.ts';
import { EntryLink, useOpenEntries } from '../ui/group.tsx';
import { usePlace } from '../ui/place.ts';
import { useMatters } from '../work/home/glance.tsx';
import { useReader } from '../ui/session.ts';
import { useText } from '../ui/text.tsx';
import { usePanel } from '../ui/use-panel.ts';

/** The jurisdiction that links lead to: that of the address, else that of the account, else the only or first one. */
export function useHere(): string | undefined {
  const { jurisdiction } = usePlace();
  const reader = useReader();
  return jurisdiction || reader.home || reader.jurisdictions[0]?.id;
}

/** The groups that the reader may open here, each leading to its first page. */
function useItems(here: string) {
  const { t, tx } = useText();
  const waiting = useMatters(here)?.matters.length ?? 0;
  const { pathname } = useLocation();
  const open = useOpenEntries(here);
  // A list stands among the registers by its address and in its group by what it is about.
  const owner = open.find(({ at }) =>
    'list' in at ? pathname.endsWith(`/registers/${at.list}`) : stands(pathname, `/${here}${at.page}`),
  )?.group;
  return (Object.keys(groups) as Group[]).flatMap((group) => {
    const first = open.find((entry) => entry.group === group);
    if (!first) return [];
    const current = owner ? owner === group : pathname.startsWith(`/${here}${homeOf(group)}`);
    const link = (
      <EntryLink key={group} entry={first} place={here} exact={true} current={current}>
        {tx(groups[group])}
        {group === 'overview' && waiting > 0 && (
          <span className="nav-count" title={t(`你有 ${waiting} 件事`, `${waiting} matters wait for you`)}>
            {waiting}
          </span>
        )}
      </EntryLink>
    );
    return [{ group, current, link }];
  });
}

const stands = (pathname: string, page: string) => pathname === page || pathname.startsWith(`${page}/`);

function homeOf(group: Group): string {
  return group === 'indicators' ? '/indic' : `/${group}`;
}

/** So many fields stand beside the others; more stand together. */
const beside = 2;

export function Nav() {
  const { t } = useText();
  const here = useHere();
  return (
    <nav className="nav" aria-label={t('主导航', 'Main')}>
      {here !== undefined && <Items here={here} />}
    </nav>
  );
}

function Items({ here }: { here: string }) {
  const items = useItems(here);
  const fields = items.filter(({ group }) => areas.includes(group));
  if (fields.length <= beside) return items.map(({ link }) => link);
  return items.map((item) =>
    item === fields[0] ? <Fields key="fields" fields={fields} /> : fields.includes(item) ? null : item.link,
  );
}

function Fields({ fields }: { fields: ReturnType<typeof useItems> }) {
  const { t, tx } = useText();
  const { pathname } = useLocation();
  const { area, open, setOpen } = usePanel<HTMLSpanElement>();
  useEffect(() => setOpen(false), [pathname, setOpen]);
  const inside = fields.find(({ current }) => current);
  return (
    <span ref={area} className="nav-fields">
      <button
        type="button"
        className={inside ? 'is-current' : ''}
        aria-expanded={open}
        aria-controls="nav-fields"
        onClick={() => setOpen(!open)}
      >
        {inside ? tx(groups[inside.group]) : t('领域', 'Fields')} <i aria-hidden="true">▾</i>
      </button>
      <span id="nav-fields" className="menu" hidden={!open}>
        {fields.map(({ link }) => link)}
      </span>
    </span>
  );
}

/** The same links at the foot of a phone, within reach of a thumb: the first four, and the others behind 更多. */
export function PhoneNav() {
  const here = useHere();
  return here === undefined ? null : <PhoneItems here={here} />;
}

function PhoneItems({ here }: { here: string }) {
  const { t } = useText();
  const items = useItems(here);
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [pathname]);
  const [first, others] = items.length <= inSight + 1 ? [items, []] : [items.slice(0, inSight), items.slice(inSight)];
  const inOthers = others.some(({ current }) => current);
  return (
    <nav className="phone-nav" aria-label={t('底部导航', 'Bottom')}>
      {first.map(({ link }) => link)}
      {others.length > 0 && (
        <button
          type="button"
          className={inOthers ? 'is-current' : ''}
          aria-expanded={open}
          aria-controls="phone-more"
          onClick={() => setOpen(!open)}
        >
          {t('更多', 'More')}
        </button>
      )}
      <div id="phone-more" className="phone-more" hidden={!open}>
        {others.map(({ link }) => link)}
      </div>
    </nav>
  );
}

/** More do not fit beside one another on a phone. */
const inSight = 4;
