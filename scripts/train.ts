/**
 * npm run train -- [FILE…] [--out data/models/appeal-category.bin] [--on YYYY-MM-DD] [--quick] [--strict]
 *
 * Trains the appeal category model. Prints a cross-validation of every choice first (left out by --quick).
 * Held-out rows (split or devtest) are never trained on; --strict leaves out other rows that nearly repeat them too.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type CalibrationShape,
  calibrate,
  DEFAULT_OPTIONS,
  fitCalibration,
  type PreparedRows,
  prepareRows,
  saveModel,
  scoreOutOfFold,
  type TrainingOptions,
  type TrainingRow,
  trainClassifier,
} from '#models/classifier'
import { calibrationError, type Judgement, macroF1 } from '#models/evaluation'
import { RAW_FILE, readLabelledRows, SEGMENTED_FILE, trainingSet } from './labelled-rows.ts'

const FOLDS = 5

/** Each shuffles the messages into other folds, so that the spread shows how far a figure hangs on the draw. */
const SEEDS = [1, 2, 3]

const CHOICES: readonly (readonly [string, Partial<TrainingOptions>])[] = [
  ['as shipped', {}],
  ['cost .5', { cost: 0.5 }],
  ['cost 1', { cost: 1 }],
  ['opening of 25 characters', { openingLength: 25 }],
  ['opening counts twice', { openingWeight: 2 }],
  ['opening counts once', { openingWeight: 1 }],
  ['idf power 2', { idfPower: 2 }],
  ['idf power 1', { idfPower: 1 }],
  ['min messages 5', { minMessages: 5 }],
  ['min messages 12', { minMessages: 12 }],
  ['words only', { wordShare: 1 }],
  ['characters only', { wordShare: 0 }],
  ['word share .25', { wordShare: 0.25 }],
  ['word share .6', { wordShare: 0.6 }],
  ['plain counts', { sublinear: false }],
  ['character 1–2-grams', { maxGram: 2 }],
  ['character 1–4-grams', { maxGram: 4 }],
  ['stop words kept', { stopRatio: 0 }],
  ['names kept (for comparison)', { withoutNames: false }],
]

let kept: { key: string; prepared: PreparedRows } | undefined

const SHAPES: readonly CalibrationShape[] = (['softmax', 'sigmoid'] as const).flatMap((link) =>
  (['full', 10, 1] as const).map((pooling) => ({ link, pooling })),
)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'data/models/appeal-category.bin' },
    on: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    quick: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
  },
})
const files = positionals.length > 0 ? positionals : [RAW_FILE, SEGMENTED_FILE]
const set = trainingSet(files.flatMap(readLabelledRows), { strict: values.strict })
console.log(`${set.rows.length} training rows from ${files.join(', ')}`)
console.log(`left out: ${set.heldOut} held-out rows`)
console.log(
  `near-copies of ${set.repeatedHeldOut.size} held-out messages: ${set.nearHeldOut} rows, ${values.strict ? 'left out' : 'kept'}`,
)
if (!values.quick) printChoices(set.rows)

const start = performance.now()
const model = trainClassifier(set.rows, { on: values.on })
const seconds = ((performance.now() - start) / 1000).toFixed(1)
const file = saveModel(model)
mkdirSync(dirname(values.out), { recursive: true })
writeFileSync(values.out, file)
const { termCount, wordCount, trained } = model.header
console.log(`trained in ${seconds} s (${DEFAULT_OPTIONS.folds}-fold calibration included)`)
console.log(
  `${wordCount} words, ${termCount - wordCount} n-grams, ${model.header.stopWords.length} stop words`,
)
console.log(
  `16-bit weights: largest score error ${trained.quantisation.maxScoreError.toExponential(1)}, ${trained.quantisation.changedLabels} labels changed`,
)
console.log(`${values.out}: ${(file.length / 1e6).toFixed(2)} MB, version ${model.version}`)

function printChoices(rows: readonly TrainingRow[]): void {
  console.log(`\n${FOLDS}-fold cross-validation by message, raw training rows scored; ${SEEDS.length} seeds`)
  console.log('choice                         macro-F1  ± sd      accuracy')
  for (const [name, choice] of CHOICES) {
    const found = SEEDS.map((seed) => judge(rows, { ...DEFAULT_OPTIONS, ...choice, seed }))
    const f1 = found.map(({ judgements }) => macroF1(judgements))
    const figures = [mean(f1), deviation(f1), mean(found.map(({ accuracy }) => accuracy))]
    console.log(`${name.padEnd(30)} ${figures.map((figure) => figure.toFixed(4)).join('    ')}`)
  }
  printCalibrations(rows)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Standard deviation of a sample. */
function deviation(values: readonly number[]): number {
  const centre = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)) * (values.length / (values.length - 1)))
}

function judge(rows: readonly TrainingRow[], options: TrainingOptions) {
  const prepared = prepareOnce(rows, options)
  const { scores, targets } = scoreOutOfFold(prepared, options, FOLDS)
  const judgements = scores.map((row, index): Judgement => {
    const predicted = prepared.labels[row.indexOf(Math.max(...row))] ?? ''
    return { actual: prepared.labels[targets[index] ?? 0] ?? '', predicted, confidence: 0 }
  })
  const hits = judgements.filter((row) => row.actual === row.predicted).length
  return { judgements, accuracy: hits / judgements.length }
}

/** Reads the rows again only when a choice changes which terms they have. */
function prepareOnce(rows: readonly TrainingRow[], options: TrainingOptions): PreparedRows {
  const { minGram, maxGram, openingLength, openingWeight, stopRatio, withoutNames } = options
  const key = [minGram, maxGram, openingLength, openingWeight, stopRatio, withoutNames].join()
  if (kept?.key !== key) kept = { key, prepared: prepareRows(rows, options) }
  return kept.prepared
}

/** Calibrations are fitted on four fifths of the out-of-fold scores and judged on the other fifth. */
function printCalibrations(rows: readonly TrainingRow[]): void {
  const prepared = prepareRows(rows, DEFAULT_OPTIONS)
  const { scores, targets } = scoreOutOfFold(prepared, DEFAULT_OPTIONS)
  console.log(`\ncalibration on ${DEFAULT_OPTIONS.folds}-fold scores   macro-F1  ECE     log loss`)
  for (const shape of SHAPES) {
    const judgements: Judgement[] = []
    let loss = 0
    for (let fold = 0; fold < FOLDS; fold++) {
      const inside = scores
        .keys()
        .filter((row) => row % FOLDS !== fold)
        .toArray()
      const fitted = fitCalibration(
        inside.map((row) => scores[row] as Float64Array),
        inside.map((row) => targets[row] as number),
        prepared.labels.length,
        shape,
      )
      for (let row = fold; row < scores.length; row += FOLDS) {
        const chances = calibrate(scores[row] as Float64Array, fitted)
        const confidence = Math.max(...chances)
        const target = targets[row] as number
        loss -= Math.log(chances[target] as number)
        judgements.push({
          actual: prepared.labels[target] as string,
          predicted: prepared.labels[chances.indexOf(confidence)] as string,
          confidence,
        })
      }
    }
    const figures = [macroF1(judgements), calibrationError(judgements), loss / scores.length]
    console.log(
      `${`${shape.link}, pooling ${shape.pooling}`.padEnd(30)} ${figures.map((figure) => figure.toFixed(4)).join('    ')}`,
    )
  }
  console.log('')
}
