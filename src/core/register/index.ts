export * from './model.ts';
export { checkRecord, keyOf, type CheckedRecord, type Known } from './check.ts';
export { compute, formulaProblems } from './compute.ts';
export { choices, field, register } from './field.ts';
export { parseFilter, passes, type Filter, type Subject } from './filter.ts';
export { masked, maskedValues, personalFields, publicValues, unmaskedValues } from './mask.ts';
export { missingEvidence, nextStages, stageLimit, stageProblems } from './stage.ts';
export { fieldProblem, type FieldProblem } from './problem.ts';
