export { calibrate, fitCalibration } from './calibration.ts'
export { classify, explain, predict } from './classify.ts'
export { type PreparedRows, prepareRows, scoreOutOfFold } from './folds.ts'
export { nameSpans } from './names.ts'
export { loadModel, readVersion, saveModel } from './storage.ts'
export { cleanText } from './text.ts'
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
