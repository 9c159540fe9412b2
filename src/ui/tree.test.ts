import { expect, it } from 'vitest';
import { childrenOf } from './tree.ts';

const item = (id: string, parent: string | null) => ({ id, parent });

it('puts every item once under its parent, and at the top what has none or a lost one', () => {
  const below = childrenOf([
    item('station', 'town'),
    item('bureau', null),
    item('town', null),
    item('lost', 'gone'),
    item('office', 'station'),
  ]);
  const laid = (parent: string | null): unknown[] => below(parent).flatMap(({ id }) => [id, ...laid(id)]);
  expect(laid(null)).toEqual(['bureau', 'town', 'station', 'office', 'lost']);
});
