/** The plan compiler's door: a published plan as text in, a `PlanDraft` out; two texts in, a `Comparison` out. */
export { compile } from './compile.ts';
export { comparePlans, type Comparison, type Finding, type Passage } from './compare.ts';
export { type Gate, proposeGates } from './gates.ts';
export {
  type Clause,
  inForceOn,
  judgedBySteps,
  kindOf,
  merged,
  type PlanInTime,
  rankOf,
  standingPlans,
} from './in-force.ts';
export { mainTargets } from './main-targets.ts';
export { alreadyThere, type Fresh } from './known.ts';
export { carriedOver, type Chosen, type Final, finalOf } from './succession.ts';
export { canonicalName } from './indicator-names.ts';
export { simplified, withoutRadicals } from './script.ts';
export { tagsOf, tagWord } from './tags.ts';
export { type TagReason, tagReasons } from './tag-reasons.ts';
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
