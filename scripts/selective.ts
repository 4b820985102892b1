/**
 * npm run selective -- [--max-risk .02] [--delta .1] [--out data/models/appeal-category.figures.json] [--devtest]
 *
 * Chooses the threshold above which the appeal category model may act alone, on training rows only: scores out of fold
 * by message, calibrations fitted on other messages than they judge. Writes threshold and curve into the figures that
 * the register shows. --devtest then judges the shipped weights at that threshold on the held-out rows.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  abstainReasons,
  calibrate,
  DEFAULT_OPTIONS,
  dealFolds,
  fitCalibration,
  loadModel,
  predict,
  prepareRows,
  scoreOutOfFold,
  type TrainingRow,
} from '#models/classifier'
import { accuracy, type Judgement, riskCoverage, selectiveReport, shareInterval } from '#models/evaluation'
import { RAW_FILE, readLabelledRows, SEGMENTED_FILE, trainingSet } from './labelled-rows.ts'

const FOLDS = 5
const { values } = parseArgs({
  options: {
    'max-risk': { type: 'string', default: '.02' },
    delta: { type: 'string', default: '.1' },
    out: { type: 'string', default: 'data/models/appeal-category.figures.json' },
    devtest: { type: 'boolean', default: false },
  },
})
const rule = { maxRisk: Number(values['max-risk']), delta: Number(values.delta) }
const rows = [RAW_FILE, SEGMENTED_FILE].flatMap(readLabelledRows)
const judgements = judgeOutOfFold(trainingSet(rows).rows)
const report = selectiveReport(judgements, {
  ...rule,
  data: '训练集原文，折外预测 raw training rows, out of fold',
})
const figures = JSON.parse(readFileSync(values.out, 'utf8'))
writeFileSync(values.out, `${JSON.stringify({ ...figures, selective: rounded(report) }, null, 2)}\n`)

const share = (value: number) => `${(100 * value).toFixed(1)} %`
console.log(`${report.rows} raw training rows out of fold, accuracy ${share(accuracy(judgements))}`)
for (const { threshold, coverage, risk, riskBound } of report.curve)
  console.log(
    `  p ≥ ${threshold}: ${share(coverage)} of rows, ${share(risk)} wrong, at most ${share(riskBound)}`,
  )
console.log(
  report.chosen === null
    ? `no threshold keeps ${share(rule.maxRisk)}`
    : `chosen p ≥ ${report.chosen.threshold}: ${share(report.chosen.coverage)} of rows, ${share(report.chosen.risk)} wrong; more than ${share(rule.maxRisk)} with a chance of at most ${share(rule.delta)}`,
)
for (const { label, coverage, risk, riskBound, rows: kept } of report.byLabel)
  console.log(
    `    ${label}: ${share(coverage)} of ${kept} kept, ${share(risk)} wrong, at most ${share(riskBound)}`,
  )
if (report.expected !== null)
  console.log(
    `likely, not proven: p ≥ ${report.expected.threshold}: ${share(report.expected.coverage)} of rows, ${share(report.expected.risk)} wrong`,
  )
if (values.devtest)
  for (const point of [report.chosen, report.expected]) if (point !== null) judgeHeldOut(point.threshold)

function judgeOutOfFold(training: readonly TrainingRow[]): Judgement[] {
  const prepared = prepareRows(training, DEFAULT_OPTIONS)
  const { rows: places, scores, targets } = scoreOutOfFold(prepared, DEFAULT_OPTIONS)
  const messages = Int32Array.from(places, (row) => prepared.corpus.messages[row] as number)
  const foldOf = dealFolds(messages, FOLDS, DEFAULT_OPTIONS.seed + 1)
  const all = [...scores.keys()]
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const inside = all.filter((row) => foldOf[row] !== fold)
    const calibration = fitCalibration(
      inside.map((row) => scores[row] as Float64Array),
      inside.map((row) => targets[row] as number),
      prepared.labels.length,
      DEFAULT_OPTIONS.calibration,
    )
    return all
      .filter((row) => foldOf[row] === fold)
      .map((row): Judgement => {
        const chances = calibrate(scores[row] as Float64Array, calibration)
        const confidence = Math.max(...chances)
        return {
          actual: prepared.labels[targets[row] as number] as string,
          predicted: prepared.labels[chances.indexOf(confidence)] as string,
          confidence,
        }
      })
  })
}

function judgeHeldOut(threshold: number): void {
  const model = loadModel(readFileSync('data/models/appeal-category.bin'))
  const heldOut = readLabelledRows(RAW_FILE).filter((row) => row.heldOut)
  const judged = heldOut.map((row): Judgement => {
    const found = predict(model, row.text)
    const confidence = abstainReasons(found).length > 0 ? 0 : found.confidence
    return { actual: row.label, predicted: found.label, confidence }
  })
  const [point] = riskCoverage(judged, [threshold], rule.delta)
  if (point === undefined) return
  const right = Math.round(point.rows * (1 - point.risk))
  const within = ({ low, high }: { low: number; high: number }) => `[${share(low)}, ${share(high)}]`
  console.log(
    `devtest p ≥ ${threshold}: automatic ${point.rows} of ${judged.length} = ${share(point.coverage)} ${within(shareInterval(point.rows, judged.length))}`,
  )
  console.log(
    `         right ${right} of ${point.rows} = ${share(1 - point.risk)} ${within(shareInterval(right, point.rows))}`,
  )
}

/** Four digits are what the rows can carry. */
function rounded<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_, v) => (typeof v === 'number' ? Number(v.toFixed(4)) : v))) as T
}
