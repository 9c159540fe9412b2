export type * from './model.ts';
export { isProblem, MeasureError, problem, unwrap, type Problem } from './problem.ts';
export { describeMissing, finite, isMissing, isNumber, missing } from './missing.ts';
export { bounds, inCalendar, inRange, isBlank, outOfBounds } from './bounds.ts';
export {
  addDays,
  civil,
  dayNumber,
  daysInMonth,
  isoOf,
  monthsBetween,
  monthsRunning,
  parseDay,
  yearFraction,
  type Civil,
  type DayNumber,
} from './day.ts';
export {
  cadenceOf,
  comparePeriods,
  contains,
  dayLabel,
  dueDay,
  endDate,
  isPeriodKey,
  lastFinishedPeriod,
  nextPeriod,
  parsePeriod,
  periodAt,
  periodLabel,
  periodsBetween,
  previousPeriod,
  shift,
  startDate,
  timeProgress,
  yearBefore,
  yearsAtEnd,
  type Period,
  type PeriodKind,
} from './period.ts';
export { dueOf } from './due.ts';
export { type ClockStop, type Due, dueAfter, type Span } from './limit.ts';
export { addWorkdays, dueWorkday, isWorkday, type Workday, workdaysBetween, workdayYears } from './workday.ts';
export { lexiconUnit, unitNames, type Dimension } from './unit-lexicon.ts';
export {
  countedWhole,
  canonical,
  convert,
  divideUnits,
  factor,
  isDimensionless,
  isPoints,
  KGCE_PER_KWH,
  kwhToTce,
  multiplyUnits,
  parseUnit,
  sameDimension,
  tceToKwh,
  type Unit,
  type UnitPart,
} from './unit.ts';
export { estimate, formatNumber, formatQuantity, unitName, THIN, type QuantityOptions } from './quantity.ts';
export { fixedText, roundTo, subtractExact, sumExact } from './decimal.ts';
export { align, annual, buildSeries, latest, pointAt, valueAt, type Point, type Series } from './series.ts';
export { flowToYtd, ytdToFlow } from './flow.ts';
export { mom, yearlyGrowth, yoy, type Change } from './growth.ts';
export {
  requiredAt,
  requiredOn,
  seasonalProfile,
  shareOfYear,
  type Mark,
  type Required,
  type Trajectory,
} from './trajectory.ts';
export {
  bandOf,
  isMet,
  levelOf,
  pathEnd,
  progressRatio,
  senseOf,
  type Aim,
  type Band,
  type Sense,
} from './progress.ts';
export { lightBy, SDG_RATIO, STANDING_RULES, YINCHUAN_2025, type StandingRules } from './rules.ts';
export { goalOf, type Goal, type Horizon } from './goal.ts';
export {
  growthOf,
  growthWords,
  readingOf,
  readingWords,
  type Growth,
  type Reading,
  type ReportedGrowth,
} from './reading.ts';
export { standing, type StandingInput } from './standing.ts';
export { UNMEASURED } from './unmeasured.ts';
export { milestoneStanding, type Milestone, type MilestoneInput } from './milestone.ts';
export { childOf, rollup, ROLLUP_DEFAULT, type Rollup, type RollupChild, type RollupRules } from './rollup.ts';
export { firstDue, isAnswer, newestDue, overdueAfter, type Overdue } from './overdue.ts';
export { isOwed, updateDebt, type Asked, type Owed, type UpdateDebt } from './debt.ts';
export {
  checkComposite,
  composite,
  compositeChange,
  normalise,
  type Composite,
  type CompositeChange,
  type CompositePart,
  type CompositeResult,
  type Contribution,
  type Normalisation,
} from './composite.ts';
export { inputsOf, parseFormula, type FunctionName, type Node as FormulaNode } from './formula-parse.ts';
export {
  compileFormula,
  formulaOrder,
  formulaSeries,
  type Formula,
  type FormulaScope,
  type Lookup,
} from './formula.ts';
export { gapToPlaces, type PlaceValue, type RollupRule, rollUpPlaces } from './place.ts';
export { currentValue } from './current.ts';
export { gini, theil, weightedVariation, type Theil, type Weighted } from './inequality.ts';
export { ACCESS_STEPS, decayWeight, floatingCatchment, withSupply, type Access, type Decay } from './access.ts';
export { seasonalKendall, type SeasonFigure, type Trend } from './trend.ts';
