import { Link } from '@tanstack/react-router';
import { usePlace } from './place.ts';
import { useReader } from './session.ts';
import { useText } from './text.tsx';

/** The way from a thing (`commitment/A-03`, `record/projects/p1`) to a directive about it, for those who issue them. */
export function IssueLink({ object }: { object: string }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const { capabilities } = useReader();
  if (!capabilities.includes('directive.issue')) return null;
  return (
    <p>
      <Link
        className="button"
        to="/$jurisdiction/directives/new"
        params={{ jurisdiction }}
        search={{ objects: object }}
      >
        {t('交办督办单', 'Issue a directive')}
      </Link>
    </p>
  );
}
