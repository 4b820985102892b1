import { bootstrapInterval, type Interval } from './bootstrap.ts'
import {
  accuracy,
  type Confusion,
  confusionOf,
  figuresByLabel,
  type Judgement,
  type LabelFigures,
  macroF1,
} from './metrics.ts'
import {
  type Coverage,
  calibrationError,
  coverageAt,
  type ReliabilityBin,
  reliabilityCurve,
} from './reliability.ts'

const THRESHOLDS = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95]

/** All figures of one evaluation, ready for JSON. */
export interface EvaluationReport {
  readonly model: string
  readonly data: string
  readonly rows: number
  readonly macroF1: number
  readonly macroF1Interval: Interval
  readonly accuracy: number
  readonly calibrationError: number
  readonly calibrationErrorInterval: Interval
  readonly byLabel: readonly LabelFigures[]
  readonly confusion: Confusion
  readonly reliability: readonly ReliabilityBin[]
  readonly coverage: readonly Coverage[]
}

/**
 * @param model version of the model, as the register of algorithms shows it
 * @param data what was judged: file and split
 */
export function evaluationReport(
  judgements: readonly Judgement[],
  { model, data, seed = 1 }: { readonly model: string; readonly data: string; readonly seed?: number },
): EvaluationReport {
  return {
    model,
    data,
    rows: judgements.length,
    macroF1: macroF1(judgements),
    macroF1Interval: bootstrapInterval(judgements, macroF1, { seed }),
    accuracy: accuracy(judgements),
    calibrationError: calibrationError(judgements),
    calibrationErrorInterval: bootstrapInterval(judgements, (sample) => calibrationError(sample), { seed }),
    byLabel: figuresByLabel(judgements),
    confusion: confusionOf(judgements),
    reliability: reliabilityCurve(judgements),
    coverage: coverageAt(judgements, THRESHOLDS),
  }
}

/** The report as one HTML page that needs nothing else. */
export function renderReport(report: EvaluationReport): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>分类模型评估报告 Classifier evaluation</title><style>${STYLE}</style></head><body>
<h1>分类模型评估报告 <small>Classifier evaluation</small></h1>
<p>模型版本 Model <code>${escapeHtml(report.model)}</code><br>数据 Data <code>${escapeHtml(report.data)}</code></p>
${section('总体指标', 'Overall', overall(report))}
${section('各类指标', 'Per class', perLabel(report.byLabel))}
${section('混淆矩阵（行为实际，列为预测）', 'Confusion: rows actual, columns predicted', matrix(report.confusion))}
${section('可靠性曲线', 'Reliability', curve(report.reliability))}
${section('置信度门槛与自动处理比例', 'Coverage at thresholds', coverage(report.coverage))}
</body></html>
`
}

const STYLE = `body{font:16px/1.6 system-ui,"Noto Sans SC",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}
small{color:#57606a;font-weight:400}table{border-collapse:collapse;margin:.5rem 0}th,td{border:1px solid #d0d7de;padding:.25rem .6rem;text-align:right}
th:first-child,td:first-child{text-align:left}.hit{background:#dafbe1}.miss{background:#ffebe9}`

const section = (zh: string, en: string, body: string): string =>
  `<section><h2>${zh} <small>${en}</small></h2>${body}</section>`

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
  return `<table>${line('th', head)}${rows.map((cells) => line('td', cells)).join('')}</table>`
}

function overall(report: EvaluationReport): string {
  const within = ({ low, high }: Interval) => `${low.toFixed(3)} – ${high.toFixed(3)}`
  return table(
    ['指标 Measure', '值 Value', '95 % 区间 Interval'],
    [
      ['条数 Rows', String(report.rows), ''],
      ['宏平均 Macro-F1', report.macroF1.toFixed(4), within(report.macroF1Interval)],
      ['准确率 Accuracy', report.accuracy.toFixed(4), ''],
      ['校准误差 ECE (15 bins)', report.calibrationError.toFixed(4), within(report.calibrationErrorInterval)],
    ],
  )
}

function perLabel(figures: readonly LabelFigures[]): string {
  return table(
    ['类别 Class', '精确率 Precision', '召回率 Recall', 'F1', '条数 Rows'],
    figures.map(({ label, precision, recall, f1, support }) => [
      escapeHtml(label),
      precision.toFixed(3),
      recall.toFixed(3),
      f1.toFixed(3),
      String(support),
    ]),
  )
}

function matrix({ labels, counts }: Confusion): string {
  const cell = (count: number, hit: boolean) =>
    `<td${count === 0 ? '' : hit ? ' class="hit"' : ' class="miss"'}>${count}</td>`
  const rows = counts.map(
    (row, actual) =>
      `<tr><td>${escapeHtml(labels[actual] ?? '')}</td>${row.map((count, predicted) => cell(count, actual === predicted)).join('')}</tr>`,
  )
  return `<table><tr><th></th>${labels.map((label) => `<th>${escapeHtml(label)}</th>`).join('')}</tr>${rows.join('')}</table>`
}

function curve(bins: readonly ReliabilityBin[]): string {
  const filled = bins.filter((bin) => bin.rows > 0)
  const most = Math.max(1, ...filled.map((bin) => bin.rows))
  const dots = filled.map(
    (bin) =>
      `<circle cx="${(40 + 300 * bin.meanConfidence).toFixed(1)}" cy="${(320 - 300 * bin.accuracy).toFixed(1)}" r="${(3 + 9 * Math.sqrt(bin.rows / most)).toFixed(1)}" fill="#0969da" fill-opacity=".6"><title>${bin.rows}</title></circle>`,
  )
  const picture = `<svg viewBox="0 0 360 350" width="360" role="img" aria-label="可靠性曲线 reliability curve">
<rect x="40" y="20" width="300" height="300" fill="none" stroke="#d0d7de"/><line x1="40" y1="320" x2="340" y2="20" stroke="#8c959f" stroke-dasharray="4"/>
${dots.join('')}<text x="190" y="344" text-anchor="middle" font-size="12">置信度 confidence</text>
<text x="16" y="170" text-anchor="middle" font-size="12" transform="rotate(-90 16 170)">正确率 accuracy</text></svg>`
  const rows = filled.map((bin) => [
    `${bin.from.toFixed(2)}–${bin.to.toFixed(2)}`,
    String(bin.rows),
    bin.meanConfidence.toFixed(3),
    bin.accuracy.toFixed(3),
  ])
  return picture + table(['区间 Bin', '条数 Rows', '平均置信度 Mean confidence', '正确率 Accuracy'], rows)
}

function coverage(points: readonly Coverage[]): string {
  return table(
    ['门槛 Threshold', '自动处理比例 Coverage', '其中正确 Accuracy', '条数 Rows'],
    points.map(({ threshold, coverage: share, accuracy: right, rows }) => [
      threshold.toFixed(2),
      `${(100 * share).toFixed(1)} %`,
      `${(100 * right).toFixed(1)} %`,
      String(rows),
    ]),
  )
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
