import { OutboundError } from '#kernel/outbound/define'
import type { RawRow } from '#modules/collection/contract'
import type { FileMark, Limits, Place, Position, Reason } from '../contract.ts'
import type { KnownFile } from '../rules.ts'

/** A source that cannot be read, in words: the end of the key `pulls.error.…`, and what fills its places. */
export class PullError extends OutboundError {
  override readonly name = 'PullError'
}

/** Something that came and cannot be read: kept with the reason. */
export interface Letter {
  readonly kind: 'file' | 'page'
  readonly name: string
  readonly reason: Reason
  readonly content: Buffer
  /** Where reading goes on, were it passed over. */
  readonly after: Position | null
}

/** A page that cannot be read ends the run; its letter goes with the error. */
export class UnreadablePage extends PullError {
  readonly letter: Letter

  constructor(letter: Letter) {
    super(letter.reason.key, letter.reason.values)
    this.letter = letter
  }
}

/** Rows that belong together. Read again from `before` they come again: a run that was cut short skips what it has. */
export interface Chunk {
  readonly rows: readonly RawRow[]
  readonly firstLine: number
  readonly bytes: number
  readonly before: Position | null
  readonly after: Position | null
  /** The file that the rows are of. */
  readonly file?: FileMark
}

export type Read =
  | { readonly chunk: Chunk }
  | { readonly letter: Letter; readonly file: FileMark }
  /** Has another time and the same content: nothing new is in it. */
  | { readonly touched: FileMark }

export interface ReadJob<P extends Place = Place> {
  readonly place: P
  readonly secret: string
  readonly position: Position | null
  readonly limits: Limits
  /** Ends everything that waits. */
  readonly signal: AbortSignal
  readonly now: Date
  /** Hosts that may be read although their addresses are blocked. */
  readonly allowed: ReadonlySet<string>
  /** Folder below which folder sources lie. */
  readonly folders: string
  readonly known: ReadonlyMap<string, KnownFile>
  /** Only the newest file counts: it is the whole. */
  readonly newestOnly: boolean
}

export type Reader = AsyncGenerator<Read, void, undefined>

/** Rows that one part carries: large enough for batches, small enough to be lost and sent again without pain. */
export const rowsPerPart = 2000
