export { type AbstainReason, abstainReasons } from './abstain.ts'
export { type AdaptationOptions, adaptClassifier } from './adapt.ts'
export { calibrate, fitCalibration } from './calibration.ts'
export { classify, explain, predict } from './classify.ts'
export {
  dealFolds,
  type PreparedRows,
  prepareRows,
  rowsWhere,
  scoreOutOfFold,
  scoreRows,
  trainLinear,
} from './folds.ts'
export { nameSpans } from './names.ts'
export { loadModel, readVersion, saveModel } from './storage.ts'
export { cleanText } from './text.ts'
export { vectorise } from './tfidf.ts'
export { DEFAULT_OPTIONS, trainClassifier } from './train.ts'
export type {
  Calibration,
  CalibrationShape,
  Classification,
  ClassifierModel,
  Contribution,
  Explanation,
  Prediction,
  TrainingOptions,
  TrainingRow,
} from './types.ts'
export { cutWords, type Word, wordCutter } from './words.ts'
