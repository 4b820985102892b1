/** Privacy that a data set may still give away. Plain data, kept by whoever owns the data set. ε in millionths, whole. */
export interface PrivacyBudget {
  readonly limitMillionths: number
  readonly spentMillionths: number
  readonly spendings: readonly Spending[]
}

export interface Spending {
  readonly epsilonMillionths: number
  /** Why, and by whom, as the caller names it. */
  readonly purpose: string
  readonly at: Date
}

export type SpendAnswer =
  | { readonly ok: true; readonly budget: PrivacyBudget }
  | { readonly ok: false; readonly reason: 'exceeds-budget' | 'not-positive'; readonly leftEpsilon: number }

const millionths = 1_000_000

/** @throws RangeError for a limit that is not above 0. */
export function openBudget(epsilon: number): PrivacyBudget {
  if (!(Number.isFinite(epsilon) && epsilon > 0)) throw new RangeError(`a budget of ε ${epsilon}`)
  return { limitMillionths: Math.floor(epsilon * millionths + 1e-6), spentMillionths: 0, spendings: [] }
}

export function leftEpsilon({ limitMillionths, spentMillionths }: PrivacyBudget): number {
  return (limitMillionths - spentMillionths) / millionths
}

/**
 * Takes ε off the budget before the figure is drawn; refuses what would exceed it. Basic composition: the ε of all releases
 * over the same people add up. What was spent never comes back, also when the figure was not used.
 */
export function spendBudget(
  budget: PrivacyBudget,
  { epsilon, purpose, at }: { epsilon: number; purpose: string; at: Date },
): SpendAnswer {
  // Rounded up: the account is never behind what was given away.
  const asked = Math.ceil(epsilon * millionths - 1e-6)
  if (!(Number.isFinite(asked) && asked >= 1))
    return { ok: false, reason: 'not-positive', leftEpsilon: leftEpsilon(budget) }
  if (asked > budget.limitMillionths - budget.spentMillionths)
    return { ok: false, reason: 'exceeds-budget', leftEpsilon: leftEpsilon(budget) }
  return {
    ok: true,
    budget: {
      ...budget,
      spentMillionths: budget.spentMillionths + asked,
      spendings: [...budget.spendings, { epsilonMillionths: asked, purpose, at }],
    },
  }
}

/**
 * Total ε of `releases` releases of `epsilon` each when a total failure of probability `delta` is accepted: the lesser of
 * basic and advanced composition (Dwork, Rothblum, Vadhan 2010). Pays from about a hundred small releases on.
 */
export function composedEpsilon(epsilon: number, releases: number, delta: number): number {
  const basic = epsilon * releases
  if (!(delta > 0 && delta < 1)) return basic
  const advanced =
    epsilon * Math.sqrt(2 * releases * Math.log(1 / delta)) + releases * epsilon * Math.expm1(epsilon)
  return Math.min(basic, advanced)
}
