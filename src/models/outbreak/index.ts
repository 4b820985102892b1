export type { CountSeries } from './baseline.ts'
export type { PlacedEvent } from './circles.ts'
export {
  type DetectorSettings,
  type DetectorState,
  type DetectorTrace,
  type DetectorVerdict,
  dailyDetector,
  judgeSince,
  observeCount,
  openDetector,
  type PeriodCount,
  weeklyDetector,
} from './detector.ts'
export {
  type CellCounts,
  type CellExcess,
  type ExcessSettings,
  excessDefaults,
  findExcess,
} from './excess.ts'
export {
  type FarringtonSettings,
  type FarringtonTrace,
  improvedFarrington,
  type Judgement,
  judgeByFarrington,
  originalFarrington,
} from './farrington.ts'
export { type AlarmQuality, joinQualities, qualityOfAlarms } from './quality.ts'
export {
  type LiveCluster,
  type ScanAnswer,
  type ScanSettings,
  scanDefaults,
  scanForClusters,
  scanStepwise,
} from './scan.ts'
export {
  judgeByFourWeeks,
  judgeByInterval,
  judgeByPrediction,
  type WindowSettings,
  type WindowVerdict,
} from './windows.ts'
