import { Link } from '@tanstack/react-router';
import { listNotices } from '../deliver/outbox/api.ts';
import { useReading } from '../ui/query.ts';
import { useReader } from '../ui/session.ts';
import { useText } from '../ui/text.tsx';
import { useHere } from './nav.tsx';

/** How many notices the reader has not read, and the way to them; nothing where there are none. */
export function Unread() {
  const { t } = useText();
  const here = useHere();
  const { capabilities, user } = useReader();
  const may = user !== null && here !== undefined && capabilities.includes('evidence.read');
  const query = useReading(
    listNotices,
    { params: { jurisdiction: here ?? '' }, query: { limit: 1 } },
    { enabled: may },
  );
  const unread = query.data?.unread ?? 0;
  if (!may || here === undefined || unread === 0) return null;
  // What is read out has what is seen in it, so that who speaks to the page is understood.
  const shown = unread > 99 ? '99+' : String(unread);
  return (
    <Link
      className="unread"
      to="/$jurisdiction/directives/notices"
      params={{ jurisdiction: here }}
      aria-label={t(`${shown} 条未读通知`, `${shown} unread notices`)}
    >
      {shown}
    </Link>
  );
}
