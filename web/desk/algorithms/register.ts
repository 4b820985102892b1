import type { Finding, WatchFigures } from '#kernel/decisions/rules'

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
  readonly steps_back: boolean
  readonly watch: Watch | null
}

/** The hourly look at what became of a version's decisions, and what its last retraining came to. */
export interface Watch {
  readonly at: string
  readonly figures: Partial<WatchFigures>
  readonly findings: readonly Finding[]
  readonly retraining: Retraining | null
}

export interface Retraining {
  readonly at: string
  readonly outcome: 'proposed' | 'skipped'
  readonly reason: string | null
  readonly rows: number
  readonly needed: number | null
  readonly proposed: string | null
}

export interface CurvePoint {
  readonly threshold: number
  readonly coverage: number
  readonly risk: number
  readonly riskBound: number
  readonly rows: number
}

/** What a version's report says of acting alone, measured on rows that it had not seen. */
export interface Selective {
  readonly maxRisk: number
  readonly delta: number
  readonly data: string
  readonly rows: number
  readonly chosen: CurvePoint | null
  readonly expected: CurvePoint | null
  readonly curve: readonly CurvePoint[]
}

interface VersionFigures {
  readonly macroF1: number
  readonly accuracy: number
  readonly coverage: number
  readonly risk: number
}

/** A candidate beside the version that it came from, on the same held-out rows. */
export interface Comparison {
  readonly from: string
  readonly taught: number
  readonly heldOut: number
  readonly before: VersionFigures
  readonly after: VersionFigures
  readonly accuracyGain: Gain
  readonly macroF1Gain: Gain
}

interface Gain {
  readonly gain: number
  readonly interval: { readonly low: number; readonly high: number }
  readonly won: number
  readonly lost: number
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** The curve in a version's figures; undefined where its trainers gave none. */
export function selectiveOf(figures: Readonly<Record<string, unknown>>): Selective | undefined {
  const found = figures.selective
  return isRecord(found) && Array.isArray(found.curve) ? (found as unknown as Selective) : undefined
}

export function comparisonOf(figures: Readonly<Record<string, unknown>>): Comparison | undefined {
  const found = figures.retraining
  return isRecord(found) && isRecord(found.before) && isRecord(found.after)
    ? (found as unknown as Comparison)
    : undefined
}

/** What the report expects at a threshold: the nearest measured point at or under it, which promises no less. */
export function expectedAt(curve: readonly CurvePoint[], threshold: number): CurvePoint | undefined {
  return curve
    .toSorted((a, b) => b.threshold - a.threshold)
    .find((point) => point.threshold <= threshold + 1e-9)
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
    // What the gate let act waits for nobody, whatever became of it.
    pending: sum(({ outcome, gate }) => outcome === 'pending' && gate === 'human'),
    confirmed,
    overturned,
    overrideRate: judged === 0 ? null : overturned / judged,
  }
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`
}
