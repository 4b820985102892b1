/** What `program.js` exports, for tests and measurements; the platform itself looks at names alone. */
type Row = Record<string, unknown>
export interface Context {
  readonly now: string
  readonly sandbox: boolean
  readonly actor: unknown
  // biome-ignore lint/suspicious/noExplicitAny: rows have the shape of their resource.
  get(resource: string, key: string): any
  put(resource: string, row: Row): void
  // biome-ignore lint/suspicious/noExplicitAny: a note has whatever shape the program gave it.
  note(key: string): any
  keep(key: string, value: unknown): void
  refuse(zh: string, en: string): never
  sign(text: string): string
  id(prefix: string): string
  metres(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number
}
export interface Change {
  readonly kind: 'added' | 'changed' | 'removed'
  readonly key: string
  readonly at: string
  readonly data: Row
}
// biome-ignore lint/suspicious/noExplicitAny: each command answers in its own shape.
export const commands: Record<string, (input: Row, ctx: Context) => any>
export const reactions: Record<string, (changes: readonly Change[], ctx: Context) => void>
/** Those that tests name; the file of the limits says what each is. */
export const limits: {
  readonly ticketMinutes: number
  readonly closeMinutes: number
  readonly gateMinutes: number
}
export const kinds: Record<string, { severity: number; title: string }>
