import { Wrong } from '../kind.ts';
import { namedKind } from '../named.ts';

/** An organisation of the jurisdiction, by id. */
export const org = namedKind({
  name: { zh: '单位', en: 'Organisation' },
  known: (known, id) => known.organisation(id),
  names: ({ organisations }) => organisations,
  wrong: (value) => new Wrong('no-such-organisation', `没有单位“${value}”`, `names an unknown organisation "${value}"`),
});
