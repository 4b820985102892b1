/** Risk under one attacker: shares in 0…1. */
export interface AttackerRisk {
  /** Of the row that is most easily found. */
  readonly highest: number
  /** Mean over the rows. */
  readonly average: number
  /** Share of the rows whose risk exceeds the threshold. */
  readonly shareAtRisk: number
}

export interface RiskReport {
  /** Knows that the person is in the table: 1 / size of the group. */
  readonly prosecutor: AttackerRisk
  /** Does not know: 1 / size of the group in the population. Without a population the same as the prosecutor's. */
  readonly journalist: AttackerRisk
  /** Expected share of rows found by linking all of them to a register. */
  readonly marketer: number
  readonly rows: number
  readonly groups: number
}

/**
 * Re-identification risk (El Emam, Guide to the De-Identification of Personal Health Information, 2013, chapter 6).
 *
 * @param sizes rows in each group of equal quasi-identifiers; suppressed rows are left out
 * @param populationSizes for each of them, how many people of the population share its values; at least its own size
 * @param threshold e.g. 0.2 for k = 5
 * @throws RangeError for sizes below 1 or a population below its sample
 */
export function measureRisk(
  sizes: readonly number[],
  {
    threshold = 0.2,
    populationSizes = sizes,
  }: { threshold?: number; populationSizes?: readonly number[] } = {},
): RiskReport {
  if (
    populationSizes.length !== sizes.length ||
    sizes.some((n, i) => !(n >= 1 && (populationSizes[i] ?? 0) >= n))
  )
    throw new RangeError('a group below 1 row, or a population below its sample')
  const rows = sizes.reduce((sum, n) => sum + n, 0)
  const journalist = attackerRisk(sizes, populationSizes, rows, threshold)
  return {
    prosecutor: attackerRisk(sizes, sizes, rows, threshold),
    journalist,
    marketer: journalist.average,
    rows,
    groups: sizes.length,
  }
}

function attackerRisk(
  sizes: readonly number[],
  among: readonly number[],
  rows: number,
  threshold: number,
): AttackerRisk {
  let [highest, expected, exceeding] = [0, 0, 0]
  for (const [i, size] of sizes.entries()) {
    const risk = 1 / (among[i] ?? size)
    highest = Math.max(highest, risk)
    expected += size * risk
    if (risk > threshold) exceeding += size
  }
  const share = (n: number) => (rows === 0 ? 0 : n / rows)
  return { highest, average: share(expected), shareAtRisk: share(exceeding) }
}

/** Sizes of the groups of rows that agree in the given columns; for a table as it is, before any generalisation. */
export function groupSizes(rows: readonly (readonly string[])[], columns: readonly number[]): number[] {
  const sizes = new Map<string, number>()
  for (const row of rows) {
    const key = JSON.stringify(columns.map((c) => row[c] ?? ''))
    sizes.set(key, (sizes.get(key) ?? 0) + 1)
  }
  return [...sizes.values()]
}
