import { seededRandom } from '#models/evaluation'
import { type Corpus, readCorpus } from './corpus.ts'
import { learnStopWords } from './stop-words.ts'
import { type Hyperplane, type SparseRows, trainSvm } from './svm.ts'
import { chooseTerms, type Vocabulary, vectorise } from './tfidf.ts'
import type { TrainingOptions, TrainingRow } from './types.ts'
import { wordCutter } from './words.ts'

const MAX_EPOCHS = 200
const TOLERANCE = 0.1

/** Rows read and counted, with all that later steps need. */
export interface PreparedRows {
  readonly rows: readonly TrainingRow[]
  readonly labels: readonly string[]
  readonly targets: Int32Array
  readonly stopWords: readonly string[]
  readonly corpus: Corpus
}

/** Scores of raw rows by models that have seen neither the row nor another row of its message. */
export interface OutOfFoldScores {
  readonly rows: Int32Array
  readonly scores: readonly Float64Array[]
  readonly targets: Int32Array
}

export interface LinearModel {
  readonly vocabulary: Vocabulary
  readonly planes: readonly Hyperplane[]
}

/** Cuts and counts the rows; stop words are learned from all of them, without a look at a label. */
export function prepareRows(rows: readonly TrainingRow[], options: TrainingOptions): PreparedRows {
  const labels = [...new Set(rows.map((row) => row.label))].sort()
  const cutter = wordCutter(options.dictionary)
  const stopWords = learnStopWords(rows, cutter, options.stopRatio)
  const corpus = readCorpus(rows, options, cutter, new Set(stopWords))
  const targets = Int32Array.from(rows, (row) => labels.indexOf(row.label))
  return { rows, labels, targets, stopWords, corpus }
}

/** One SVM per label, that label against all others. */
export function trainLinear(prepared: PreparedRows, rows: Int32Array, options: TrainingOptions): LinearModel {
  const vocabulary = chooseTerms(prepared.corpus, rows, options)
  const matrix = vectorise(prepared.corpus, rows, vocabulary, options)
  const planes = prepared.labels.map((_, label) => {
    const targets = Int8Array.from(rows, (row) => (prepared.targets[row] === label ? 1 : -1))
    return trainSvm(matrix, targets, {
      cost: options.cost,
      maxEpochs: MAX_EPOCHS,
      tolerance: TOLERANCE,
      seed: options.seed,
    })
  })
  return { vocabulary, planes }
}

/** Label scores of every row of a matrix. */
export function scoreRows(matrix: SparseRows, planes: readonly Hyperplane[]): Float64Array[] {
  return Array.from({ length: matrix.rowStarts.length - 1 }, (_, row) => {
    const start = matrix.rowStarts[row] as number
    const end = matrix.rowStarts[row + 1] as number
    return Float64Array.from(planes, ({ weights, bias }) => {
      let score = bias
      for (let at = start; at < end; at++) {
        score += (weights[matrix.columns[at] as number] as number) * (matrix.values[at] as number)
      }
      return score
    })
  })
}

/**
 * Cross-validation by message. Presegmented rows help to train; the scored rows are raw ones, as those are
 * what the model will meet (all rows, where none is raw). Vocabulary, idf and weights are made anew per fold.
 */
export function scoreOutOfFold(
  prepared: PreparedRows,
  options: TrainingOptions,
  folds = options.folds,
): OutOfFoldScores {
  const foldOf = dealFolds(prepared.corpus.messages, folds, options.seed)
  const anyRaw = prepared.rows.some((row) => !row.presegmented)
  const found: { row: number; scores: Float64Array }[] = []
  for (let fold = 0; fold < folds; fold++) {
    const inside = rowsWhere(prepared, (row) => foldOf[row] !== fold)
    const outside = rowsWhere(
      prepared,
      (row) => foldOf[row] === fold && !(anyRaw && prepared.rows[row]?.presegmented),
    )
    const { vocabulary, planes } = trainLinear(prepared, inside, options)
    const matrix = vectorise(prepared.corpus, outside, vocabulary, options)
    scoreRows(matrix, planes).forEach((scores, index) => {
      found.push({ row: outside[index] as number, scores })
    })
  }
  found.sort((a, b) => a.row - b.row)
  return {
    rows: Int32Array.from(found, ({ row }) => row),
    scores: found.map(({ scores }) => scores),
    targets: Int32Array.from(found, ({ row }) => prepared.targets[row] as number),
  }
}

export function rowsWhere(prepared: PreparedRows, keep: (row: number) => boolean): Int32Array {
  return Int32Array.from(prepared.rows.keys().filter(keep))
}

/** The fold of each row; rows of one message share it. */
export function dealFolds(messages: Int32Array, folds: number, seed: number): Int32Array {
  const random = seededRandom(seed)
  const foldOf = new Map<number, number>()
  return messages.map((message) => {
    const fold = foldOf.get(message) ?? Math.floor(random() * folds)
    foldOf.set(message, fold)
    return fold
  })
}
