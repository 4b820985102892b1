import { seededRandom } from '#models/evaluation'
import { recalibrate } from './calibration.ts'
import { contentOf, scoresOf, vectorOf } from './features.ts'
import { quantise } from './quantise.ts'
import { assembleModel } from './storage.ts'
import { type Hyperplane, type SparseRows, trainSvm } from './svm.ts'
import type { Calibration, ClassifierModel, TrainingRow } from './types.ts'

export interface AdaptationOptions {
  /** Calendar date, for the record. */
  readonly on: string
  /** Cost of an error on a new row against a step away from the old weights. */
  readonly cost?: number
  readonly folds?: number
  readonly seed?: number
}

/** Cost chosen among .02, .07, .2 and .7 on a simulated stream: data/models/README.md. */
const defaults = { cost: 0.07, folds: 5, seed: 1 }
const MAX_EPOCHS = 200
const TOLERANCE = 0.1
/** How strongly the calibration is held to the old one. */
const CALIBRATION_PULL = 10

/**
 * Adapts a model to new rows without the rows that it was trained on: f(x) = old score + Δ(x), where Δ is an SVM of
 * small norm that makes up for what the old model gets wrong on the new rows (Yang, Yan and Hauptmann, "Cross-domain
 * video concept detection using adaptive SVMs", ACM Multimedia 2007). Terms, labels and idf stay as they are, so that
 * no word of a new message can enter the file; weights move, and the calibration on scores out of fold.
 * Rows of labels that the model does not know are left out.
 * @throws RangeError without a usable row
 */
export function adaptClassifier(
  base: ClassifierModel,
  rows: readonly TrainingRow[],
  options: AdaptationOptions,
): ClassifierModel {
  const { on, cost, folds, seed } = { ...defaults, ...options }
  const problem = readRows(base, rows)
  if (problem.targets.length === 0)
    throw new RangeError('Adaptation needs rows of labels that the model knows')
  const steps = trainSteps(problem, everyRow(problem), { cost, seed })
  const { labels, termCount, biases } = base.header
  const planes = steps.map(
    ({ weights, bias }, label): Hyperplane => ({
      bias: (biases[label] as number) + bias,
      weights: weights.map(
        (step, term) =>
          step +
          (base.weights[term * labels.length + label] as number) * (base.header.scales[label] as number),
      ),
    }),
  )
  const stored = quantise(planes, termCount)
  const rowsByLabel = Object.fromEntries(
    labels.map((label, index) => [label, problem.targets.filter((target) => target === index).length]),
  )
  const header = {
    ...base.header,
    calibration: calibrationOutOfFold(base, problem, { cost, folds, seed }),
    biases: planes.map((plane) => plane.bias),
    scales: stored.scales,
    trained: {
      ...base.header.trained,
      adapted: { from: base.version, on, rows: problem.targets.length, rowsByLabel, cost },
    },
  }
  return assembleModel(header, base.terms, base.idf, stored.weights)
}

interface Problem {
  readonly matrix: SparseRows
  readonly targets: Int32Array
  /** Scores of the old model, one array per row. */
  readonly scores: readonly Float64Array[]
  readonly labelCount: number
}

function readRows(base: ClassifierModel, rows: readonly TrainingRow[]): Problem {
  const { labels, termCount } = base.header
  const known = rows.filter((row) => labels.includes(row.label))
  const vectors = known.map((row) => vectorOf(base, contentOf(base, row.text)))
  const rowStarts = new Int32Array(known.length + 1)
  const columns: number[] = []
  const values: number[] = []
  vectors.forEach((vector, index) => {
    for (const [term, value] of vector.values) {
      columns.push(term)
      values.push(value)
    }
    rowStarts[index + 1] = columns.length
  })
  return {
    matrix: {
      rowStarts,
      columns: Int32Array.from(columns),
      values: Float64Array.from(values),
      width: termCount,
    },
    targets: Int32Array.from(known, (row) => labels.indexOf(row.label)),
    scores: vectors.map((vector) => scoresOf(base, vector)),
    labelCount: labels.length,
  }
}

const everyRow = (problem: Problem) => [...problem.targets.keys()]

/** One step away from the old weights per label, learned from some of the rows. */
function trainSteps(
  { matrix, targets, scores, labelCount }: Problem,
  chosen: readonly number[],
  { cost, seed }: { readonly cost: number; readonly seed: number },
): Hyperplane[] {
  const rows = takeRows(matrix, chosen)
  return Array.from({ length: labelCount }, (_, label) =>
    trainSvm(
      rows,
      Int8Array.from(chosen, (row) => (targets[row] === label ? 1 : -1)),
      {
        cost,
        seed,
        maxEpochs: MAX_EPOCHS,
        tolerance: TOLERANCE,
        offsets: Float64Array.from(chosen, (row) => scores[row]?.[label] as number),
      },
    ),
  )
}

function takeRows({ rowStarts, columns, values, width }: SparseRows, chosen: readonly number[]): SparseRows {
  const starts = new Int32Array(chosen.length + 1)
  const places = chosen.flatMap((row, index) => {
    const from = rowStarts[row] as number
    const length = (rowStarts[row + 1] as number) - from
    starts[index + 1] = (starts[index] as number) + length
    return Array.from({ length }, (_, at) => from + at)
  })
  return {
    rowStarts: starts,
    columns: Int32Array.from(places, (at) => columns[at] as number),
    values: Float64Array.from(places, (at) => values[at] as number),
    width,
  }
}

/** Every row is scored by steps that were learned without it. */
function calibrationOutOfFold(
  base: ClassifierModel,
  problem: Problem,
  { cost, folds, seed }: { readonly cost: number; readonly folds: number; readonly seed: number },
): Calibration {
  const random = seededRandom(seed)
  const foldOf = everyRow(problem).map(() => Math.floor(random() * folds))
  const unseen = problem.scores.map((scores) => Float64Array.from(scores))
  for (let fold = 0; fold < folds; fold++) {
    const inside = everyRow(problem).filter((row) => foldOf[row] !== fold)
    const steps = trainSteps(problem, inside, { cost, seed })
    for (const row of everyRow(problem))
      if (foldOf[row] === fold) addSteps(problem.matrix, row, steps, unseen[row])
  }
  return recalibrate(unseen, problem.targets, base.header.calibration, CALIBRATION_PULL)
}

function addSteps(
  { rowStarts, columns, values }: SparseRows,
  row: number,
  steps: readonly Hyperplane[],
  scores: Float64Array | undefined,
): void {
  if (scores === undefined) return
  steps.forEach(({ weights, bias }, label) => {
    let sum = bias
    for (let at = rowStarts[row] as number; at < (rowStarts[row + 1] as number); at++)
      sum += (weights[columns[at] as number] as number) * (values[at] as number)
    scores[label] = (scores[label] as number) + sum
  })
}
