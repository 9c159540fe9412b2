import { Link } from '@tanstack/react-router';
import { usePlace } from '../../ui/place.ts';
import { Empty } from '../../ui/states.tsx';

/** What a page needs before it can say anything, and the lists where that is entered or imported. */
export function Begin({
  title,
  about,
  lists,
  stations,
}: {
  title: string;
  about: string;
  lists: Readonly<Record<string, string>>;
  /** The name of the page where stations are registered with their passwords; absent: it is of no help here. */
  stations?: string;
}) {
  const { jurisdiction } = usePlace();
  return (
    <Empty title={title}>
      <p>{about}</p>
      <ul>
        {stations !== undefined && (
          <li>
            <Link to="/$jurisdiction/ecology/stations" params={{ jurisdiction }}>
              {stations}
            </Link>
          </li>
        )}
        {Object.entries(lists).map(([register, name]) => (
          <li key={register}>
            <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register }}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </Empty>
  );
}
