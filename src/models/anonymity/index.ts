export { anonymise, anonymiseExhaustively, judgeLevels } from './anonymise.ts'
export {
  bandHierarchy,
  type DayStep,
  dayHierarchy,
  daySteps,
  faultsOfLines,
  placeHierarchy,
  prefixHierarchy,
} from './chosen-levels.ts'
export {
  addressHierarchy,
  ageHierarchy,
  birthDateHierarchy,
  hierarchyOf,
  idNumberHierarchy,
  keepOrHide,
  phoneHierarchy,
  placePathHierarchy,
} from './hierarchies.ts'
export {
  composedEpsilon,
  leftEpsilon,
  openBudget,
  type PrivacyBudget,
  type SpendAnswer,
  type Spending,
  spendBudget,
} from './noise/budget.ts'
export {
  type ClampOptions,
  type NoiseOptions,
  type NoisyFigure,
  noisyCount,
  noisyMean,
  noisySum,
  noisyTotal,
  stepOf,
} from './noise/mechanisms.ts'
export { predictableRandom, type RandomSource, secureRandom } from './noise/random.ts'
export { type AttackerRisk, groupSizes, measureRisk, type RiskReport } from './risk.ts'
export type {
  AnonymityTask,
  ColumnChange,
  Criterion,
  Hierarchy,
  Measure,
  QuasiIdentifier,
  SearchEffort,
  Solution,
  Table,
} from './types.ts'
