import { expect, test } from 'vitest';
import { kinds } from './book.ts';
import { figures } from './reading/snapshots.ts';

test('every kind that is known to change no definition is a kind', () => {
  expect([...figures].filter((kind) => !(kind in kinds))).toEqual([]);
});
