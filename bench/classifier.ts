/**
 * Training and inference of the own classifier beside scikit-learn (character 1–3-gram TF-IDF + LinearSVC), on
 * the same rows in the same run. The training rows are split by message, so devtest stays unseen.
 * Needs the reference data and a python3 with scikit-learn (Debian: apt-get install python3-sklearn).
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import {
  classify,
  loadModel,
  predict,
  saveModel,
  type TrainingRow,
  trainClassifier,
} from '#models/classifier'
import { macroF1 } from '#models/evaluation'
import {
  hasReferenceData,
  RAW_FILE,
  readLabelledRows,
  SEGMENTED_FILE,
  trainingSet,
} from '../scripts/labelled-rows.ts'

const PYTHON = process.env.BENCH_PYTHON ?? '/usr/bin/python3'
/** Every fifth message is for testing. */
const TEST_SHARE = 5

interface Figures {
  readonly version: string
  readonly trainSeconds: number
  readonly textsPerSecond: number
  readonly macroF1: number
}

/** Prints the figures and the ratio; says why when it cannot run. */
export function run(): void {
  if (!hasReferenceData()) {
    console.log('SKIPPED classifier: no reference data (set REFERENCE_DATA)')
    return
  }
  const { train, test } = splitRows()
  console.log(`classifier: ${train.length} training rows, ${test.length} raw test rows`)
  const own = runOwn(train, test)
  const peer = runPeer(train, test)
  print('own, calibrated', own)
  if (!peer) return
  print(`scikit-learn ${peer.version}`, peer)
  const training = (peer.trainSeconds / own.trainSeconds).toFixed(2)
  const inference = (own.textsPerSecond / peer.textsPerSecond).toFixed(2)
  const gap = (own.macroF1 - peer.macroF1).toFixed(4)
  console.log(`  ratio: training ${training} ×, inference ${inference} × as fast; macro-F1 ${gap} apart`)
}

function splitRows(): { train: TrainingRow[]; test: TrainingRow[] } {
  const { rows } = trainingSet([...readLabelledRows(RAW_FILE), ...readLabelledRows(SEGMENTED_FILE)])
  const isTest = (row: TrainingRow) => Number(row.group) % TEST_SHARE === 0
  return {
    train: rows.filter((row) => !isTest(row)),
    test: rows.filter((row) => isTest(row) && !row.presegmented),
  }
}

function runOwn(train: readonly TrainingRow[], test: readonly TrainingRow[]): Figures {
  // Two folds, the fewest that calibrate: the peer does not calibrate, so the rest is work it does not do.
  const start = performance.now()
  const trained = trainClassifier(train, { on: '2025-01-01', folds: 2 })
  const trainSeconds = (performance.now() - start) / 1000
  const file = saveModel(trained)
  const loading = performance.now()
  const model = loadModel(file)
  console.log(
    `  model ${(file.length / 1e6).toFixed(2)} MB, loads in ${(performance.now() - loading).toFixed(0)} ms`,
  )
  const explaining = performance.now()
  for (const { text } of test) classify(model, text)
  const explained = ((1000 * test.length) / (performance.now() - explaining)).toFixed(0)
  console.log(`  with all word weights: ${explained} texts/s`)
  const predicting = performance.now()
  const judgements = test.map(({ text, label }) => {
    const { label: predicted, confidence } = predict(model, text)
    return { actual: label, predicted, confidence }
  })
  const textsPerSecond = (1000 * test.length) / (performance.now() - predicting)
  return { version: model.version, trainSeconds, textsPerSecond, macroF1: macroF1(judgements) }
}

function runPeer(train: readonly TrainingRow[], test: readonly TrainingRow[]): Figures | undefined {
  // The peer gets presegmented texts joined, as its character n-grams need no words.
  const joined = train.map(({ text, label, presegmented }) => ({
    text: presegmented ? text.replaceAll(' ', '') : text,
    label,
  }))
  const script = fileURLToPath(new URL('classifier_sklearn.py', import.meta.url))
  const child = spawnSync(PYTHON, [script], {
    input: JSON.stringify({ train: joined, test: test.map(({ text, label }) => ({ text, label })) }),
    encoding: 'utf8',
  })
  if (child.status !== 0) {
    const reason = child.error?.message ?? child.stderr.trim().split('\n').at(-1)
    console.log(`SKIPPED scikit-learn: ${PYTHON} could not run it (${reason})`)
    return undefined
  }
  return JSON.parse(child.stdout)
}

function print(name: string, { trainSeconds, textsPerSecond, macroF1: f1 }: Figures): void {
  const speed = `${trainSeconds.toFixed(1)} s training, ${textsPerSecond.toFixed(0)} texts/s`
  console.log(`  ${name.padEnd(20)} ${speed}, macro-F1 ${f1.toFixed(4)}`)
}

if (import.meta.main) run()
