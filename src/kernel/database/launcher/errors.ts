export type LauncherErrorCode =
  | 'disk-full'
  | 'locked'
  | 'newer-version'
  | 'older-version'
  | 'no-binaries'
  | 'not-permitted'
  | 'start-failed'

/** Why the embedded PostgreSQL cannot serve; the message says what the operator can do. */
export class LauncherError extends Error {
  readonly code: LauncherErrorCode

  constructor(code: LauncherErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'LauncherError'
    this.code = code
  }
}

const FAILURES: ReadonlyArray<{ pattern: RegExp; code: LauncherErrorCode; advice: string }> = [
  {
    pattern: /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/,
    code: 'disk-full',
    advice:
      'The disk that holds the data folder is full. Free some space and start again; what was saved is kept.',
  },
  {
    pattern: /error while loading shared libraries|Library not loaded/,
    code: 'no-binaries',
    advice: 'A library of the PostgreSQL package is missing. "npm start" restores it.',
  },
  {
    pattern: /lock file ".*" already exists|pre-existing shared memory block/,
    code: 'locked',
    advice: 'Another program uses this data folder. Stop it, or choose another data folder.',
  },
  {
    pattern: /Permission denied|Operation not permitted|EACCES|EPERM|EROFS|Read-only file system/,
    code: 'not-permitted',
    advice: 'The data folder must be writable and owned by the account that runs this program.',
  },
]

const LAST_LINES = 8

/** Turns what initdb or postgres printed before it gave up into a typed error. */
export function diagnose(output: string): LauncherError {
  const tail = output.trim().split('\n').slice(-LAST_LINES).join('\n')
  const known = FAILURES.find(({ pattern }) => pattern.test(output))
  if (known) return new LauncherError(known.code, `${known.advice}\n${tail}`)
  return new LauncherError('start-failed', `PostgreSQL did not start:\n${tail || '(it printed nothing)'}`)
}

/** A file-system error as the launcher error that it means. */
export function fromFileError(error: unknown, path: string): LauncherError {
  const text = error instanceof Error ? error.message : String(error)
  const diagnosis = diagnose(text)
  return new LauncherError(diagnosis.code, `${path}: ${diagnosis.message}`, { cause: error })
}
