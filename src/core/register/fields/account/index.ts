import { type FieldKind, plain, Wrong } from '../kind.ts';
import { namedKind } from '../named.ts';

const named = namedKind({
  name: { zh: '人员（账号）', en: 'Person with an account' },
  known: (known, id) => known.account(id),
  names: ({ people }) => people ?? new Map(),
  wrong: (value) =>
    new Wrong('no-such-account', `本地没有账号“${value}”`, `names an account that is not of this place: "${value}"`),
});

/** A person by account: whose work it is, who may be reminded, and what is handed over when the person changes. */
export const account: FieldKind<string> = {
  ...named,
  words: (value, _field, names) => names.people?.get(value) ?? plain(names.title?.('account', value) ?? value),
};
