/** A row of the public register, as GET /algorithms answers it. */
export interface AlgorithmRow {
  readonly code: string
  readonly version: string
  readonly zh: string
  readonly en: string
  readonly purpose_zh: string
  readonly purpose_en: string
  readonly owner_org: string
  readonly status: 'proposed' | 'approved' | 'suspended' | 'retired'
  /** Touches personal rights: always a person. */
  readonly rights: boolean
  readonly automatic_above: number | null
  readonly figures: Readonly<Record<string, unknown>>
  readonly decided_at: string | null
  readonly reason: string | null
  readonly counts: readonly Count[]
}

interface Count {
  readonly outcome: string
  readonly gate: string
  readonly count: number
}

/** Decisions by gate and outcome; the override rate is null while no person has judged any. */
export function tally(counts: readonly Count[]) {
  const sum = (keep: (count: Count) => boolean) =>
    counts.filter(keep).reduce((total, { count }) => total + Number(count), 0)
  const confirmed = sum(({ outcome }) => outcome === 'confirmed')
  const overturned = sum(({ outcome }) => outcome === 'overturned')
  const judged = confirmed + overturned
  return {
    all: sum(() => true),
    automatic: sum(({ gate }) => gate === 'automatic'),
    pending: sum(({ outcome }) => outcome === 'pending'),
    confirmed,
    overturned,
    overrideRate: judged === 0 ? null : overturned / judged,
  }
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`
}
