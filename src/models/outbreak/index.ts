export type { CountSeries } from './baseline.ts'
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
  judgeByFourWeeks,
  judgeByInterval,
  judgeByPrediction,
  type WindowSettings,
  type WindowVerdict,
} from './windows.ts'
