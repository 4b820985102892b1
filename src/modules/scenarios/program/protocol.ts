import type { OwnTable } from '../contract.ts'

/** What is asked of the thread: one round of one call. */
export interface Asked {
  readonly id: number
  /** The package's module. */
  readonly code: string
  /** The expression that is evaluated after it; its text is the answer. */
  readonly call: string
  /** JSON: a list of facts, of what the function is given (`__argument` for the expression), and of notes by key. */
  readonly told: string
  readonly ms: number
  readonly memoryBytes: number
  readonly stackBytes: number
}

/**
 * What a round is given, notes beside it. A row or note that is not there is null; one that was not looked for is missing.
 */
export interface Facts {
  readonly now: string
  readonly sandbox: boolean
  /** Number of the call, from which its ids are made. */
  readonly call: string
  readonly actor: ProgramActor
  /** Key items of each resource. */
  readonly keys: Readonly<Record<string, readonly string[]>>
  /** Decision tables of the package, by code. */
  readonly tables: Readonly<Record<string, Pick<OwnTable, 'rows' | 'otherwise'>>>
  /** Codes of what the package asks of other departments. */
  readonly asks: readonly string[]
  readonly looked: Readonly<Record<string, readonly unknown[]>>
  readonly rows: Readonly<Record<string, unknown>>
}

/** Who calls, as far as a program is told: never a person's number or address. */
export interface ProgramActor {
  readonly kind: 'officer' | 'party' | 'system'
  readonly name: string
  readonly roles: readonly string[]
  readonly org: string | null
  readonly party: { readonly kind: string; readonly key: string } | null
}

export type FaultKind = 'time' | 'memory' | 'threw' | 'shape'

export interface Told {
  readonly id: number
  readonly text?: string
  readonly fault?: FaultKind
  readonly problem?: string
  /** Milliseconds on the processor. */
  readonly ms: number
}
