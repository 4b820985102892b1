/** Why something was refused. Mapped to HTTP in one table (kernel/http). */
export type RefusalCode =
  | 'invalid' // the input breaks the contract
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict' // someone else was faster: `details.current` and `details.available` say what is possible now
  | 'not-now' // the state does not allow it: `details.available` lists what it allows
  | 'not-approved' // an algorithm that the register does not show as approved
  | 'too-large'
  | 'too-many'
  | 'unavailable'

/** The one class for a foreseen "no". `message` is a key of the message catalogue, never a sentence. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: RefusalCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }
}
