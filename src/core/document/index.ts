export type * from './model.ts';
export { CHART_SIZE, chartSvg } from './chart.ts';
export { sharesOf, unproven, type Unproven } from './sums.ts';
export { figuresIn, plain, relink, unlinkedNumbers } from './text.ts';
export { type Edit, type Edits, editable, type ShownBlock, shownBlocks, withEdits } from './edits.ts';
export {
  type Completion,
  completionOf,
  type Verdict,
  verdictNames,
  verdictOf,
  verdictRule,
  verdicts,
} from './evaluation.ts';
