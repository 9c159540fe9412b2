import { Link } from '@tanstack/react-router';
import { useContext, type ReactNode } from 'react';
import { EntriesContext, type Entry, type Group, groups, openEntries } from './face.ts';
import { Page } from './page.tsx';
import { usePlace } from './place.ts';
import { useReader } from './session.ts';
import { useText } from './text.tsx';

/** What the reader may open in the place of the address. */
export function useOpenEntries(place?: string): Entry[] {
  const entries = useContext(EntriesContext);
  const reader = useReader();
  const { jurisdiction } = usePlace();
  const here = reader.jurisdictions.find(({ id }) => id === (place ?? jurisdiction));
  return openEntries(entries, reader, here?.lists ?? []);
}

/** The way between the pages of a group; nothing where there is only one. */
export function GroupTabs({ group }: { group: Group }) {
  const { tx } = useText();
  const reader = useReader();
  const { jurisdiction } = usePlace();
  const own = useOpenEntries().filter((entry) => entry.group === group);
  if (own.length < 2) return null;
  const name = (entry: Entry) => tx(typeof entry.name === 'function' ? entry.name(reader) : entry.name);
  return (
    <nav className="tabs" aria-label={tx(groups[group])}>
      {own.map((entry) => (
        <EntryLink key={JSON.stringify(entry.at)} entry={entry} place={jurisdiction} exact={entry === own[0]}>
          {name(entry)}
        </EntryLink>
      ))}
    </nav>
  );
}

/** A link to an entry. The first of a group stands above the others, so only its own address marks it. */
export function EntryLink({
  entry,
  place,
  exact,
  current,
  children,
}: {
  entry: Entry;
  place: string;
  exact: boolean;
  /** Whether the reader is there; absent: by the address. */
  current?: boolean;
  children: ReactNode;
}) {
  const active = { exact, includeSearch: false };
  const marked = current === undefined ? {} : { 'aria-current': current ? ('page' as const) : undefined };
  return 'list' in entry.at ? (
    <Link
      to="/$jurisdiction/registers/$register"
      params={{ jurisdiction: place, register: entry.at.list }}
      activeOptions={active}
      {...marked}
    >
      {children}
    </Link>
  ) : (
    // The address comes from the area that owns the page; its own links to it are typed.
    <Link to={`/${place}${entry.at.page}` as '/'} activeOptions={active} {...marked}>
      {children}
    </Link>
  );
}

/** The frame of a page that belongs to a group: its tabs above it. */
export function GroupPage({
  group,
  title,
  demo = false,
  className = '',
  children,
}: {
  group: Group;
  title: string;
  demo?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Page title={title} demo={demo} className={className}>
      <GroupTabs group={group} />
      {children}
    </Page>
  );
}
