import { levelJudge } from './compare.ts'
import { type LinkageModel, levelWeight, priorWeight, probabilityOf } from './model.ts'
import { adjustmentsOf } from './score.ts'
import { type Comparison, levelName } from './settings.ts'
import { columnOf, type Table, valueText } from './table.ts'

/** One step of the waterfall. */
export interface ExplainedField {
  readonly field: string
  /** The values; where a second field belongs to the comparison, both with a stroke between. */
  readonly left: string
  readonly right: string
  /** The level in words; undefined where a value is missing, which says nothing either way. */
  readonly level: string | undefined
  readonly m: number | undefined
  readonly u: number | undefined
  /** Bits of the level: log2(m / u). */
  readonly weight: number
  /** Bits of the term-frequency adjustment. */
  readonly frequencyWeight: number
  /** Bits so far: the prior and all fields up to here. */
  readonly runningWeight: number
}

export interface Explanation {
  /** Bits of the prior, where the waterfall starts. */
  readonly priorWeight: number
  readonly fields: readonly ExplainedField[]
  /** Match weight in bits; equal to what scoring gave the pair. */
  readonly weight: number
  readonly probability: number
}

function valuesOf(table: Table, { field, second }: Comparison, record: number): string {
  return (second === undefined ? [field] : [field, second])
    .map((name) => columnOf(table, name))
    .map((column) => valueText(column, column.codes[record] as number))
    .join(' / ')
}

/** Why two records weigh what they weigh, field by field. */
export function explainPair(table: Table, model: LinkageModel, left: number, right: number): Explanation {
  const start = priorWeight(model.prior)
  let running = start
  const fields = model.comparisons.map((comparison, k): ExplainedField => {
    const column = columnOf(table, comparison.field)
    const level = levelJudge(table, comparison)(left, right)
    const figures = comparison.figures[level]
    const code = column.codes[left] as number
    const weight = figures === undefined ? 0 : levelWeight(figures)
    const frequencyWeight = level === 0 ? (adjustmentsOf(table, model, k)?.[code] ?? 0) : 0
    running = running + weight + frequencyWeight
    return {
      field: comparison.field,
      left: valuesOf(table, comparison, left),
      right: valuesOf(table, comparison, right),
      level: figures === undefined ? undefined : levelName(comparison.levels[level]),
      m: figures?.m,
      u: figures?.u,
      weight,
      frequencyWeight,
      runningWeight: running,
    }
  })
  return { priorWeight: start, fields, weight: running, probability: probabilityOf(running) }
}
