import { parentPort, workerData } from 'node:worker_threads'
import { adaptClassifier, type ClassifierModel, loadModel, predict, saveModel } from '#models/classifier'
import {
  accuracy,
  type Judgement,
  macroF1,
  pairedBootstrap,
  riskCoverage,
  selectiveReport,
} from '#models/evaluation'
import type { RetrainingInput, RetrainingReport } from './retraining.ts'
import { splitByTime } from './rules/retraining.ts'

/** Runs in a thread of its own: adapts, judges both versions on the same held-out rows, answers once. */
const input = workerData as RetrainingInput
const base = loadModel(input.base)
const { taught, heldOut } = splitByTime(input.rows)
const candidate = adaptClassifier(base, taught, { on: input.on })
const before = judge(base)
const after = judge(candidate)
const delta = 0.1
const at = (rows: readonly Judgement[]) => {
  const [point] = riskCoverage(rows, [input.threshold ?? 1.01], delta)
  return {
    macroF1: macroF1(rows),
    accuracy: accuracy(rows),
    coverage: point?.coverage ?? 0,
    risk: point?.risk ?? 0,
  }
}
const report: RetrainingReport = {
  from: base.version.slice(0, 12),
  taught: taught.length,
  heldOut: heldOut.length,
  until: heldOut.at(-1)?.at ?? input.on,
  before: at(before),
  after: at(after),
  accuracyGain: pairedBootstrap(before, after, accuracy),
  macroF1Gain: pairedBootstrap(before, after, macroF1),
  selective: selectiveReport(after, {
    maxRisk: 0.02,
    delta,
    data: '人工审定的最新诉求（时间切分留出） newest appeals that officers judged, held out by time',
  }),
}
parentPort?.postMessage({ file: saveModel(candidate), report })

function judge(model: ClassifierModel): Judgement[] {
  return heldOut.map(({ text, label }) => {
    const found = predict(model, text)
    return { actual: label, predicted: found.label, confidence: found.confidence }
  })
}
