export * from './model.ts';
export { checkRecord, keyOf, type CheckedRecord } from './check.ts';
export { balanceProblems } from './balance.ts';
export { compute, formulaProblems } from './compute.ts';
export {
  type CellFault,
  type CellReader,
  fieldKinds,
  decimalsOf,
  isMade,
  kindOf,
  idsIn,
  mayBeMany,
  objectOf,
  type ObjectKind,
  serialText,
  groupedAmount,
  sumAmounts,
  type Known,
  type Names,
  type Op,
} from './fields/index.ts';
export { parseFilter, passes, type Filter, type Subject } from './filter.ts';
export { placesInTime } from './in-time.ts';
export { masked, maskedValues, personalFields, publicValues, unmaskedValues } from './mask.ts';
export { type ClockAct, type StageClock, stageClock } from './clock.ts';
export { missingEvidence, nextStages, stageProblems } from './stage.ts';
export { inForce } from './in-force.ts';
export { passedOn, returnsOf } from './passages.ts';
export { fieldRefusal, stageRefusal, standsAlone, type Writer } from './rights.ts';
export { fieldProblem, type FieldProblem } from './problem.ts';
export * from './shape.ts';
export { Wrong } from './fields/kind.ts';
export { layer, type OwnPart, ownPart, ownPartOf, stageForCode } from './layer.ts';
export { reserved } from './reserved.ts';
