export * from './model.ts';
export { checkRecord, keyOf, type CheckedRecord } from './check.ts';
export { compute, formulaProblems } from './compute.ts';
export {
  type CellFault,
  type CellReader,
  fieldKinds,
  kindOf,
  type Known,
  type Names,
  type Op,
} from './fields/index.ts';
export { parseFilter, passes, type Filter, type Subject } from './filter.ts';
export { masked, maskedValues, personalFields, publicValues, unmaskedValues } from './mask.ts';
export { missingEvidence, nextStages, stageLimit, stageProblems } from './stage.ts';
export { fieldProblem, type FieldProblem } from './problem.ts';
export * from './shape.ts';
export { layer, type OwnPart, ownPart, ownPartOf, stageForCode } from './layer.ts';
