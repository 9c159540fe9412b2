import { expect, it } from 'vitest';
import { possibleParents } from './organisation-tree.ts';

const organisation = (id: string, parent: string | null) => ({
  id,
  name: { zh: id, en: id },
  parent,
  people: 0,
  indicators: 0,
  roles: [],
  suggested: [],
});
const all = [
  organisation('station', 'town'),
  organisation('bureau', null),
  organisation('town', null),
  organisation('lost', 'gone'),
  organisation('office', 'station'),
];

it('never offers an organisation itself or those below it as its parent', () => {
  expect(possibleParents(all, 'town').map((item) => item.id)).toEqual(['bureau', 'lost']);
  expect(possibleParents(all, null)).toHaveLength(5);
});
