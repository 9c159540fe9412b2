export {
  meanScore,
  parseCompetition,
  scoreEntry,
  scorePath,
  type Entry,
  type EntryScore,
  type PeriodScore,
} from './competition.ts';
export {
  forecast,
  forecastBelow,
  forecastPaths,
  forecastQuantile,
  type Forecast,
  type ForecastOptions,
  type ForecastStep,
} from './forecast.ts';
export {
  chanceBelow,
  extrapolate,
  quantileAt,
  samplePaths,
  type Distribution,
  type Extrapolation,
} from './extrapolate.ts';
export type { OwnBacktest } from './own-backtest.ts';
export {
  attainment,
  chanceWords,
  DRAWS,
  expectedRange,
  expectedText,
  SEED,
  type Attainment,
  type AttainmentInput,
} from './attain.ts';
export { arrivalsOf, type CountHistory } from './count.ts';
export {
  noOutlook,
  outlookOf,
  OUTLOOK_RULES,
  outlookWord,
  shownLight,
  type Outlook,
  type OutlookRules,
  type OutlookWord,
} from './outlook.ts';
export { attainmentOfComposite, type CompositeAttainment } from './composite.ts';
export type { Contribution } from './contribution.ts';
export { gap, type Gap, type GapBar, type GapCause } from './gap.ts';
export { growthFor, scenario, type Change, type ScenarioResult } from './scenario.ts';
export {
  reliability,
  trackRecord,
  type Foretold,
  type PastForecast,
  type Reliability,
  type ReliabilityBin,
  type TrackRecord,
} from './reliability.ts';
export { cohortStep, neededInflow, type Cohorts, type CohortStep } from './cohort.ts';
