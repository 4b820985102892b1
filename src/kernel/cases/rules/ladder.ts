import type { Access } from '#kernel/access/define'
import { EscalateInput, RemindInput } from './inputs.ts'

/** Taken by the clock alone: no screen has a button for them. */
export type LadderStep = 'escalate' | 'remind'

/**
 * What the ladder of overdue cases does to a case: a reminder before a deadline, a rung after it, each to people by
 * name. A case type that spreads these rows is climbed by supervision.
 * @param from the states in which somebody owes something
 */
export function ladderSteps<const S extends string>(from: readonly S[], who: Access) {
  return {
    escalate: { from, who, input: EscalateInput, visible: 'internal', tells: 'ladder', aside: true },
    remind: { from, who, input: RemindInput, visible: 'internal', tells: 'named', aside: true },
  } as const
}
