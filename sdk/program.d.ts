/**
 * What a program of a package is given and may do. A program is one ES module without imports that exports `commands` and
 * `reactions`; it is pure: no clock, no chance, no network, nothing kept but by `keep`.
 */

/** Values by item. A point is `{ lon, lat }` (WGS 84), a time an ISO 8601 text. */
export type Values = { [item: string]: unknown }

export interface Actor {
  readonly kind: 'officer' | 'party' | 'system'
  readonly name: string
  readonly roles: readonly string[]
  /** Code of the officer's organization. */
  readonly org: string | null
  /** For whom outside it is done. */
  readonly party: { readonly kind: string; readonly key: string } | null
}

export interface Context {
  /** The platform's time of this call, ISO 8601. `new Date()` says the same. */
  readonly now: string
  readonly sandbox: boolean
  readonly actor: Actor
  /** The row of a key as it is now, this call's own puts included; null where there is none. */
  get(resource: string, key: string): Values | null
  /** Stores a whole row of an own resource; it goes through the resource's contract. */
  put(resource: string, row: Values): void
  /** What the program kept under a key; null: nothing. */
  note(key: string): unknown
  /** Keeps a small value (8 kB as JSON); null takes it away. */
  keep(key: string, value: unknown): void
  /** Rows of another department by a request (`asks`) of the package, as its grant gives them; 20 at most. */
  look(ask: string, key: string): readonly Values[]
  /** What a decision table of the package says of values; an input that is not there fits `missing` alone. */
  decide(
    table: string,
    values: Values,
  ): { row: number | null; outputs: Values; note: { zh: string; en: string } | null }
  /** Ends the call; nothing of it is kept, and the caller reads the sentence. */
  refuse(zh: string, en: string): never
  /** Has the acting party sign a text (SM2 with SM3); what it gives is put into an item of a row. */
  sign(text: string): string
  /** A number that nobody else has; the same when the call is repeated. */
  id(prefix: string): string
  /** Metres between two points, on a sphere. */
  metres(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number
}

export interface Change {
  readonly kind: 'added' | 'changed' | 'removed'
  readonly key: string
  /** Since when the platform knows it so. */
  readonly at: string
  /** Null when removed. */
  readonly data: Values | null
}

/** Somebody does something; of what is returned they see what the command's `output` in the manifest names. */
export type Commands = { [code: string]: (input: Values, ctx: Context) => unknown }
/** Changes of a resource in their order, 500 at most; each is had once. */
export type Reactions = { [code: string]: (changes: readonly Change[], ctx: Context) => void }
