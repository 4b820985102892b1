import {
  type ReviewKind,
  reviewKinds,
  type Standing,
  type Step,
  type VersionState,
} from '../contract/life.ts'

/** Where a scenario stands: whether it runs, and how far the version on its way is. */
export interface Life {
  readonly standing: Standing
  /** State of the version on its way; null: none is. */
  readonly candidate: VersionState | null
  /** Reviews that the version on its way has passed. */
  readonly passed: readonly ReviewKind[]
  /** Whether a resource that it stands on was retired by hand. */
  readonly hasLost: boolean
}

/** Steps that the state allows, whoever takes them. */
export function stepsOf({ standing, candidate, passed, hasLost }: Life): Step[] {
  if (standing === 'retired') return []
  // The platform is at work: what it finds at the end has to be what it began with.
  const isBusy = candidate === 'installing' || candidate === 'publishing'
  const reviews = reviewKinds.filter((kind) => candidate === 'sandbox' && !passed.includes(kind))
  return [
    ...(isBusy ? [] : (['save'] as const)),
    ...(candidate === 'proposed' ? (['sandbox'] as const) : []),
    ...reviews.map((kind) => `review-${kind}` as const),
    ...(candidate === 'reviewed' && standing !== 'suspended' ? (['publish'] as const) : []),
    ...(standing === 'published' ? (['suspend'] as const) : []),
    ...(standing === 'suspended' ? (['resume'] as const) : []),
    ...(hasLost && standing !== 'new' && !isBusy ? (['put-back'] as const) : []),
    ...(isBusy ? [] : (['retire'] as const)),
  ]
}

/** What becomes of a version in the sandbox by a verdict: back by one no, on by three yes. */
export function afterReview(
  passed: readonly ReviewKind[],
  verdict: { readonly kind: ReviewKind; readonly passed: boolean },
): VersionState {
  if (!verdict.passed) return 'proposed'
  const all = new Set([...passed, verdict.kind])
  return reviewKinds.every((kind) => all.has(kind)) ? 'reviewed' : 'sandbox'
}

/** Below 0: a is the older version. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)]
  for (const n of [0, 1, 2]) {
    const by = (left[n] ?? 0) - (right[n] ?? 0)
    if (by !== 0) return by
  }
  return 0
}
