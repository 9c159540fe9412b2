import type { Domain } from '../../evidence/domain.ts';
import { followList } from './follow-list.ts';
import { classList, postList, tieList } from './lists.ts';
import { methods } from './methods.ts';
import { classes, follows, occupations, posts, ties } from './registers.ts';

export const majors: Domain = {
  id: 'majors',
  routes: () => [],
  registers: [posts, classes, ties, occupations, follows],
  lists: [postList, classList, tieList, followList],
  methods,
};
