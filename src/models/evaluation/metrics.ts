/** One judged row: what it is, what the model said and how sure it was (0 to 1). */
export interface Judgement {
  readonly actual: string
  readonly predicted: string
  readonly confidence: number
}

export interface LabelFigures {
  readonly label: string
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** Rows that truly have the label. */
  readonly support: number
}

export interface Confusion {
  readonly labels: readonly string[]
  /** `counts[actual][predicted]`. */
  readonly counts: readonly (readonly number[])[]
}

/** Counts of actual against predicted label; labels are sorted. */
export function confusionOf(judgements: readonly Judgement[]): Confusion {
  const labels = [...new Set(judgements.flatMap(({ actual, predicted }) => [actual, predicted]))].sort()
  const index = new Map(labels.map((label, at) => [label, at]))
  const counts = labels.map(() => labels.map(() => 0))
  for (const { actual, predicted } of judgements) {
    const row = counts[index.get(actual) ?? 0]
    const column = index.get(predicted) ?? 0
    if (row) row[column] = (row[column] ?? 0) + 1
  }
  return { labels, counts }
}

/** Precision, recall and F1 per label; a quotient of nothing by nothing counts as 0, as in scikit-learn. */
export function figuresByLabel(judgements: readonly Judgement[]): LabelFigures[] {
  const { labels, counts } = confusionOf(judgements)
  return labels.map((label, at) => {
    const hits = counts[at]?.[at] ?? 0
    const support = sum(counts[at] ?? [])
    const claimed = sum(counts.map((row) => row[at] ?? 0))
    return {
      label,
      precision: quotient(hits, claimed),
      recall: quotient(hits, support),
      f1: quotient(2 * hits, support + claimed),
      support,
    }
  })
}

/** Mean F1 over the labels that stand in the rows or in the predictions. */
export function macroF1(judgements: readonly Judgement[]): number {
  const figures = figuresByLabel(judgements)
  return quotient(sum(figures.map(({ f1 }) => f1)), figures.length)
}

export function accuracy(judgements: readonly Judgement[]): number {
  return quotient(
    judgements.filter(({ actual, predicted }) => actual === predicted).length,
    judgements.length,
  )
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const quotient = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
