/** Pure parts of the rule that no algorithm acts on its own authority. */

export type Gate = 'automatic' | 'human'

export interface GateRule {
  /** Null: never automatic. */
  readonly automaticAbove: number | null
  /** Touches personal rights or a major decision: always a human, whatever the confidence. */
  readonly rights: boolean
}

/** Why a person decides: `rights`, `drift`, `never-automatic`, `below-threshold`, or a doubt of the algorithm's own. */
export interface HandedOver {
  readonly reasons: readonly string[]
  /** Confidence from which the version acts by itself; null where it never does. */
  readonly threshold: number | null
}

/**
 * PIPL art. 24: what touches a person's rights is never decided by the machine alone; this cannot be configured. A
 * doubt that the algorithm itself reports goes to a person as well.
 * @returns null where the judgement may act by itself
 */
export function handOver(
  rule: GateRule & { readonly drifted?: boolean },
  confidence: number,
  doubts: readonly string[] = [],
): HandedOver | null {
  const threshold = rule.rights ? null : rule.automaticAbove
  const first = rule.rights
    ? ['rights']
    : threshold === null
      ? [rule.drifted === true ? 'drift' : 'never-automatic']
      : confidence < threshold
        ? ['below-threshold']
        : []
  const reasons = [...first, ...doubts]
  return reasons.length === 0 ? null : { reasons, threshold }
}

export function gateFor(rule: GateRule, confidence: number, doubts: readonly string[] = []): Gate {
  return handOver(rule, confidence, doubts) === null ? 'automatic' : 'human'
}

/** What an algorithm says about one input. */
export interface Judgement<O> {
  readonly output: O
  /** Calibrated: of judgements with confidence p, a share p is right. */
  readonly confidence: number
  /** Word weights, a tree's path or rule rows, as data; drawn on screen and read aloud to the person. */
  readonly explanation: unknown
  /** The class judged, where the output is one: what the register's page counts by. */
  readonly label?: string
  /** Share of the input that the version has never met, 0 to 1. */
  readonly novelty?: number
  /** Why a person has to decide, whatever the confidence; codes such as `unknown-words`. */
  readonly doubts?: readonly string[]
}
