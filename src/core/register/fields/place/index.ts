import { Wrong } from '../kind.ts';
import { namedKind } from '../named.ts';

/** A place of the jurisdiction, by id. */
export const place = namedKind({
  name: { zh: '地点', en: 'Place' },
  known: (known, id) => known.place(id),
  names: ({ places }) => places,
  wrong: (value) => new Wrong('no-such-place', `没有地点“${value}”`, `names an unknown place "${value}"`),
});
