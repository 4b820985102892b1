import { fitCalibration, topLabel } from './calibration.ts'
import {
  type LinearModel,
  type PreparedRows,
  prepareRows,
  rowsWhere,
  scoreOutOfFold,
  scoreRows,
  trainLinear,
} from './folds.ts'
import { quantise, type StoredWeights } from './quantise.ts'
import { assembleModel } from './storage.ts'
import { vectorise } from './tfidf.ts'
import type { ClassifierModel, ModelHeader, TrainingOptions, TrainingRow } from './types.ts'

/** Settings chosen by cross-validation; data/models/README.md shows the table. */
export const DEFAULT_OPTIONS: TrainingOptions = {
  cost: 0.7,
  minMessages: 8,
  wordShare: 0.4,
  minGram: 1,
  maxGram: 3,
  sublinear: true,
  openingLength: 40,
  openingWeight: 3,
  idfPower: 1.5,
  stopRatio: 0.1,
  withoutNames: true,
  folds: 10,
  seed: 1,
  dictionary: [],
  calibration: { link: 'sigmoid', pooling: 10 },
}

/**
 * Trains a calibrated linear classifier. The same rows, options and date give the same bytes.
 * @param on calendar date of the training, for the record
 * @throws RangeError with fewer than two labels
 */
export function trainClassifier(
  rows: readonly TrainingRow[],
  options: Partial<TrainingOptions> & { readonly on: string },
): ClassifierModel {
  const { on, ...chosen } = options
  const all: TrainingOptions = { ...DEFAULT_OPTIONS, ...chosen }
  const prepared = prepareRows(rows, all)
  if (prepared.labels.length < 2) throw new RangeError('Training needs rows of at least two labels')
  const unseen = scoreOutOfFold(prepared, all)
  const calibration = fitCalibration(unseen.scores, unseen.targets, prepared.labels.length, all.calibration)
  const linear = trainLinear(
    prepared,
    rowsWhere(prepared, () => true),
    all,
  )
  const stored = quantise(linear.planes, linear.vocabulary.chosen.length)
  const { chosen: terms, wordCount } = linear.vocabulary
  const header: ModelHeader = {
    labels: prepared.labels,
    settings: {
      wordShare: all.wordShare,
      minGram: all.minGram,
      maxGram: all.maxGram,
      sublinear: all.sublinear,
      openingLength: all.openingLength,
      openingWeight: all.openingWeight,
      dictionary: all.dictionary,
    },
    stopWords: prepared.stopWords,
    calibration,
    biases: linear.planes.map((plane) => plane.bias),
    scales: stored.scales,
    wordCount,
    termCount: terms.length,
    trained: {
      on,
      rawRows: rows.filter((row) => !row.presegmented).length,
      presegmentedRows: rows.filter((row) => row.presegmented).length,
      messages: new Set(prepared.corpus.messages).size,
      rowsByLabel: Object.fromEntries(
        prepared.labels.map((label) => [label, rows.filter((row) => row.label === label).length]),
      ),
      options: all,
      quantisation: measureLoss(prepared, linear, stored, all),
    },
  }
  const words = Array.from(terms, (term) => prepared.corpus.terms[term] as string)
  return assembleModel(header, words, linear.vocabulary.idf, stored.weights)
}

function measureLoss(
  prepared: PreparedRows,
  linear: LinearModel,
  stored: StoredWeights,
  options: TrainingOptions,
): { maxScoreError: number; changedLabels: number } {
  const rows = rowsWhere(prepared, (row) => !prepared.rows[row]?.presegmented)
  const matrix = vectorise(prepared.corpus, rows, linear.vocabulary, options)
  const rounded = linear.planes.map(({ weights, bias }, label) => ({
    bias,
    weights: weights.map(
      (_, term) =>
        (stored.weights[term * linear.planes.length + label] as number) * (stored.scales[label] as number),
    ),
  }))
  const after = scoreRows(matrix, rounded)
  let maxScoreError = 0
  let changedLabels = 0
  scoreRows(matrix, linear.planes).forEach((scores, row) => {
    const other = after[row] as Float64Array
    scores.forEach((score, label) => {
      maxScoreError = Math.max(maxScoreError, Math.abs(score - (other[label] as number)))
    })
    if (topLabel(scores) !== topLabel(other)) changedLabels++
  })
  return { maxScoreError, changedLabels }
}
