/** The plan compiler's door: a published plan as text in, a `PlanDraft` out. */
export { compile } from './compile.ts';
export { canonicalName } from './indicator-names.ts';
export { simplified, withoutRadicals } from './script.ts';
export { unitFactor } from './units.ts';
export type {
  CommitmentKind,
  CompileOptions,
  CompileWarning,
  DraftCommitment,
  Op,
  PlanDraft,
  PlanPeriod,
  SloganGroup,
  SloganMember,
  Span,
  Stated,
} from './model.ts';
