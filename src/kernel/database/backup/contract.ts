export type BackupErrorCode =
  | 'damaged'
  | 'unknown-format'
  | 'wrong-key'
  | 'not-empty'
  | 'other-version'
  | 'in-use'

/** Why a backup is refused; nothing has been changed when it is thrown. */
export class BackupError extends Error {
  readonly code: BackupErrorCode

  constructor(code: BackupErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BackupError'
    this.code = code
  }
}

export interface TableShape {
  readonly schema: string
  readonly name: string
  readonly columns: readonly string[]
  /** Those of the columns that hold transaction ids (xid8). */
  readonly transactionIds: readonly string[]
}

export interface Partition {
  readonly schema: string
  readonly name: string
  readonly parentSchema: string
  readonly parent: string
  /** As PostgreSQL prints it: `FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')`. */
  readonly bound: string
}

/** What the database was, so that only its like takes the rows back. */
export interface Versions {
  readonly migrations: readonly { readonly name: string; readonly hash: string }[]
  /** Schema version of pg-boss, or null if the database has no jobs. */
  readonly jobs: number | null
}

/** First entry of the archive. */
export interface BackupHeader extends Versions {
  readonly format: 1
  readonly productVersion: string
  /** ISO 8601, by the clock of the database. */
  readonly createdAt: string
  /** Which master key opens the personal data inside; the key itself is not in the backup. */
  readonly keyFingerprint: string
  readonly tables: readonly TableShape[]
  readonly partitions: readonly Partition[]
}

export interface SequenceValue {
  readonly schema: string
  readonly name: string
  readonly value: string
  readonly called: boolean
}

/** Last entry of the archive: what was written, to be compared with what is read back. */
export interface BackupManifest {
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly sha256: string }[]
  readonly sequences: readonly SequenceValue[]
  readonly files: readonly { readonly path: string; readonly size: number; readonly sha256: string }[]
}

export interface Backup {
  readonly header: BackupHeader
  readonly manifest: BackupManifest
}

/** Called about once a MiB and at the end of each table, with the rows so far. */
export type Progress = (table: string, rows: number) => void

export const tableKey = ({ schema, name }: { schema: string; name: string }): string => `${schema}.${name}`

/** Rows in a piece of COPY text: each ends with a line feed, and those inside values are written as `\n`. */
export function countRows(piece: Buffer): number {
  let rows = 0
  for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) rows += 1
  return rows
}
