import type { ReleasePlan } from '../contract/plan.ts'
import type { Combination, ReleaseResult } from '../contract/result.ts'
import type { ReleaseState, releaseSteps } from '../contract/views.ts'

/** In which states each step may be taken. */
export const stepStates = {
  edit: ['draft', 'computed'],
  compute: ['draft', 'computed'],
  choose: ['computed'],
  cancel: ['computing'],
  submit: ['computed'],
  approve: ['submitted'],
  return: ['submitted'],
  withdraw: ['published'],
} as const satisfies Record<string, readonly ReleaseState[]>

export function mayStep(step: keyof typeof stepStates, state: ReleaseState): boolean {
  const states: readonly ReleaseState[] = stepStates[step]
  return states.includes(state)
}

/** Steps that a reader has, from the state and from what access allows. */
export function stepsOf(
  state: ReleaseState,
  isOver: boolean,
  allowed: {
    readonly own: boolean
    readonly judge: boolean
    readonly withdraw: boolean
    readonly fetch: boolean
  },
): (typeof releaseSteps)[number][] {
  return [
    ...(allowed.own
      ? (['edit', 'compute', 'cancel', 'submit'] as const).filter((s) => mayStep(s, state))
      : []),
    ...(allowed.judge && mayStep('approve', state) ? (['judge'] as const) : []),
    ...(allowed.withdraw && mayStep('withdraw', state) ? (['withdraw'] as const) : []),
    ...(allowed.fetch && state === 'published' && !isOver ? (['fetch'] as const) : []),
  ]
}

/** Combinations that make classes smaller than both releases promise. */
export function unsafeCombinations(result: Pick<ReleaseResult, 'combinations'>): Combination[] {
  return result.combinations.filter((c) => c.atRisk > 0)
}

export interface Former {
  readonly id: string
  readonly audience: ReleasePlan['audience']
}

/**
 * Former releases that a holder of the new one may also hold: open ones, and those given to the same recipient; all of
 * them where the new one is open. That two recipients put theirs together is forbidden by their agreements and not counted.
 */
export function heldTogether<F extends Former>(audience: ReleasePlan['audience'], former: readonly F[]): F[] {
  return former.filter(
    (f) =>
      audience.kind === 'open' || f.audience.kind === 'open' || f.audience.recipient === audience.recipient,
  )
}

/** Former releases that a result does not know of. */
export function unseen<F extends Former>(
  result: Pick<ReleaseResult, 'combinations'>,
  former: readonly F[],
): F[] {
  const seen = new Set(result.combinations.map((c) => c.release))
  return former.filter((f) => !seen.has(f.id))
}
