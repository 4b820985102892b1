import type { FileMark } from '../contract/source.ts'

/** A file as a listing shows it, before it was read. */
export type Listed = Omit<FileMark, 'hash'>

export interface KnownFile extends FileMark {
  readonly state: 'reading' | 'done' | 'dead' | 'dismissed'
  /** Rows and parts delivered so far, where it was cut short. */
  readonly rows: number
  readonly parts: number
}

/** `*` and `?` in a file's name; everything else is itself. Linear: each star is tried once. */
export function matchesPattern(name: string, pattern: string): boolean {
  let [n, p, star, mark] = [0, 0, -1, 0]
  while (n < name.length) {
    if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n]) && pattern[p] !== '*') {
      n++
      p++
    } else if (pattern[p] === '*') {
      star = p++
      mark = n
    } else if (star >= 0) {
      p = star + 1
      n = ++mark
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

const readable = /\.(csv|tsv|txt|xlsx|json|jsonl|ndjson)$/i

/** A name that stays in its folder and means the same on every system. */
export function isSafeName(name: string): boolean {
  const isStep = name === '' || name === '.' || name === '..'
  return !isStep && name.length <= 255 && !/[/\\]|\p{Cc}/u.test(name) && name.isWellFormed()
}

/** Files that are to be read, oldest first. Temporary and hidden ones, and kinds that nobody reads, are passed over. */
export function newFiles(
  listed: readonly Listed[],
  known: ReadonlyMap<string, KnownFile>,
  { pattern, settleSeconds, now }: { pattern: string; settleSeconds: number; now: Date },
): Listed[] {
  return listed
    .filter((f) => {
      const last = f.name.split('/').at(-1) ?? ''
      if (last.startsWith('.') || last.startsWith('~') || !readable.test(last)) return false
      if (!matchesPattern(last, pattern) || isYoung(f, settleSeconds, now)) return false
      const before = known.get(f.name)
      if (before === undefined || before.state === 'reading') return true
      return before.size !== f.size || before.modified !== f.modified
    })
    .sort((a, b) => a.modified.localeCompare(b.modified) || (a.name < b.name ? -1 : 1))
}

/** May still be written. A clock ahead of ours says nothing about that. */
function isYoung(f: Listed, settleSeconds: number, now: Date): boolean {
  const age = now.getTime() - Date.parse(f.modified)
  return age >= 0 && age < settleSeconds * 1000
}
