/** What `program.js` exports, for tests and measurements; the platform itself looks at names alone. */
import type { Change, Context, Reactions, Values } from '../../sdk/program.d.ts'

export type { Change, Context }
// biome-ignore lint/suspicious/noExplicitAny: each command answers in its own shape.
export const commands: Record<string, (input: Values, ctx: Context) => any>
export const reactions: Reactions
/** Those that tests name; the file of the limits says what each is. */
export const limits: {
  readonly ticketMinutes: number
  readonly closeMinutes: number
  readonly insideMinutes: number
  readonly tipMinutes: number
  readonly gateMinutes: number
}
export const kinds: Record<string, { severity: number; title: string }>
