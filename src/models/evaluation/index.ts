export { type BCubed, bCubed } from './bcubed.ts'
export { bootstrapInterval, type Interval } from './bootstrap.ts'
export { groupNearDuplicates } from './duplicates.ts'
export {
  accuracy,
  type Confusion,
  confusionOf,
  figuresByLabel,
  type Judgement,
  type LabelFigures,
  macroF1,
} from './metrics.ts'
export { type PairedGain, pairedBootstrap } from './paired.ts'
export { seededRandom, shuffle } from './random.ts'
export {
  type Coverage,
  calibrationError,
  coverageAt,
  type ReliabilityBin,
  reliabilityCurve,
} from './reliability.ts'
export { type EvaluationReport, evaluationReport, renderReport } from './report.ts'
export {
  chooseThreshold,
  errorBound,
  riskCoverage,
  type SelectivePoint,
  type SelectiveReport,
  type SelectiveRule,
  selectiveReport,
  shareInterval,
} from './selective.ts'
