/**
 * npm run evaluate -- [FILE] [--model data/models/appeal-category.bin] [--out var/reports]
 *
 * Judges the model on the held-out rows of FILE (all rows, where none is held out); without FILE on the
 * devtest rows of the reference data. Writes evaluation.html and evaluation.json.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadModel, predict } from '#models/classifier'
import { evaluationReport, type Judgement, macroF1, renderReport } from '#models/evaluation'
import {
  hasReferenceData,
  type LabelledRow,
  RAW_FILE,
  readLabelledRows,
  SEGMENTED_FILE,
  trainingSet,
} from './labelled-rows.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string', default: 'data/models/appeal-category.bin' },
    out: { type: 'string', default: 'var/reports' },
  },
})
const [file = RAW_FILE] = positionals
if (file === RAW_FILE && !hasReferenceData()) {
  console.error(`No rows to judge: ${RAW_FILE} is missing. Pass a FILE or set REFERENCE_DATA.`)
  process.exit(1)
}
const model = loadModel(readFileSync(values.model))
const all = readLabelledRows(file)
const heldOut = all.filter((row) => row.heldOut)
const rows = heldOut.length > 0 ? heldOut : all
const judgements = rows.map(judge)
const data = `${file} (${heldOut.length > 0 ? 'held-out rows' : 'all rows'})`
const report = evaluationReport(judgements, { model: model.version, data })

mkdirSync(values.out, { recursive: true })
const htmlFile = join(values.out, 'evaluation.html')
const jsonFile = join(values.out, 'evaluation.json')
writeFileSync(htmlFile, renderReport(report))
writeFileSync(jsonFile, `${JSON.stringify(report, null, 2)}\n`)

const within = ({ low, high }: { low: number; high: number }) => `[${low.toFixed(3)}, ${high.toFixed(3)}]`
console.log(`${report.rows} rows of ${data}`)
console.log(`macro-F1 ${report.macroF1.toFixed(4)} ${within(report.macroF1Interval)} (95 % bootstrap)`)
console.log(`accuracy ${report.accuracy.toFixed(4)}`)
console.log(`ECE      ${report.calibrationError.toFixed(4)} ${within(report.calibrationErrorInterval)}`)
for (const { label, precision, recall, f1, support } of report.byLabel) {
  const figures = [precision, recall, f1].map((figure) => figure.toFixed(3)).join('  ')
  console.log(`  ${figures}  ${String(support).padStart(4)}  ${label}`)
}
for (const { threshold, coverage, accuracy } of report.coverage) {
  const share = (100 * coverage).toFixed(1)
  console.log(`  p ≥ ${threshold.toFixed(2)}: ${share} % of rows, ${(100 * accuracy).toFixed(1)} % right`)
}
if (file === RAW_FILE) printWithoutRepeats()
console.log(`${htmlFile}, ${jsonFile}`)

function judge(row: LabelledRow): Judgement {
  const { label, confidence } = predict(model, row.text)
  return { actual: row.label, predicted: label, confidence }
}

/** The same figure without the held-out messages that the whole collection nearly repeats elsewhere. */
function printWithoutRepeats(): void {
  const { repeatedHeldOut } = trainingSet([...all, ...readLabelledRows(SEGMENTED_FILE)])
  const unique = rows.filter((row) => !repeatedHeldOut.has(row.key)).map(judge)
  console.log(`macro-F1 ${macroF1(unique).toFixed(4)} on the ${unique.length} rows without any near-copy`)
}
