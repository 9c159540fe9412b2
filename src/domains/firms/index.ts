import type { Domain } from '../../evidence/domain.ts';
import { firmList } from './list.ts';
import { methods } from './methods.ts';
import { appeals, firmFigures, firms as firmType } from './registers.ts';

export { classes, countOf, evaluationOf, lowTile, notes, parameters, perMu, taxOf } from './evaluated.ts';
export type { Evaluated } from './evaluation.ts';
export { againstThreshold, taxPerMu } from './per-mu.ts';
export { firmsSection } from './sheet.ts';

export const firms: Domain = {
  id: 'firms',
  routes: () => [],
  registers: [firmType, firmFigures, appeals],
  lists: [firmList],
  methods,
};
