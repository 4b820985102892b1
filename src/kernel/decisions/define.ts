/** Pure parts of the rule that no algorithm acts on its own authority. */

export type Gate = 'automatic' | 'human'

export interface GateRule {
  /** Null: never automatic. */
  readonly automaticAbove: number | null
  /** Touches personal rights or a major decision: always a human, whatever the confidence. */
  readonly rights: boolean
}

/** PIPL art. 24: what touches a person's rights is never decided by the machine alone; this cannot be configured. */
export function gateFor(rule: GateRule, confidence: number): Gate {
  if (rule.rights || rule.automaticAbove === null) return 'human'
  return confidence >= rule.automaticAbove ? 'automatic' : 'human'
}

/** What an algorithm says about one input. */
export interface Judgement<O> {
  readonly output: O
  /** Calibrated: of judgements with confidence p, a share p is right. */
  readonly confidence: number
  /** Word weights, a tree's path or rule rows, as data; drawn on screen and read aloud to the person. */
  readonly explanation: unknown
}
