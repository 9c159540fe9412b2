export type * from './model.ts';
export { RESOURCES } from './model.ts';
export { solverOf } from './highs.ts';
export { addColumn, addRow, emptyMilp, gapOf, type Milp, type Solve, type Solved, type SolveOptions } from './milp.ts';
export { expectedOutput, outputAt, sampleScenarios, type Delivery, type SampleOptions } from './scenario.ts';
export { attainment, brokenRules, checkPortfolio, expectedOf } from './check.ts';
export { greedyByTax, perMuTax } from './greedy.ts';
export { clashOf, type Clash } from './clash.ts';
export { type LeftOut } from './left-out.ts';
export {
  choosePortfolio,
  type ChooseOptions,
  type LimitUse,
  type Portfolio,
  type PortfolioChoice,
  type PortfolioResult,
} from './choose.ts';
export { changeFor, landFrontier, worthOfLimits, type Change, type FrontierPoint, type LimitWorth } from './what-if.ts';
export { closings, type Closing, type Measure, type MeasureLimit } from './close-gap.ts';
export { transport, type Arc, type Transport } from './transport.ts';
export { queue, type Queue } from './queue.ts';
export { bestPool, POOLS, testsPerPerson } from './pooling.ts';
export { coveredBy, maxCover, pMedian, wayTo, type Chosen, type Sites } from './location.ts';
export { tableFaults, type Condition, type Input, type Region, type TableFaults } from './decision-table.ts';
export { stableMatch, type Sides } from './stable-match.ts';
